"""Writing a story down, looking it through, adding files, noting where it is used."""

from collections.abc import Collection, Iterable
from typing import Any
from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.actions.add_once import add_once

from ..calculations.identifying import Finding, findings_of, open_findings
from ..calculations.telling import consent_for
from ..enums import Use
from ..models import (
    Story,
    StoryConsent,
    StoryFile,
    StoryFileContent,
    StoryMayStay,
    StoryTheme,
    StoryThemeOf,
    StoryUse,
)
from ..permissions import check_can_keep_stories, check_is_held

MOST_FILES = 6


@transaction.atomic
def write_story(*, by: StaffMembership, story: Story, own_themes: Collection[str] = ()) -> Story:
    """Write down a story, once however often the same uuid is sent."""
    check_can_keep_stories(by)
    story.organisation_id, story.recorded_by_id = by.organisation_id, by.user_id
    story, is_new = add_once(story)
    if is_new:
        _set_own_themes(story, own_themes)
        audit.record("story written", by=by, subject=story, teller=story.teller)
    return story


@transaction.atomic
def change_story(
    *, by: StaffMembership, story: Story, changed: Iterable[str], own_themes: Collection[str]
) -> Story:
    """Save a changed story. Words that readers see have to be looked through anew."""
    check_can_keep_stories(by)
    check_is_held(story)
    fields = sorted(changed)
    if {"words", "chosen_name", "language"} & set(fields):
        _unchecked(story)
    story.save()
    _set_own_themes(story, own_themes)
    audit.record("story changed", by=by, subject=story, fields=fields)
    return story


def _unchecked(story: Story) -> None:
    story.checked_at = story.checked_by = None


def _set_own_themes(story: Story, names: Collection[str]) -> None:
    """Make these the story's themes of the organisation's own; new ones are added to the list."""
    wanted = []
    for name in names:
        theme, _is_new = StoryTheme.objects.get_or_create(
            organisation_id=story.organisation_id, name=name
        )
        wanted.append(theme)
    StoryThemeOf.objects.filter(story=story).exclude(theme__in=wanted).delete()
    there = set(StoryThemeOf.objects.filter(story=story).values_list("theme_id", flat=True))
    for theme in wanted:
        if theme.pk not in there:
            StoryThemeOf.objects.create(story=story, theme=theme)


@transaction.atomic
def let_stay(*, by: StaffMembership, story: Story, finding: Finding, reason: str) -> StoryMayStay:
    """Say why something that the check found may stay."""
    check_can_keep_stories(by)
    check_is_held(story)
    row = StoryMayStay(
        story=story,
        found=finding.found,
        text=finding.text,
        reason=reason,
        decided_by_id=by.user_id,
    )
    row.save()
    audit.record("story let stay", by=by, subject=story, found=finding.found.value)
    return row


@transaction.atomic
def check_story(*, by: StaffMembership, story: Story) -> Story:
    """Say that the story was looked through. Lock the row before.

    Raises ValidationError while something found is neither changed nor has a reason to stay.
    """
    check_can_keep_stories(by)
    check_is_held(story)
    if left := open_findings(findings_of(story)):
        raise ValidationError(
            _("%(n)s things are left. Change each of them, or say why it may stay.")
            % {"n": len(left)}
        )
    story.checked_at, story.checked_by_id = timezone.now(), by.user_id
    story.save(update_fields=["checked_at", "checked_by"])
    audit.record("story checked", by=by, subject=story)
    return story


@transaction.atomic
def add_file(*, by: StaffMembership, file: StoryFile, content: bytes) -> StoryFile:
    """Add a cleaned picture or recording; what it is described with has to be looked through.

    Sent twice is one. Raises ValidationError for one too many.
    """
    check_can_keep_stories(by)
    check_is_held(file.story)
    if StoryFile.objects.filter(story=file.story).exclude(uuid=file.uuid).count() >= MOST_FILES:
        raise ValidationError(
            _("A story has at most %(n)s files. Remove one first.") % {"n": MOST_FILES}
        )
    file.size, file.added_by_id = len(content), by.user_id
    kept, is_new = add_once(file)
    if is_new:
        StoryFileContent(story=kept.story, file=kept, content=content).save()
        _unchecked(kept.story)
        kept.story.save(update_fields=["checked_at", "checked_by"])
        audit.record("story file added", by=by, subject=kept.story, kind=kept.kind)
    return kept


@transaction.atomic
def open_file(*, by: StaffMembership, file: StoryFile) -> bytes:
    """Return what is in a file, and write down that it was opened."""
    check_can_keep_stories(by)
    audit.record("story file opened", by=by, subject=file.story, kind=file.kind)
    return bytes(file.content.content)


@transaction.atomic
def remove_file(*, by: StaffMembership, file: StoryFile) -> None:
    """Remove a picture or a recording for good."""
    check_can_keep_stories(by)
    audit.record("story file removed", by=by, subject=file.story, kind=file.kind)
    file.delete()


@transaction.atomic
def record_use(
    story: Story | UUID,
    *,
    used_in: str,
    by: StaffMembership,
    funder: Any = None,
    is_public: bool = False,
    is_issued: bool = True,
    record: UUID | None = None,
) -> StoryUse:
    """Note that a story is used somewhere: once as planned (`is_issued=False`), once as issued.

    `used_in` is the name that readers know it by; the same story in the same place is one row.
    `funder` (or its key) is to whom it goes, `is_public` says that everybody sees it, `record` is
    the report's uuid. Raises ValidationError where no standing consent covers the use, or the
    story was not looked through: nothing is noted then, and nothing may be issued.
    """
    own = Story.objects.for_organisation(by.organisation_id).select_for_update(of=("self",))
    uuid = story.uuid if isinstance(story, Story) else story
    found = own.checked().filter(uuid=uuid).first()
    payer = getattr(funder, "pk", funder)
    consent = found and consent_for(found, funder=payer, is_public=is_public, used_in=used_in)
    if found is None or consent is None:
        raise ValidationError(
            _("This story may not be used there: nobody agreed to it, or it was taken back.")
        )
    today = timezone.localdate()
    one_report = consent.use == Use.REPORT
    row, _is_new = StoryUse.objects.get_or_create(
        organisation_id=by.organisation_id,
        story=found,
        used_in=used_in[:200],
        defaults={
            "use": Use.REPORT if one_report else (Use.PUBLIC if is_public else Use.FUNDER),
            "funder_id": payer,
            "planned_on": today,
            "record": record,
            "recorded_by_id": by.user_id,
        },
    )
    row.removed_on = None
    row.issued_on = (row.issued_on or today) if is_issued else row.issued_on
    row.save()
    audit.record("story used", by=by, subject=found, use=row.use, is_issued=is_issued)
    return row


@transaction.atomic
def note_use(*, by: StaffMembership, consent: StoryConsent, used_in: str) -> StoryUse:
    """Note that a story was used outside of our reports, under a consent that stands.

    Raises ValidationError for one that does not, and for a story that was not looked through.
    """
    check_can_keep_stories(by)
    today = timezone.localdate()
    if not StoryConsent.objects.filter(pk=consent.pk).standing(today).exists():
        raise ValidationError(_("This consent is over. Ask the person again before it is used."))
    if consent.story.checked_at is None:
        raise ValidationError(_("Look the story through first: nobody has since it was changed."))
    row, is_new = StoryUse.objects.get_or_create(
        organisation_id=by.organisation_id,
        story=consent.story,
        used_in=used_in,
        defaults={
            "use": consent.use,
            "funder_id": consent.funder_id,
            "planned_on": today,
            "issued_on": today,
            "recorded_by_id": by.user_id,
        },
    )
    if is_new:
        audit.record("story used", by=by, subject=consent.story, use=row.use, is_issued=True)
    return row
