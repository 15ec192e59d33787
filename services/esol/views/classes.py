"""A class: its level, how far everybody is, and its courses."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import Count, Q
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from organisations.request import Request
from services.forms.guards import attempt, failed_status, locked_if_sent
from services.models import Enrolment, Group
from services.views.person import note_view

from ..actions import courses as actions
from ..calculations.classes import level_of, placed_in
from ..calculations.profiles import spread_of
from ..calculations.rates import attended_by, percent
from ..enums import Completion, Level, Mode
from ..forms.courses import ClassLevelForm, CourseForm, LearnerForm
from ..models import ClassLevel, Course, Learner
from ..permissions import (
    can_run_classes,
    can_teach,
    check_can_run_classes,
    check_can_see_english,
    check_can_teach,
)
from ..words import level_in_words, short_levels


def _group(request: Request, uuid: UUID) -> Group:
    seen = Group.objects.visible_to(request.membership).select_related("service")
    return get_object_or_404(seen, uuid=uuid)


@require_safe
def class_page(request: Request, uuid: UUID) -> HttpResponse:
    """How far everybody in a class is, beside what the class is for."""
    check_can_see_english(request.membership)
    group = _group(request, uuid)
    level = level_of(group)
    placed = placed_in(group, level)
    courses = Course.objects.for_organisation(group.organisation_id).filter(group=group)
    context = {
        "group": group,
        "level": level_in_words(level),
        "placed": [{"one": one, "levels": short_levels(one.profile)} for one in placed],
        "modes": Mode.labels,
        "spread": _spread(placed),
        "courses": courses.annotate(
            people=Count("learners"),
            now=Count("learners", filter=Q(learners__completion=Completion.CONTINUING)),
        ).order_by("-ends_on", "-pk"),
        "can_run": can_run_classes(request.membership),
        "can_teach": can_teach(request.membership),
    }
    return render(request, "services/esol/class.html", context)


def _spread(placed: list[Any]) -> list[dict[str, Any]]:
    """One row a level that anybody has, with the number of people by mode."""
    counts = spread_of(one.profile for one in placed)
    return [
        {
            "level": Level(level).label,
            "numbers": [(Mode(mode).label, counts[mode][level]) for mode in Mode.values],
        }
        for level in Level.values
        if any(counts[mode][level] for mode in Mode.values)
    ]


@require_http_methods(["GET", "HEAD", "POST"])
def class_level(request: Request, uuid: UUID) -> HttpResponse:
    """Say at which level a class is taught."""
    check_can_run_classes(request.membership)
    group = _group(request, uuid)
    own = ClassLevel.objects.for_organisation(group.organisation_id).filter(group=group)
    level = locked_if_sent(request, own).first()
    form = ClassLevelForm(request.POST or None, instance=level, group=group)
    if form.is_valid() and attempt(
        form, actions.set_class_level, by=request.membership, level=form.instance
    ):
        messages.success(request, _("Saved."))
        return redirect("english-class", uuid=uuid)
    return _form(request, form, group, _("Level of the class"), _("Save"))


@require_http_methods(["GET", "HEAD", "POST"])
def course_new(request: Request, uuid: UUID) -> HttpResponse:
    """Begin a run of a class."""
    check_can_run_classes(request.membership)
    group = _group(request, uuid)
    form = CourseForm(request.POST or None, group=group)
    if form.is_valid():
        made = attempt(form, actions.add_course, by=request.membership, course=form.instance)
        if made is not None:
            messages.success(request, _("Added. Now put its learners on it."))
            return redirect("english-course", uuid=made.uuid)
    return _form(request, form, group, _("New course"), _("Add course"))


@require_http_methods(["GET", "HEAD", "POST"])
def course_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change when a course is."""
    check_can_run_classes(request.membership)
    course = get_object_or_404(locked_if_sent(request, _courses(request)), uuid=uuid)
    form = CourseForm(request.POST or None, instance=course, group=course.group)
    if form.is_valid() and attempt(
        form,
        actions.change_course,
        by=request.membership,
        course=form.instance,
        changed=form.changed_data,
    ):
        messages.success(request, _("Saved."))
        return redirect("english-course", uuid=uuid)
    return _form(request, form, course.group, _("Change the course"), _("Save"))


def _courses(request: Request) -> Any:
    own = Course.objects.for_organisation(request.membership.organisation_id)
    return own.select_related("group__service")


def _form(request: Request, form: Any, group: Group, title: str, button: str) -> HttpResponse:
    context = {"form": form, "group": group, "title": title, "button": button}
    page = "services/esol/class_form.html"
    return render(request, page, context, status=failed_status(form))


@require_safe
def course(request: Request, uuid: UUID) -> HttpResponse:
    """Who is on a course, how much they attended, and what became of it."""
    check_can_see_english(request.membership)
    one = get_object_or_404(_courses(request), uuid=uuid)
    learners = list(
        Learner.objects.for_organisation(one.organisation_id)
        .filter(course=one)
        .select_related("participant")
        .order_by("participant__name_key", "pk")
    )
    hours = attended_by(one)
    there = {learner.participant_id for learner in learners}
    context = {
        "course": one,
        "group": one.group,
        "rows": [
            {"learner": learner, "attendance": percent(*hours.get(learner.participant_id, (0, 0)))}
            for learner in learners
        ],
        "missing": sum(row.participant_id not in there for row in _listed(one)),
        "can_run": can_run_classes(request.membership),
        "can_teach": can_teach(request.membership),
    }
    return render(request, "services/esol/course.html", context)


def _listed(one: Course) -> Any:
    rows = Enrolment.objects.for_organisation(one.organisation_id)
    return rows.filter(group=one.group_id, left_on=None, participant__erased_at=None)


@require_POST
def course_fill(request: Request, uuid: UUID) -> HttpResponse:
    """Put everybody who is on the list of the class on the course."""
    check_can_teach(request.membership)
    one = get_object_or_404(_courses(request), uuid=uuid)
    many = actions.put_on_course(by=request.membership, course=one, enrolments=_listed(one))
    messages.success(request, _("Put on the course: %(many)s.") % {"many": many})
    return redirect("english-course", uuid=uuid)


@require_http_methods(["GET", "HEAD", "POST"])
def course_learner(request: Request, uuid: UUID) -> HttpResponse:
    """Say what became of somebody's place on a course."""
    check_can_teach(request.membership)
    own = Learner.objects.for_organisation(request.membership.organisation_id)
    rows = locked_if_sent(request, own.filter(participant__erased_at=None))
    found = rows.select_related("participant", "course__group__service")
    place = get_object_or_404(found, uuid=uuid)
    note_view(request, place.participant)
    form = LearnerForm(request.POST or None, instance=place)
    if form.is_valid() and attempt(
        form,
        actions.change_learner,
        by=request.membership,
        learner=form.instance,
        changed=form.changed_data,
    ):
        messages.success(request, _("Saved."))
        return redirect("english-course", uuid=place.course.uuid)
    context = {"form": form, "place": place, "course": place.course, "group": place.course.group}
    page = "services/esol/course_learner.html"
    return render(request, page, context, status=failed_status(form))
