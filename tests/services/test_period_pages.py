"""Pages of days in an issued report: a calm notice, one question, and nothing typed is lost."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse

from organisations.enums import Role
from rco_network.core.jobs.run import run
from rco_network.core.models import Job
from services.actions import import_files as imports
from services.actions.import_jobs import check_import, save_import, undo_saved_import
from services.models import Attendance, FileImport, Session

from .. import factories as make
from .imports.files import csv_file, row
from .imports.test_saving import many
from .test_grid import sent
from .test_outbox import answers, browser_of, entry, send
from .test_periods import JUNE, WHY, World
from .test_register import filled

pytestmark = pytest.mark.django_db
HANDLERS = (check_import, save_import, undo_saved_import)  # As the worker imports them.
NOTICE, FIELD = "in a report that was issued on", 'name="because"'


@pytest.fixture
def world():
    return World()


def marks(world):
    with make.acting(world.manager):
        rows = Attendance.objects.filter(held_on=JUNE).order_by("participant__name")
        return dict(rows.values_list("participant__name", "mark"))


def reasons(world):
    return [(one.reason, one.subject_type) for one in world.corrections()]


def test_register_asks_keeps_what_was_typed_and_takes_the_reason(world, as_member):
    client = as_member(world.manager)
    url = reverse("session-register", args=[world.held.uuid])
    page = client.get(url).text
    assert NOTICE in page and "K7MQ2X" in page and FIELD in page
    data = filled([world.omar], "late", "", JUNE, 1, world.held.uuid, note="It rained")
    again = client.post(url, data)
    assert again.status_code == 422 and marks(world) == {"Amina Yusuf": "present"}
    assert "Say why: this day" in again.text and "It rained" in again.text
    [omar] = [one for one in again.context["rows"] if one["name"] == "Omar"]
    assert omar["mark"] == "late"
    assert client.post(url, data | {"because": WHY}).status_code == 302
    assert marks(world) == {"Amina Yusuf": "present", "Omar": "late"}
    assert reasons(world) == [(WHY, "services.session")]


def test_a_reason_that_is_too_long_is_kept_and_said(world, as_member):
    url = reverse("session-register", args=[world.held.uuid])
    data = filled([world.omar], "late", "", JUNE, 1, world.held.uuid, because="x" * 500)
    page = as_member(world.manager).post(url, data)
    assert page.status_code == 422
    assert "at most 400" in page.text and "x" * 500 in page.text and NOTICE in page.text


def test_open_days_are_drawn_as_ever(world, as_member):
    page = as_member(world.manager).get(reverse("session-register", args=[world.open.uuid])).text
    assert NOTICE not in page and FIELD not in page


def test_head_counts_ask_too_also_a_logger(world, as_member):
    logger = make.make_membership(Role.LOGGER, world.rco)
    with make.acting(world.manager):
        make.name_on(world.heads, logger)
    client, url = as_member(logger), reverse("session-register", args=[world.counted.uuid])
    data = filled([], on=JUNE, version=1, key=world.counted.uuid, heads="12")
    page = client.post(url, data)
    assert page.status_code == 422 and 'value="12"' in page.text and FIELD in page.text
    assert client.post(url, data | {"because": WHY}).status_code == 302
    assert reasons(world) == [(WHY, "services.session")]


def test_a_new_register_on_a_closed_day_asks_before_it_is_filled_in(world, as_member):
    url = reverse("register", args=[world.group.uuid])
    client = as_member(world.manager)
    assert NOTICE in client.get(f"{url}?on=2026-06-16").text
    # Typed on the page of an open day, it is asked when it is sent.
    data = filled([world.omar], "present", "present", date(2026, 6, 16))
    page = client.post(url, data)
    assert page.status_code == 422 and NOTICE in page.text and "2026-06-16" in page.text
    assert client.post(url, data | {"because": WHY}).status_code == 302


def test_a_stranger_learns_nothing_of_closed_days(world, as_member):
    stranger = make.make_membership(Role.MANAGER)
    with make.acting(stranger):
        group = make.make_group(stranger.organisation)
    client = as_member(stranger)
    assert client.get(reverse("session-register", args=[world.held.uuid])).status_code == 404
    page = client.get(reverse("register", args=[group.uuid]) + "?on=2026-06-09").text
    assert NOTICE not in page


def test_the_grid_asks_once_for_all_its_days(world, as_member):
    client = as_member(world.manager)
    url = reverse("group-grid", args=[world.group.uuid]) + "?until=2026-06-16&dates=4"
    page = client.get(url)
    assert FIELD in page.text and "Some of these days are in a report" in page.text
    at = [one.day for one in page.context["columns"]].index(JUNE)
    data = sent(client, url, {(1, at): "T"})
    again = client.post(url, data)
    assert again.status_code == 409 and NOTICE in again.text
    assert again.context["rows"][1]["cells"][at] == "T"
    assert client.post(url, data | {"because": WHY}).status_code == 302
    assert marks(world)["Omar"] == "excused" and reasons(world) == [(WHY, "services.session")]
    open_days = reverse("group-grid", args=[world.group.uuid]) + "?until=2026-08-11&dates=4"
    assert FIELD not in client.get(open_days).text


def test_outcomes_ask_where_their_day_is_closed(world, as_member):
    client, url = as_member(world.manager), reverse("outcome-edit", args=[world.outcome.uuid])
    assert NOTICE in client.get(url).text
    data = {
        "domain": world.outcome.domain_id,
        "happened_on": "2026-07-01",
        "evidence": "Reads every letter alone.",
        "evidence_language": "en",
    }
    page = client.post(url, data)
    assert page.status_code == 422 and "Reads every letter alone." in page.text
    assert client.post(url, data | {"because": WHY}).status_code == 302
    assert reasons(world) == [(WHY, "outcomes.outcome")]
    new = reverse("outcome-new", args=[world.amina.uuid])
    assert NOTICE not in client.get(new).text
    data |= {"key": str(uuid4()), "happened_on": "2026-06-30"}
    page = client.post(new, data)
    assert page.status_code == 422 and NOTICE in page.text
    assert client.post(new, data | {"because": WHY}).status_code == 302


@pytest.mark.parametrize("by_job", [False, True])
def test_a_file_into_closed_days_asks_before_it_is_saved(world, as_member, by_job):
    rows = many(2100) if by_job else [row(day="16/06/2026", person="Omar")]
    make.close_days(world.manager, date(2024, 1, 1), date(2024, 12, 31), "OLDER2")
    with make.acting(world.manager):
        make.make_group(world.rco, name="Tuesday English")
        imported = imports.upload_file(by=world.manager, name="f.csv", content=csv_file(*rows))
    done(world)
    client = as_member(world.manager)
    page, confirm = (reverse(name, args=[imported.uuid]) for name in ("import", "import-confirm"))
    drawn = client.get(page)
    assert NOTICE in drawn.text
    data = {"seen": drawn.context["confirm_form"].initial["seen"]}
    client.post(confirm, data)
    done(world)
    again = client.get(page)
    assert sessions(world) == 3
    data = {"seen": again.context["confirm_form"].initial["seen"], "because": WHY}
    assert client.post(confirm, data).status_code == 302
    done(world)
    assert sessions(world) > 3 and reasons(world) == [(WHY, "services.fileimport")]
    with make.acting(world.manager):
        assert FileImport.objects.get().because == ""
    undo = reverse("import-undo", args=[imported.uuid])
    assert client.post(undo, {}).status_code == (302 if by_job else 422)
    done(world)
    assert sessions(world) > 3
    assert NOTICE in client.get(page).text
    client.post(undo, {"because": "The wrong file"})
    done(world)
    assert sessions(world) == 3 and reasons(world)[1:] == [
        ("The wrong file", "services.fileimport")
    ]


def done(world):
    """Run what waits."""
    with make.acting(world.manager):
        waiting = list(Job.objects.filter(ended_at=None).values_list("uuid", flat=True))
    for uuid in waiting:
        run(uuid)


def sessions(world):
    with make.acting(world.manager):
        return Session.objects.count()


def test_what_a_phone_sends_late_is_kept_and_asked_why(world):
    client = browser_of(world.manager)
    with make.acting(world.manager):
        one = entry(
            world.group,
            session=world.held.uuid,
            version=1,
            on=JUNE.isoformat(),
            marks={world.omar: "present"},
            was={world.omar: ""},
        )
    [told] = send(client, one).json()["answers"]
    assert (told["state"], told["asks"]) == ("refused", "because")
    assert NOTICE in told["said"] and marks(world) == {"Amina Yusuf": "present"}
    # Sent again under a key of its own, as the phone does with what was put right.
    again = one | {"key": str(uuid4()), "because": WHY}
    assert answers(client, again) == ["done"] == answers(client, again)
    assert marks(world)["Omar"] == "present" and reasons(world) == [(WHY, "services.session")]


def test_a_reason_holds_for_its_own_entry_alone(world):
    client = browser_of(world.manager)
    one = {"session": world.held.uuid, "version": 1, "on": JUNE.isoformat()}
    first = entry(world.group, **one, marks={world.omar: "late"}, was={}, because=WHY)
    other = entry(world.group, **one, marks={world.amina: "late"}, was={world.amina: "present"})
    assert answers(client, first, other) == ["done", "refused"]


def test_two_marks_are_decided_with_the_reason(world, as_member):
    with make.acting(world.manager):
        conflict = make.make_mark_conflict(world.held, world.amina, by=world.manager)
    client, url = as_member(world.manager), reverse("mark-decide", args=[conflict.uuid])
    page = client.post(url, {"mark": "absent"}, follow=True).text
    assert "Say why it is changed." in page and f"why-{conflict.uuid}" in page
    assert marks(world) == {"Amina Yusuf": "present"}
    client.post(url, {"mark": "absent", "because": WHY})
    assert marks(world) == {"Amina Yusuf": "absent"} and len(reasons(world)) == 1
