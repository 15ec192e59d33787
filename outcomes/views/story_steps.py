"""What a story goes through: looked through, agreed to, taken back; its picture and recording."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.exceptions import ValidationError
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_http_methods, require_POST

from organisations.request import Request
from rco_network.core import languages
from rco_network.core.exports import attachment
from rco_network.core.uploads import was_too_large
from services.forms.guards import attempt, failed_status, locked_if_sent
from services.views.person import note_view

from ..actions.stories import add_file, check_story, let_stay, open_file, remove_file
from ..actions.story_consents import (
    TakenBack,
    record_story_consent,
    take_story_back,
    withdraw_story_consent,
)
from ..calculations.identifying import findings_of, open_findings, pieces_of
from ..enums import Use
from ..forms.stories import FileForm, StayForm
from ..forms.story_consents import StoryConsentForm
from ..models import Story, StoryConsent, StoryFile
from ..permissions import check_can_keep_stories, check_is_held
from .stories import open_story

_METHODS = ["GET", "HEAD", "POST"]
_ENDINGS = {"image/jpeg": "jpg", "audio/mpeg": "mp3", "audio/mp4": "m4a", "audio/ogg": "ogg"}


@require_http_methods(_METHODS)
def story_check(request: Request, uuid: UUID) -> HttpResponse:
    """What could tell who somebody is: each thing is changed, or a reason given why it may stay."""
    found = open_story(request, uuid, is_locked=True)
    check_is_held(found)
    findings = findings_of(found)
    failed: StayForm | None = None
    problem = ""
    if "found" in request.POST:
        failed = StayForm(request.POST)
        if failed.is_valid() and _stays(request, found, findings, failed):
            return redirect("story-check", uuid=uuid)
    elif request.method == "POST":
        try:
            check_story(by=request.membership, story=found)
        except ValidationError as refused:
            problem = " ".join(refused.messages)
        else:
            messages.success(request, _("Looked through. It may be used as they agreed."))
            return redirect("story", uuid=uuid)
    context = {
        "story": found,
        "direction": languages.direction(found.language),
        "pieces": pieces_of(found, findings),
        "open": [{"finding": one, "form": _stay_form(one, failed)} for one in findings
                 if not one.reason],
        "settled": [one for one in findings if one.reason],
        "is_done": not open_findings(findings),
        "problem": problem,
        "failed": failed,
    }  # fmt: skip
    status = 422 if failed or problem else 200
    return render(request, "outcomes/stories/check.html", context, status=status)


def _stay_form(finding: Any, failed: StayForm | None) -> StayForm:
    """The form of one finding: what was typed, where it is the one that was refused."""
    if failed is not None:
        sent = failed.data.get("found"), failed.data.get("text", "").casefold()
        if sent == finding.key:
            return failed
    return StayForm(
        initial={"found": finding.found, "text": finding.text}, auto_id=f"id_%s_{finding.start}"
    )


def _stays(request: Request, story: Story, findings: list[Any], form: StayForm) -> bool:
    sent = form.cleaned_data["found"], form.cleaned_data["text"].casefold()
    for one in findings:
        if one.key == sent:
            reason = form.cleaned_data["reason"]
            let_stay(by=request.membership, story=story, finding=one, reason=reason)
            return True
    form.add_error(None, _("This is not in the story any more. Look at what is left."))
    return False


@require_http_methods(_METHODS)
def story_consent_new(request: Request, uuid: UUID, use: str) -> HttpResponse:
    """Read the words for one use to somebody, and write down that they agreed."""
    found = open_story(request, uuid)
    check_is_held(found)
    if use not in Use.values:
        raise Http404
    language = request.GET.get("language", "")
    language = language if language in languages.CODES else found.language
    form = StoryConsentForm(request.POST or None, story=found, use=Use(use), language=language)
    if form.is_valid() and attempt(
        form, record_story_consent, by=request.membership, consent=form.instance
    ):
        messages.success(request, _("Written down."))
        return redirect("story", uuid=uuid)
    context = {
        "form": form,
        "story": found,
        "use": Use(use),
        "uses": [(one.value, one.label) for one in Use],
        "language": language,
        "languages": languages.offered(),
    }
    page = "outcomes/stories/consent_form.html"
    return render(request, page, context, status=failed_status(form))


@require_http_methods(_METHODS)
def story_consent_withdraw(request: Request, uuid: UUID) -> HttpResponse:
    """Take one use back, after seeing what that does."""
    check_can_keep_stories(request.membership)
    own = StoryConsent.objects.for_organisation(request.membership.organisation_id)
    rows = locked_if_sent(request, own.select_related("story", "participant__restriction"))
    consent = get_object_or_404(rows, uuid=uuid)
    _note(request, consent)
    if request.method == "POST":
        _say(request, withdraw_story_consent(by=request.membership, consent=consent))
        return redirect("story", uuid=consent.story.uuid)
    context = {"story": consent.story, "consent": consent, "uses": _places(consent.story)}
    return render(request, "outcomes/stories/take_back.html", context)


@require_http_methods(_METHODS)
def story_take_back(request: Request, uuid: UUID) -> HttpResponse:
    """Take a story back whole, after seeing what that does."""
    found = open_story(request, uuid, is_locked=True)
    if request.method == "POST":
        _say(request, take_story_back(by=request.membership, story=found))
        return redirect("story", uuid=uuid)
    check_is_held(found)
    context = {"story": found, "consent": None, "uses": _places(found)}
    return render(request, "outcomes/stories/take_back.html", context)


def _places(story: Story) -> list[Any]:
    return list(story.storyuses.filter(removed_on=None).order_by("-planned_on", "-id"))


def _say(request: Request, done: TakenBack) -> None:
    said = [_("Taken back. From this moment it is used nowhere new.")]
    if done.removed:
        places = ngettext(
            "It was taken out of %(n)s place that is not issued yet.",
            "It was taken out of %(n)s places that are not issued yet.",
            len(done.removed),
        )
        said.append(places % {"n": len(done.removed)})
    if done.issued:
        said.append(_("Tell the person where readers have it already: it is listed below."))
    messages.success(request, " ".join(said))


@require_http_methods(_METHODS)
def story_file_new(request: Request, uuid: UUID) -> HttpResponse:
    """Add a picture or a recording."""
    found = open_story(request, uuid)
    check_is_held(found)
    form = (
        FileForm(request.POST, request.FILES, story=found, too_large=was_too_large(request))
        if request.method == "POST"
        else FileForm(story=found)
    )
    if form.is_valid() and attempt(
        form, add_file, by=request.membership, file=form.instance, content=form.content
    ):
        messages.success(request, _("Added. Where and when it was taken was removed from it."))
        return redirect("story", uuid=uuid)
    context = {"form": form, "story": found}
    return render(request, "outcomes/stories/file_form.html", context, status=failed_status(form))


def _own_file(request: Request, uuid: UUID) -> StoryFile:
    check_can_keep_stories(request.membership)
    own = StoryFile.objects.for_organisation(request.membership.organisation_id)
    rows = own.select_related("story", "participant__restriction")
    found: StoryFile = get_object_or_404(rows, uuid=uuid)
    _note(request, found)
    return found


def _note(request: Request, row: Any) -> None:
    """Write into the trail that a restricted person's story was looked at."""
    if row.participant is not None:
        note_view(request, row.participant)


@require_http_methods(["GET"])
def story_file(request: Request, uuid: UUID) -> HttpResponse:
    """The picture or recording itself, to a colleague who may read the story."""
    file = _own_file(request, uuid)
    content = open_file(by=request.membership, file=file)
    ending = _ENDINGS.get(file.content_type, "wav")
    name = f"story-{file.kind}-{file.pk}.{ending}"
    return attachment(content, name=name, content_type=file.content_type)


@require_POST
def story_file_remove(request: Request, uuid: UUID) -> HttpResponse:
    """Remove a picture or a recording for good."""
    file = _own_file(request, uuid)
    remove_file(by=request.membership, file=file)
    messages.success(request, _("Removed for good."))
    return redirect("story", uuid=file.story.uuid)
