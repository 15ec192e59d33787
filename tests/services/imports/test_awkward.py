"""Awkward files: each is read rightly, or a sentence names the sheet, the cell and what to do."""

from datetime import date
from typing import Any

import pytest

from rco_network.core.spreadsheets import Unreadable
from services.models import ImportMapping, Participant
from services.resources.mapping import Mapping, MappingNeeded, sum_of, to_remember
from services.resources.open_file import read_file
from tests import factories
from tests.services.imports import awkward
from tests.services.imports.test_reading import reasons

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Any:
    membership = factories.make_membership()
    with factories.acting(membership):
        factories.make_group(membership.organisation, name="Tuesday English")
        yield membership.organisation


def marks(reading: Any) -> list[tuple[str, str, str]]:
    """Name, day and mark of each accepted row."""
    plan = reading.plan
    return [
        (plan.people[p].name, f"{plan.sessions[s].held_on:%-d %b %Y}", str(m))
        for s, p, m in reading.accepted
    ]


def test_a_title_a_total_and_a_column_of_sums_are_nobodys(organisation):
    reading = read_file(awkward.titled_register(), organisation.pk)
    assert marks(reading) == [
        ("Amina Yusuf", "3 Mar 2026", "present"),
        ("Amina Yusuf", "10 Mar 2026", "absent"),
        ("Sami Haile", "3 Mar 2026", "present"),
        ("Sami Haile", "10 Mar 2026", "late"),
    ]
    assert (reading.check.header_row, reading.mapping.group) == (4, "Tuesday English")
    assert reading.check.left_out_rows == [[7, "It says “Total”, so it is nobody’s."]]
    assert reading.check.not_kept == ["Total"]
    assert reading.plan.people[0].born == 1987


def test_dates_without_a_year_go_on_after_december_and_a_question_mark_is_asked(organisation):
    reading = read_file(awkward.short_dates(), organisation.pk)
    assert [day for _, day, _ in marks(reading)][:3] == ["25 Nov 2025", "2 Dec 2025", "6 Jan 2026"]
    assert reasons(reading)[0][0] == "C4"
    assert "“?” is not a mark" in reasons(reading)[0][1]
    words = {"mark": {"?": "absent", "y": "late"}}
    told = Mapping(**{**reading.mapping.as_json(), "words": words})
    again = read_file(awkward.short_dates(), organisation.pk, mapping=told)
    assert again.check.refused == 0
    assert {mark for name, _, mark in marks(again) if name == "Sami Haile"} == {"late", "absent"}
    told.words = {"mark": {"?": "-"}}
    left = read_file(awkward.short_dates(), organisation.pk, mapping=told)
    assert (left.check.accepted, left.check.left_out) == (5, 1)


def test_a_month_over_its_days_makes_dates_of_them(organisation):
    reading = read_file(awkward.month_over_days(), organisation.pk)
    assert [day for _, day, _ in marks(reading)] == ["3 Mar 2026", "10 Mar 2026", "7 Apr 2026"]


def test_of_three_sheets_the_one_with_the_rows_is_read(organisation):
    reading = read_file(awkward.three_sheets(), organisation.pk)
    assert (reading.check.sheet, reading.check.other_sheets) == ("Register", 2)
    assert reading.check.accepted == 1


def test_serials_and_short_years_are_read_and_shown(organisation):
    reading = read_file(awkward.serials_and_short_years(), organisation.pk)
    assert [day for _, day, _ in marks(reading)] == ["3 Mar 2026", "3 Apr 2025", "24 Mar 2026"]
    assert ["3/4/25", "2025-04-03"] in reading.check.days_read
    assert ["46084", "2026-03-03"] in reading.check.days_read


def test_surnames_first_are_turned_round_and_shown(organisation):
    factories.make_participant(organisation, name="Amina Yusuf")
    reading = read_file(awkward.surname_first(), organisation.pk)
    assert (reading.check.people_known, reading.check.new_people) == (1, ["Sami Haile"])
    assert ["Haile, Sami", "Sami Haile"] in reading.check.names_turned
    mapping = reading.mapping
    mapping.turns_names = False
    kept = read_file(awkward.surname_first(), organisation.pk, mapping=mapping)
    assert "Haile, Sami" in kept.check.new_people


def test_a_name_in_two_columns_is_one_and_a_telephone_number_is_not_kept(organisation):
    reading = read_file(awkward.two_name_columns(), organisation.pk, family="people")
    assert [row.who.name for row in reading.rows] == ["Amina Yusuf", "Sami Haile"]
    assert [row.who.born for row in reading.rows] == [1987, 1990]
    assert [row.values["postcode"] for row in reading.rows] == ["M14", "M16"]
    assert [row.values["gender"] for row in reading.rows] == ["woman", "man"]
    assert reading.check.not_kept == ["Mobile"]
    assert {row.values["phone"] for row in reading.rows} == {""}


def test_headings_and_totals_between_the_rows_are_left_out_and_named(organisation):
    reading = read_file(awkward.repeated_headings(), organisation.pk)
    assert (reading.check.accepted, reading.check.refused) == (2, 0)
    assert [row for row, _ in reading.check.left_out_rows] == [3, 4, 6]
    assert reading.check.left_out_rows[1][1] == "It repeats the headings."


def test_merged_cells_are_filled_down_once_somebody_says_so(organisation):
    reading = read_file(awkward.merged_groups(), organisation.pk)
    assert [cell for cell, _ in reasons(reading)] == ["A3", "B3"]
    mapping = reading.mapping
    mapping.fills_down = True
    filled = read_file(awkward.merged_groups(), organisation.pk, mapping=mapping)
    assert marks(filled)[1] == ("Sami Haile", "3 Mar 2026", "absent")


def test_an_open_document_is_read_as_a_workbook_is(organisation):
    reading = read_file(awkward.open_document(), organisation.pk)
    assert (reading.check.kind, reading.check.sheet) == ("ods", "Register")
    assert [mark for _, _, mark in marks(reading)] == ["present", "absent", "present", "present"]


def test_an_open_document_that_unfolds_to_millions_of_cells_is_refused(organisation):
    many = 'table:number-rows-repeated="1000000"'
    cell = '<table:table-cell office:value-type="float" office:value="1" table:number-columns-'
    rest = f'<table:table-row {many}>{cell}repeated="300"/></table:table-row>'
    with pytest.raises(Unreadable, match="row 1,000,001"):
        read_file(awkward.ods_file({"A": [["Name"]]}, rest), organisation.pk)
    # A bracket inside a value must not hide how often the cell comes.
    hidden = f'<table:table-row>{cell}spanned="a>b" '
    hidden += 'table:number-columns-repeated="16000"/></table:table-row>'
    with pytest.raises(Unreadable, match="reaches to column WQJ"):
        read_file(awkward.ods_file({"A": [["Name"]]}, hidden), organisation.pk)


def test_headings_in_ones_own_words_are_asked_once_and_remembered(organisation):
    with pytest.raises(MappingNeeded, match="no column headed “Group” or “Date”") as asked:
        read_file(awkward.own_words(), organisation.pk)
    mapping = asked.value.guess
    mapping.places = {"group": 0, "day": 1, "name": 2, "mark": 3}
    row = ["What", "When", "Who", "Tick"]
    ImportMapping.objects.create(
        organisation=organisation,
        family="attendances",
        headings=sum_of(row, []),
        mapping=to_remember(mapping, row),
    )
    assert read_file(awkward.own_words(), organisation.pk).check.accepted == 1
    other = factories.make_membership()
    with factories.acting(other), pytest.raises(MappingNeeded):
        read_file(awkward.own_words(), other.organisation_id)


def test_the_month_first_is_refused_with_its_cell(organisation):
    reading = read_file(awkward.month_first(), organisation.pk)
    assert reasons(reading)[0][0] == "B2"
    assert "Write the day first, in every row" in reasons(reading)[0][1]


def test_titles_above_a_csv_do_not_hide_its_headings(organisation):
    reading = read_file(awkward.titled_csv(), organisation.pk)
    assert marks(reading) == [("Amina Yusuf", "3 Mar 2026", "present")]


def test_an_empty_cell_means_what_somebody_says(organisation):
    rows = [["Name", "3/3/26", "10/3/26"], ["Amina Yusuf", "x", ""], ["Sami", "", ""]]
    content = awkward.workbook({"Tuesday English": rows})
    reading = read_file(content, organisation.pk)
    assert reading.check.accepted == 1
    assert reading.check.left_out_rows[0][0] == 3
    mapping = reading.mapping
    mapping.blank, mapping.words = "absent", {"mark": {"x": "present"}}
    told = read_file(content, organisation.pk, mapping=mapping)
    assert [mark for _, _, mark in marks(told)] == ["present", "absent", "absent", "absent"]


def test_a_name_that_sounds_alike_is_the_same_when_the_year_agrees_unless_told(organisation):
    known = factories.make_participant(
        organisation, name="Mohammed Haile", year_of_birth=1987, joined_on=date(2025, 1, 1)
    )
    head = ["Name", "Year of birth"]
    content = awkward.workbook({"People": [head, ["Muhammad Haile", 1987]]})
    reading = read_file(content, organisation.pk, family="people")
    question = reading.check.questions[0]
    assert (question["name"], question["chosen"]) == ("Muhammad Haile", str(known.uuid))
    assert (reading.check.people_known, reading.check.people_new) == (1, 0)
    no = read_file(content, organisation.pk, family="people", answers={question["key"]: ""})
    assert no.check.people_new == 1
    somebody = factories.make_participant(organisation, name="Nobody Asked")
    forged = {question["key"]: str(somebody.uuid)}
    told = read_file(content, organisation.pk, family="people", answers=forged)
    assert told.check.people_new == 1
    assert Participant.objects.filter(name="Muhammad Haile").count() == 0
