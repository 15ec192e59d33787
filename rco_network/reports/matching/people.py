"""How many different people came to some organisations in a period, for reports to ask."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext

from rco_network.core.disclosure import is_small, threshold
from rco_network.core.tenancy import counting
from services.enums import ATTENDED

from ..models import SharingAgreement
from .codes import MONTHS_KEPT, first_month
from .estimate import Joined, joined, likely

# Of two organisations the figure would tell how many people they have in common.
LEAST_SHARING = 3

MATCHED, RANGE, HIDDEN = "matched", "range", "hidden"


@dataclass(frozen=True)
class DifferentPeople:
    """How many different people came to `organisations` organisations.

    `at_least` and `at_most` are certain, for all of them. `likely`, between `likely_least` and
    `likely_most` 19 times of 20, is for the `sharing` ones whose match codes could be compared;
    None where `how` is "range" or "hidden" (then no number is given at all). `reason` says why
    there is no likely number, "" where there is one. With `has_heads` some were counted by head:
    they are in the range, and in no likely number.
    """

    how: str
    organisations: int
    sharing: int = 0
    at_least: int | None = None
    at_most: int | None = None
    likely: int | None = None
    likely_least: int | None = None
    likely_most: int | None = None
    has_heads: bool = False
    reason: str = ""

    @property
    def text(self) -> str:
        """The number in words: `4,210 people, likely between 4,050 and 4,330`."""
        if self.how == HIDDEN:
            return gettext("fewer than %(number)s people") % {"number": threshold()}
        if self.how == MATCHED:
            return gettext("%(likely)s people, likely between %(least)s and %(most)s") % {
                "likely": f"{self.likely:,}",
                "least": f"{self.likely_least:,}",
                "most": f"{self.likely_most:,}",
            }
        if self.at_least == self.at_most:
            return gettext("%(number)s people") % {"number": f"{self.at_least:,}"}
        return gettext("at least %(least)s and at most %(most)s people") % self._ends

    @property
    def _ends(self) -> dict[str, str]:
        return {"least": f"{self.at_least:,}", "most": f"{self.at_most:,}"}

    @property
    def note(self) -> str:
        """How the number was come by, for beside the figure."""
        if self.how == HIDDEN:
            return gettext("Small numbers of people are not given.")
        if self.how != MATCHED:
            each = gettext(
                "Somebody who came to several organisations is counted at each: the truth is at "
                "least the largest organisation and at most all of them added up."
            )
            return f"{each} {self.reason}".strip()
        said = [
            gettext(
                "%(sharing)s of %(all)s organisations share match codes; the number is theirs. The "
                "two ends are from a trial with invented people: the truth lies between them 19 "
                "times of 20."
            )
            % {"sharing": self.sharing, "all": self.organisations}
        ]
        if self.has_heads:
            said.append(gettext("People counted by head alone are not in it."))
        if self.sharing != self.organisations:
            together = gettext("All %(all)s together: at least %(least)s, at most %(most)s.")
            said.append(together % {"all": self.organisations, **self._ends})
        return " ".join(said)


@dataclass(frozen=True)
class Came:
    """Who came to one organisation: people known by name, the heads of the fullest session that
    was counted by head, heads of all such sessions."""

    known: int
    fullest: int
    heads: int

    @property
    def least(self) -> int:
        return max(self.known, self.fullest)

    @property
    def most(self) -> int:
        return self.known + self.heads


def different_people(
    organisations: Iterable[Any],
    start: date,
    end: date,
    *,
    forum: Any = None,
    came: Mapping[int, Came] | None = None,
) -> DifferentPeople:
    """Count the different people of organisations between two days, both included.

    `organisations` and `forum` are organisations or their keys. With a forum, match codes are
    compared among those whose agreement with that forum stands today; without one, or where too
    few agreed, the number is a range. Runs inside `counting(...)` of these organisations.
    """
    ids = sorted({int(getattr(one, "pk", one)) for one in organisations})
    came = _came(ids, start, end) if came is None else came
    known = sum(one.known for one in came.values())
    most = sum(one.most for one in came.values())
    if is_small(known) and not any(one.heads for one in came.values()):
        return DifferentPeople(HIDDEN, len(ids))
    least = max((one.least for one in came.values()), default=0)
    if is_small(known):
        most += threshold() - 1 - known
        least = max((one.fullest for one in came.values()), default=0)
    elif is_small(least):
        least = 0  # It would tell the size of a small organisation.
    has_heads = any(one.heads for one in came.values())
    only = DifferentPeople(RANGE, len(ids), at_least=least, at_most=most, has_heads=has_heads)
    agreed = _agreed(ids, getattr(forum, "pk", forum), timezone.localdate())
    if reason := _why_not(agreed, start, end, has_forum=forum is not None):
        return _with(only, sharing=len(agreed), reason=reason)
    return _matched(only, came, agreed, start, end)


def _with(found: DifferentPeople, **changes: Any) -> DifferentPeople:
    return DifferentPeople(**{**found.__dict__, **changes})


def _why_not(agreed: dict[int, int], start: date, end: date, *, has_forum: bool) -> str:
    if not has_forum or not agreed:
        return gettext("No organisation shares match codes for this.")
    if len(agreed) < LEAST_SHARING:
        return gettext(
            "Match codes are compared where at least %(number)s organisations share them."
        ) % {"number": LEAST_SHARING}
    if start.day != 1 or (end.month == date.fromordinal(end.toordinal() + 1).month):
        return gettext("Match codes are kept by whole months.")
    if start < first_month(timezone.localdate()):
        return gettext("Match codes are kept for %(number)s months.") % {"number": MONTHS_KEPT}
    return ""


def _matched(
    only: DifferentPeople, came: Mapping[int, Came], agreed: dict[int, int], start: date, end: date
) -> DifferentPeople:
    found = _joined(list(agreed.values()), start, end)
    if is_small(found.coded) or not found.coded:
        return _with(
            only, sharing=len(agreed), reason=gettext("There are no match codes of this period.")
        )
    told = likely(found, sum(came[pk].known for pk in agreed))
    return _with(
        only,
        how=MATCHED,
        sharing=len(agreed),
        likely=told.people,
        likely_least=told.least,
        likely_most=told.most,
    )


def _agreed(ids: list[int], forum: int | None, today: date) -> dict[int, int]:
    """Agreements by organisation: those whose codes were made with the key of the newest."""
    if forum is None:
        return {}
    rows = (
        SharingAgreement.objects.standing(today)
        .filter(forum=forum, organisation__in=ids, codes_made_at__isnull=False)
        .order_by("-codes_made_at")
        .values_list("organisation", "pk", "codes_key")
    )
    found = list(rows)
    return {place: pk for place, pk, key in found if key == found[0][2]}


def _joined(agreements: list[int], start: date, end: date) -> Joined:
    """What `estimate.join` says of the codes of a period, without reading all of them."""
    with counting.cursor() as cursor:
        cursor.execute(
            _JOINED,
            {"agreements": agreements, "first": f"{start:%Y-%m}", "last": f"{end:%Y-%m}"},
        )
        *coded, (_all, different, _pairs) = cursor.fetchall()
    return joined(
        {int(place): int(people) for place, people, _pairs in coded},
        different=int(different),
        twice=sum(int(pairs) for _place, _people, pairs in coded),
    )


def _came(ids: list[int], start: date, end: date) -> dict[int, Came]:
    with counting.cursor() as cursor:
        cursor.execute(_SQL, {"ids": ids, "start": start, "end": end, "there": list(ATTENDED)})
        return {place: Came(int(k), int(f), int(h)) for place, k, f, h in cursor.fetchall()}


# Of one code as many people as came in one month, at least. The last row is of all organisations.
_JOINED = """
with one as (
    select organisation_id, code, max(people) as people from reports_matchcode
    where agreement_id = any(%(agreements)s) and month between %(first)s and %(last)s
    group by organisation_id, code
), everywhere as (select max(people) as people from one group by code)
select organisation_id, sum(people), sum(people * (people - 1) / 2) from one group by 1
union all select null, coalesce(sum(people), 0), 0 from everywhere
order by 1 nulls last
"""
# Linked records are one person, as everywhere.
_SQL = """
with came as (
    select organisation_id, participant_id from services_attendance
    where organisation_id = any(%(ids)s) and held_on between %(start)s and %(end)s
        and mark = any(%(there)s)
    group by organisation_id, participant_id
), linked as (
    select organisation_id, id, person_id from services_participant
    where organisation_id = any(%(ids)s) and person_id is not null
), known as (
    select c.organisation_id, count(distinct coalesce(l.person_id, c.participant_id)) as n
    from came c left join linked l
        on l.organisation_id = c.organisation_id and l.id = c.participant_id
    group by c.organisation_id
), headed as (
    select s.organisation_id, max(h.people) as fullest, sum(h.people) as heads
    from services_session s join services_headcount h
        on h.organisation_id = s.organisation_id and h.session_id = s.id
    where s.organisation_id = any(%(ids)s) and s.held_on between %(start)s and %(end)s
    group by s.organisation_id
)
select one.id, coalesce(k.n, 0), coalesce(h.fullest, 0), coalesce(h.heads, 0)
from unnest(%(ids)s::bigint[]) as one (id)
left join known k on k.organisation_id = one.id left join headed h on h.organisation_id = one.id
"""
