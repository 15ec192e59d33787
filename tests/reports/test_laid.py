"""Reports as they were laid out: what they print, and that none gives more away than the usual."""

from dataclasses import replace
from datetime import date

import pytest
from django.utils import timezone

from funding.models import AttributionRule
from organisations.enums import Kind, Role
from rco_network.reports.enums import ReportKind
from rco_network.reports.figures.across import claims_of, guarded
from rco_network.reports.figures.catalogue import EVERY, needed
from rco_network.reports.figures.document import build_document, count_figures
from rco_network.reports.figures.ground import of_award, of_organisations
from rco_network.reports.figures.kinds import KINDS
from rco_network.reports.figures.laid import reading_of, unknown_in
from rco_network.reports.figures.stored import from_json, to_json
from rco_network.reports.figures.styles import NAMES, styles_of
from rco_network.reports.figures.subjects import SUBJECTS
from rco_network.reports.paper.html import render_html
from services.enums import Obstacle
from services.models import TurnedAway

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
START, END = date(2026, 1, 1), date(2026, 3, 31)


def figure(key, *shown):
    return {"figure": key, "breakdowns": [list(one) for one in shown]}


def words(heading, text="", key="said_a"):
    return {"words": key, "heading": heading, "text": text}


def laid(*parts, title="", voices=True):
    return {"name": "Ours", "title": title, "voices": voices, "parts": list(parts)}


@pytest.fixture
def rco():
    """An organisation with two services; few of its people are men, very few are old."""
    manager = make_membership(Role.MANAGER)
    own = manager.organisation
    with acting(manager):
        women = [make_participant(own, gender="woman", year_of_birth=1990) for _ in range(14)]
        men = [make_participant(own, gender="man", year_of_birth=1991) for _ in range(6)]
        old = [make_participant(own, gender="man", year_of_birth=1950) for _ in range(2)]
        manager.people = [*women, *men, *old]
        manager.english, manager.choir = make_group(own), make_group(own)
        make_session(manager.english, date(2026, 1, 6), present=manager.people)
        make_session(manager.choir, date(2026, 2, 7), present=women)
        TurnedAway.objects.create(
            organisation=own,
            service=manager.english.service,
            happened_on=START,
            why=Obstacle.values[0],
            people=9,
        )
        yield manager


def ground_of(rco):
    return of_organisations((rco.organisation_id,), START, END)


def made(rco, layout, **more):
    return build_document(
        kind="year",
        organisation=rco.organisation,
        ground=more.pop("ground", None) or ground_of(rco),
        language="en",
        made_at=timezone.now(),
        layout=layout,
        **more,
    )


def test_figures_come_in_the_order_of_the_layout_with_words_between(rco):
    found = made(
        rco,
        laid(
            words("1. What did you do?", "We met [sessions] times.", "said_a"),
            figure("sessions", ("month", "table")),
            words("2. For whom?", "For [people/gender/woman] women.", "said_b"),
            figure("people", ("gender", "bars")),
            words("That was all", "", "said_c"),
            title="Two questions",
        ),
    )
    document = found.document
    assert document.title == "Two questions"
    assert [one.key for one in document.figures] == ["sessions", "people"]
    assert [[b.key for b in one.breakdowns] for one in document.figures] == [["month"], ["gender"]]
    assert document.figures[0].breakdowns[0].chart == "table"
    assert [
        (s.written and s.written.heading, [one.key for one in s.figures])
        for s in document.stretches
    ] == [
        ("1. What did you do?", ["sessions"]),
        ("2. For whom?", ["people"]),
        ("That was all", []),
    ]
    (said,) = document.written[0].words
    assert said.text == "We met 2 times."
    assert dict(said.pieces)["2"] == document.figures[0].total.ref
    assert from_json(to_json(document)) == document
    paper = render_html(document)
    at = [paper.index(f'<h2 dir="ltr">{heading}') for heading in ("1. What", "2. For", "That")]
    assert at == sorted(at)


def test_a_number_that_the_report_does_not_show_is_said_to_be_missing_and_never_nought(rco):
    found = made(rco, laid(words("Waiting", "[waiting] wait."), figure("sessions")))
    assert found.document.written[0].words[0].text == "(not shown in this report) wait."


def test_words_stand_before_the_next_figure_where_theirs_has_nothing_to_tell(rco):
    laid_out = laid(words("Who waits?"), figure("waiting"), figure("people"))
    assert made(rco, laid_out).document.written[0].before == "people"


def test_the_summary_names_no_figure_that_the_layout_left_out(rco):
    for spec in KINDS["year"].specs:
        made(rco, laid(figure(spec.key)))
    assert "[sessions]" not in made(rco, laid(figure("people"))).words["summary"]


def test_only_what_the_layout_asks_for_is_counted():
    reading = reading_of("year", laid(figure("sessions", ("service", "bars"))))
    assert needed(reading.specs) == {("sessions", "month"), ("sessions", "service")}


def test_a_layout_hides_what_the_usual_report_hides_however_little_it_shows(rco):
    """Two layouts side by side print no number that the usual report does not print."""
    _facts, usual = count_figures(ground_of(rco), KINDS["year"].specs)
    cells = {
        (one.key, by.key): [(row.key, row.cell.text) for row in by.rows]
        for one in usual
        for by in one.breakdowns
    }
    assert ("by", "hidden") in {("by", text) for rows in cells.values() for _key, text in rows}, (
        "the ground hides something"
    )
    for spec in KINDS["year"].specs:
        for part in spec.parts:
            _facts, alone = count_figures(ground_of(rco), [replace(spec, parts=(part,))])
            found = {
                (one.key, by.key): [(row.key, row.cell.text) for row in by.rows]
                for one in alone
                for by in one.breakdowns
            }
            key = (spec.key, part.key)
            assert found.get(key) == cells.get(key), key


def test_a_layout_is_held_against_earlier_editions_like_any_report(rco):
    """Two people more than an edition printed: what came to them is not given away by the rest."""
    before = made(rco, laid(figure("people")), with_keys=True)
    with acting(rco):
        late = [make_participant(rco.organisation, gender="woman") for _ in range(2)]
        make_session(rco.english, date(2026, 4, 1), present=late)
        longer = of_organisations((rco.organisation_id,), START, date(2026, 4, 1))
    assert before.document.figures[0].total.text == "22"
    guard = guarded(claims_of(before.document, before.behind, "A1"))
    now = made(rco, laid(figure("people")), ground=longer, with_keys=True, guard=guard)
    assert now.document.figures[0].total.hidden


def test_a_return_always_says_what_other_funders_count_too(rco):
    funder, other = (make_organisation(Kind.FUNDER) for _ in range(2))
    awards = [make_award(payer, rco.organisation) for payer in (funder, other)]
    with acting(rco):
        for award in awards:
            AttributionRule.objects.create(
                organisation=rco.organisation, award=award, service=rco.english.service
            )
        found = build_document(
            kind="award",
            organisation=rco.organisation,
            ground=of_award(awards[0], START, END),
            language="en",
            made_at=timezone.now(),
            layout=laid(figure("volunteers"), figure("sessions"), voices=False),
        )
    document = found.document
    assert [one.key for one in document.figures] == ["sessions", "shared"]
    assert [by.key for by in document.figures[1].breakdowns] == ["claim", "funder"]
    assert document.shared_with == (other.name,)
    assert len(document.method) > 5


def test_own_figures_stand_where_the_layout_has_them(rco):
    own = {"key": "own_a", "name": "Women", "base": "people", "service": None, "place": None,
           "gender": "woman", "age_band": "", "main_language": "", "domain": None}  # fmt: skip
    chosen = own | {"key": "own_b", "name": "Men", "gender": "man"}
    found = made(rco, laid({"own": own}, figure("sessions")), own_figures=[chosen, own]).document
    assert [one.label for one in found.figures] == ["Women", "Sessions", "Men"]


def test_words_may_name_what_the_layout_shows_and_nothing_else():
    part = figure("people", ("gender", "bars"))
    for text in ("[people]", "[people/gender/woman]", "no number"):
        assert unknown_in("year", laid(part, words("Q", text))) == []
    for text in ("[sessions]", "[people/gender]", "[people/age_band/25-49]", "[peple]"):
        assert unknown_in("year", laid(part, words("Q", text))) == [("Q", [text[1:-1]])]


def test_a_figure_that_a_kind_has_no_more_is_left_out():
    reading = reading_of("year", laid(figure("members"), figure("people")))
    assert reading.order == ("people",)


def test_every_figure_has_a_subject_and_every_way_of_drawing_a_name():
    by_subject = [key for _subject, keys in SUBJECTS for key in keys]
    assert sorted(by_subject) == sorted(spec.key for spec in EVERY)
    for kind in ReportKind:
        for spec in KINDS[kind].offered.values():
            ways = [styles_of(spec.key, part.key) for part in spec.parts]
            assert {style for found in ways for style in found} <= NAMES.keys()
            assert len({part.key for part in spec.parts}) == len(spec.parts)


def test_a_report_without_a_layout_is_as_its_kind_plans_it():
    for kind in ReportKind:
        assert reading_of(kind, None).specs == KINDS[kind].specs
