"""Outcomes from the work, and stories: doors and rows."""

from datetime import date, timedelta
from typing import Any

from outcomes.models import (
    OfferAnswer,
    Story,
    StoryConsent,
    StoryFile,
    StoryFileContent,
    StoryMayStay,
    StoryTheme,
    StoryThemeOf,
    StoryUse,
)
from services.advice.models import MatterOutcome

from ..door import Door, doors_of
from ..ground import World
from ..marks import Kind, mark
from ..visitors import CASEWORK
from ..visitors import Visitor as V

PARTICIPANT, STORY, FILE = "services.Participant", "outcomes.Story", "outcomes.StoryFile"
_RECORDED = "read and written down by whoever records outcomes"

DOORS: dict[str, Door] = {
    **doors_of(CASEWORK, _RECORDED, "from-work"),
    **doors_of(CASEWORK, _RECORDED, "offers-aside", methods="GET"),
    **doors_of(
        CASEWORK,
        "offered again by whoever records outcomes; of advice by who reads the matter",
        "offer-back",
        of="outcomes.OfferAnswer",
        methods="POST",
    ),
    **doors_of(CASEWORK, _RECORDED, "stories story-uses", methods="GET"),
    **doors_of(CASEWORK, _RECORDED, "story-new"),
    **doors_of(CASEWORK, _RECORDED, "story", of=STORY, methods="GET"),
    **doors_of(
        CASEWORK,
        _RECORDED,
        "story-edit story-check story-file-new story-use-new story-take-back",
        of=STORY,
    ),
    **doors_of(CASEWORK, _RECORDED, "story-consent-new", of=STORY, fixed={"use": "public"}),
    **doors_of(CASEWORK, _RECORDED, "story-consent-withdraw", of="outcomes.StoryConsent"),
    **doors_of(CASEWORK, _RECORDED, "story-file", of=FILE, methods="GET"),
    **doors_of(CASEWORK, _RECORDED, "story-file-remove", of=FILE, methods="POST"),
}


def lay(world: World, today: date) -> None:
    """Put an offer aside, and one of advice; write a story with all that hangs on one."""
    rco, own = world.rco, {"organisation": world.rco}
    person = world.rows[(PARTICIPANT, rco.pk)]
    aside = OfferAnswer.objects.create(
        **own,
        participant=person,
        kind="exam",
        source=person.uuid,
        answer="aside",
        facts=f"{today}\x1fR\x1fE1\x1f{mark(world.name, Kind.EVIDENCE)} board",
        answered_by=world.users[V.WORKER],
    )
    world.keep(aside, rco)
    for outcome in MatterOutcome.objects.filter(organisation=rco):
        OfferAnswer.objects.create(
            **own,
            participant_id=outcome.participant_id,
            kind="advice",
            source=outcome.uuid,
            matter_id=outcome.matter_id,
            answer="aside",
            facts=f"{today}\x1fO-GRANT\x1f\x1fonce\x1f",
            answered_by=world.users[V.MANAGER],
        )
    theme = StoryTheme.objects.create(**own, name=f"{mark(world.name, Kind.EVIDENCE)} theme")
    world.keep(theme, rco)
    for row in _story(world, person, theme, Kind.EVIDENCE, today):
        world.keep(row, rco)
    hidden = world.rows[(f"near:{PARTICIPANT}", V.WORKER.name)]
    for row in _story(world, hidden, theme, Kind.HIDDEN_PERSON, today):
        for visitor in (V.WORKER, V.LEAD):
            world.rows[(f"near:{row._meta.label}", visitor.name)] = row


def _story(world: World, person: Any, theme: StoryTheme, kind: Kind, today: date) -> list[Any]:
    word, funder = mark(world.name, kind), world.organisations["funder"]
    story = Story.objects.create(
        organisation=world.rco,
        participant=person,
        teller="participant",
        title=f"{word} title",
        words=f"{word} somebody told this.",
        chosen_name=f"{word} rose",
        told_on=today,
        themes=["home"],
    )
    StoryThemeOf.objects.create(story=story, theme=theme)
    StoryMayStay.objects.create(
        story=story, found="capital", text=f"{word} town", reason=f"{word} large"
    )
    file = StoryFile.objects.create(
        story=story,
        kind="picture",
        content_type="image/jpeg",
        size=4,
        describes=f"{word} hands",
    )
    StoryFileContent.objects.create(story=story, file=file, content=b"\xff\xd8\xff\xd9")
    consent = StoryConsent.objects.create(
        story=story,
        use="funder",
        funder=funder,
        until=today + timedelta(days=90),
        words=f"{word} read out",
        language="en",
        given="spoken",
        given_on=today,
    )
    use = StoryUse.objects.create(
        story=story, use="funder", funder=funder, used_in=f"{word} leaflet", planned_on=today
    )
    return [story, file, consent, use]
