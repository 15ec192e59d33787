"""The figures of a report: counted honestly, protected before they are drawn."""

from datetime import date
from decimal import Decimal

import pytest
from django.utils import timezone

from funding.models import AttributionRule
from organisations.enums import Kind, Role
from outcomes.models import Domain, Outcome
from rco_network.reports.figures.document import build_document
from rco_network.reports.figures.ground import of_award
from rco_network.reports.figures.stored import from_json, to_json
from rco_network.reports.figures.voices import voices_of
from services.enums import Counting
from services.models import HeadCount

from ..factories import (
    acting,
    enrol,
    make_award,
    make_group,
    make_membership,
    make_organisation,
    make_participant,
    make_session,
)

pytestmark = pytest.mark.django_db
START, END = date(2026, 1, 1), date(2026, 3, 31)


@pytest.fixture
def rco():
    """A manager in the scope of their organisation, with an award that counts everything."""
    manager = make_membership(Role.MANAGER)
    award = make_award(make_organisation(Kind.FUNDER, name="River Fund"), manager.organisation)
    with acting(manager):
        AttributionRule.objects.create(organisation=manager.organisation, award=award)
        manager.award = award
        yield manager


def document(rco, award=None, start=START, end=END):
    return build_document(
        kind="award",
        organisation=rco.organisation,
        ground=of_award(award or rco.award, start, end),
        language="en",
        made_at=timezone.now(),
    ).document


def figure(rco, key, **more):
    return next(f for f in document(rco, **more).figures if f.key == key)


def rows(figure, key):
    breakdown = next(b for b in figure.breakdowns if b.key == key)
    return {row.key: row.cell.text for row in breakdown.rows}


def people(rco, n, **fields):
    return [make_participant(rco.organisation, **fields) for _ in range(n)]


def test_people_are_counted_once_over_months_and_services(rco):
    known = people(rco, 6)
    for group in (make_group(rco.organisation), make_group(rco.organisation)):
        for day in (date(2026, 1, 6), date(2026, 2, 3), date(2026, 3, 3)):
            make_session(group, day, present=known)
    assert figure(rco, "people").total.text == "6"
    assert figure(rco, "sessions").total.text == "6"
    assert figure(rco, "attendances").total.text == "36"
    assert figure(rco, "contact_hours").total.value == Decimal("72.0")
    assert rows(figure(rco, "people"), "month") == {"2026-01": "6", "2026-02": "6", "2026-03": "6"}


def test_absent_and_excused_did_not_come_and_late_did(rco):
    known = people(rco, 8)
    group = make_group(rco.organisation)
    make_session(
        group,
        date(2026, 1, 6),
        present=known[:5],
        late=known[5:6],
        absent=known[6:7],
        excused=known[7:],
    )
    assert figure(rco, "attendances").total.text == "6"
    assert figure(rco, "people").total.text == "6"


def test_period_includes_both_ends_and_nothing_outside(rco):
    known, group = people(rco, 5), make_group(rco.organisation)
    for day in (date(2025, 12, 31), START, END, date(2026, 4, 1)):
        make_session(group, day, present=known)
    assert figure(rco, "sessions").total.text == "2"


def test_every_breakdown_has_a_not_recorded_row_and_adds_up(rco):
    known = people(rco, 6, gender="woman", main_language="ti", year_of_birth=1990)
    known += people(rco, 7)
    make_session(make_group(rco.organisation), date(2026, 1, 6), present=known)
    found = figure(rco, "people")
    for key, expected in {"gender": "woman", "language": "ti", "age_band": "25-49"}.items():
        table = rows(found, key)
        assert table["not_recorded"] == "7"
        assert table[expected] == "6"
        assert sum(int(value) for value in table.values()) == 13
    assert rows(found, "district") == {"not_recorded": "13"}


def test_small_numbers_are_hidden_with_another_that_would_give_them_away(rco):
    known = people(rco, 2, gender="man") + people(rco, 9, gender="woman") + people(rco, 20)
    make_session(make_group(rco.organisation), date(2026, 1, 6), present=known)
    table = rows(figure(rco, "people"), "gender")
    assert table["man"] == table["woman"] == "hidden"
    assert table["not_recorded"] == "20"
    assert table["another"] == "0"


def test_the_name_of_a_rare_language_is_not_printed(rco):
    known = people(rco, 1, main_language="bal") + people(rco, 2, main_language="so")
    known += people(rco, 30, main_language="ti") + people(rco, 12)
    make_session(make_group(rco.organisation), date(2026, 1, 6), present=known)
    kept = to_json(document(rco))
    text = str(kept)
    assert "Baluchi" not in text
    assert "Somali" not in text
    assert "'other'" in text


def test_fewer_than_five_people_hide_what_would_count_them(rco):
    make_session(make_group(rco.organisation), date(2026, 1, 6), present=people(rco, 3))
    assert figure(rco, "people").total.text == "fewer than 5"
    assert figure(rco, "attendances").total.hidden
    assert figure(rco, "contact_hours").total.hidden


def test_nearly_everybody_new_hides_how_many_were_not(rco):
    known = people(rco, 20, joined_on=date(2026, 1, 6))
    known += people(rco, 2, joined_on=date(2024, 1, 6))
    make_session(make_group(rco.organisation), date(2026, 1, 6), present=known)
    assert figure(rco, "new_people").total.hidden


def test_head_counts_make_an_honest_range(rco):
    make_session(make_group(rco.organisation), date(2026, 1, 6), present=people(rco, 10))
    headed = make_group(rco.organisation, counting=Counting.BY_HEAD, minutes=60)
    for day, n in ((date(2026, 1, 7), 30), (date(2026, 1, 14), 25)):
        session = make_session(headed, day)
        HeadCount.objects.create(organisation=rco.organisation, session=session, people=n)
    cell = figure(rco, "people").total
    assert (cell.value, cell.upper) == (30, 65)
    assert figure(rco, "attendances").total.text == "65"
    assert figure(rco, "contact_hours").total.value == Decimal("75.0")


def outcome(rco, person, code, **fields):
    fields.setdefault("happened_on", date(2026, 2, 2))
    return Outcome.objects.create(
        organisation=rco.organisation,
        participant=person,
        domain=Domain.objects.get(code=code),
        evidence=fields.pop("evidence", "Started a paid job."),
        **fields,
    )


def test_outcomes_are_counted_by_domain_for_people_who_came(rco):
    known = people(rco, 12)
    make_session(make_group(rco.organisation), date(2026, 1, 6), present=known)
    for person in known[:6]:
        outcome(rco, person, "IOI-01")
    outcome(rco, people(rco, 1)[0], "IOI-01")
    found = figure(rco, "outcomes")
    assert found.total.text == "6"
    table = rows(found, "domain")
    assert len(table) == 14
    assert sorted(table.values()).count("0") == 13


def test_only_sentences_that_may_be_quoted_are_and_without_a_name(rco):
    known = people(rco, 6, name="Marked Name")
    make_session(make_group(rco.organisation), date(2026, 1, 6), present=known)
    outcome(rco, known[0], "IOI-01", evidence="Not for others.")
    outcome(
        rco, known[1], "IOI-09", evidence="أصبحت أتحدث", evidence_language="ar", may_be_quoted=True
    )
    voices = voices_of(of_award(rco.award, START, END), reader=rco.award.funder_id, used_in="it")
    assert [(v.text, v.language) for v in voices] == [("أصبحت أتحدث", "ar")]
    assert "Marked Name" not in str(voices)
    assert "Marked Name" not in str(to_json(document(rco)))


def test_attribution_counts_a_session_for_each_award_whose_rule_it_meets(rco):
    known = people(rco, 6)
    english, choir = make_group(rco.organisation), make_group(rco.organisation)
    other = make_award(make_organisation(Kind.COUNCIL, name="Hill Council"), rco.organisation)
    AttributionRule.objects.create(
        organisation=rco.organisation, award=other, service=english.service
    )
    make_session(english, date(2026, 1, 6), present=known)
    make_session(choir, date(2026, 1, 7), present=known)
    assert figure(rco, "sessions").total.text == "2"
    assert figure(rco, "sessions").shared_with == ("Hill Council",)
    only = figure(rco, "sessions", award=other)
    assert only.total.text == "1"
    assert only.shared_with == ("River Fund",)


def test_award_without_a_rule_counts_nothing_and_says_so(rco):
    make_session(make_group(rco.organisation), date(2026, 1, 6), present=people(rco, 6))
    bare = make_award(make_organisation(Kind.FUNDER), rco.organisation)
    made = document(rco, award=bare)
    assert made.figures[0].total.text == "0"
    assert "logged no session" in made.summary[0].text


def test_other_organisations_never_count(rco):
    stranger = make_membership(Role.MANAGER)
    with acting(stranger):
        known = [make_participant(stranger.organisation) for _ in range(9)]
        make_session(make_group(stranger.organisation), date(2026, 1, 6), present=known)
    make_session(make_group(rco.organisation), date(2026, 1, 6), present=people(rco, 6))
    assert figure(rco, "people").total.text == "6"


def test_a_kept_document_is_the_same_document(rco):
    known = people(rco, 6)
    group = make_group(rco.organisation)
    enrol(group, *known)
    make_session(group, date(2026, 1, 6), present=known)
    made = document(rco)
    assert from_json(to_json(made)) == made


def test_queries_do_not_grow_with_the_work(rco, django_assert_max_num_queries):
    group = make_group(rco.organisation)
    for day in range(1, 9):
        make_session(group, date(2026, 1, day), present=people(rco, 5, main_language="so"))
    with django_assert_max_num_queries(28):
        document(rco)
