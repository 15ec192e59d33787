"""Participants as an organisation writes them down: partly, and in more than one spelling."""

from dataclasses import dataclass, field
from datetime import date, timedelta
from random import Random
from uuid import UUID

from services.enums import AgeBand, Gender

from .communities import POSTCODES, Community
from .naming import Name
from .plans import OrganisationPlan

# Audience of a group -> youngest, oldest, share of women and girls.
AUDIENCES: dict[str, tuple[int, int, float]] = {
    "adults": (18, 62, 0.58),
    "women": (19, 66, 1.0),
    "children": (5, 11, 0.5),
    "teens": (12, 16, 0.45),
    "elders": (58, 82, 0.6),
    "families": (8, 58, 0.52),
}
_BANDS = ((5, AgeBand.UNDER_5), (12, AgeBand.CHILD), (18, AgeBand.TEEN), (25, AgeBand.YOUNG))
_OLDER = ((50, AgeBand.ADULT), (65, AgeBand.OLDER), (200, AgeBand.ELDER))


@dataclass(slots=True)
class Person:
    """A participant; `age` and `is_woman` are true, the other fields what was written down."""

    name: str
    words: tuple[Name, Name]
    community: Community
    age: int
    is_woman: bool
    joined_on: date
    uuid: UUID
    keenness: float  # the chance to be there in an ordinary week
    main_language: str = ""
    other_languages: list[str] = field(default_factory=list)
    year_of_birth: int | None = None
    age_band: str = ""
    gender: str = ""
    outward_postcode: str = ""
    district: str | None = None
    household: int | None = None
    left_on: date | None = None

    def fits(self, audience: str) -> bool:
        """Whether a group for this audience is for this person."""
        youngest, oldest, women = AUDIENCES[audience]
        return youngest <= self.age <= oldest and (women < 1 or self.is_woman)


@dataclass
class Household:
    """People who live together, called by the name that the first of them had."""

    name: str
    second: Name
    community: Community
    uuid: UUID
    members: int = 0


def new_uuid(rng: Random) -> UUID:
    """Return a random UUID that the seed repeats."""
    return UUID(int=rng.getrandbits(128), version=4)


class People:
    """Everybody whom one organisation knows."""

    def __init__(self, plan: OrganisationPlan, rng: Random) -> None:
        self.plan = plan
        self.rng = rng
        self.everybody: list[Person] = []
        self.households: list[Household] = []
        self._communities = [community for community, _ in plan.communities]
        self._shares = [share for _, share in plan.communities]

    def arrives(self, audience: str, day: date) -> int:
        """Somebody new comes on a day. Returns their number in `everybody`."""
        rng = self.rng
        youngest, oldest, women = AUDIENCES[audience]
        is_woman = rng.random() < women
        community = rng.choices(self._communities, self._shares)[0]
        given, second = community.naming.pick(rng, is_woman=is_woman)
        age = rng.randint(youngest, oldest)
        household = self._household(community, second, is_child=age < 18)
        if household is not None and age < 18:
            second = self.households[household].second
        person = Person(
            name=community.naming.written(
                given,
                second,
                in_native=rng.random() < community.native_share,
                spelling=int(rng.random() < 0.2),
            ),
            words=(given, second),
            community=community,
            age=age,
            is_woman=is_woman,
            joined_on=day,
            uuid=new_uuid(rng),
            keenness=0.25 + 0.72 * rng.betavariate(5, 1.8),
            household=household,
        )
        self._write_down(person)
        self.everybody.append(person)
        return len(self.everybody) - 1

    def same_again(self, number: int, day: date) -> int:
        """The same person is written down once more, as somebody else heard the name."""
        first = self.everybody[number]
        spelling = (
            0 if first.name != first.community.naming.written(*first.words, in_native=False) else 1
        )
        again = Person(
            name=first.community.naming.written(*first.words, in_native=False, spelling=spelling),
            words=first.words,
            community=first.community,
            age=first.age,
            is_woman=first.is_woman,
            joined_on=day,
            uuid=new_uuid(self.rng),
            keenness=first.keenness,
        )
        self._write_down(again)
        self.everybody.append(again)
        return len(self.everybody) - 1

    def _household(self, community: Community, second: Name, *, is_child: bool) -> int | None:
        rng = self.rng
        if rng.random() > (0.55 if is_child else 0.3):
            return None
        for number in range(len(self.households) - 1, max(-1, len(self.households) - 6), -1):
            known = self.households[number]
            if known.community is community and known.members < 5 and rng.random() < 0.5:
                known.members += 1
                return number
        name = f"Family {second.latin[0]}"
        self.households.append(Household(name, second, community, new_uuid(rng), members=1))
        return len(self.households) - 1

    def _write_down(self, person: Person) -> None:
        """Fill the fields that somebody asked about; each is blank as often as the plan says."""
        rng, plan, community = self.rng, self.plan, person.community
        blank = plan.blanks
        if rng.random() > blank * 0.6:
            codes = [code for code, _ in community.languages]
            person.main_language = rng.choices(codes, [n for _, n in community.languages])[0]
            if community.others and rng.random() < 0.3:
                other = rng.choice(community.others)
                person.other_languages = [other] if other != person.main_language else []
        if rng.random() > blank:
            if rng.random() < 0.82:
                # Many were given the first of January by a border; the year is what is known.
                person.year_of_birth = person.joined_on.year - person.age
            else:
                person.age_band = band(person.age)
        if rng.random() > blank * 0.5:
            person.gender = Gender.WOMAN if person.is_woman else Gender.MAN
            if rng.random() < 0.015:
                person.gender = rng.choice((Gender.ANOTHER, Gender.UNSAID))
        if rng.random() > blank:
            person.district = rng.choices([p for p, _ in plan.places], [n for _, n in plan.places])[
                0
            ]
            if rng.random() > blank * 1.2:
                person.outward_postcode = rng.choice(POSTCODES[person.district])


def band(age: int) -> str:
    """Return the age band of somebody of so many completed years."""
    return next(name for end, name in (*_BANDS, *_OLDER) if age < end)


def known_for_a_while(rng: Random, day: date) -> date:
    """Return the day on which somebody who was there from the beginning first came."""
    return day - timedelta(days=int(rng.expovariate(1 / 140))) if rng.random() < 0.6 else day
