"""Past sessions with who came: a row for each person at each session, or a column a date."""

from django.utils.translation import gettext_lazy as _

from ..enums import Mark
from . import cells
from .check import read_attendances
from .fields import LEAVE_OUT, Field
from .targets import ATTENDANCES, Target, add_target

MARKS = (*((str(mark.value), str(mark.label)) for mark in Mark), (LEAVE_OUT, "Leave out"))

NAME = Field(
    "name",
    "Person",
    True,
    _("The name they want to be called by. “Yusuf, Amina” is read as Amina Yusuf."),
    "Amina Yusuf",
    "name|participant|participant name|full name|person name|learner|learner name|student|"
    "student name|attendee|member|member name|client|client name|service user|name of learner|"
    "names|child|child name|pupil|first name and surname",
    cells.READ["name"],
    blank="",
)
FIRST = Field(
    "first",
    "First name",
    False,
    _("If the name stands in two columns."),
    "",
    "firstname|forename|forenames|given name|given names|christian name",
    cells.READ["first"],
    blank="",
)
LAST = Field(
    "last",
    "Surname",
    False,
    _("If the name stands in two columns."),
    "",
    "last name|lastname|family name|second name",
    cells.READ["last"],
    blank="",
)
BORN = Field(
    "born",
    "Year of birth",
    False,
    _(
        "Four digits, or a date of birth, of which only the year is kept. It tells apart two "
        "people with one name."
    ),
    "1987",
    "born|birth year|yob|year born|year|date of birth|dob|d o b|birth date|birthday",
    cells.READ["born"],
)
REFERENCE = Field(
    "reference",
    "Reference",
    False,
    "The person’s reference from a list that you took from here.",
    "",
    "person reference|participant reference|ref|id|person id|participant id|uuid",
    cells.READ["reference"],
)
GROUP = Field(
    "group",
    "Group",
    True,
    _(
        "The name of the group, as it is written here. Where two groups share a name, put the "
        "service first: “English: Tuesday”."
    ),
    "Tuesday English",
    "class|group name|class name|course|activity|session name|session|course name|club",
    cells.READ["group"],
    blank="",
)
START = Field(
    "start",
    "Start",
    False,
    _("When the session began, like 10:00. If left out: the group’s usual time."),
    "10:00",
    "time|start time|starts|starts at|from|session start",
    cells.READ["start"],
)
MINUTES = Field(
    "minutes",
    "Minutes",
    False,
    _("How long the session lasted. If left out: the group’s usual length."),
    "120",
    "length|duration|mins|session length|length in minutes|duration minutes",
    cells.READ["minutes"],
)
DAY = Field(
    "day",
    "Date",
    True,
    _("Day first (24/03/2026) or 2026-03-24."),
    "24/03/2026",
    "day|session date|date of session|held on|on|attended on|date attended|date of attendance",
    cells.READ["day"],
)
MARK = Field(
    "mark",
    "Mark",
    True,
    _(
        "Here, late, away or told us. Also present, p, yes, 1, ✓; late, l; absent, a, no, 0, x; "
        "excused, e."
    ),
    "here",
    "attendance|status|attended|present|register|came|attended y n|present y n",
    cells.READ["mark"],
    blank="",
    options=MARKS,
)
_NAMED = ("name", "first", "last")

LONG = add_target(
    Target(
        key="attendances",
        family=ATTENDANCES,
        label=_("Past sessions with who came"),
        layout=_("A row for each person at each session"),
        says=_("One row for each person at each session, or a column a date: both are read."),
        fields=(GROUP, DAY, START, NAME, FIRST, LAST, BORN, REFERENCE, MARK, MINUTES),
        needs=(("group",), ("day",), _NAMED, ("mark",)),
        read=read_attendances,
        examples=(
            ("Tuesday English", "24/03/2026", "10:00", "Amina Yusuf", "1987", "", "here", "120"),
            ("Tuesday English", "24/03/2026", "10:00", "Sami Example", "", "", "away", "120"),
        ),
    )
)
WIDE = add_target(
    Target(
        key="register",
        family=ATTENDANCES,
        label=_("Registers"),
        layout=_("A row for each person and a column for each date"),
        says=_("The dates stand in the headings, and below each a mark a person."),
        fields=(GROUP, NAME, FIRST, LAST, BORN, REFERENCE, MARK),
        needs=(("group",), _NAMED),
        read=read_attendances,
        is_wide=True,
        examples=(("Amina Yusuf", "1987", "✓", "L", "x"), ("Sami Example", "", "x", "✓", "✓")),
    )
)
