"""Reports on several organisations: a forum's overview, and a place for a council."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Kind, Role
from organisations.models import ForumMembership, LanguageServed, Place
from rco_network.core.jobs import JobDelayed, Run
from rco_network.core.jobs.run import run
from rco_network.core.tenancy import scope
from rco_network.reports.actions.make_report import make_report
from rco_network.reports.enums import ReportKind
from rco_network.reports.figures.document import build_document
from rco_network.reports.figures.ground import in_place, of_organisations
from rco_network.reports.figures.numbering import places
from rco_network.reports.figures.stored import from_json
from rco_network.reports.models import Edition, Report, RowsBehind
from services.models import Needs, TurnedAway, WaitingPlace
from services.volunteering.models import Volunteer

from ..factories import (
    acting,
    make_group,
    make_membership,
    make_organisation,
    make_participant,
    make_session,
)

pytestmark = pytest.mark.django_db
START, END = date(2026, 1, 1), date(2026, 3, 31)
BOLTON, BURY = "E08000001", "E08000002"


class Network:
    """A forum with two members that hold sessions in Bolton, and a council."""

    def __init__(self):
        self.coordinator = make_membership(Role.COORDINATOR)
        self.forum = self.coordinator.organisation
        self.council = make_membership(Role.OFFICER, make_organisation(Kind.COUNCIL))
        self.managers = [make_membership(Role.MANAGER), make_membership(Role.MANAGER)]
        self.members = [manager.organisation for manager in self.managers]
        with scope(installation=True):
            for member in self.members:
                ForumMembership.objects.create(
                    forum=self.forum, member=member, joined_on=date(2025, 1, 1)
                )
        for manager, n in zip(self.managers, (6, 20), strict=True):
            self.work(manager, n)

    def work(self, manager, n):
        """`n` people who speak Tigrinya on a Tuesday in January."""
        own = manager.organisation
        with acting(manager):
            people = [
                make_participant(own, main_language="ti", gender="woman", year_of_birth=1990)
                for _ in range(n)
            ]
            group = make_group(own, place_id=BOLTON)
            make_session(group, date(2026, 1, 6), present=people)
            return group, people

    def document(self, kind, place=None, **more):
        ids = tuple(sorted(member.pk for member in self.members))
        with acting(self.coordinator):
            found = in_place(ids, place, START, END) if place else of_organisations(ids, START, END)
            return build_document(
                kind=kind,
                organisation=self.forum,
                ground=found.of_forum(self.forum.pk),
                language="en",
                made_at=timezone.now(),
                place=place,
                with_keys=True,
                **more,
            )

    def place(self):
        return self.document(ReportKind.PLACE, Place.objects.get(pk=BOLTON))


@pytest.fixture
def network():
    return Network()


def figure(made, key):
    return next(f for f in made.document.figures if f.key == key)


def rows(made, key, breakdown):
    found = next(b for b in figure(made, key).breakdowns if b.key == breakdown)
    return {row.key: row for row in found.rows}


def test_different_people_of_several_organisations_are_a_stated_range(network):
    made = network.document(ReportKind.OVERVIEW)
    total = figure(made, "people").total
    assert (total.value, total.upper) == (20, 26)


def test_each_member_has_its_line_and_small_numbers_are_held_back(network):
    few = make_membership(Role.MANAGER)
    network.members.append(few.organisation)
    network.work(few, 2)
    made = network.document(ReportKind.OVERVIEW)
    lines = rows(made, "sessions", "organisation")
    assert [line.cell.text for line in lines.values()] == ["1", "1", "1"]
    people = [lines[str(member.pk)].cells[0].text for member in network.members]
    # The sum is printed: without a second one hidden, the few could be had by subtraction.
    assert people == ["hidden", "20", "hidden"]


def test_who_went_quiet_and_who_never_began(network):
    late, never = network.managers[0], make_membership(Role.MANAGER)
    network.members.append(never.organisation)
    with acting(late):
        make_session(make_group(late.organisation), date(2026, 3, 20))
    made = network.document(ReportKind.OVERVIEW)
    assert figure(made, "quiet").total.text == "2"
    silent = rows(made, "quiet", "organisation")
    assert silent[str(never.organisation.pk)].note
    assert str(late.organisation.pk) not in silent


def test_a_place_tells_needs_met_and_unmet_by_language_and_day(network):
    manager = network.managers[0]
    own = manager.organisation
    with acting(manager):
        group, people = network.work(manager, 7)
        TurnedAway.objects.create(
            organisation=own,
            service=group.service,
            people=9,
            why="full",
            happened_on=date(2026, 2, 1),
            recorded_by=manager.user,
        )
        for person in people:
            Needs.objects.create(organisation=own, participant=person, needs_interpreter=True)
            WaitingPlace.objects.create(
                organisation=own, participant=person, service=group.service,
                asked_on=date(2026, 1, 1), added_by=manager.user,
            )  # fmt: skip
        LanguageServed.objects.create(organisation=own, code="so")
    made = network.place()
    assert figure(made, "turned_away").total.text == "9"
    assert figure(made, "waiting").total.text == "7"
    assert rows(made, "waiting", "weeks")["4-12"].cell.text == "7"
    assert rows(made, "interpreter", "language")["ti"].cell.text == "7"
    weekdays = rows(made, "sessions", "weekday")
    assert [row.cell.text for row in weekdays.values()] == ["0", "3", "0", "0", "0", "0", "0"]
    assert rows(made, "people", "language_served")["ti"].cells[0].text == "0"
    assert "No session was held on: Monday" in made.words["sessions"]
    assert figure(made, "active").total.text == "2"


def test_only_what_was_held_in_the_place_counts(network):
    manager = network.managers[0]
    with acting(manager):
        own = manager.organisation
        elsewhere = make_group(own, place_id=BURY)
        make_session(elsewhere, date(2026, 1, 7), present=[make_participant(own) for _ in range(9)])
        TurnedAway.objects.create(
            organisation=own,
            service=elsewhere.service,
            people=9,
            why="full",
            happened_on=date(2026, 2, 1),
            recorded_by=manager.user,
        )
    made = network.place()
    assert figure(made, "sessions").total.text == "2"
    assert "turned_away" not in {f.key for f in made.document.figures}


def test_those_who_received_and_now_give_are_counted(network):
    manager = network.managers[0]
    own = manager.organisation
    with acting(manager):
        _group, people = network.work(manager, 12)
        for n, person in enumerate(people):
            Volunteer.objects.create(
                organisation=own,
                participant=person,
                state="active",
                enquired_on=date(2026, 1, 1),
                started_on=date(2026, 2, 1) if n < 6 else date(2026, 1, 2),
            )
    made = network.document(ReportKind.OVERVIEW)
    assert figure(made, "volunteers").total.text == "12"
    given = rows(made, "volunteers", "received")
    assert (given["received"].cell.text, given["not"].cell.text) == ("6", "6")


def test_no_query_is_asked_for_each_organisation(network, django_assert_max_num_queries):
    with django_assert_max_num_queries(20):
        network.document(ReportKind.OVERVIEW)
    for _ in range(3):
        more = make_membership(Role.MANAGER)
        network.members.append(more.organisation)
        network.work(more, 6)
    with django_assert_max_num_queries(20):
        network.document(ReportKind.OVERVIEW)


def made(client, world, name, **fields):
    """Ask for a report in the browser, and have it counted."""
    client.post(reverse(name), asked(**fields))
    with acting(world.coordinator):
        report = Report.objects.select_related("job").latest("id")
    run(report.job.uuid)
    return report


def asked(**fields):
    return {
        "key": str(uuid4()),
        "period_start": "2026-01-01",
        "period_end": "2026-03-31",
        "language": "en-gb",
    } | fields


def issued(world):
    with acting(world.coordinator):
        report = Report.objects.select_related("job").latest("id")
    run(report.job.uuid)
    with acting(world.coordinator):
        return Edition.objects.latest("id")


def test_a_council_reads_the_place_report_that_a_second_coordinator_approved(network, as_member):
    second = make_membership(Role.COORDINATOR, network.forum)
    client = as_member(network.coordinator)
    page = client.get(reverse("place-report"))
    assert "Bolton" in page.text
    assert "Bury" not in page.text
    council = str(network.council.organisation_id)
    report = made(client, network, "place-report", place=BOLTON, reader=council)
    address = reverse("report-send", args=[report.uuid])
    client.post(address, {"approver": str(second.pk)})
    as_member(second).post(reverse("report-approve", args=[report.uuid]))
    edition = issued(network)
    page = as_member(network.council).get(reverse("edition", args=[edition.code]))
    assert page.status_code == 200
    assert "Bolton" in page.text
    assert edition.document["approved_by"] == second.user.name
    assert as_member(make_membership(Role.OFFICER)).get(
        reverse("edition", args=[edition.code])
    ).status_code == 404  # fmt: skip


def test_a_coordinator_alone_approves_alone_and_members_trace_their_own_rows(network, as_member):
    client = as_member(network.coordinator)
    report = made(client, network, "overview-report")
    client.post(reverse("report-approve", args=[report.uuid]))
    edition = issued(network)
    document = from_json(edition.document)
    assert document.approved_by == ""
    first, second = network.managers
    found = {place.address: place.cell.ref for place in places(document)}
    both = reverse("trace", args=[edition.code, found["sessions"]])
    assert as_member(network.coordinator).get(both).status_code == 200
    page = as_member(first).get(both)
    assert page.status_code == 200
    assert "Rows behind it: 1 sessions" in page.text
    theirs = reverse(
        "trace", args=[edition.code, found[f"sessions/organisation/{second.organisation_id}"]]
    )
    assert as_member(first).get(theirs).status_code == 404
    assert as_member(second).get(theirs).status_code == 200
    # The edition itself, with everybody's figures, is the forum's.
    assert as_member(first).get(reverse("edition", args=[edition.code])).status_code == 404
    assert as_member(make_membership(Role.MANAGER)).get(both).status_code == 404
    with acting(first):
        kept = RowsBehind.objects.values_list("organisation", flat=True)
        assert set(kept) == {first.organisation_id}


@pytest.mark.parametrize("name", ["overview-report", "place-report"])
def test_only_a_coordinator_asks_for_reports_on_the_network(network, as_member, name):
    for member in (network.managers[0], network.council):
        assert as_member(member).get(reverse(name)).status_code == 403
        assert as_member(member).post(reverse(name), asked()).status_code == 403


def test_a_place_where_nobody_met_is_refused_with_the_reason(network, as_member):
    answer = as_member(network.coordinator).post(reverse("place-report"), asked(place=BURY))
    assert answer.status_code == 422
    assert "No member held a session there" in answer.text


def test_a_draft_on_other_days_does_not_say_who_came_on_the_last(network, as_member):
    """Two drafts, a day apart: what one has more than the other is who first came that day."""
    client = as_member(network.coordinator)
    own = network.managers[0].organisation
    with acting(network.managers[0]):
        group, _ = network.work(network.managers[0], 12)
        make_session(group, date(2026, 3, 30), present=[make_participant(own) for _ in range(7)])
        make_session(group, date(2026, 3, 31), present=[make_participant(own)])
    whole = made(client, network, "overview-report")
    shorter = made(client, network, "overview-report", period_end="2026-03-30")
    with acting(network.coordinator):
        documents = [Report.objects.get(pk=one.pk).document for one in (whole, shorter)]
    assert documents[0] is not None
    if documents[1] is not None:  # Refused with the reason would be as good.
        first, second = (
            {p.address: p.cell for p in places(from_json(document))} for document in documents
        )
        both = {a for a in first if not (first[a].hidden or second.get(a, first[a]).hidden)}
        told = {a for a in both & second.keys() if first[a].text != second[a].text}
        # Sessions, attendances and hours are of no group of people; heads are a stated range.
        assert {a for a in told if a.split("/")[0] == "people" and not first[a].is_range} == set()


def test_of_two_drafts_counted_at_once_the_second_is_counted_again(network, as_member):
    client = as_member(network.coordinator)
    for end in ("2026-03-31", "2026-03-30"):
        client.post(reverse("overview-report"), asked(period_end=end))
    with acting(network.coordinator):
        one, other = Report.objects.select_related("job").order_by("id")
        keep_one, keep_other = make_report(Run(one.job)), make_report(Run(other.job))
        keep_one()
        with pytest.raises(JobDelayed):
            keep_other()
        make_report(Run(other.job))()
        assert Report.objects.filter(made_at__isnull=False).count() == 2
