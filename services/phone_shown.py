"""Registers without a connection, in the menu, and what they leave to be decided."""

from collections.abc import Iterable
from datetime import date

from django.db.models import Count
from django.urls import reverse
from django.utils.translation import gettext_lazy, ngettext

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core.dates import day_and_month

from .models import MarkConflict
from .parts import Task, in_menu, to_do

in_menu(gettext_lazy("Registers without a connection"), "phone", Right.LOG)


@to_do
def marks_that_differ(membership: StaffMembership, today: date) -> Iterable[Task]:
    """Registers on which two people marked somebody differently: whoever keeps them decides."""
    if not membership.has_right(Right.LOG):
        return []
    found = (
        MarkConflict.objects.visible_to(membership)
        .values("session__uuid", "session__group__name", "session__held_on")
        .annotate(people=Count("participant", distinct=True))
        .order_by("session__held_on")
    )
    return [
        Task(
            due_on=today,
            title=row["session__group__name"],
            url=reverse("session-register", args=[row["session__uuid"]]),
            detail=ngettext(
                "%(people)s person was marked differently by two colleagues on %(day)s. Decide.",
                "%(people)s people were marked differently by two colleagues on %(day)s. Decide.",
                row["people"],
            )
            % {"people": row["people"], "day": day_and_month(row["session__held_on"])},
        )
        for row in found
    ]
