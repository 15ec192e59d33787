"""Layouts: made by those who make reports, asked for with a report, and kept by it as they were."""

from datetime import date
from uuid import uuid4

import pytest
import time_machine
from django.urls import reverse

from organisations.enums import Kind, Role
from rco_network.core.jobs.run import run
from rco_network.core.models import AuditEvent
from rco_network.reports.figures.kinds import KINDS
from rco_network.reports.figures.stored import from_json
from rco_network.reports.models import Edition, Layout, LayoutPart, OwnFigure, Report
from rco_network.reports.views.editions import again

from ..factories import (
    acting,
    make_award,
    make_group,
    make_membership,
    make_organisation,
    make_participant,
    make_session,
)
from ..pages import same_number_of_queries

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager():
    return make_membership(Role.MANAGER)


@pytest.fixture
def visit(manager, as_member):
    return as_member(manager)


def laid_out(by, *figures, kind="year", name="Ours"):
    """A layout with these figures, and nothing else."""
    own = {"organisation": by.organisation}
    with acting(by):
        layout = Layout.objects.create(**own, name=name, kind=kind)
        for position, key in enumerate(figures, start=1):
            LayoutPart.objects.create(**own, layout=layout, position=position, figure=key)
    return layout


def parts_of(by, layout):
    with acting(by):
        return list(layout.parts.order_by("position"))


def keys(by, layout):
    return [part.figure or part.heading for part in parts_of(by, layout)]


def part(by, layout, number):
    return parts_of(by, layout)[number - 1].uuid


def new(**fields):
    return {"key": str(uuid4()), "name": "Six questions", "start": "year", "title": ""} | fields


def test_a_layout_starts_as_the_usual_report_and_is_made_once(visit, manager):
    fields = new()
    for _ in range(2):
        assert visit.post(reverse("layout-new"), fields).status_code == 302
    with acting(manager):
        (layout,) = Layout.objects.all()
        assert AuditEvent.objects.filter(action="layout added").count() == 1
    assert keys(manager, layout) == [spec.key for spec in KINDS["year"].specs]
    assert parts_of(manager, layout)[0].breakdowns[0] == ["month", "columns"]
    assert "Six questions" in visit.get(reverse("layouts")).text


def test_a_copy_has_the_parts_of_the_other(visit, manager):
    first = laid_out(manager, "sessions", "people", kind="award")
    assert visit.post(reverse("layout-new"), new(start=str(first.uuid))).status_code == 302
    with acting(manager):
        copy = Layout.objects.get(name="Six questions")
    assert copy.kind == "award"
    assert keys(manager, copy) == ["sessions", "people"]


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": ""}, "Give the layout a name"),
        ({"start": "overview"}, "Choose what the layout starts from"),
        ({"name": "Ours"}, "You already have a layout with this name"),
    ],
)
def test_what_is_missing_is_said_and_what_was_typed_stays(visit, manager, fields, says):
    laid_out(manager)
    answer = visit.post(reverse("layout-new"), new(title="For the trustees") | fields)
    assert answer.status_code == 422
    assert says in answer.text
    assert "For the trustees" in answer.text


def test_a_figure_is_added_once_with_its_definition_read_before(visit, manager):
    layout = laid_out(manager, "people")
    page = reverse("layout-figures", args=[layout.uuid])
    assert "How many times a group met" in visit.get(page).text
    for _ in range(2):
        assert visit.post(page, {"figure": "sessions"}).status_code == 302
    assert keys(manager, layout) == ["people", "sessions"]
    assert visit.post(page, {"figure": "members"}).status_code == 403
    visit.post(page, {"figure": ""})
    visit.post(page, {"own_figure": "nonsense\x00"})
    assert keys(manager, layout) == ["people", "sessions"]


def test_a_part_moves_to_a_place_and_sent_twice_is_there_once(visit, manager):
    layout = laid_out(manager, "people", "sessions", "attendances")
    move = reverse("layout-part-move", args=[part(manager, layout, 3)])
    for _ in range(2):
        assert visit.post(move, {"move": "1"}).status_code == 302
    assert keys(manager, layout) == ["attendances", "people", "sessions"]
    for odd in ("", "-1", "x", "99999", "0"):
        visit.post(move, {"move": odd})
    visit.post(reverse("layout-part-remove", args=[part(manager, layout, 2)]))
    assert [(p.figure, p.position) for p in parts_of(manager, layout)] == [
        ("attendances", 1),
        ("sessions", 2),
    ]


def test_what_every_return_says_is_moved_and_not_taken_out(visit, manager):
    layout = laid_out(manager, "people", "shared", kind="award")
    shared = part(manager, layout, 2)
    assert visit.post(reverse("layout-part-remove", args=[shared])).status_code == 403
    assert visit.post(reverse("layout-part-move", args=[shared]), {"move": "1"}).status_code == 302
    assert keys(manager, layout) == ["shared", "people"]
    assert "other funders count too" in visit.get(reverse("layout-part", args=[shared])).text


def test_breakdowns_are_chosen_with_the_way_they_are_drawn(visit, manager):
    layout = laid_out(manager, "people")
    page = reverse("layout-part", args=[part(manager, layout, 1)])
    form = {"by_age_gender": "pyramid", "by_district": "table", "by_month": ""}
    assert visit.post(page, form).status_code == 302
    shown = parts_of(manager, layout)[0].breakdowns
    assert shown == [["age_gender", "pyramid"], ["district", "table"]]
    assert visit.post(page, {"by_month": "map"}).status_code == 422
    stale = visit.post(page, {"by_month": "columns", "was": "of yesterday"})
    assert stale.status_code == 409
    assert parts_of(manager, layout)[0].breakdowns == shown


def test_words_that_name_an_unknown_figure_are_refused_and_kept_on_the_page(visit, manager):
    layout = laid_out(manager, "people")
    page = reverse("layout-words", args=[layout.uuid])
    wrong = {"key": str(uuid4()), "heading": "Question 1", "text": "We met [sesions] times."}
    answer = visit.post(page, wrong)
    assert answer.status_code == 422
    assert "[sesions]" in answer.text
    assert "There are: [people]" in answer.text
    assert "We met [sesions] times." in answer.text
    right = wrong | {"text": "[people] came."}
    for _ in range(2):
        assert visit.post(page, right).status_code == 302
    assert keys(manager, layout) == ["people", "Question 1"]
    visit.post(reverse("layout-part-remove", args=[part(manager, layout, 1)]))
    assert keys(manager, layout) == ["people", "Question 1"], "its number would be gone"
    assert "Question 1" in visit.get(reverse("layout", args=[layout.uuid])).text
    assert visit.post(page, {"key": str(uuid4()), "heading": "", "text": ""}).status_code == 422


def test_the_preview_counts_the_last_quarter_and_keeps_nothing(visit, manager):
    layout = laid_out(manager, "sessions", "people")
    with acting(manager):
        group = make_group(manager.organisation)
        came = [make_participant(manager.organisation) for _ in range(9)]
        make_session(group, date(2026, 7, 1), present=came)
        make_session(group, date(2026, 10, 2), present=came)
    with time_machine.travel("2026-11-23 12:00", tick=True):
        page = visit.get(reverse("layout-preview", args=[layout.uuid]))
    assert "1 July 2026 to 30 September 2026" in page.text
    assert "9 different people took part" in page.text.replace("<bdi>9</bdi>", "9")
    with acting(manager):
        assert not Report.objects.exists()


def test_a_preview_of_a_return_needs_an_award(visit, manager):
    layout = laid_out(manager, "sessions", kind="award")
    page = reverse("layout-preview", args=[layout.uuid])
    assert "you have none yet" in visit.get(page).text
    make_award(make_organisation(Kind.FUNDER), manager.organisation, title="Grounded")
    assert "Grounded" in visit.get(page + "?about=nonsense").text


def test_a_report_keeps_its_layout_as_it_was(visit, manager):
    asked = {"key": str(uuid4()), "period_start": "2026-01-01", "period_end": "2026-03-31"}
    asked |= {"language": "en-gb"}
    assert 'name="layout"' not in visit.get(reverse("reports")).text
    other = laid_out(manager, "people", kind="award", name="Of another kind")
    layout = laid_out(manager, "sessions")
    page = visit.get(reverse("reports")).text
    assert str(layout.uuid) in page
    assert str(other.uuid) not in page
    sent = asked | {"layout": str(other.uuid)}
    assert visit.post(reverse("reports"), sent).status_code == 422
    assert visit.post(reverse("reports"), asked | {"layout": str(layout.uuid)}).status_code == 302
    assert visit.post(reverse("layout-remove", args=[layout.uuid])).status_code == 302
    with acting(manager):
        report = Report.objects.select_related("job").get()
    run(report.job.uuid)
    with acting(manager):
        report.refresh_from_db()
        assert not Layout.objects.filter(pk=layout.pk).exists()
    assert [one.key for one in from_json(report.document).figures] == ["sessions"]
    assert again(Edition(report=report))["layout"] == report.layout, "put right it is laid out so"


def test_a_composed_figure_stays_while_a_layout_has_it(visit, manager):
    layout = laid_out(manager)
    with acting(manager):
        own = OwnFigure.objects.create(
            organisation=manager.organisation, name="Women", base="people", gender="woman"
        )
    page = reverse("layout-figures", args=[layout.uuid])
    assert visit.post(page, {"own_figure": str(own.uuid)}).status_code == 302
    remove = visit.post(reverse("own-figure-remove", args=[own.uuid]))
    assert remove.status_code == 403
    assert "Ours" in remove.text
    with acting(manager):
        (told,) = layout.told()["parts"]
    assert told["own"]["gender"] == "woman"
    days = {"period_start": "2026-01-01", "period_end": "2026-03-31", "language": "en-gb"}
    sent = days | {"key": str(uuid4()), "layout": str(layout.uuid)}
    assert visit.post(reverse("reports"), sent).status_code == 302
    with acting(manager):
        assert [one["key"] for one in Report.objects.get().own_figures] == [own.key]


@pytest.mark.parametrize("role", [Role.WORKER, Role.LOGGER])
def test_a_colleague_without_the_right_is_told_so(manager, as_member, role):
    layout = laid_out(manager, "people")
    colleague = as_member(make_membership(role, manager.organisation))
    for name in ("layout", "layout-name", "layout-figures", "layout-words", "layout-preview"):
        assert colleague.get(reverse(name, args=[layout.uuid])).status_code == 403
    for name in ("layouts", "layout-new"):
        assert colleague.get(reverse(name)).status_code == 403
    assert colleague.post(reverse("layout-remove", args=[layout.uuid])).status_code == 403


def test_a_stranger_finds_nothing_and_gets_no_copy(manager, as_member):
    layout = laid_out(manager, "people")
    stranger = as_member(make_membership(Role.MANAGER))
    assert stranger.get(reverse("layout", args=[layout.uuid])).status_code == 404
    for name in ("layout-part", "layout-part-move", "layout-part-remove"):
        page = reverse(name, args=[part(manager, layout, 1)])
        assert stranger.post(page, {"move": "1"}).status_code == 404
    assert stranger.post(reverse("layout-new"), new(start=str(layout.uuid))).status_code == 422
    assert layout.name not in stranger.get(reverse("layouts")).text


def test_a_forum_lays_out_reports_on_its_members_alone(as_member):
    coordinator = make_membership(Role.COORDINATOR)
    visit = as_member(coordinator)
    assert visit.post(reverse("layout-new"), new(start="year")).status_code == 422
    assert visit.post(reverse("layout-new"), new(start="overview")).status_code == 302
    with acting(coordinator):
        (layout,) = Layout.objects.all()
    assert visit.get(reverse("layout-preview", args=[layout.uuid])).status_code == 200
    assert str(layout.uuid) in visit.get(reverse("overview-report")).text


def test_the_lists_ask_the_same_however_long_they_are(visit, manager):
    names = iter("abcdefgh")
    same_number_of_queries(
        lambda: visit.get(reverse("layouts")), lambda: laid_out(manager, name=next(names))
    )
    layout = laid_out(manager)
    figures = iter(KINDS["year"].offered)

    def add():
        fields = {"figure": next(figures)}
        visit.post(reverse("layout-figures", args=[layout.uuid]), fields)

    same_number_of_queries(lambda: visit.get(reverse("layout", args=[layout.uuid])), add)
