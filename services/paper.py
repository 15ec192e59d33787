"""The register on paper: who is on the list, four dates, room for newcomers, and nothing more."""

from datetime import date
from typing import Any

from django.template.loader import render_to_string
from django.utils import timezone

from rco_network.core.paper.assets import PRINT_STYLESHEETS
from rco_network.core.paper.pdf import print_html
from rco_network.core.text import clean_text

from .calculations.direction import direction_of
from .calculations.meeting_days import next_days
from .enums import LETTER_OF, Mark
from .forms.registers import end_of
from .models import Enrolment, Group, Participant

DATES = 4
BLANK_LINES = 6
# So many lines fit on one page, and so many narrower ones: a group of 24 is one sheet of paper.
LINES, NARROW_LINES = 24, 30


def on_the_list(group: Group, day: date) -> list[str]:
    """Return the names of who is on the list on this day, in the order of the register."""
    listed = Enrolment.objects.for_organisation(group.organisation_id).filter(
        group=group, left_on=None
    )
    people = Participant.objects.for_organisation(group.organisation_id).filter(
        pk__in=listed.values("participant")
    )
    return list(people.order_by("name_key", "pk").values_list("name", flat=True))


def register_html(group: Group, names: list[str], *, stylesheets: tuple[str, ...] = ()) -> str:
    """Return the paper register as one page of HTML.

    `stylesheets` are addresses for a browser; without them the page is for the PDF writer. What
    people wrote is escaped, and cleaned of what would turn the direction of what follows.
    """
    now = timezone.localtime()
    days: list[date | None] = list(next_days(group, now.date(), DATES))
    context: dict[str, Any] = {
        "group": group,
        "organisation": group.organisation,
        "made_at": now,
        "ends_at": end_of(group.starts_at, group.minutes),
        "days": days + [None] * (DATES - len(days)),
        "rows": [{"name": name, "direction": direction_of(name)} for name in names],
        "blanks": range(BLANK_LINES),
        "is_narrow": LINES < len(names) + BLANK_LINES <= NARROW_LINES,
        "key": [(LETTER_OF[mark], mark.label) for mark in Mark],
        "stylesheets": stylesheets or PRINT_STYLESHEETS,
    }
    html = render_to_string("services/paper/register.html", context)
    return clean_text(html).encode("utf-8", "replace").decode()


def register_pdf(group: Group, names: list[str]) -> bytes:
    """Return the paper register as PDF. Raises PangoMissing where it cannot be set."""
    return print_html(register_html(group, names))
