"""This one, this and later, all: what each changes, and that what was held stays."""

from datetime import date, time, timedelta

import pytest
import time_machine
from django.urls import reverse

from organisations.enums import Role
from rco_network.core.models import AuditEvent
from services.actions.changes import OneDate, cancel_date, move_date
from services.actions.series import Pattern, change_series, end_series, turn_of
from services.calculations.preview import sentences
from services.calculations.recurrence import weekly
from services.calculations.timetable import occurrences
from services.models import Change, Closure, Group, Leader, Room, Series
from tests import factories
from tests.pages import without_token

pytestmark = pytest.mark.django_db
TUESDAY = date(2026, 11, 24)
WEEK, DAY = timedelta(days=7), timedelta(days=1)
SPRING = date(2027, 3, 30)


@pytest.fixture(autouse=True)
def monday(db):
    with time_machine.travel("2026-11-23 09:00:00Z", tick=False):
        yield


@pytest.fixture
def worker(db):
    return factories.make_membership(Role.WORKER)


@pytest.fixture
def group(worker):
    """A Tuesday class of three weeks ago, until March, three times held, once cancelled ahead."""
    with factories.acting(worker):
        made = factories.make_group(
            worker.organisation, name="Beginners", first_on=TUESDAY - 3 * WEEK
        )
        made.series.update(last_on=SPRING, bank_holidays="")
        for back in (3, 2, 1):
            factories.make_session(made, TUESDAY - back * WEEK)
        return made


@pytest.fixture
def inside(worker, group):
    with factories.acting(worker):
        yield group.series.select_related("group__service").get()


def pattern(series, **more):
    fields = {n: getattr(series, n) for n in ("rule", "starts_at", "minutes", "last_on")}
    return Pattern(**(fields | {"bank_holidays": ""} | more))


def dates(group, first, last):
    return [(o.day, o.starts_at, o.session is not None) for o in occurrences([group], first, last)]


class TestThisAndLater:
    def test_from_a_date_on_it_is_at_another_time(self, worker, group, inside):
        kept = cancel_date(by=worker, series=inside, day=TUESDAY + 2 * WEEK, reason="feast")
        wednesdays = pattern(inside, starts_at=time(11))
        after = change_series(by=worker, series=inside, pattern=wednesdays, since=TUESDAY + WEEK)
        inside.refresh_from_db()
        assert inside.last_on == TUESDAY + WEEK - DAY
        assert (after.first_on, after.last_on, after.starts_at) == (
            TUESDAY + WEEK,
            SPRING,
            time(11),
        )
        found = dates(group, TUESDAY - WEEK, TUESDAY + WEEK)
        assert found == [
            (TUESDAY - WEEK, time(10), True),
            (TUESDAY, time(10), False),
            (TUESDAY + WEEK, time(11), False),
        ]
        kept.refresh_from_db()
        assert kept.series == after
        assert AuditEvent.objects.filter(action="series changed").count() == 1

    def test_what_was_held_stays_even_where_it_was_later(self, worker, group, inside):
        later = pattern(inside, starts_at=time(11))
        after = change_series(by=worker, series=inside, pattern=later, since=TUESDAY - 2 * WEEK)
        assert after.first_on == TUESDAY
        found = dates(group, TUESDAY - 3 * WEEK, TUESDAY)
        assert [held for _, _, held in found] == [True, True, True, False]
        assert [at for _, at, _ in found] == [time(10)] * 3 + [time(11)]

    def test_the_day_itself_moves_to_an_earlier_one_of_its_week(self, worker, group, inside):
        mondays = pattern(inside, rule=weekly(0))
        monday = TUESDAY + WEEK - DAY
        change_series(by=worker, series=inside, pattern=mondays, since=TUESDAY + WEEK, begin=monday)
        assert [d for d, _, _ in dates(group, TUESDAY, monday + WEEK)] == [
            TUESDAY,
            monday,
            monday + WEEK,
        ]

    def test_single_changes_without_their_date_fall_away(self, worker, group, inside):
        cancel_date(by=worker, series=inside, day=TUESDAY, reason="room")
        cancel_date(by=worker, series=inside, day=TUESDAY + 2 * WEEK)
        thursdays = pattern(inside, rule=weekly(3))
        assert turn_of(inside, thursdays, TUESDAY + WEEK).stray.count() == 1
        change_series(by=worker, series=inside, pattern=thursdays, since=TUESDAY + WEEK)
        assert Change.objects.get().day == TUESDAY


class TestAll:
    def test_all_that_was_not_held_changes(self, worker, group, inside):
        change_series(by=worker, series=inside, pattern=pattern(inside, minutes=60), since=None)
        found = occurrences([group], TUESDAY - 3 * WEEK, TUESDAY)
        assert [o.minutes for o in found] == [120, 120, 120, 60]
        assert Group.objects.get().minutes == 60

    def test_a_series_that_was_never_held_is_changed_itself(self, worker):
        with factories.acting(worker):
            group = factories.make_group(worker.organisation)
            series = group.series.get()
            after = change_series(
                by=worker, series=series, pattern=pattern(series, rule=weekly(4)), since=None
            )
            assert (after.pk, after.uuid, after.rule) == (series.pk, series.uuid, weekly(4))

    def test_nothing_is_left_to_change_when_all_was_held(self, worker, inside):
        Series.objects.filter(pk=inside.pk).update(last_on=TUESDAY - WEEK)
        inside.refresh_from_db()
        with pytest.raises(Exception, match="has been held"):
            change_series(by=worker, series=inside, pattern=pattern(inside), since=None)

    def test_it_ends(self, worker, group, inside):
        end_series(by=worker, series=inside, last_on=TUESDAY)
        assert [d for d, _, _ in dates(group, TUESDAY, SPRING)] == [TUESDAY]


class TestThisOne:
    def test_it_is_moved_and_only_it(self, worker, group, inside):
        to = OneDate(TUESDAY + DAY, time(14), 90, names=("Mr Stand-in",), reason="room")
        move_date(by=worker, series=inside, day=TUESDAY, to=to)
        assert dates(group, TUESDAY, TUESDAY + WEEK) == [
            (TUESDAY + DAY, time(14), False),
            (TUESDAY + WEEK, time(10), False),
        ]
        assert Leader.objects.get().name == "Mr Stand-in"
        move_date(by=worker, series=inside, day=TUESDAY, to=OneDate(TUESDAY, time(9), 120))
        assert [o.state for o in occurrences([group], TUESDAY, TUESDAY)] == ["moved"]
        assert (Change.objects.count(), Leader.objects.count()) == (1, 0)

    @pytest.mark.parametrize(
        ("day", "to", "says"),
        [
            (TUESDAY + DAY, TUESDAY, "not going to meet"),
            (TUESDAY - WEEK, TUESDAY, "has been held"),
            (TUESDAY, TUESDAY + WEEK, "at this time already"),
            (TUESDAY, TUESDAY + 2 * DAY, "closed on this day"),
        ],
    )
    def test_what_cannot_be_is_told(self, worker, group, inside, day, to, says):
        Closure.objects.create(
            organisation=worker.organisation,
            name="Eid",
            first_on=TUESDAY + 2 * DAY,
            last_on=TUESDAY + 2 * DAY,
        )
        with pytest.raises(Exception, match=says):
            move_date(by=worker, series=inside, day=day, to=OneDate(to, time(10), 120))
        assert not Change.objects.exists()


def test_the_preview_says_which_dates_change(worker, inside):
    turn = turn_of(inside, pattern(inside, starts_at=time(11)), TUESDAY)
    assert sentences(inside, turn.after, turn.start, turn.stray.count()) == [
        "19 dates from Tuesday 24 November 2026 until Tuesday 30 March 2027: every Tuesday, 10:00 "
        "becomes every Tuesday, 11:00.",
        "3 sessions that were held stay as they are.",
    ]


def sent(**fields):
    base = {"scope": "one", "day": "2026-11-24", "starts_at": "10:00", "minutes": "120"}
    return base | {"venue": "", "names": "", "reason": "", "note": ""} | fields


class TestPages:
    def address(self, group, name="series-date", on="?on=2026-11-24"):
        return reverse(name, args=[group.series.get().uuid]) + on

    def test_one_date_moves_and_is_as_planned_again(self, as_member, worker, group, inside):
        client, url = as_member(worker), self.address(group)
        assert "Beginners" in client.get(url).text
        fields = sent(day="2026-11-25", venue="Library", note="Amina is ill", reason="room")
        assert client.post(url, fields).url == "/calendar/?on=2026-11-25"
        page = client.get("/calendar/?on=2026-11-25").text
        assert "Moved to Wed 25 Nov" in page and "Library" in page and "Amina is ill" in page
        assert "This date was changed" in client.get(url).text
        change = Change.objects.get()
        assert client.post(reverse("change-undo", args=[change.uuid])).status_code == 302
        assert not Change.objects.exists() and Room.objects.get().name == "Library"

    def test_this_and_later_is_shown_before_it_is_done(self, as_member, worker, group, inside):
        client, url = as_member(worker), self.address(group)
        fields = sent(scope="later", day="2026-11-25", starts_at="11:00")
        page = client.post(url, fields)
        assert page.status_code == 200 and "becomes every Wednesday, 11:00" in page.text
        assert Series.objects.count() == 1
        fields["confirmed"] = page.context["digest"]
        # What was agreed to is what was shown.
        assert client.post(url, fields | {"starts_at": "12:00"}).status_code == 200
        assert client.post(url, fields).url == reverse("group", args=[group.uuid])
        assert Series.objects.latest("first_on").rule == weekly(2)
        assert Series.objects.count() == 2

    def test_a_date_that_the_others_cannot_follow_is_told(self, as_member, worker, group, inside):
        page = as_member(worker).post(self.address(group), sent(scope="all", day="2026-12-05"))
        assert page.status_code == 422 and "Change the pattern itself" in page.text

    def test_cancel_one_or_let_it_end(self, as_member, worker, group, inside):
        client, url = as_member(worker), self.address(group, "series-cancel")
        assert client.post(url, {"off-scope": "one", "off-reason": "weather"}).status_code == 302
        assert client.post(url, {"off-scope": "one", "off-reason": "weather"}).status_code == 302
        assert Change.objects.get().reason == "weather"
        assert "Weather or transport" in client.get("/calendar/?on=2026-11-24").text
        assert client.post(url, {"off-scope": "later"}).status_code == 302
        inside.refresh_from_db()
        assert inside.last_on == TUESDAY - DAY
        assert client.post(url, {"off-scope": "one"}).status_code == 404

    def test_a_pattern_is_added_and_changed_by_its_form(self, as_member, worker, group, inside):
        client = as_member(worker)
        new = reverse("series-new", args=[group.uuid])
        fields = {
            "repeats": "monthly",
            "days": ["3"],
            "nth": "-1",
            "first_on": "2026-11-26",
            "starts_at": "18:00",
            "minutes": "90",
            "bank_holidays": "WLS",
            "leaders": [str(worker.uuid)],
            "names": "Mrs Green, Mr Brown",
            "key": "5b1d8c9e-0c5a-4f7e-9d3b-2a6f4e8c7d11",
        }
        assert [client.post(new, fields).status_code for _ in "ab"] == [302, 302]
        made = Series.objects.get(rule="FREQ=MONTHLY;BYDAY=-1TH")
        assert [one.name for one in made.leaders.order_by("id")] == ["", "Mrs Green", "Mr Brown"]
        edit = reverse("series-edit", args=[made.uuid])
        form = client.get(edit).context["form"]
        assert (form.initial["repeats"], form.initial["nth"]) == ("monthly", -1)
        fields |= {"scope": "all", "repeats": "rule", "rule": "FREQ=MONTHLY;BYMONTHDAY=1"}
        fields |= {"was": form["was"].value()}
        page = client.post(edit, fields)
        fields["confirmed"] = page.context["digest"]
        assert client.post(edit, fields).status_code == 302
        made.refresh_from_db()
        assert made.rule == "FREQ=MONTHLY;BYMONTHDAY=1"
        assert client.post(edit, fields).status_code == 409

    @pytest.mark.parametrize(
        ("field", "value", "says"),
        [
            ("days", [], "Tick at least one day"),
            ("starts_at", "25:00", "Write a time like"),
            ("minutes", "4", "between 5 minutes"),
            ("first_on", "2026-02-30", "Enter a valid date"),
            ("last_on", "2026-11-01", "comes before the first one"),
            ("names", "a," * 7 + "b", None),
            ("names", "a,b,c,d,e,f,g", "at most six names"),
            ("leaders", ["5b1d8c9e-0c5a-4f7e-9d3b-2a6f4e8c7d10"], "Select a valid choice"),
            ("venue", "x" * 121, "at most 120"),
        ],
    )
    def test_bad_input_gets_a_sentence(self, as_member, worker, group, field, value, says):
        fields = {
            "repeats": "weekly",
            "days": ["1"],
            "first_on": "2026-11-26",
            "starts_at": "18:00",
            "minutes": "90",
        }
        address = reverse("series-new", args=[group.uuid])
        page = as_member(worker).post(address, fields | {field: value})
        if says:
            assert page.status_code == 422 and says in page.text
        else:
            assert page.status_code == 302

    def test_one_more_session_and_two_groups_in_a_room(self, as_member, worker, group, inside):
        other = factories.make_group(worker.organisation, name="Choir", venue="Hall")
        client, url = as_member(worker), reverse("extra-new", args=[group.uuid])
        fields = sent(venue="hall", starts_at="11:00", key="5b1d8c9e-0c5a-4f7e-9d3b-2a6f4e8c7d12")
        assert [client.post(url, fields).status_code for _ in "ab"] == [302, 302]
        assert Change.objects.get().room == other.room
        page = client.get("/calendar/?on=2026-11-24")
        assert "Choir is in Hall at the same time on Tuesday 24 November 2026." in page.text
        assert "Extra" in page.text

    def test_stranger_logger_and_who_may_not(self, as_member, worker, group, inside):
        logger = factories.make_membership(Role.LOGGER, organisation=worker.organisation)
        factories.name_on(group, logger)
        stranger, url = factories.make_membership(Role.MANAGER), self.address(group)
        change = cancel_date(by=worker, series=inside, day=TUESDAY)
        undo = reverse("change-undo", args=[change.uuid])
        refused = as_member(logger).get(url)
        assert refused.status_code == 403 and "Ask a worker" in refused.text
        assert as_member(logger).post(undo).status_code == 403
        for address in (url, reverse("series-edit", args=[inside.uuid])):
            made_up = address.replace(str(inside.uuid), "5b1d8c9e-0c5a-4f7e-9d3b-2a6f4e8c7d10")
            theirs, nobodys = (as_member(stranger).get(one) for one in (address, made_up))
            assert theirs.status_code == nobodys.status_code == 404
            nobody = "5b1d8c9e-0c5a-4f7e-9d3b-2a6f4e8c7d10"
            shown = without_token(theirs).replace(str(inside.uuid), nobody)
            assert shown == without_token(nobodys)
        assert as_member(stranger).post(undo).status_code == 404
        assert as_member(stranger).post(url, sent()).status_code == 404
