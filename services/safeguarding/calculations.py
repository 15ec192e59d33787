"""Who could read a concern, asked of the database, which judges by the same function; and how
long one is kept."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date

from django.db import connection

from organisations.models import ForumMembership, Organisation, StaffMembership
from rco_network.core.tenancy import scope

# After a child's 25th birthday (NSPCC, child protection records retention and storage), else six
# years after it was closed (Limitation Act 1980). The longer of the two.
AGE = 25
YEARS = 6


@dataclass(frozen=True)
class Way:
    """Where a concern can go: an organisation, and whether it is the raiser's own."""

    organisation: Organisation
    is_own: bool

    @property
    def value(self) -> str:
        return "own" if self.is_own else str(self.organisation.uuid)


def readers(
    holder_id: int, *, kept_from: Collection[int] = (), named: Collection[int] = ()
) -> set[int]:
    """Return the accounts that would read a concern held by this organisation of the scope.

    Its leads and those of `named` who work there, without those in `kept_from` and everybody who
    answers to them, at any distance.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "select rco_concern_readers(%s, %s::bigint[], %s::bigint[])",
            [holder_id, list(named), list(kept_from)],
        )
        return set(cursor.fetchone()[0])


def readers_elsewhere(holder_id: int, *, kept_from: Collection[int] = ()) -> set[int]:
    """As `readers`, of an organisation in which the person who asks does not work."""
    with scope(organisation_ids=[holder_id]):
        return readers(holder_id, kept_from=kept_from)


def forums_of(organisation_id: int) -> list[Organisation]:
    """Return the forums to which an organisation belongs today."""
    rows = ForumMembership.objects.filter(member_id=organisation_id, left_on=None)
    return [row.forum for row in rows.select_related("forum").order_by("forum__name", "pk")]


def ways_of(membership: StaffMembership, *, kept_from: Collection[int] = ()) -> list[Way]:
    """Return where the person's concern about these colleagues would be read by somebody."""
    own = membership.organisation
    found = [Way(own, True)] if readers(own.pk, kept_from=kept_from) else []
    return found + [
        Way(forum, False)
        for forum in forums_of(own.pk)
        if readers_elsewhere(forum.pk, kept_from=kept_from)
    ]


def forums_with_readers(organisation_id: int, kept_from: Collection[int]) -> list[Organisation]:
    """Return the forums of an organisation in which somebody would read such a concern."""
    return [
        forum
        for forum in forums_of(organisation_id)
        if readers_elsewhere(forum.pk, kept_from=kept_from)
    ]


def keep_until(closed_on: date, year_of_birth: int | None) -> date:
    """Return the last day on which a concern that was closed on this day must be kept.

    `year_of_birth` is a child's; only the year is asked, so the year's last day counts.
    """
    after_closing = date(closed_on.year + YEARS, closed_on.month, min(closed_on.day, 28))
    if year_of_birth is None:
        return after_closing
    return max(after_closing, date(year_of_birth + AGE, 12, 31))
