"""Attendance, retention, pass and achievement, as reference/codes.py defines them."""

from dataclasses import dataclass
from datetime import date
from typing import Any

from django.db.models import Count, F, OuterRef, Q, Subquery, Sum
from django.db.models.functions import Coalesce

from rco_network.core.disclosure import is_small

from ...enums import ATTENDED
from ...models import Attendance
from ..enums import Completion, ExamResult, Outcome
from ..models import Course, ExamEntry, Learner

# Months in which a year of courses begins and ends in England.
FIRST_MONTH = 8


@dataclass
class Rates:
    """What one course, or several, came to. Minutes are of everybody on the register.

    `started` leaves out those who moved to another course, as the definition says; of them
    `completed` stayed to the end, and of these `achieved` got what they came for.
    """

    started: int = 0
    continuing: int = 0
    completed: int = 0
    achieved: int = 0
    unknown: int = 0
    attended: int = 0
    possible: int = 0

    def add(self, other: "Rates") -> None:
        """Add another course's."""
        for name in self.__dataclass_fields__:
            setattr(self, name, getattr(self, name) + getattr(other, name))

    @property
    def is_small(self) -> bool:
        """Whether so few started that a rate would be about somebody."""
        return is_small(self.started)

    @property
    def attendance(self) -> int | None:
        return None if self.is_small else percent(self.attended, self.possible)

    @property
    def retention(self) -> int | None:
        return None if self.is_small else percent(self.completed, self.started)

    @property
    def passing(self) -> int | None:
        """The pass rate; with few who completed it would tell how each of them did."""
        return None if is_small(self.completed) else percent(self.achieved, self.completed)

    @property
    def achievement(self) -> int | None:
        return None if self.is_small else percent(self.achieved, self.started)


def percent(part: int, whole: int) -> int | None:
    """Return a whole per cent, half up; None where there is nothing to share."""
    return (200 * part + whole) // (2 * whole) if whole else None


def year_of(day: date) -> tuple[date, date]:
    """Return the first and last day of the year of courses (August to July) round a day."""
    first = day.year if day.month >= FIRST_MONTH else day.year - 1
    return date(first, FIRST_MONTH, 1), date(first + 1, FIRST_MONTH - 1, 31)


def rates_of(organisation_id: int, first: date, last: date) -> list[tuple[Course, Rates]]:
    """Return each course that ended in these days with its rates; two queries in all."""
    marks = (
        Attendance.objects.for_organisation(organisation_id)
        .filter(
            session__group=OuterRef("group"),
            held_on__gte=OuterRef("starts_on"),
            held_on__lte=OuterRef("ends_on"),
        )
        .order_by()
        .values("session__group")
    )
    here = Q(mark__in=ATTENDED)
    courses = (
        Course.objects.for_organisation(organisation_id)
        .filter(ends_on__gte=first, ends_on__lte=last)
        .select_related("group__service", "group__class_level")
        .annotate(
            possible=_minutes(marks, Q()),
            attended=_minutes(marks, here),
        )
        .order_by("ends_on", "group__name", "pk")
    )
    counts = _counts(organisation_id, courses)
    return [(one, _rates(one, counts.get(one.pk, {}))) for one in courses]


def _minutes(marks: Any, condition: Q) -> Any:
    total = marks.annotate(n=Sum("session__minutes", filter=condition or None)).values("n")
    return Coalesce(Subquery(total), 0)


def _counts(organisation_id: int, courses: Any) -> dict[int, dict[str, int]]:
    """Return the learners of each course, counted by what became of them."""
    staying = Q(is_transfer=False)
    done = staying & Q(completion=Completion.COMPLETED)
    rows = (
        Learner.objects.for_organisation(organisation_id)
        .filter(course__in=courses.order_by().values("pk"))
        .order_by()
        .values("course")
        .annotate(
            started=Count("pk", filter=staying),
            continuing=Count("pk", filter=Q(completion=Completion.CONTINUING)),
            completed=Count("pk", filter=done),
            achieved=Count("pk", filter=done & Q(outcome=Outcome.ACHIEVED)),
            unknown=Count("pk", filter=done & Q(outcome=Outcome.NOT_KNOWN)),
        )
    )
    return {row.pop("course"): row for row in rows}


def _rates(course: Any, counts: dict[str, int]) -> Rates:
    return Rates(attended=course.attended, possible=course.possible, **counts)


def attended_by(course: Course) -> dict[int, tuple[int, int]]:
    """Return (minutes attended, minutes possible) of each person on the course's registers."""
    rows = (
        Attendance.objects.for_organisation(course.organisation_id)
        .filter(
            session__group=course.group_id,
            held_on__gte=course.starts_on,
            held_on__lte=course.ends_on,
        )
        .order_by()
        .values("participant")
        .annotate(
            possible=Sum("session__minutes"),
            attended=Coalesce(Sum("session__minutes", filter=Q(mark__in=ATTENDED)), 0),
        )
    )
    return {row["participant"]: (row["attended"], row["possible"]) for row in rows}


def exams_of(organisation_id: int, first: date, last: date) -> list[dict[str, Any]]:
    """Return entries and results of these days by level and mode."""
    return list(
        ExamEntry.objects.for_organisation(organisation_id)
        .filter(sits_on__gte=first, sits_on__lte=last)
        .order_by()
        .values("level", "mode")
        .annotate(
            entered=Count("pk"),
            people=Count("participant", distinct=True),
            passed=Count("pk", filter=Q(result=ExamResult.PASSED)),
            waiting=Count("pk", filter=Q(result=ExamResult.WAITING)),
        )
        .order_by(F("level"), F("mode"))
    )
