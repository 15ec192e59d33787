"""Who has what: the returns of an organisation or over a funder's awards, and how each stands."""

from datetime import date
from typing import Any

from django.db.models import (
    Case,
    CharField,
    Count,
    Exists,
    OuterRef,
    Q,
    QuerySet,
    Subquery,
    Value,
    When,
)
from django.utils.translation import gettext as _

from funding.models import ReturnDue
from organisations.models import StaffMembership

from .enums import Answer
from .models import Edition, EditionAnswer, EditionReader, Report

# What a list can be asked for, and which states it then holds.
SHOWN: dict[str, tuple[str, ...]] = {
    "open": ("sent_back", "late", "coming"),
    "late": ("late",),
    "sent-back": ("sent_back",),
    "in": ("in", "accepted"),
}


def returns_of(membership: StaffMembership, today: date) -> QuerySet[Any]:
    """Return what the organisation owes or is owed, each with its newest edition and its state.

    States: "late" and "coming" are not met; "sent_back" is not met any more; "in" waits for its
    reader's answer, and "accepted" has it.
    """
    own = membership.organisation_id
    newest = EditionReader.objects.filter(return_due=OuterRef("pk")).order_by("-handed_at", "-pk")
    answer = EditionAnswer.objects.filter(
        edition=OuterRef("edition_key"), reader=OuterRef("funder")
    ).order_by("-at", "-pk")
    return (
        ReturnDue.objects.filter(Q(organisation=own) | Q(funder=own))
        .select_related("award", "organisation", "funder")
        .annotate(
            edition_key=Subquery(newest.values("edition")[:1]),
            edition_code=Subquery(newest.values("edition__code")[:1]),
            handed_at=Subquery(newest.values("handed_at")[:1]),
            answer=Subquery(answer.values("kind")[:1]),
        )
        .annotate(state=_state(today))
    )


def _state(today: date) -> Case:
    is_met = Q(met_at__isnull=False)
    return Case(
        When(is_met & Q(answer=Answer.ACCEPTED), then=Value("accepted")),
        When(is_met, then=Value("in")),
        When(answer=Answer.SENT_BACK, then=Value("sent_back")),
        When(due_on__lt=today, then=Value("late")),
        default=Value("coming"),
        output_field=CharField(),
    )


def counts(rows: QuerySet[Any]) -> dict[str, int]:
    """Return how many returns each list holds."""
    found = dict(rows.order_by().values_list("state").annotate(n=Count("pk")))
    return {key: sum(found.get(state, 0) for state in states) for key, states in SHOWN.items()}


def tabs(rows: QuerySet[Any], shown: str) -> list[dict[str, Any]]:
    """Return the lists to choose from, each with how many it holds."""
    numbers = counts(rows)
    labels = {
        "open": _("Not received yet"),
        "late": _("Late"),
        "sent-back": _("Sent back"),
        "in": _("Received"),
    }
    return [
        {
            "label": f"{label} ({numbers[key]})",
            "url": f"?show={key}",
            "is_current": key == shown,
        }
        for key, label in labels.items()
    ]


def in_preparation(organisation_id: int) -> QuerySet[Any]:
    """Return the organisation's reports that are not issued, without their figures."""
    return (
        Report.objects.for_organisation(organisation_id)
        .filter(edition=None)
        .select_related("job", "award", "funder", "place", "edition")
        .defer("document", "behind", "words", "edition__document", "edition__changes")
    )


def to_draft(organisation_id: int, today: date) -> QuerySet[Any]:
    """Return what is owed for days that are over and nobody has begun to write.

    What was sent back is not among it: it is put right from its edition, with a reason. A report
    whose job failed counts as not begun.
    """
    begun = Report.objects.filter(return_due=OuterRef("pk")).exclude(
        edition=None, made_at=None, job__state="failed"
    )
    tried = Report.objects.filter(return_due=OuterRef("pk")).order_by().values("return_due")
    return (
        ReturnDue.objects.for_organisation(organisation_id)
        .filter(met_at=None, period_end__lt=today)
        .annotate(tries=Subquery(tried.annotate(n=Count("pk")).values("n")))
        .filter(~Exists(begun))
        .select_related("award")
        .order_by("due_on", "pk")
    )


def answered_too(edition: Edition) -> list[ReturnDue]:
    """Return what other funders are owed that this edition answers, and who accept such a report.

    It must cover every day of their period; who reads it already is not asked again.
    """
    return list(
        ReturnDue.objects.for_organisation(edition.organisation_id)
        .filter(
            met_at=None,
            award__accepts_others=True,
            period_start__gte=edition.period_start,
            period_end__lte=edition.period_end,
        )
        .exclude(funder__in=edition.readers.values("reader"))
        .select_related("award__funder")
        .order_by("due_on", "pk")[:50]
    )
