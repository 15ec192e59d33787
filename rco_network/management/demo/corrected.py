"""What was put right on days of an issued report, with the reason, as it happens in an office."""

from django.db.models import Q

from organisations.acting import acting_for
from organisations.enums import Role
from organisations.models import StaffMembership
from rco_network.core.tenancy import scope
from services.actions.register_sheet import sheet_of
from services.actions.save_register import save_register
from services.enums import Counting, Mark
from services.models import Attendance, HeadCount, PeriodLock, Session

FOUND = "The paper list turned up behind the kettle: one more had come than we wrote down."
COUNTED = "We had counted the helpers too. They do not take part."


def correct_the_past(organisation: int) -> None:
    """Let a worker correct a mark, and a head count, on days of the last report."""
    with scope(installation=True):
        worker = StaffMembership.objects.filter(organisation=organisation, role=Role.WORKER).first()
    if worker is None:
        return
    with acting_for(worker.user_id, organisation) as by:
        own = PeriodLock.objects.for_organisation(organisation)
        lock = own.order_by("-locked_at").first()
        if lock is None:
            return
        held = (
            Session.objects.for_organisation(organisation)
            .filter(held_on__range=(lock.first_on, lock.last_on), group__closed_on=None)
            .select_related("group")
            .order_by("-held_on", "pk")
        )
        away = Attendance.objects.filter(mark=Mark.ABSENT).values("session")
        _correct_mark(by, held.filter(group__counting=Counting.BY_NAME, pk__in=away).first())
        _correct_heads(by, held.filter(Q(head_count__people__gt=4)).first())


def _correct_mark(by: StaffMembership, session: Session | None) -> None:
    if session is None:
        return
    sheet = sheet_of(session)
    one = Attendance.objects.filter(session=session, mark=Mark.ABSENT).order_by("pk")
    sheet.marks = {one.values_list("participant__uuid", flat=True)[0]: Mark.PRESENT}
    sheet.because = FOUND
    save_register(by=by, group=session.group, sheet=sheet)


def _correct_heads(by: StaffMembership, session: Session | None) -> None:
    if session is None:
        return
    count = HeadCount.objects.get(session=session)
    told = sum(getattr(count, name) or 0 for name in HeadCount.TALLIES)
    sheet = sheet_of(session)
    sheet.heads, sheet.because = max(told, count.people - 2), COUNTED
    save_register(by=by, group=session.group, sheet=sheet)
