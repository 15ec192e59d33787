"""How advice is shown: to those who read a matter; to everybody else there is nothing of it."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

from django.db.models import Exists, Min, OuterRef, Q, QuerySet, Subquery
from django.urls import NoReverseMatch, reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core.dates import day_in_words, in_hours
from services.models import Participant
from services.parts import Block, Task, in_menu, on_person, to_do

from .actions.reminders import REGISTRATION_DAYS
from .calculations import in_pounds, worth
from .enums import Category, Channel, Decision, State, Work
from .models import (
    AdviserRegistration,
    ConflictCheck,
    Deadline,
    Enquiry,
    Matter,
    MatterAdviser,
    MatterOutcome,
    Step,
)
from .models.sealed import Subjects
from .permissions import can_advise, can_supervise
from .reference.outcomes import OUTCOMES

NEAR = 14  # days before a deadline from which it stands on the first page
in_menu(gettext_lazy("Advice"), "advice", Right.LOG)
in_menu(gettext_lazy("Levels of advisers"), "advice-rules", Right.KEEP_RULES)


def with_next_deadline(matters: QuerySet[Any]) -> QuerySet[Any]:
    """Let each matter know the day of what is due next (`due_on`)."""
    open_ones = Deadline.objects.filter(
        organisation_id=OuterRef("organisation_id"), matter_id=OuterRef("pk"), done_on=None
    )
    earliest = open_ones.order_by().values("matter_id").annotate(day=Min("due_on")).values("day")
    return matters.annotate(due_on=Subquery(earliest))


def named_on(membership: StaffMembership) -> Any:
    """The condition that a matter names this colleague."""
    return Exists(
        MatterAdviser.objects.filter(
            organisation_id=membership.organisation_id,
            matter_id=OuterRef("pk"),
            membership=membership,
        )
    )


def rows_of(matters: Iterable[Any], today: date, names: bool = True) -> list[dict[str, Any]]:
    """Return rows to tap, for those who read these matters (with their next deadline)."""
    return [_row(matter, today, names) for matter in matters]


def _row(matter: Any, today: date, names: bool) -> dict[str, Any]:
    opened = _("since %s") % day_in_words(matter.opened_on)
    row = {
        "title": matter.participant.name if names else str(matter.subjects),
        "url": reverse("matter", args=[matter.uuid]),
        "detail": f"{matter.subjects}, {opened}" if names else opened,
        "tag": "" if matter.is_open else str(State(matter.state).label),
        "kind": "warn" if matter.state == State.CHECKING else "info",
    }
    if matter.is_open and matter.due_on:
        late = matter.due_on < today
        said = _("late: %s") if late else _("due %s")
        row |= {"tag": said % date_format(matter.due_on, "j M"), "kind": "bad" if late else "info"}
    return row


def enquiry_rows(enquiries: Iterable[Enquiry]) -> list[dict[str, Any]]:
    """Return rows to tap of enquiries, for whoever took them and for supervisors."""
    return [
        {
            "title": day_in_words(one.day),
            "url": reverse("enquiry", args=[one.uuid]),
            "detail": f"{one.get_subject_display()}, {Work(one.level).label}",
        }
        for one in enquiries
    ]


def facts_of(matter: Matter, minutes: int) -> list[tuple[str, Any]]:
    """Return what is known of a matter, name by name."""
    closed = matter.closed_on
    ended = [(_("How it ended"), matter.get_ended_display())] if matter.ended else []
    return [
        (_("About"), str(matter.subjects)),
        (_("Level of work"), matter.get_level_display()),
        (_("Opened"), day_in_words(matter.opened_on)),
        *([(_("Closed"), day_in_words(closed))] if closed else []),
        *ended,
        (_("Time spent"), in_hours(minutes)),
    ]


def events_of(steps: Iterable[Step]) -> list[dict[str, str]]:
    """Return the steps of a matter, newest first."""
    return [
        {
            "when": f"{day_in_words(step.done_on)} – {step.by}",
            "title": f"{Channel(step.channel).label}, {Work(step.level).label}, "
            f"{in_hours(step.minutes)}",
            "about": str(Subjects(step.subject)),
            "text": step.text,
        }
        for step in steps
    ]


def outcome_rows(outcomes: Iterable[MatterOutcome]) -> list[dict[str, Any]]:
    """Return each outcome with its money in words."""
    return [
        {
            "uuid": one.uuid,
            "title": OUTCOMES[one.code][0],
            "day": day_in_words(one.happened_on),
            "money": money_of(one),
        }
        for one in outcomes
    ]


def money_of(one: MatterOutcome) -> str:
    """Say what an outcome was worth: "£500 one-off, £4,720 a year"."""
    sums = worth(one.code, one.amount, one.every, one.backdated)
    parts = (
        (sums.one_off, _("%s one-off")),
        (sums.yearly, _("%s a year")),
        (sums.debt_off, _("%s of debt written off")),
        (sums.debt_managed, _("%s of debt managed")),
    )
    return ", ".join(said % in_pounds(amount) for amount, said in parts if amount)


def registration_of(held: AdviserRegistration | None, today: date) -> dict[str, str]:
    """Say what an adviser is registered for, with a tag about its end."""
    if held is None:
        return {"detail": _("No registration is written down"), "tag": "", "kind": "info"}
    said = _("Level %(level)s, %(category)s, until %(day)s") % {
        "level": held.level,
        "category": Category(held.category).label,
        "day": day_in_words(held.expires_on),
    }
    left = (held.expires_on - today).days
    if left < 0:
        return {"detail": said, "tag": _("ran out"), "kind": "bad"}
    if left <= REGISTRATION_DAYS[0]:
        return {"detail": said, "tag": _("%s days left") % left, "kind": "warn"}
    return {"detail": said, "tag": "", "kind": "info"}


def referral_address(participant: Participant | None) -> str:
    """Return where somebody can be referred from, "" where this installation has no such page."""
    for name in ("referral-new", "referrals"):
        try:
            address = reverse(name)
        except NoReverseMatch:
            continue
        if participant is not None and name == "referral-new":
            return f"{address}?participant={participant.uuid}"
        return address
    return ""


@on_person
def advice(membership: StaffMembership, participant: Participant) -> Block | None:
    """The matters of a person that this colleague reads. Who reads none sees the same as of
    somebody who has none."""
    if not can_advise(membership):
        return None
    found = Matter.objects.for_organisation(membership.organisation_id).filter(
        participant=participant
    )
    matters = with_next_deadline(found).select_related("participant").order_by("-opened_on")[:10]
    return Block(
        _("Advice"),
        rows_of(matters, timezone.localdate(), names=False),  # type: ignore[arg-type]
        action_label=_("Open a matter"),
        action_url=f"{reverse('matter-new')}?participant={participant.uuid}",
    )


@to_do
def what_waits(membership: StaffMembership, today: date) -> Iterable[Task]:
    """Deadlines of one's own, registrations that run out, conflicts to decide."""
    if not can_advise(membership):
        return
    yield from _deadlines(membership, today)
    yield from _registrations(membership, today)
    if can_supervise(membership):
        yield from _conflicts(membership)


def _deadlines(membership: StaffMembership, today: date) -> Iterable[Task]:
    rows = Deadline.objects.filter(
        organisation_id=membership.organisation_id,
        membership=membership,
        done_on=None,
        due_on__lte=today + timedelta(days=NEAR),
        matter__state=State.OPEN,
    ).select_related("matter", "participant")
    for row in rows.order_by("due_on", "pk")[:20]:
        address = reverse("matter", args=[row.matter.uuid])
        late = row.due_on < today
        yield Task(row.due_on, _("A deadline in advice"), address, row.participant.name, late)


def _registrations(membership: StaffMembership, today: date) -> Iterable[Task]:
    soon = today + timedelta(days=REGISTRATION_DAYS[0])
    rows = AdviserRegistration.objects.filter(
        organisation_id=membership.organisation_id, expires_on__lte=soon
    ).select_related("membership__user")
    if not can_supervise(membership):
        rows = rows.filter(membership=membership)
    for row in rows:
        if not row.membership.is_current:
            continue
        title = _("An adviser’s registration ends")
        yield Task(
            row.expires_on,
            title,
            reverse("registrations"),
            str(row.membership.user),
            row.expires_on < today,
        )


def _conflicts(membership: StaffMembership) -> Iterable[Task]:
    rows = ConflictCheck.objects.filter(
        organisation_id=membership.organisation_id, decision=Decision.WAITING
    ).select_related("matter")
    for row in rows.order_by("created_at")[:20]:
        day = timezone.localdate(row.created_at)
        address = reverse("matter", args=[row.matter.uuid])
        yield Task(day, _("A possible conflict of interest to decide"), address)


def open_or_closed(asked: str) -> Any:
    """The condition of a filter of the list of matters."""
    if asked == "closed":
        return Q(state__in=[State.CLOSED, State.REFUSED])
    return Q(state__in=[State.OPEN, State.CHECKING])
