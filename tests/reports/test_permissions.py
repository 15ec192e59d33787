"""Who makes, approves, reads, answers and hands on a report."""

from datetime import date

import pytest

from organisations.enums import Role
from rco_network.core.access import Refused, allows
from rco_network.reports import permissions
from rco_network.reports.enums import NETWORK, ReportKind
from rco_network.reports.models import Edition, Report
from tests.factories import acting, make_membership, make_user, unsaved_membership

MANAGER, WORKER, LOGGER, COORDINATOR, OFFICER = (
    unsaved_membership(role, user_id=number)
    for number, role in enumerate(
        (Role.MANAGER, Role.WORKER, Role.LOGGER, Role.COORDINATOR, Role.OFFICER), start=1
    )
)
OWN_KINDS = [ReportKind.AWARD, ReportKind.YEAR]


def test_managers_report_on_their_own_work_and_coordinators_on_the_network():
    made = {
        who: [k for k in ReportKind if permissions.can_make(who, k)] for who in (MANAGER, WORKER)
    }
    assert made == {MANAGER: OWN_KINDS, WORKER: []}
    assert permissions.kinds_made_by(MANAGER) == OWN_KINDS
    assert permissions.kinds_made_by(COORDINATOR) == list(NETWORK)
    with pytest.raises(Refused, match="make and issue reports on the organisation's work"):
        permissions.kinds_made_by(WORKER)


def test_a_report_is_seen_by_who_makes_such_and_by_who_is_asked_to_approve_it():
    report = Report(kind=ReportKind.AWARD, approver_id=WORKER.user_id)
    check = permissions.check_can_see_report
    seen = [who for who in (MANAGER, WORKER, LOGGER, COORDINATOR) if allows(check, who, report)]
    assert seen == [MANAGER, WORKER]


def test_a_colleague_approves_what_waits_for_them():
    report = Report(organisation_id=1, approver_id=WORKER.user_id, asked_by_id=99)
    can = permissions.can_approve
    assert [can(who, report) for who in (WORKER, MANAGER)] == [True, False]
    assert (
        can(LOGGER, Report(organisation_id=1, approver_id=LOGGER.user_id, asked_by_id=99)) is False
    )


def test_who_asked_approves_only_where_nobody_else_could(db):
    author = make_membership()
    rco = author.organisation
    report = Report(organisation=rco, asked_by=author.user, kind=ReportKind.AWARD)
    make_membership(Role.LOGGER, rco)
    make_membership()
    with acting(author):
        assert permissions.approvers(report, author) == []
        assert permissions.can_approve(author, report) is True
    able = [
        make_membership(role, rco, make_user(name=name))
        for name, role in (("Zeinab", Role.MANAGER), ("Abel", Role.WORKER))
    ]
    make_membership(Role.WORKER, rco, make_user(is_active=False))
    with acting(author):
        assert permissions.approvers(report, author) == able[::-1]
        assert permissions.approvers(report, able[0]) == able[1:]
        with pytest.raises(Refused, match="Choose one and send it"):
            permissions.check_can_approve(author, report)


def test_who_may_not_make_a_report_does_not_approve_their_own():
    report = Report(organisation_id=1, asked_by_id=WORKER.user_id, kind=ReportKind.AWARD)
    with pytest.raises(Refused, match="make and issue reports"):
        permissions.check_can_approve(WORKER, report)


def test_the_list_shows_own_kinds_and_what_one_was_asked_to_approve(db):
    manager = make_membership()
    rco = manager.organisation
    worker = make_membership(Role.WORKER, rco)
    own = {"organisation": rco, "asked_by": manager.user, "kind": ReportKind.YEAR}
    period = {"period_start": date(2026, 1, 1), "period_end": date(2026, 6, 30)}
    with acting(manager):
        waits = Report.objects.create(**own, **period, approver=worker.user)
        other = Report.objects.create(**own, **period)
        everything = Report.objects.order_by("id")
        assert list(permissions.seen_by(manager, everything)) == [waits, other]
        assert list(permissions.seen_by(worker, everything)) == [waits]


def test_an_edition_is_read_by_who_approves_here_and_by_who_reads_reports_there():
    here, there = Edition(organisation_id=1), Edition(organisation_id=2)
    check = permissions.check_can_read
    everybody = (MANAGER, WORKER, LOGGER, COORDINATOR, OFFICER)
    assert [w for w in everybody if allows(check, w, here)] == [MANAGER, WORKER, COORDINATOR]
    assert [w for w in everybody if allows(check, w, there)] == [OFFICER]


def test_an_edition_is_answered_by_those_it_was_handed_to():
    here, there = Edition(organisation_id=1), Edition(organisation_id=2)
    for who, edition, may in (
        (OFFICER, there, True),
        (OFFICER, here, False),
        (MANAGER, there, False),
    ):
        assert permissions.can_answer(who, edition) is may


def test_an_edition_is_handed_on_by_who_makes_such_where_it_was_issued():
    own, network = ({"kind": kind} for kind in (ReportKind.AWARD, ReportKind.PLACE))
    for who, edition, may in (
        (MANAGER, Edition(organisation_id=1, document=own), True),
        (MANAGER, Edition(organisation_id=2, document=own), False),
        (WORKER, Edition(organisation_id=1, document=own), False),
        (MANAGER, Edition(organisation_id=1, document=network), False),
        (COORDINATOR, Edition(organisation_id=1, document=network), True),
    ):
        assert permissions.can_send(who, edition) is may
