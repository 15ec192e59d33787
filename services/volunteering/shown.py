"""What the rest of the product shows of volunteers: on a person, on the first page, in the menu."""

from collections.abc import Iterator
from datetime import date, timedelta
from typing import Any

from django.urls import reverse
from django.utils.formats import date_format
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core.dates import day_and_month, day_in_words, weekday_in_words
from services.models import Participant
from services.parts import Block, Task, in_menu, on_person, to_do

from .calculations.rota import short_shifts, turns_to_come
from .enums import ReferenceState, State, Turn
from .models import Check, Expense, Reference, Stint, Training, Volunteer
from .models.vetting import REMIND_AT
from .permissions import can_manage, own_volunteering

MOST_TASKS = 8
# A reference that did not come for so long is asked for again.
REFERENCE_DAYS = 14
MOST_LATE = 10


@on_person
def block_of(membership: StaffMembership, participant: Participant) -> Block | None:
    """That somebody volunteers, and how far they are."""
    is_keeper = can_manage(membership)
    found = Volunteer.objects.filter(participant=participant).first()
    if found is None:
        if not is_keeper:
            return None
        return Block(
            _("Volunteering"),
            action_label=_("They want to help"),
            action_url=reverse("volunteer-from", args=[participant.uuid]),
        )
    since = found.started_on or found.enquired_on
    row = {
        "title": _("Volunteer since %(day)s") % {"day": day_in_words(since)},
        "tag": str(State(found.state).label),
    }
    if is_keeper:
        link = reverse("volunteer", args=[found.uuid])
        return Block(_("Volunteering"), [{**row, "url": link}])  # type: ignore[typeddict-item]
    return Block(_("Volunteering"), empty=f"{row['title']} ({row['tag'].lower()})")


@to_do
def tasks_of(membership: StaffMembership, today: date) -> Iterator[Task]:
    """What waits for whoever looks after volunteers, and for a volunteer themselves."""
    if membership.has_right(Right.LOG):
        yield from _of_volunteer(membership, today)
    if can_manage(membership):
        yield from _running_out(membership.organisation_id, today)
        yield from _waiting(membership.organisation_id, today)
        yield from _short(membership.organisation_id, today)


def _of_volunteer(membership: StaffMembership, today: date) -> Iterator[Task]:
    mine = own_volunteering(membership).first()
    if mine is None:
        return
    turns = turns_to_come(mine, today)[:2]
    if not turns:
        said = _("You are on no shift yet. See where help is wanted.")
        yield Task(today, _("My shifts"), reverse("my-shifts"), said)
    for turn in turns:
        title = (
            _("Can you come? %(role)s")
            if turn.state == Turn.ASKED
            else _("You are on the rota: %(role)s")
        )
        yield Task(
            turn.day,
            title % {"role": turn.shift.role.name},
            reverse("my-shifts"),
            f"{weekday_in_words(turn.day)}, {turn.shift.time}",
        )


def _running_out(organisation_id: int, today: date) -> Iterator[Task]:
    last = today + timedelta(days=max(REMIND_AT))
    for model in (Check, Training):
        rows = model._default_manager.filter(
            organisation_id=organisation_id,
            expires_on__lte=last,
            volunteer__state__in=(State.INDUCTION, State.ACTIVE, State.RESTING),
        )
        rows = rows.select_related("volunteer__participant").order_by("expires_on")
        for row in rows[:MOST_TASKS]:
            until: Any = row.expires_on
            what = row.get_kind_display()
            is_late = until < today
            day = day_in_words(until)
            words = _("%(what)s ran out on %(day)s") if is_late else _("%(what)s until %(day)s")
            yield Task(
                until,
                row.volunteer.participant.name,
                reverse("volunteer", args=[row.volunteer.uuid]),
                words % {"what": what, "day": day},
                is_late,
            )


def _references(organisation_id: int, today: date) -> Iterator[Task]:
    """Who still waits for references, each volunteer once with the one that was asked for first."""
    since = today - timedelta(days=REFERENCE_DAYS)
    late = Reference.objects.for_organisation(organisation_id).filter(
        state=ReferenceState.ASKED, asked_on__lte=since, volunteer__left_on=None
    )
    rows = late.select_related("volunteer__participant").order_by("asked_on", "pk")[:MOST_LATE]
    first = {row.volunteer_id: row for row in reversed(rows)}
    for row in sorted(first.values(), key=lambda row: (row.asked_on, row.pk)):
        yield Task(
            row.asked_on + timedelta(days=REFERENCE_DAYS),
            row.volunteer.participant.name,
            reverse("volunteer", args=[row.volunteer.uuid]),
            _("A reference asked for on %(day)s is not here yet")
            % {"day": day_and_month(row.asked_on)},
        )


def _waiting(organisation_id: int, today: date) -> Iterator[Task]:
    yield from _references(organisation_id, today)
    hours = Stint.objects.for_organisation(organisation_id).waiting().count()
    if hours:
        said = ngettext(
            "%(n)s line of volunteers’ hours to approve",
            "%(n)s lines of volunteers’ hours to approve",
            hours,
        )
        yield Task(today, said % {"n": hours}, reverse("volunteer-hours"))
    oldest = Expense.objects.for_organisation(organisation_id).waiting().order_by("day").first()
    if oldest is not None:
        url = f"{reverse('volunteer-expenses')}?month={oldest.day:%Y-%m}"
        yield Task(today, _("Volunteers’ expenses to approve"), url)


def _short(organisation_id: int, today: date) -> Iterator[Task]:
    for one in short_shifts(organisation_id, today, today + timedelta(days=6))[:MOST_TASKS]:
        if one.shift.has_begun:
            continue
        said = ngettext("%(n)s volunteer wanted", "%(n)s volunteers wanted", one.free)
        yield Task(
            one.shift.day,
            f"{one.shift.role.name}, {date_format(one.shift.day, 'l')} {one.shift.time}",
            reverse("shift", args=[one.shift.uuid]),
            said % {"n": one.free},
        )


in_menu(gettext_lazy("Volunteers"), "volunteers", Right.MANAGE_VOLUNTEERS)
