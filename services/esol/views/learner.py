"""One person's English: how far they are, what they work on, what came of it."""

from datetime import timedelta
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_safe

from organisations.request import Request
from services.models import Participant
from services.views.person import open_person

from ..calculations.hours import weekly_hours
from ..calculations.profiles import profile_of
from ..calculations.reviews import due_on, learners, weeks_between
from ..enums import AssessmentKind, Barrier, Stage, TargetState
from ..models import Assessment, Circumstances, ExamEntry, Learner, Review, Target
from ..permissions import can_teach, check_can_see_english
from ..reference.levels import RARPA
from ..words import bars_of, spread_in_words

WEEKS = 12


@require_safe
def learner(request: Request, uuid: UUID) -> HttpResponse:
    """Everything about one person's English, with what can be done next."""
    check_can_see_english(request.membership)
    person = open_person(request, uuid)
    context = _context(request, person) | {"can_teach": can_teach(request.membership)}
    return render(request, "services/esol/learner.html", context)


@require_safe
def plan(request: Request, uuid: UUID) -> HttpResponse:
    """The individual learning plan, by the five stages of RARPA; made to be printed and signed."""
    check_can_see_english(request.membership)
    person = open_person(request, uuid)
    context = _context(request, person)
    targets = context["targets"]
    context |= {
        "stages": {number: name for number, (name, _evidence) in RARPA.items()},
        "aims": [one for one in targets if one.stage == Stage.AIMS],
        "objectives": [one for one in targets if one.stage == Stage.OBJECTIVES],
        "reached": [one for one in targets if one.state == TargetState.REACHED],
        "exits": [one for one in context["assessments"] if one.kind == AssessmentKind.EXIT],
        "organisation": request.membership.organisation,
        "today": timezone.localdate(),
    }
    return render(request, "services/esol/plan.html", context)


def _context(request: Request, person: Participant) -> dict[str, Any]:
    own = person.organisation_id
    assessments = list(_of(Assessment, person).select_related("assessor").newest_first())
    targets = _of(Target, person).select_related("set_by", "reached_by")
    reviews = _of(Review, person).select_related("reviewer").order_by("-held_on", "-pk")
    places = _of(Learner, person).select_related("course__group__service")
    today = timezone.localdate()
    formal = weekly_hours(own, [person.pk], today - timedelta(weeks=WEEKS), today)
    profile = profile_of(assessments)
    stated = _of(Circumstances, person).first()
    return {
        "participant": person,
        "profile": profile,
        "bars": bars_of(profile),
        "spread": spread_in_words(profile),
        "assessments": assessments,
        "reading": next((a for a in assessments if a.first_language_reading), None),
        "targets": list(targets.order_by("state", "-set_on", "-pk")),
        "reviews": list(reviews),
        "exams": list(_of(ExamEntry, person).order_by("-sits_on", "-pk")),
        "places": list(places.order_by("-course__ends_on", "-pk")),
        "stated": stated,
        "barriers": ", ".join(
            str(Barrier(one).label) for one in (stated.barriers if stated else [])
        ),
        "formal": formal.get(person.pk),
        "weeks": WEEKS,
        "due": _due(request, person),
    }


def _of(model: Any, person: Participant) -> Any:
    return model.objects.for_organisation(person.organisation_id).filter(participant=person)


def _due(request: Request, person: Participant) -> Any:
    """The day of the next review, None for who is on no course."""
    found = learners(request.membership).filter(pk=person.pk).values_list("last_on", flat=True)
    last = found.first()
    return due_on(last, weeks_between(person.organisation_id)) if last else None
