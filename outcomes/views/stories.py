"""Stories: what people told, and what may be done with it."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from organisations.request import Request
from rco_network.core import languages
from rco_network.core.paging import page_of
from services.advice.forms.people import uuid_in
from services.forms.guards import attempt, failed_status, locked_if_sent
from services.models import Participant
from services.views.person import note_view, open_person

from ..actions.stories import change_story, note_use, write_story
from ..calculations.telling import themes_of
from ..calculations.themes import theme_counts
from ..forms.stories import StoryForm, ThemeFilterForm, UseForm
from ..models import Story, StoryConsent, StoryTheme, StoryUse
from ..permissions import check_can_keep_stories, check_is_held

_METHODS = ["GET", "HEAD", "POST"]
_NEWEST_FIRST = ("-told_on", "-id")


def own_stories(request: Request) -> QuerySet[Any]:
    """The organisation's stories, as far as the asker sees the people behind them."""
    return Story.objects.for_organisation(request.membership.organisation_id)


def open_story(request: Request, uuid: UUID, *, is_locked: bool = False) -> Story:
    """Return the story; 404 for who may not see whose it is, 403 without the right."""
    check_can_keep_stories(request.membership)
    rows = own_stories(request).select_related("participant__restriction", "recorded_by")
    story: Story = get_object_or_404(
        locked_if_sent(request, rows) if is_locked else rows, uuid=uuid
    )
    if story.participant is not None:
        note_view(request, story.participant)
    return story


@require_http_methods(["GET", "HEAD"])
def stories(request: Request) -> HttpResponse:
    """Every story, newest first, and how many people told of what."""
    check_can_keep_stories(request.membership)
    own = request.membership.organisation_id
    names = StoryTheme.objects.for_organisation(own).order_by("name")
    form = ThemeFilterForm(request.GET, own=list(names.values_list("name", flat=True)))
    rows = own_stories(request).select_related("participant")
    is_filtered = form.is_valid() and bool(form.cleaned_data["theme"])
    if is_filtered:
        rows = _about(rows, form.cleaned_data["theme"])
    page = page_of(rows, _NEWEST_FIRST, request.GET)
    _describe(page.rows)
    counted = theme_counts(own).cells
    context = {
        "form": form,
        "page": page,
        "is_filtered": is_filtered,
        "shown_themes": [(theme, n) for theme, n in counted.items() if n is not None],
        "few_themes": [theme for theme, n in counted.items() if n is None],
    }
    status = 200 if form.is_valid() else 422
    return render(request, "outcomes/stories/stories.html", context, status=status)


def _about(rows: QuerySet[Any], theme: str) -> QuerySet[Any]:
    kind, _colon, name = theme.partition(":")
    if kind == "own":
        return rows.filter(own_themes__name=name)
    return rows.filter(themes__contains=[theme])


def _describe(rows: list[Any]) -> None:
    """Let each story know what it is about and for how many uses it is open today."""
    themes = themes_of(rows)
    open_uses: dict[int, int] = {}
    standing = StoryConsent.objects.filter(story__in=[one.pk for one in rows])
    for story in standing.standing(timezone.localdate()).values_list("story_id", flat=True):
        open_uses[story] = open_uses.get(story, 0) + 1
    for one in rows:
        one.about = ", ".join(themes[one.pk])
        one.open_uses = open_uses.get(one.pk, 0)
        one.direction = languages.direction(one.language)


@require_http_methods(["GET", "HEAD"])
def story(request: Request, uuid: UUID) -> HttpResponse:
    """One story: the words, what goes with them, what was agreed, where it was used."""
    found = open_story(request, uuid)
    consents = found.storyconsents.select_related("funder", "recorded_by").order_by("-id")
    today = timezone.localdate()
    context = {
        "story": found,
        "direction": languages.direction(found.language),
        "language": languages.said(found.language),
        "about": ", ".join(themes_of([found])[found.pk]),
        "files": list(found.storyfiles.order_by("pk")),
        "consents": [
            {"row": one, "stands": one.withdrawn_on is None and one.until >= today}
            for one in consents
        ],
        "uses": found.storyuses.select_related("funder").order_by("-planned_on", "-id"),
    }
    return render(request, "outcomes/stories/story.html", context)


@require_http_methods(_METHODS)
def story_new(request: Request) -> HttpResponse:
    """Write down a story: of a participant (`?person=`), or of somebody who does not come here."""
    check_can_keep_stories(request.membership)
    person = _person_asked(request)
    form = StoryForm(
        request.POST or None,
        organisation_id=request.membership.organisation_id,
        participant=person,
    )
    if form.is_valid():
        kept = attempt(
            form,
            write_story,
            by=request.membership,
            story=form.instance,
            own_themes=form.own_themes,
        )
        if kept:
            messages.success(request, _("Written down. Now look it through."))
            return redirect("story-check", uuid=kept.uuid)
    context = {"form": form, "participant": person, "story": None}
    return render(request, "outcomes/stories/story_form.html", context, status=failed_status(form))


def _person_asked(request: Request) -> Participant | None:
    asked = request.GET.get("person")
    if not asked:
        return None
    return open_person(request, uuid_in(asked) or UUID(int=0))


@require_http_methods(_METHODS)
def story_edit(request: Request, uuid: UUID) -> HttpResponse:
    """Change a story; changed words are looked through anew."""
    found = open_story(request, uuid, is_locked=True)
    check_is_held(found)
    form = StoryForm(
        request.POST or None,
        instance=found,
        organisation_id=found.organisation_id,
        participant=found.participant,
    )
    if form.is_valid() and attempt(
        form,
        change_story,
        by=request.membership,
        story=found,
        changed=[name for name in form.changed_data if name in form.Meta.fields],
        own_themes=form.own_themes,
    ):
        messages.success(request, _("Saved."))
        return redirect("story" if found.checked_at else "story-check", uuid=uuid)
    context = {"form": form, "participant": found.participant, "story": found}
    return render(request, "outcomes/stories/story_form.html", context, status=failed_status(form))


@require_http_methods(_METHODS)
def story_use_new(request: Request, uuid: UUID) -> HttpResponse:
    """Note where a story is used outside of the reports that are made here."""
    found = open_story(request, uuid, is_locked=True)
    check_is_held(found)
    standing = StoryConsent.objects.filter(story=found).standing(timezone.localdate())
    consents = list(standing.select_related("funder", "story").order_by("pk"))
    form = UseForm(request.POST or None, consents=consents)
    if form.is_valid():
        consent = form.by_uuid[form.cleaned_data["consent"]]
        used_in = form.cleaned_data["used_in"]
        if attempt(form, note_use, by=request.membership, consent=consent, used_in=used_in):
            messages.success(request, _("Noted."))
            return redirect("story", uuid=uuid)
    context = {"form": form, "story": found, "has_consents": bool(consents)}
    return render(request, "outcomes/stories/use_form.html", context, status=failed_status(form))


@require_http_methods(["GET", "HEAD"])
def story_uses(request: Request) -> HttpResponse:
    """Where stories were used, newest first: what to look at before something is printed again."""
    check_can_keep_stories(request.membership)
    own = StoryUse.objects.for_organisation(request.membership.organisation_id)
    page = page_of(own.select_related("story", "funder"), ("-planned_on", "-id"), request.GET)
    return render(request, "outcomes/stories/uses.html", {"page": page})
