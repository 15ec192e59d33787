"""The figures of a period, under the headings of the common framework (CAPMRF).

Counted in Python: what a row is about is sealed, and the database cannot group by it. Small
numbers are held back as in every table that could leave the house (core/disclosure.py).
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from django.db.models import Q
from django.utils.translation import gettext as _

from rco_network.core.disclosure import is_small, protect, protect_each
from services.calculations import age_band
from services.enums import AgeBand, Gender
from services.models import Participant

from ..enums import Channel, State, Work
from ..models import Enquiry, Matter, MatterOutcome, Step
from ..reference.outcomes import OUTCOMES
from ..reference.subjects import TIER_1
from .money import BENEFITS, DEBT_MANAGED, DEBT_OFF, GRANT, MONEY_ADVICE, Worth, in_pounds, worth

HELD_BACK = "–"


@dataclass(frozen=True)
class Line:
    """One heading with its rows: (label, number or sum as printed)."""

    title: str
    rows: list[tuple[str, str]]
    note: str = ""


@dataclass(frozen=True)
class Figures:
    """All of a period; `held_back` says whether a number is not printed anywhere."""

    first: date
    last: date
    lines: list[Line]

    @property
    def held_back(self) -> bool:
        """Whether some number is too small to print."""
        return any(value == HELD_BACK for line in self.lines for _, value in line.rows)


@dataclass
class _Work:
    """What was done in the period, read once. A contact is (day, channel, who or None)."""

    enquiries: list[Enquiry]
    outcomes: list[MatterOutcome]
    opened: int
    closed: int
    minutes: int
    contacts: list[tuple[date, str, int | None]] = field(default_factory=list)

    @property
    def clients(self) -> set[int]:
        """The people who were named."""
        return {who for _, _, who in self.contacts if who is not None}


def figures_of(organisation_id: int, first: date, last: date) -> Figures:
    """Return the figures of the days from `first` to `last`, as the scope may see them."""
    work = _read(organisation_id, first, last)
    people = Participant.objects.for_organisation(organisation_id).filter(pk__in=work.clients)
    clients = list(people.only("gender", "year_of_birth", "age_band", "erased_at"))
    return Figures(
        first,
        last,
        [
            _volume(organisation_id, work, first),
            _channels(work),
            _table(_("Enquiries by subject"), _asked(work, lambda e: e.subject[:3]), TIER_1),
            _table(_("Enquiries by level"), _asked(work, lambda e: e.level), dict(Work.choices)),
            _outcomes(work),
            _money(work, _("Financial gain"), _GAINS),
            _money(work, _("Debt"), _OWED),
            _table(_("Sex"), _each(p.gender for p in clients), dict(Gender.choices)),
            _table(
                _("Age"),
                _each(age_band(p.year_of_birth, p.age_band, last) for p in clients),
                dict(AgeBand.choices),
            ),
        ],
    )


def _read(organisation_id: int, first: date, last: date) -> _Work:
    enquiries = list(
        Enquiry.objects.for_organisation(organisation_id)
        .filter(day__range=(first, last))
        .only("day", "channel", "subject", "level", "minutes", "participant_id")
        .order_by("day", "pk")
    )
    steps = list(
        Step.objects.filter(organisation_id=organisation_id, done_on__range=(first, last))
        .order_by("done_on", "pk")
        .values_list("done_on", "channel", "participant_id", "minutes")
    )
    outcomes = MatterOutcome.objects.filter(organisation_id=organisation_id)
    matters = Matter.objects.for_organisation(organisation_id)
    taken_on = matters.in_state(State.OPEN, State.CLOSED)
    contacts = [(e.day, e.channel, e.participant_id) for e in enquiries]
    return _Work(
        enquiries=enquiries,
        outcomes=list(outcomes.filter(happened_on__range=(first, last))),
        opened=taken_on.filter(opened_on__range=(first, last)).count(),
        closed=matters.filter(closed_on__range=(first, last)).count(),
        minutes=sum(e.minutes for e in enquiries) + sum(minutes for *_, minutes in steps),
        contacts=sorted(
            contacts + [(day, channel, who) for day, channel, who, _ in steps],
            key=lambda one: one[0],
        ),
    )


def _volume(organisation_id: int, work: _Work, first: date) -> Line:
    earlier = Q(organisation_id=organisation_id, participant_id__in=work.clients)
    before = set(
        Enquiry.objects.filter(earlier, day__lt=first).values_list("participant_id", flat=True)
    ) | set(
        Matter.objects.filter(earlier, opened_on__lt=first).values_list("participant_id", flat=True)
    )
    clients, new = len(work.clients), len(work.clients - before)
    shown = protect({"new": new, "known": clients - new}).cells
    unnamed = sum(e.participant_id is None for e in work.enquiries)
    return Line(
        _("Volume"),
        [
            (_("Total clients"), _unless_small(clients)),
            (_("Total new clients"), _or_held_back(shown["new"])),
            (_("Enquiries"), str(len(work.enquiries))),
            (_("Enquiries of people who were not named"), str(unnamed)),
            (_("Matters opened"), _unless_small(work.opened)),
            (_("Matters closed"), _unless_small(work.closed)),
            (_("Hours of work"), f"{work.minutes / 60:,.1f}"),
        ],
    )


def _channels(work: _Work) -> Line:
    """Each person by the channel of their first contact; who was not named counts each time."""
    seen: set[int] = set()
    counts = Counter[str]()
    for _day, channel, who in work.contacts:
        if who is None or who not in seen:
            counts[channel] += 1
        if who is not None:
            seen.add(who)
    return _table(
        _("Contacts by channel"),
        (counts, counts),
        dict(Channel.choices),
        _("Only the first contact of each person counts."),
    )


def _asked(work: _Work, by: Any) -> tuple[Counter[str], Counter[str]]:
    """Count enquiries, and the people behind them; somebody who is not named is one each time."""
    counts, people = Counter[str](), defaultdict[str, set[Any]](set)
    for enquiry in work.enquiries:
        counts[by(enquiry)] += 1
        people[by(enquiry)].add(enquiry.participant_id or f"enquiry {enquiry.pk}")
    return counts, Counter({key: len(who) for key, who in people.items()})


def _each(values: Iterable[str]) -> tuple[Counter[str], Counter[str]]:
    counts = Counter(values)
    return counts, counts


def _table(
    title: str,
    counted: tuple[Mapping[str, int], Mapping[str, int]],
    names: Mapping[str, Any],
    note: str = "",
) -> Line:
    cells = protect(*counted).cells
    rows = [(str(name), _or_held_back(cells[key])) for key, name in names.items() if key in cells]
    if "" in cells:
        rows.append((_("Not recorded"), _or_held_back(cells[""])))
    return Line(title, rows, note)


def _outcomes(work: _Work) -> Line:
    counts, people = Counter[str](), defaultdict[str, set[int]](set)
    for one in work.outcomes:
        counts[one.code] += 1
        people[one.code].add(one.participant_id)
    shown = protect_each(counts, {code: len(who) for code, who in people.items()}).cells
    rows = [
        (name, _or_held_back(shown[code])) for code, (name, _m) in OUTCOMES.items() if code in shown
    ]
    return Line(_("Outcomes"), rows)


# Heading -> (its outcomes, (label, which sum)).
_GAINS: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("Total welfare benefits financial gain", BENEFITS, ("one_off", "yearly")),
    ("Total money advice financial gain", (MONEY_ADVICE,), ("one_off", "yearly")),
    ("Grants and hardship awards", (GRANT,), ("one_off", "yearly")),
]
_OWED: list[tuple[str, tuple[str, ...], tuple[str, ...]]] = [
    ("Debt written off", (DEBT_OFF,), ("debt_off",)),
    ("Debt rescheduled or managed", (DEBT_MANAGED,), ("debt_managed",)),
]


def _money(
    work: _Work, title: str, headings: list[tuple[str, tuple[str, ...], tuple[str, ...]]]
) -> Line:
    rows = []
    for heading, codes, sums in headings:
        mine = [one for one in work.outcomes if one.code in codes]
        total = Worth()
        for one in mine:
            total += worth(one.code, one.amount, one.every, one.backdated)
        hidden = is_small(len({one.participant_id for one in mine}))
        for name in sums:
            label = f"{_(heading)}, {_SUMS[name]}" if len(sums) > 1 else _(heading)
            rows.append((label, HELD_BACK if hidden else in_pounds(getattr(total, name))))
    return Line(title, rows)


_SUMS = {"one_off": "one-off", "yearly": "a year"}


def _unless_small(value: int) -> str:
    return _or_held_back(None if is_small(value) else value)


def _or_held_back(value: int | None) -> str:
    return HELD_BACK if value is None else f"{value:,}"
