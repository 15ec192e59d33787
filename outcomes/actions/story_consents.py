"""What somebody agreed to for their story, and taking it back: one use, or everything."""

from dataclasses import dataclass

from django.db import transaction
from django.utils import timezone

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..calculations.telling import consent_for
from ..enums import Use
from ..models import Story, StoryConsent, StoryFile, StoryMayStay, StoryThemeOf, StoryUse
from ..permissions import check_can_keep_stories, check_is_held


@dataclass(frozen=True)
class TakenBack:
    """What taking back did: `removed` from what was not issued, `issued` where readers have it."""

    removed: list[StoryUse]
    issued: list[StoryUse]


@transaction.atomic
def record_story_consent(*, by: StaffMembership, consent: StoryConsent) -> StoryConsent:
    """Write down that somebody agreed, with the words that were read to them; sent twice is one.

    The database refuses a second standing consent to the same use.
    """
    check_can_keep_stories(by)
    check_is_held(consent.story)
    consent.recorded_by_id = by.user_id
    kept, is_new = add_once(consent)
    if is_new:
        audit.record("story consent given", by=by, subject=kept.story, use=kept.use)
    return kept


@transaction.atomic
def withdraw_story_consent(*, by: StaffMembership, consent: StoryConsent) -> TakenBack:
    """Take one use back, from this moment on; twice is once.

    What was planned under it alone is taken out. What was issued is listed, and stays as it was.
    """
    check_can_keep_stories(by)
    if consent.withdrawn_on is None:
        _end(by, consent)
        audit.record("story consent withdrawn", by=by, subject=consent.story, use=consent.use)
    return _taken_out(by, consent.story)


@transaction.atomic
def take_story_back(*, by: StaffMembership, story: Story) -> TakenBack:
    """Take a story back whole: every consent ends, and its words and files are removed.

    What stays is that there was one, what had been agreed, and where it was used. Lock the row.
    """
    check_can_keep_stories(by)
    if not story.is_taken_back:
        for consent in StoryConsent.objects.filter(story=story, withdrawn_on=None):
            _end(by, consent)
        for model in (StoryFile, StoryMayStay, StoryThemeOf):
            model._default_manager.filter(story=story).delete()
        story.taken_back_on = timezone.localdate()
        story.words = story.title = story.chosen_name = story.teller_name = ""
        story.checked_at = story.checked_by = None
        story.themes = []
        story.save()
        audit.record("story taken back", by=by, subject=story)
    return _taken_out(by, story)


def _end(by: StaffMembership, consent: StoryConsent) -> None:
    consent.withdrawn_on = max(timezone.localdate(), consent.given_on)
    consent.withdrawn_by_id = by.user_id
    consent.save(update_fields=["withdrawn_on", "withdrawn_by"])


def _taken_out(by: StaffMembership, story: Story) -> TakenBack:
    """Take the story out of everything planned that no standing consent covers any more."""
    removed = []
    for use in StoryUse.objects.filter(story=story).planned():
        is_public = use.use == Use.PUBLIC
        if consent_for(story, funder=use.funder_id, is_public=is_public, used_in=use.used_in):
            continue
        use.removed_on = timezone.localdate()
        use.save(update_fields=["removed_on"])
        removed.append(use)
    if removed:
        audit.record("story use removed", by=by, subject=story, places=len(removed))
    issued = StoryUse.objects.filter(story=story).issued().order_by("issued_on", "pk")
    return TakenBack(removed, list(issued))
