"""Paper registers: printed for the next four dates, and typed back in one letter a mark."""

from datetime import date

import pytest
import time_machine
from django.urls import reverse

from organisations.enums import Role
from rco_network.core.models import AuditEvent
from services.calculations.direction import direction_of
from services.calculations.meeting_days import next_days, past_days
from services.enums import Counting
from services.models import Attendance, Session
from services.paper import register_html

from .. import factories as make
from ..pages import same_number_of_queries
from .test_register import TUESDAY, a_class

pytestmark = pytest.mark.django_db
NOON = "2026-09-23 12:00:00Z"  # a Wednesday; the class meets on Tuesdays


def sent(page, url, letters):
    """Return what the page's form would send with these letters, by (row, column)."""
    context = page.get(url).context
    data = {"p": [str(row["uuid"]) for row in context["rows"]]}
    for n, one in enumerate(context["columns"]):
        data |= {
            f"k{n}": str(one.key),
            f"v{n}": one.version,
            f"d{n}": one.day.isoformat(),
            f"s{n}": f"{one.starts_at:%H:%M}",
            f"n{n}": one.minutes,
            f"w{n}": one.letters,
        }
        for r, row in enumerate(context["rows"]):
            data[f"c{n}r{r}"] = letters.get((r, n), row["cells"][n])
    return data


def marks_by_day(worker):
    with make.acting(worker):
        rows = Attendance.objects.order_by("held_on", "participant__name")
        return list(rows.values_list("held_on__day", "participant__name", "mark"))


def test_the_days_are_the_groups_usual_ones():
    worker, wednesday = make.make_membership(Role.WORKER), date(2026, 9, 23)
    with make.acting(worker):
        group = make.make_group(worker.organisation, first_on=date(2026, 9, 22))
        assert [d.day for d in next_days(group, wednesday, 2)] == [29, 6]
        assert next_days(group, date(2026, 9, 22), 1) == [date(2026, 9, 29)]
        # The day before the plan began is one too: old papers are typed in.
        assert [d.day for d in past_days(group, wednesday, 2)] == [15, 22]
        assert past_days(group, date(2026, 9, 22), 1) == [date(2026, 9, 22)]
        unplanned = make.make_group(worker.organisation, weekday=None)
        assert next_days(unplanned, wednesday, 4) == past_days(unplanned, wednesday, 4) == []


@time_machine.travel(NOON, tick=False)
def test_letters_become_registers_and_empty_columns_none(as_member):
    worker, group, _ = a_class(3)
    page, url = as_member(worker), reverse("group-grid", args=[group.uuid])
    data = sent(page, url, {(0, 2): "h", (1, 2): "L", (2, 2): "A", (0, 3): "T"})
    assert [page.post(url, data).status_code for _ in range(2)] == [302, 302]
    assert marks_by_day(worker) == [
        (15, "Person 0", "present"),
        (15, "Person 1", "late"),
        (15, "Person 2", "absent"),
        (22, "Person 0", "excused"),
    ]
    with make.acting(worker):
        assert Session.objects.count() == 2
        assert AuditEvent.objects.filter(action="register saved").count() == 2
    again = page.get(url)
    assert [one.letters for one in again.context["columns"]] == ["---", "---", "HLA", "T--"]
    # Another letter over a saved one corrects it; an emptied field leaves the mark.
    assert page.post(url, sent(page, url, {(0, 2): "L", (1, 2): ""})).status_code == 302
    assert [m for day, _, m in marks_by_day(worker) if day == 15] == ["late", "late", "absent"]


@time_machine.travel(NOON, tick=False)
def test_what_is_no_letter_is_named_and_nothing_is_saved_or_lost(as_member):
    worker, group, _ = a_class(2)
    page, url = as_member(worker), reverse("group-grid", args=[group.uuid])
    answer = page.post(url, sent(page, url, {(0, 3): "H", (1, 3): "X"}))
    assert answer.status_code == 422
    assert "Person 1, 22 September: “X” is none of the letters" in answer.text
    assert [row["cells"][3] for row in answer.context["rows"]] == ["H", "X"]
    assert marks_by_day(worker) == []
    assert page.post(url, {"p": ["nobody"], "k0": "x"}).status_code == 422


@time_machine.travel(NOON, tick=False)
def test_two_people_at_one_paper_are_told_person_by_person(as_member):
    worker, group, _ = a_class(2)
    colleague = make.make_membership(Role.WORKER, worker.organisation)
    page, url = as_member(worker), reverse("group-grid", args=[group.uuid])
    first = sent(page, url, {(0, 3): "H", (1, 3): "A"})
    second = sent(page, url, {(0, 3): "L", (1, 3): "A"})
    page.post(url, first)
    answer = as_member(colleague).post(url, second)
    assert answer.status_code == 409
    told = answer.context["problems"]
    assert len(told) == 1 and f"Person 0, 22 September: {worker.user} marked Here" in told[0]
    assert [m for _, _, m in marks_by_day(worker)] == ["present", "absent"]
    # The page goes on from what is there: typing over it is a correction.
    assert page.post(url, sent(page, url, {(0, 3): "L"})).status_code == 302
    assert [m for _, _, m in marks_by_day(worker)] == ["late", "absent"]


def test_only_who_logs_the_group_comes_to_grid_and_paper(as_member):
    worker, group, _ = a_class(1)
    logger = make.make_membership(Role.LOGGER, worker.organisation)
    visitor = make.make_membership(Role.VISITOR, worker.organisation)
    grid, paper = (reverse(name, args=[group.uuid]) for name in ("group-grid", "group-paper"))
    assert as_member(logger).get(grid).status_code == 404
    assert as_member(visitor).get(grid).status_code == 403
    assert as_member(visitor).post(paper).status_code == 403
    assert as_member(make.make_membership()).post(paper).status_code == 404
    with make.acting(worker):
        make.name_on(group, logger)
        heads = make.make_group(worker.organisation, counting=Counting.BY_HEAD)
    assert as_member(logger).get(grid).status_code == 200
    assert as_member(worker).get(reverse("group-grid", args=[heads.uuid])).status_code == 404


@time_machine.travel(NOON, tick=False)
def test_more_people_ask_no_more(as_member):
    worker, group, _ = a_class(0)
    page = as_member(worker)

    def one_more():
        with make.acting(worker):
            person = make.make_participant(worker.organisation)
            make.enrol(group, person)
            if not Session.objects.exists():
                make.make_session(group, TUESDAY, present=[person])

    url = reverse("group-grid", args=[group.uuid])
    same_number_of_queries(lambda: page.get(url), one_more)


@time_machine.travel(NOON, tick=False)
def test_the_paper_has_names_dates_and_key_and_is_in_the_trail(as_member):
    worker, group, _ = a_class(1, venue="Hall <2>")
    with make.acting(worker):
        make.enrol(group, make.make_participant(worker.organisation, name="محمد Ali"))
        secret = make.make_participant(worker.organisation, name="Not on the list")
        secret.outward_postcode = "M14"
        secret.save()
    page = as_member(worker)
    answer = page.post(reverse("group-paper", args=[group.uuid]), {"page": "1"})
    assert answer.status_code == 200 and answer.headers["Content-Type"].startswith("text/html")
    text = answer.text
    assert "Person 0" in text and "Not on the list" not in text and "M14" not in text
    assert '<th scope="row" dir="rtl">محمد Ali</th>' in text
    assert [f"{d} {m}" in text for d, m in ((29, "Sep"), (6, "Oct"), (13, "Oct"), (20, "Oct"))] == [
        True
    ] * 4
    assert "<b>H</b> Here" in text and "<b>T</b> Told us" in text
    assert "Hall &lt;2&gt;" in text and "reports/paper" in text and "paper:" not in text
    with make.acting(make.make_membership(Role.MANAGER, worker.organisation)):
        event = AuditEvent.objects.get(action="file exported")
        assert event.subject_uuid == group.uuid
        assert event.detail == {
            "what": "register",
            "kind": "html",
            "purpose": "own_records",
            "rows": 2,
        }


def test_a_name_runs_as_its_first_letter_does():
    assert direction_of("محمد Ali") == "rtl"
    assert direction_of("(Ali) محمد") == "ltr"
    assert direction_of("1.") == "ltr"


def test_a_pdf_is_a_file_with_everybody_on_it(as_member):
    from rco_network.core.paper.pdf import has_pango

    if not has_pango():
        pytest.skip("Pango is not installed, so no PDF can be made here")
    import io

    import pypdf

    worker, group, _ = a_class(40)
    answer = as_member(worker).post(reverse("group-paper", args=[group.uuid]))
    assert answer.headers["Content-Type"] == "application/pdf"
    assert "attachment" in answer.headers["Content-Disposition"]
    pages = pypdf.PdfReader(io.BytesIO(answer.content)).pages
    text = " ".join(one.extract_text() for one in pages)
    assert all(f"Person {n}" in text for n in range(40))
    assert "1 of 2" in text and "2 of 2" in text
    with make.acting(worker):
        assert "Person 39" in register_html(group, ["Person 39"])
