"""Stories of the demonstration, in two languages; and some of what the work offers, answered."""

import io
from datetime import date, timedelta
from random import Random
from typing import Any

from PIL import Image, ImageDraw

from funding.models import Award
from organisations.models import StaffMembership
from outcomes.actions.offers import accept_offers, put_offers_aside
from outcomes.actions.stories import add_file, note_use, record_use
from outcomes.actions.story_consents import take_story_back
from outcomes.calculations.offer_words import domain_code, drafted
from outcomes.calculations.offers import offers_for, services_of
from outcomes.models import Domain, Outcome, Story, StoryConsent, StoryFile
from outcomes.reference.story_words import ENGLISH
from rco_network.core.tenancy import scope
from services.esol.enums import Level
from services.esol.models import Assessment
from services.models import Participant

_IN_THEIR_LANGUAGE: dict[str, tuple[str, str]] = {
    "ar": (
        "عندما وصلت لم أكن أعرف أحداً، وكنت أخاف من الهاتف. اليوم أتصل بالعيادة بنفسي وأشرح ما يؤلم "
        "ابنتي. وفي المخبز القريب صاروا ينادونني باسمي.",
        "أم من الحي",
    ),
    "fa": (
        "روز اول از خجالت حرف نمی‌زدم. حالا خودم به مدرسه زنگ می‌زنم و همسایه‌مان یکشنبه‌ها برای چای "
        "می‌آید. این‌جا دیگر غریبه نیستم.",
        "یک مادر",
    ),
    "uk": (
        "Спочатку я боялася телефону. Тепер сама дзвоню до лікаря, а сусіди приходять до нас на "
        "борщ. Донька каже, що я знову співаю.",
        "Мама двох дітей",
    ),
    "ti": ("ሕጂ ምስ ሓኪም ብእንግሊዝኛ ክዛረብ ይኽእል እየ። ኣብዚ ሓደሽቲ ኣዕሩኽ ረኺበ።", "ሓንቲ ኣደ"),
    "am": ("አሁን ከሐኪሙ ጋር በእንግሊዝኛ መነጋገር እችላለሁ። እዚህ አዲስ ጓደኞች አፈራሁ።", "አንዲት እናት"),
}
_DOCTOR = (
    "For two years my son spoke for me at the doctor’s. Last winter I rang by myself, and when "
    "they put me on hold I did not hang up. I said what was wrong and they understood. My son "
    "said: now I can be a child again."
)
_NEIGHBOUR = (
    "I have lived on this street for forty years and had stopped saying hello. Then somebody from "
    "the centre knocked with bread for the feast. Now we look after each other’s keys, and I am "
    "learning to make the coffee the slow way."
)
_VOLUNTEER = (
    "I came to help for one morning and stayed for a year. When {name} laughed at my pronunciation "
    "we were friends. If you want to join, ring me on 07700 900456 after 12 March."
)
_TAKEN_BACK = "I waited a long time for an answer, and this was the room in which I could wait."


def furnish_stories(organisation: int, users: list[int], rng: Random, today: date) -> None:
    """Let people have told their stories, and some of what the work offers be answered."""
    with scope(installation=True):
        place = StaffMembership.objects.select_related("organisation").get(
            organisation_id=organisation, user_id=users[0]
        )
    with scope(user_id=place.user_id, organisation_ids=[organisation], rights=place.scope.rights):
        people = list(
            Participant.objects.for_organisation(organisation)
            .filter(left_on=None, restriction=None, joined_on__lt=today - timedelta(days=90))
            .order_by("pk")[:60]
        )
        _progress(organisation, rng, today)
        _answer(place)
        if len(people) > 4:
            _tell(place, people, rng, today)


def _progress(organisation: int, rng: Random, today: date) -> None:
    """Some learners are a level further than at the start of the term."""
    first = Assessment.objects.for_organisation(organisation).order_by("pk")
    levels = list(Level.values)
    for row in list(first.defer("notes")[:7]):
        at = levels.index(row.reading)
        Assessment.objects.create(
            organisation_id=organisation,
            participant_id=row.participant_id,
            kind="review",
            held_on=today - timedelta(days=rng.randint(3, 40)),
            assessor_id=row.assessor_id,
            reading=levels[min(at + 1, len(levels) - 1)],
        )


def _answer(place: StaffMembership) -> None:
    """Two offers are recorded and one is put aside; the others wait."""
    waiting = offers_for(place)
    offers = waiting[-3:]
    domains = {one.code: one for one in Domain.objects.all()}
    helped = services_of(offers)
    accept_offers(
        by=place,
        offers=[
            (
                one,
                Outcome(
                    domain=domains[domain_code(one.kind, one.facts)],
                    service_id=helped.get(one.key),
                    happened_on=one.happened_on,
                    evidence=drafted(one.kind, one.facts),
                ),
            )
            for one in offers[:2]
        ],
    )
    put_offers_aside(by=place, offers=offers[2:])


def _tell(place: StaffMembership, people: list[Participant], rng: Random, today: date) -> None:
    award = Award.objects.filter(recipient=place.organisation_id).select_related("funder").first()
    funder = award.funder if award else None
    speaker = next((one for one in people if one.main_language in _IN_THEIR_LANGUAGE), None)
    if speaker is not None:
        words, name = _IN_THEIR_LANGUAGE[speaker.main_language]
        told: dict[str, Any] = {"words": words, "chosen_name": name}
        told["language"] = speaker.main_language
        mine = _story(place, today, 40, speaker, title="The telephone", themes=_HOME, **told)
        _agree(place, mine, today, "funders")
    others = [one for one in people if one is not speaker]
    doctor = _story(
        place, today, 75, others[0], title="Ringing the doctor alone", words=_DOCTOR,
        chosen_name="A mother of three", themes=["language", "health", "family"],
    )  # fmt: skip
    if funder is not None:
        _agree(place, doctor, today, "funder", funder)
    garden = _story(
        place, today, 120, None, title="Bread at the door", words=_NEIGHBOUR, chosen_name="Pat",
        teller="neighbour", teller_name="Patricia H.", themes=["friends", "belonging"],
    )  # fmt: skip
    file = StoryFile(
        story=garden, organisation_id=place.organisation_id, kind="picture",
        content_type="image/jpeg", describes="A round loaf on a table by a window",
    )  # fmt: skip
    add_file(by=place, file=file, content=_loaf())
    _look_through(place, garden, today)
    consent = _agree(place, garden, today, "public", with_picture=True)
    note_use(by=place, consent=consent, used_in=f"Newsletter, {today - timedelta(30):%B %Y}")
    _story(
        place, today, 6, None, title="A morning that became a year", is_checked=False,
        words=_VOLUNTEER.format(name=others[1].name.split()[0]), chosen_name="D.",
        teller="volunteer", teller_name="D. Brennan", themes=["giving"],
    )  # fmt: skip
    if funder is not None:
        _taken_back(place, others[2], funder, today)


_HOME = ["language", "friends"]


def _story(
    place: StaffMembership, today: date, days: int, person: Any, *, is_checked: bool = True,
    **fields: Any,
) -> Story:  # fmt: skip
    told_on = today - timedelta(days=days)
    story = Story.objects.create(
        organisation_id=place.organisation_id,
        participant=person,
        told_on=told_on,
        recorded_by_id=place.user_id,
        **({"teller": "participant"} | fields),
    )
    if is_checked:
        _look_through(place, story, told_on)
    return story


def _look_through(place: StaffMembership, story: Story, day: date) -> None:
    story.checked_at, story.checked_by_id = f"{day} 12:00+00:00", place.user_id
    story.save(update_fields=["checked_at", "checked_by"])


def _agree(
    place: StaffMembership, story: Story, today: date, use: str, funder: Any = None, **more: Any
) -> StoryConsent:
    until = today + timedelta(days=300)
    row = StoryConsent(
        story=story,
        use=use,
        funder=funder,
        until=until,
        words=ENGLISH[use].format(funder=funder or "", until=f"{until:%-d %B %Y}"),
        language="en",
        given="spoken",
        given_on=story.told_on,
        recorded_by_id=place.user_id,
        **more,
    )
    row.save()
    return row


def _taken_back(place: StaffMembership, person: Any, funder: Any, today: date) -> None:
    story = _story(
        place, today, 200, person, title="The waiting room", words=_TAKEN_BACK,
        chosen_name="K.", themes=["arriving"],
    )  # fmt: skip
    _agree(place, story, today, "funder", funder)
    record_use(story, used_in=f"Report to {funder}, spring", by=place, funder=funder)
    record_use(
        story, used_in=f"Report to {funder}, autumn", by=place, funder=funder, is_issued=False
    )
    take_story_back(by=place, story=story)


def _loaf() -> bytes:
    """A picture of our own: a loaf on a table by a window."""
    picture = Image.new("RGB", (900, 600), "#efe3cf")
    draw = ImageDraw.Draw(picture)
    draw.rectangle((90, 70, 390, 330), fill="#bfd9e6", outline="#8a6f4d", width=14)
    draw.line((240, 70, 240, 330), fill="#8a6f4d", width=10)
    draw.rectangle((0, 420, 900, 600), fill="#a9805a")
    draw.ellipse((420, 290, 760, 500), fill="#c58b4a", outline="#8f5f2c", width=6)
    for x in (500, 580, 660):
        draw.arc((x - 40, 320, x + 40, 460), 200, 330, fill="#f3dcb5", width=9)
    out = io.BytesIO()
    picture.save(out, "JPEG", quality=80)
    return out.getvalue()
