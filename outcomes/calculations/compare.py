"""Beside a published figure, like for like: the same question, the same answers, the same ages."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from services.enums import AGE_BAND_STARTS
from services.models import Participant

from ..enums import Scoring, Subject
from ..reference.comparators import Comparator, comparators_of
from .answered import Among, Answered, Who, read
from .change import least_to_say
from .intervals import Share, share_of


@dataclass(frozen=True)
class Comparison:
    """Ours beside theirs. `left_out` people answered and are of another or of no known age.

    `ours` is None where too few people are left to say anything.
    """

    question: str
    label: str
    subject: str
    people: int
    left_out: int
    ours: Share | None
    theirs: Comparator

    @property
    def verdict(self) -> str:
        """ "above", "below" or "same" (their figure is within our interval); "" where too few."""
        if self.ours is None:
            return ""
        value = self.theirs.value / 100
        if self.ours.low <= value <= self.ours.high:
            return "same"
        return "above" if self.ours.low > value else "below"


def comparisons(
    organisation_id: int,
    start: date,
    end: date,
    *,
    only: Among | None = None,
    instruments: Iterable[int] | None = None,
) -> list[Comparison]:
    """Return each published figure that asks what we asked, with our latest answers beside it.

    Only instruments as shipped are compared: their words and answers are the ones published.
    """
    tables = read(organisation_id, end, only=only, instruments=instruments)
    alike = [t for t in tables if t.instrument.is_shipped and t.instrument.scoring == Scoring.EACH]
    if not alike:
        return []
    ages = _ages(organisation_id, end)
    return [
        found
        for table in alike
        for place, question in enumerate(table.questions)
        for theirs in comparators_of(table.instrument.code, question.key)
        if (found := _beside(table, place, theirs, ages, start)) is not None
    ]


def _beside(
    table: Answered, place: int, theirs: Comparator, ages: dict[int, int], start: date
) -> Comparison | None:
    latest: dict[Who, tuple[bool, int | None]] = {}
    for who, wave, day, answers, _key in table.answers:
        value = answers[place] if place < len(answers) else None
        if day >= start and value is not None:
            fits = _fits(who, wave.is_of_age, table.instrument.min_age, theirs, ages)
            latest[who] = (fits, value)
    if not latest:
        return None
    of_age = [value for fits, value in latest.values() if fits]
    can_say = len(of_age) >= least_to_say()
    question = table.questions[place]
    return Comparison(
        question=question.key,
        label=question.words,
        subject=Subject(table.subject),
        people=len(of_age),
        left_out=len(latest) - len(of_age),
        ours=share_of(sum(v in theirs.answers for v in of_age), len(of_age)) if can_say else None,
        theirs=theirs,
    )


def _fits(
    who: Who, is_of_age: bool, min_age: int | None, theirs: Comparator, ages: dict[int, int]
) -> bool:
    """Whether somebody is known to be of an age that was asked there too."""
    first, last = theirs.ages
    if who[0] == "code":
        return is_of_age and last is None and (min_age or 0) >= first
    age = ages.get(int(who[1]))
    return age is not None and age >= first and (last is None or age <= last)


def _ages(organisation_id: int, day: date) -> dict[int, int]:
    """Return the ages of people by the key of their (first linked) record, as far as known.

    From the year of birth, as figures take it; of a band, its first age.
    """
    found: dict[int, int] = {}
    rows = Participant.objects.for_organisation(organisation_id).order_by("-pk")
    for pk, person, year, band in rows.values_list("pk", "person_id", "year_of_birth", "age_band"):
        if year:
            found[person or pk] = day.year - year
        elif band:
            found.setdefault(person or pk, AGE_BAND_STARTS[band])
    return found
