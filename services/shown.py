"""What the wing itself puts beside what its rooms do: calls to make, and lists somebody is on."""

from collections.abc import Iterator
from datetime import date, timedelta

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext, gettext_lazy, ngettext

from organisations.enums import Right
from organisations.models import StaffMembership

from .calculations.attendance import away_in_a_row, groups_followed_by
from .calculations.room import open_offers, weeks_waited
from .models import Participant, WaitingPlace
from .parts import Block, Row, Task, in_menu, on_person, to_do

# More than these stand on the list's own page.
MOST_CALLS = 6
# An offer is on the first page when its last day is so near.
DAYS_BEFORE = 2

in_menu(gettext_lazy("Waiting lists"), "waiting", Right.SEE_PEOPLE)
in_menu(gettext_lazy("Stayed away"), "stayed-away", Right.LOG)


@to_do
def calls(membership: StaffMembership, today: date) -> Iterator[Task]:
    """People who stayed away in a row, for whoever looks after their group."""
    if not membership.has_right(Right.LOG):
        return
    away = away_in_a_row(membership.organisation_id, groups_followed_by(membership), today)
    can_call = membership.has_right(Right.CHANGE_PEOPLE)
    for one in away[:MOST_CALLS]:
        yield Task(
            due_on=one.last_on,
            title=one.name,
            url=reverse("call-person", args=[one.person]) if can_call else reverse("stayed-away"),
            detail=gettext("Away %(times)d times in a row from %(group)s")
            % {"times": one.times, "group": one.group_name},
        )
    if len(away) > MOST_CALLS:
        more = len(away) - MOST_CALLS
        yield Task(
            due_on=today,
            title=ngettext("%d more stayed away", "%d more stayed away", more) % more,
            url=reverse("stayed-away"),
        )


@to_do
def offers(membership: StaffMembership, today: date) -> Iterator[Task]:
    """Offered places that lapse in the next days."""
    if not membership.has_right(Right.CHANGE_PEOPLE):
        return
    soon = open_offers(membership.organisation_id, today).filter(
        last_day__lte=today + timedelta(days=DAYS_BEFORE)
    )
    for one in soon.select_related("participant", "group", "place").order_by("last_day", "id")[:6]:
        yield Task(
            due_on=one.last_day,
            title=one.participant.name,
            url=reverse("waiting-place", args=[one.place.uuid]),
            detail=gettext("Has not answered the offer of a place in %s") % one.group.name,
        )


@on_person
def lists(membership: StaffMembership, participant: Participant) -> Block | None:
    """The waiting lists that somebody is on."""
    if not membership.has_right(Right.SEE_PEOPLE):
        return None
    places = (
        WaitingPlace.objects.for_organisation(membership.organisation_id)
        .waiting()
        .filter(participant=participant)
        .select_related("service", "group")
        .in_line()
    )
    rows = [_row(place) for place in places]
    return Block(gettext("Waits for"), rows) if rows else None


def _row(place: WaitingPlace) -> Row:
    weeks = weeks_waited(place.asked_on, timezone.localdate())
    return {
        "title": f"{place.service.name} – {place.group.name}"
        if place.group
        else place.service.name,
        "url": reverse("waiting-place", args=[place.uuid]),
        "detail": ngettext("%d week", "%d weeks", weeks) % weeks,
    }
