"""Reports in the browser: who may ask, look, share and take away."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from funding.models import AttributionRule, ReturnDue
from organisations.enums import Kind, Role
from rco_network.core.jobs.run import run
from rco_network.core.models import AuditEvent
from rco_network.core.paper.pdf import has_pango
from rco_network.core.tenancy import scope
from rco_network.reports.models import Report

from ..factories import (
    acting,
    make_award,
    make_group,
    make_membership,
    make_organisation,
    make_participant,
    make_session,
)

pytestmark = pytest.mark.django_db
FILES = ("report-pdf", "report-csv", "report-print")


class World:
    """A manager with work and an award, and the funder's officer."""

    def __init__(self):
        self.manager = make_membership(Role.MANAGER)
        self.officer = make_membership(Role.OFFICER)
        self.award = make_award(self.officer.organisation, self.manager.organisation)
        with acting(self.manager):
            AttributionRule.objects.create(organisation=self.manager.organisation, award=self.award)
            people = [
                make_participant(self.manager.organisation, name=f"Marked Name {n}")
                for n in range(6)
            ]
            make_session(make_group(self.manager.organisation), date(2026, 1, 6), present=people)

    def form(self, **fields):
        return {
            "key": str(uuid4()),
            "period_start": "2026-01-01",
            "period_end": "2026-03-31",
            "share_when_ready": "look",
        } | fields

    def report(self):
        with acting(self.manager):
            return Report.objects.select_related("job").latest("id")

    def made(self, client, **fields):
        client.post(reverse("award-reports", args=[self.award.uuid]), self.form(**fields))
        report = self.report()
        run(report.job.uuid)
        return self.report()


@pytest.fixture
def world():
    return World()


def test_asking_twice_is_one_report_and_one_job(world, as_member):
    form, url = world.form(), reverse("award-reports", args=[world.award.uuid])
    client = as_member(world.manager)
    answers = [client.post(url, form) for _ in range(2)]
    assert answers[0].url == answers[1].url
    with acting(world.manager):
        assert Report.objects.count() == 1


def test_report_is_made_looked_at_shared_and_taken_away(world, as_member):
    client = as_member(world.manager)
    report = world.made(client)
    page = client.get(reverse("report", args=[report.uuid]))
    assert "Only you can see this report so far" in page.content.decode()
    assert "Marked Name" not in page.content.decode()
    officer = as_member(world.officer)
    for name in ("report", "report-progress", *FILES):
        assert officer.get(reverse(name, args=[report.uuid])).status_code == 404
    as_member(world.manager).post(reverse("report-share", args=[report.uuid]))
    officer = as_member(world.officer)
    assert officer.get(reverse("report", args=[report.uuid])).status_code == 200
    csv = officer.get(reverse("report-csv", args=[report.uuid]))
    assert csv.headers["Content-Disposition"].startswith("attachment")
    assert csv.headers["Cache-Control"] == "no-store, private"
    assert b"Marked Name" not in csv.content
    if has_pango():
        pdf = officer.get(reverse("report-pdf", args=[report.uuid]))
        assert pdf.content.startswith(b"%PDF-1.7")
    with acting(world.officer):
        kinds = AuditEvent.objects.filter(action="report downloaded").values_list(
            "detail__kind", flat=True
        )
        assert set(kinds) <= {"csv", "pdf"}
        assert "csv" in kinds


def test_share_when_ready_shares_and_meets_the_return(world, as_member):
    with scope(installation=True):
        ReturnDue.objects.create(
            award=world.award,
            organisation_id=world.award.recipient_id,
            funder_id=world.award.funder_id,
            due_on=date(2026, 4, 30),
            period_start=date(2026, 1, 1),
            period_end=date(2026, 3, 31),
        )
    report = world.made(as_member(world.manager), share_when_ready="share")
    assert report.shared_at
    with acting(world.manager):
        assert ReturnDue.objects.get().met_at == report.shared_at


def test_only_the_recipients_manager_asks_and_shares(world, as_member):
    url = reverse("award-reports", args=[world.award.uuid])
    logger = make_membership(Role.WORKER, world.manager.organisation)
    answer = as_member(logger).post(url, world.form())
    assert answer.status_code == 403
    assert "Ask a manager" in answer.content.decode()
    as_member(world.officer).post(url, world.form())
    with acting(world.manager):
        assert not Report.objects.exists()


@pytest.mark.parametrize("name", ["report", "report-progress", "report-share", *FILES])
def test_stranger_gets_what_a_made_up_report_gets(world, as_member, name):
    report = world.made(as_member(world.manager), share_when_ready="share")
    for role, kind in ((Role.MANAGER, Kind.RCO), (Role.OFFICER, Kind.FUNDER)):
        client = as_member(make_membership(role, make_organisation(kind)))
        real, made_up = (reverse(name, args=[uuid]) for uuid in (report.uuid, uuid4()))
        method = client.post if name == "report-share" else client.get
        assert (method(real).status_code, method(made_up).status_code) == (404, 404)


def test_right_that_ended_before_the_job_ran_makes_nothing(world, as_member):
    url = reverse("award-reports", args=[world.award.uuid])
    as_member(world.manager).post(url, world.form())
    report = world.report()
    with scope(installation=True):
        world.manager.ended_at = timezone.now()
        world.manager.save()
    run(report.job.uuid)
    with acting(world.manager):
        report = Report.objects.select_related("job").get()
        assert report.made_at is None
        assert "no longer works here" in report.job.failure


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"period_end": "2025-12-31"}, "before the first day"),
        ({"period_start": "1926-01-01"}, "cannot be right"),
        ({"period_end": "2199-01-01"}, "cannot be right"),
        ({"key": "made up"}, "Open this page again"),
        ({"share_when_ready": "everybody"}, "Select a valid choice from the list."),
    ],
)
def test_bad_input_is_told_and_asks_for_nothing(world, as_member, fields, says):
    url = reverse("award-reports", args=[world.award.uuid])
    page = as_member(world.manager).post(url, world.form(**fields))
    assert page.status_code == 422
    assert says in page.content.decode()
    with acting(world.manager):
        assert not Report.objects.exists()


def test_progress_stops_by_itself(world, as_member):
    client = as_member(world.manager)
    client.post(reverse("award-reports", args=[world.award.uuid]), world.form())
    url = reverse("report-progress", args=[world.report().uuid])
    assert 'hx-trigger="every 2s"' in client.get(url).content.decode()
    run(world.report().job.uuid)
    assert client.get(url).headers["HX-Refresh"] == "true"
