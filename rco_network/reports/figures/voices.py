"""What people say in a report: stories that were told for it, and sentences that may be quoted."""

from collections.abc import Iterator
from dataclasses import replace
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from outcomes.calculations.telling import still_tellable, stories_for
from outcomes.models import Outcome
from services.data_rights.calculations import not_to_be_quoted
from services.models import Attendance

from .ground import Ground
from .shape import ReportDocument, Voice

MOST_VOICES = 6
MOST_STORIES = 3
STORY, OUTCOME = "story", "outcome"


def voices_of(ground: Ground, *, reader: int | None, used_in: str) -> tuple[Voice, ...]:
    """Return what may be said to a reader (an organisation's key; None for everybody), now.

    Stories first, then sentences of evidence, at most one a person and two a language. In a scope
    of the organisation; `used_in` is the name by which readers know the report.
    """
    told = [
        Voice(story.words, story.language, story.name, f"{STORY}:{story.uuid}")
        for story in stories_for(
            ground.organisations[0],
            funder=reader,
            period=(ground.start, ground.end),
            is_public=reader is None,
            used_in=used_in,
            most=MOST_STORIES,
        )
    ]
    return (*told, *_sentences(ground, MOST_VOICES - len(told)))


def still_said(
    document: ReportDocument, organisation: int, *, reader: int | None, used_in: str
) -> ReportDocument:
    """Return the document with those voices alone that may still be used."""
    kept = still_tellable(
        organisation,
        _uuids(document, STORY),
        funder=reader,
        is_public=reader is None,
        used_in=used_in,
    )
    quoted = not_to_be_quoted(
        Outcome.objects.for_organisation(organisation).filter(
            uuid__in=_uuids(document, OUTCOME), may_be_quoted=True
        )
    )
    kept |= set(quoted.values_list("uuid", flat=True))
    return replace(
        document,
        voices=tuple(v for v in document.voices if UUID(v.source.partition(":")[2]) in kept),
    )


def stories_in(document: ReportDocument) -> list[UUID]:
    """Return the stories that a document tells."""
    return _uuids(document, STORY)


def without_sources(document: ReportDocument) -> ReportDocument:
    """Return the document without what leads from a voice to a record, as it goes out."""
    return replace(document, voices=tuple(replace(v, source="") for v in document.voices))


def _uuids(document: ReportDocument, kind: str) -> list[UUID]:
    parts = (voice.source.partition(":") for voice in document.voices)
    return [UUID(uuid) for source, _colon, uuid in parts if source == kind]


def _sentences(ground: Ground, most: int) -> Iterator[Voice]:
    """Sentences of evidence that may be quoted, at most one a person, several languages first."""
    period = (ground.start, ground.end)
    came = Attendance.objects.filter(
        organisation__in=ground.organisations,
        held_on__range=period,
        session__in=ground.sessions.values("id"),
    )
    quotable: Any = (
        Outcome.objects.filter(
            organisation__in=ground.organisations,
            may_be_quoted=True,
            happened_on__range=period,
            participant__in=came.values("participant"),
        )
        .exclude(evidence="")
        .order_by("-happened_on", "-id")
    )
    people: set[int] = set()
    per_language: dict[str, int] = {}
    # Somebody may have taken it back since, or asked that nothing of theirs be used.
    for outcome in not_to_be_quoted(quotable)[:200]:
        already = per_language.get(outcome.evidence_language, 0)
        if outcome.participant_id in people or already >= 2 or len(people) == most:
            continue
        per_language[outcome.evidence_language] = already + 1
        people.add(outcome.participant_id)
        # Not the domain: with few outcomes it would fill a cell that the table hides.
        yield Voice(
            outcome.evidence,
            outcome.evidence_language,
            _("quoted with permission"),
            f"{OUTCOME}:{outcome.uuid}",
        )
