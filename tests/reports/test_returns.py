"""Who has what, all drafts at once, one report for two funders, and several as one archive."""

import csv
import io
import zipfile
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from funding.models import Award, ReturnDue
from organisations.enums import Role
from rco_network.core.jobs.run import run
from rco_network.core.models import AuditEvent, Job
from rco_network.core.tenancy import scope
from rco_network.reports.actions.dossiers import forget_dossiers
from rco_network.reports.models import Dossier, DossierPart, EditionReader, Report
from rco_network.reports.returns import returns_of

from ..factories import acting, make_award, make_membership
from ..pages import same_number_of_queries
from .issuing import issue

pytestmark = pytest.mark.django_db
START, END = date(2026, 1, 1), date(2026, 6, 30)


class World:
    def __init__(self):
        self.manager = make_membership(Role.MANAGER)
        self.worker = make_membership(Role.WORKER, self.manager.organisation)
        self.officer = make_membership(Role.OFFICER)
        self.award = make_award(self.officer.organisation, self.manager.organisation)

    def due(self, award=None, *, days=-5, start=START, end=END):
        award = award or self.award
        with scope(installation=True):
            return ReturnDue.objects.create(
                award=award,
                organisation_id=award.recipient_id,
                funder_id=award.funder_id,
                due_on=timezone.localdate() + timedelta(days=days),
                period_start=start,
                period_end=end,
            )

    def states(self, member):
        with acting(member):
            rows = returns_of(member, timezone.localdate()).order_by("due_on")
            return list(rows.values_list("state", flat=True))

    def reports(self):
        with acting(self.manager):
            return Report.objects.count(), Job.objects.count()


@pytest.fixture
def world():
    return World()


class TestWhoHasWhat:
    def test_each_return_stands_where_it_does_for_both_sides(self, world, as_member):
        late = world.due()
        world.due(days=9, start=date(2026, 7, 1), end=date(2026, 9, 30))
        assert world.states(world.manager) == world.states(world.officer) == ["late", "coming"]
        edition = issue(world.manager, world.award, return_due=late)
        assert world.states(world.officer) == ["in", "coming"]
        officer = as_member(world.officer)
        url = reverse("edition-answer", args=[edition.code])
        officer.post(url, {"key": str(uuid4()), "kind": "sent_back", "note": "No."})
        assert world.states(world.manager) == ["sent_back", "coming"]
        page = officer.get(reverse("returns"), {"show": "sent-back"}).text
        assert edition.code in page and "Sent back (1)" in page
        officer.post(url, {"key": str(uuid4()), "kind": "accepted"})
        assert world.states(world.officer) == ["accepted", "coming"]

    def test_nobody_else_sees_any_of_it(self, world, as_member):
        world.due()
        assert as_member(world.worker).get(reverse("returns")).status_code == 403
        page = as_member(make_membership(Role.OFFICER)).get(reverse("returns")).text
        assert world.award.title not in page
        assert "Make all drafts" not in as_member(world.officer).get(reverse("returns")).text

    def test_the_list_costs_the_same_for_one_and_for_three(self, world, as_member):
        client, days = as_member(world.manager), iter(range(9))

        def add():
            start = date(2026, 1, 1) + timedelta(days=30 * next(days))
            due = world.due(start=start, end=start + timedelta(days=20))
            issue(world.manager, world.award, return_due=None, start=start, end=start)
            with acting(world.manager):
                Report.objects.create(
                    organisation_id=world.manager.organisation_id,
                    award=world.award,
                    funder_id=world.award.funder_id,
                    return_due=due,
                    period_start=start,
                    period_end=start,
                    asked_by_id=world.manager.user_id,
                    made_at=timezone.now(),
                    document={},
                )

        same_number_of_queries(lambda: client.get(reverse("returns")), add)


class TestAllDrafts:
    def test_each_return_gets_one_draft_however_often_it_is_asked(self, world, as_member):
        dues = [
            world.due(start=date(2026, month, 1), end=date(2026, month, 28)) for month in (1, 2, 3)
        ]
        world.due(days=90, start=timezone.localdate(), end=timezone.localdate())
        client = as_member(world.manager)
        assert "3 reports can be drafted" in client.get(reverse("returns")).text
        for _ in range(3):
            assert client.post(reverse("returns-draft")).status_code == 302
        assert world.reports() == (3, 3)
        part = client.get(reverse("returns-progress")).text
        assert "3 reports are being made" in part and "hx-get" in part
        with acting(world.manager):
            jobs = list(Job.objects.values_list("uuid", flat=True))
            asked = set(Report.objects.values_list("return_due", flat=True))
            assert asked == {due.pk for due in dues}
        for job in jobs:
            run(job)
        assert "hx-get" not in client.get(reverse("returns-progress")).text
        assert "can be drafted" not in client.get(reverse("returns")).text

    def test_one_that_failed_is_asked_again_and_one_sent_back_is_not(self, world, as_member):
        world.due()
        client = as_member(world.manager)
        client.post(reverse("returns-draft"))
        with acting(world.manager):
            now = timezone.now()
            Job.objects.update(state="failed", failure="No.", ended_at=now, lease=None)
        client.post(reverse("returns-draft"))
        assert world.reports() == (2, 2)
        client.post(reverse("returns-draft"))
        assert world.reports() == (2, 2)

    def test_who_may_not_make_them_asks_for_none(self, world, as_member):
        world.due()
        for member in (world.worker, world.officer):
            assert as_member(member).post(reverse("returns-draft")).status_code == 403
        as_member(make_membership(Role.MANAGER)).post(reverse("returns-draft"))
        assert world.reports() == (0, 0)


class TestWriteOnce:
    @pytest.fixture
    def other(self, world):
        """Another funder, its award, and what it is owed for a part of the same days."""
        officer = make_membership(Role.OFFICER)
        award = make_award(officer.organisation, world.manager.organisation, title="Also theirs")
        with scope(installation=True):
            Award.objects.filter(pk=award.pk).update(accepts_others=True)
        return officer, award, world.due(award, start=date(2026, 2, 1), end=date(2026, 5, 31))

    def test_another_funder_gets_the_same_edition(self, world, other, as_member):
        officer, _, due = other
        edition = issue(world.manager, world.award)
        url = reverse("edition-hand", args=[edition.code])
        assert as_member(officer).get(reverse("edition", args=[edition.code])).status_code == 404
        manager = as_member(world.manager)
        assert f"It was made for {world.officer.organisation.name}" in manager.get(url).text
        for status in (302, 422):
            assert manager.post(url, {"return_due": str(due.uuid)}).status_code == status
        assert as_member(officer).get(reverse("edition", args=[edition.code])).status_code == 200
        assert world.states(officer) == ["in"]
        with acting(world.manager):
            assert EditionReader.objects.filter(edition=edition).count() == 2

    @pytest.mark.parametrize("why", ["asks for its own", "other days"])
    def test_who_did_not_say_so_or_is_owed_other_days_gets_nothing(
        self, world, other, as_member, why
    ):
        officer, award, due = other
        end = date(2026, 4, 30) if why == "other days" else END
        if why == "asks for its own":
            with scope(installation=True):
                Award.objects.filter(pk=award.pk).update(accepts_others=False)
        edition = issue(world.manager, world.award, end=end)
        url = reverse("edition-hand", args=[edition.code])
        manager = as_member(world.manager)
        assert "No other report is due" in manager.get(url).text
        assert manager.post(url, {"return_due": str(due.uuid)}).status_code == 422
        assert as_member(officer).get(reverse("edition", args=[edition.code])).status_code == 404

    def test_nobody_else_hands_it_on(self, world, other, as_member):
        _, _, due = other
        url = reverse("edition-hand", args=[issue(world.manager, world.award).code])
        for member, status in (
            (world.worker, 403),
            (world.officer, 403),
            (make_membership(Role.MANAGER), 404),
        ):
            answer = as_member(member).post(url, {"return_due": str(due.uuid)})
            assert answer.status_code == status


class TestDossier:
    def form(self, **fields):
        return {
            "key": str(uuid4()),
            "first": "2026-01-01",
            "last": "2026-11-01",
            "purpose": "own_records",
        } | fields

    def made(self, client, member, **fields):
        answer = client.post(reverse("dossiers"), self.form(**fields))
        assert answer.status_code == 302
        with acting(member):
            dossier = Dossier.objects.select_related("job").latest("id")
        run(dossier.job.uuid)
        return dossier

    def test_a_funder_takes_the_reports_on_its_awards_with_an_index(self, world, as_member):
        issue(world.manager, world.award)
        issue(world.manager, world.award, start=date(2026, 7, 1), end=date(2026, 9, 30))
        elsewhere = make_membership(Role.MANAGER)
        award = make_award(make_membership(Role.OFFICER).organisation, elsewhere.organisation)
        issue(elsewhere, award)
        client = as_member(world.officer)
        dossier = self.made(client, world.officer)
        assert "Ready: 2 reports" in client.get(reverse("dossier", args=[dossier.uuid])).text
        answer = client.post(reverse("dossier-file", args=[dossier.uuid]))
        packed = zipfile.ZipFile(io.BytesIO(b"".join(answer.streaming_content)))
        assert packed.testzip() is None
        rows = list(csv.DictReader(io.StringIO(packed.read("index.csv").decode("utf-8-sig"))))
        assert [row["first_day"] for row in rows] == ["2026-01-01", "2026-07-01"]
        for row in rows:
            assert packed.read(row["pdf"]) == f"{row['code']} application/pdf".encode()
            assert row["csv"] in packed.namelist() and len(row["csv_sha256"]) == 64
        assert rows[0]["code"] in packed.read("index.html").decode()
        with acting(world.officer):
            event = AuditEvent.objects.get(action="file exported")
            assert event.detail["purpose"] == "own_records" and event.detail["rows"] == 2

    def test_sent_twice_is_one_and_it_is_the_askers_alone(self, world, as_member):
        issue(world.manager, world.award)
        form = self.form()
        manager = as_member(world.manager)
        for _ in range(2):
            assert manager.post(reverse("dossiers"), form).status_code == 302
        with acting(world.manager):
            dossier = Dossier.objects.get()
        for member in (world.worker, world.officer, make_membership(Role.MANAGER)):
            url = reverse("dossier", args=[dossier.uuid])
            assert as_member(member).get(url).status_code == 404
        logger = make_membership(Role.LOGGER, world.manager.organisation)
        assert as_member(logger).get(reverse("dossiers")).status_code == 403

    @pytest.mark.parametrize(
        ("fields", "said"),
        [
            ({"purpose": ""}, "Say what the archive is for"),
            ({"last": "2025-12-01"}, "before the first day"),
            ({"first": "2026-10-01"}, "No issued report lies between"),
        ],
    )
    def test_what_cannot_be_is_told(self, world, as_member, fields, said):
        issue(world.manager, world.award)
        answer = as_member(world.manager).post(reverse("dossiers"), self.form(**fields))
        assert answer.status_code == 422 and said in answer.text

    def test_it_goes_after_a_day(self, world, as_member):
        issue(world.manager, world.award)
        dossier = self.made(as_member(world.manager), world.manager)
        with acting(world.manager):
            assert DossierPart.objects.exists()
            Dossier.objects.update(expires_at=timezone.now())
        url = reverse("dossier-file", args=[dossier.uuid])
        assert as_member(world.manager).post(url).status_code == 404
        forget_dossiers()
        with acting(world.manager):
            assert not DossierPart.objects.exists() and not Dossier.objects.exists()
