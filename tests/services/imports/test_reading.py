"""A file read and matched: which rows are accepted, and why the others are not."""

import io
import zipfile
from datetime import date, time
from typing import Any

import openpyxl
import pytest

from rco_network.core.spreadsheets import EncodingUnknown, Unreadable
from services.enums import Counting
from services.models import HeadCount
from services.resources.open_file import read_file
from tests import factories
from tests.services.imports.files import HEAD, book_bytes, csv_file, row, xlsx_file

pytestmark = pytest.mark.django_db


@pytest.fixture
def organisation() -> Any:
    membership = factories.make_membership()
    with factories.acting(membership):
        factories.make_group(membership.organisation, name="Tuesday English")
        yield membership.organisation


def read(organisation: Any, *rows: Any, **kwargs: Any) -> Any:
    return read_file(csv_file(*rows, **kwargs), organisation.pk)


def reasons(reading: Any) -> list[tuple[str, str]]:
    return [pair for refusal in reading.refusals for pair in refusal.reasons]


# Whole files


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_the_separator_is_found(organisation, separator):
    reading = read(organisation, row(), separator=separator)
    assert (reading.check.separator, reading.check.accepted) == (separator, 1)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_unicode_says_itself_how_it_is_written(organisation, encoding):
    reading = read(organisation, row(person="ሰላም ተስፋይ"), encoding=encoding)
    assert reading.check.new_people == ["ሰላም ተስፋይ"]


@pytest.mark.parametrize("encoding", ["cp1252", "cp1256", "cp1251", "utf-16-le"])
def test_other_letters_are_asked_with_a_preview_and_never_guessed(organisation, encoding):
    names = {"cp1252": "Zoë", "cp1256": "علي", "cp1251": "Олена", "utf-16-le": "Zoë"}
    with pytest.raises(EncodingUnknown) as asked:
        read(organisation, row(person=names[encoding]), encoding=encoding)
    previews = dict(asked.value.previews)
    assert any(names[encoding] in line for line in previews[encoding])


def test_a_late_broken_byte_is_found_before_any_row_is_used(organisation):
    rows = [row(person=f"Person {chr(97 + n % 26)}{chr(97 + n // 26)}") for n in range(500)]
    with pytest.raises(EncodingUnknown):
        read_file(csv_file(*rows) + b"\xe9", organisation.pk)


@pytest.mark.parametrize(
    ("content", "says"),
    [
        (b"", "empty"),
        (b"\xd0\xcf\x11\xe0" + b"\0" * 99, "old Excel file"),
        (b"%PDF-1.7", "not a spreadsheet"),
        (b"PK\x03\x04 nothing", "damaged"),
        (b"Group,Date,Person,Mark\n", "nothing below the headings"),
        (b"Group,Date,Person,Mark\nA,03/03/2026,Ami\x00na,here\n", r"Row 2 .*\(NUL\)"),
        (b'Group,Date,Person,Mark\nA,03/03/2026,"Amina' + b"a" * 140_000, "cannot be read"),
        (b"Date,Person,Mark\n", "no column headed “Group”"),
        (b"one column only\n", "Row 1 has: one column only"),
        (b"Group,Date,Day,Person,Mark\n", "Columns B and C are both headed as “Date”"),
        (b",".join(b"c%d" % n for n in range(450)) + b"\n", "more than 400 columns"),
    ],
)
def test_a_file_that_is_no_table_is_told_why(organisation, content, says):
    with pytest.raises(Unreadable, match=says):
        read_file(content, organisation.pk)


def test_headings_are_found_by_many_names_and_below_a_blank_row(organisation):
    content = "\n;;;\nCLASS;Session date ;Learner;  attended?\nTuesday English;3/3/26;Amina;✓\n"
    assert read_file(content.encode(), organisation.pk).check.accepted == 1


def test_rows_are_numbered_as_the_spreadsheet_shows_them(organisation):
    text = csv_file(row(), [""] * 7, row(person="Line\nbreak"), row(mark="?")).decode()
    assert reasons(read_file(text.encode(), organisation.pk))[0][0] == "F5"


# Workbooks


def test_a_cell_in_the_last_corner_is_refused_at_once(organisation):
    book = openpyxl.Workbook()
    book.active["A1"], book.active["XFD1048576"] = "Group", "x"
    with pytest.raises(Unreadable, match="column XFD and row 1,048,576"):
        read_file(book_bytes(book), organisation.pk)


def _changed(content: bytes, change: Any) -> bytes:
    """The workbook with its first sheet changed by `change`."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w", 8) as new:
        for name in old.namelist():
            part = old.read(name)
            new.writestr(name, change(part) if name.endswith("sheet1.xml") else part)
    return out.getvalue()


def test_a_million_blank_rows_are_passed_over(organisation):
    blank = b"".join(b'<row r="%d"/>' % n for n in range(3, 1_000_001))
    content = _changed(
        xlsx_file(row()), lambda part: part.replace(b"</sheetData>", blank + b"</sheetData>")
    )
    assert read_file(content, organisation.pk).check.rows == 1


def test_a_workbook_that_unpacks_to_gigabytes_is_refused(organisation):
    content = _changed(xlsx_file(row()), lambda part: part + b" " * 70_000_000)
    with pytest.raises(Unreadable, match="unpacks to more than 60 MB"):
        read_file(content, organisation.pk)


def test_a_workbook_that_lies_about_its_size_is_refused(organisation):
    content = bytearray(_changed(xlsx_file(row()), lambda part: part + b" " * 9_000_000))
    with zipfile.ZipFile(io.BytesIO(bytes(content))) as packed:
        info = packed.getinfo("xl/worksheets/sheet1.xml")
    true, small = info.file_size.to_bytes(4, "little"), (900).to_bytes(4, "little")
    with pytest.raises(Unreadable, match="damaged"):
        read_file(bytes(content).replace(true, small), organisation.pk)


def test_a_cell_that_hides_its_place_is_refused(organisation):
    content = _changed(xlsx_file(row()), lambda part: part.replace(b'<c r="A1"', b'<c q="A1"'))
    with pytest.raises(Unreadable, match="damaged"):
        read_file(content, organisation.pk)


def test_many_parts_are_refused(organisation):
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as packed:
        for n in range(300):
            packed.writestr(f"{n}.xml", "<a/>")
    with pytest.raises(Unreadable, match="300 parts"):
        read_file(out.getvalue(), organisation.pk)


def test_the_first_visible_sheet_is_read_and_the_others_are_told(organisation):
    book = openpyxl.Workbook()
    book.active.sheet_state = "hidden"
    sheet = book.create_sheet("Register")
    sheet.append(list(HEAD))
    sheet.append([*row()[:1], date(2026, 3, 3), time(9, 30), "Amina", 1987.0, "p", 60])
    reading = read_file(book_bytes(book), organisation.pk)
    assert (reading.check.sheet, reading.check.other_sheets) == ("Register", 1)
    assert reading.plan.sessions[0].starts_at == time(9, 30)


def test_merged_cells_count_for_their_first_row_only(organisation):
    book = openpyxl.Workbook()
    book.active.append(list(HEAD))
    book.active.append(row())
    book.active.append(["", "", "", "Sami", "", "here", ""])
    book.active.merge_cells("A2:A3")
    reading = read_file(book_bytes(book), organisation.pk)
    assert reading.check.accepted == 1
    assert [cell for cell, _ in reasons(reading)] == ["A3", "B3"]
    assert "merged cell" in reasons(reading)[0][1]


# Rows


def test_every_problem_of_a_row_is_told_with_its_cell(organisation):
    reading = read(organisation, row(day="31/02/2026", person="=1", mark="?", minutes="9999999"))
    assert [cell for cell, _ in reasons(reading)] == ["B2", "G2", "D2", "F2"]
    assert (reading.check.accepted, reading.check.refused) == (0, 1)


def test_a_row_that_comes_twice_is_refused_the_second_time(organisation):
    reading = read(organisation, row(), row(person="AMINA  yusuf", mark="late"))
    assert reading.check.accepted == 1
    assert reasons(reading) == [
        ("D3", "Row 2 already has this person at this session. Delete one of the two rows.")
    ]


def test_two_lengths_of_one_session_are_refused(organisation):
    reading = read(organisation, row(minutes="60"), row(person="Sami", minutes="90"))
    assert reasons(reading) == [("G3", "Another row says that this session lasted 60 minutes.")]


# Groups


def test_two_groups_with_one_name_need_the_service(organisation):
    service = factories.make_service(organisation, name="Women")
    factories.make_group(organisation, name="Tuesday English", service=service)
    reading = read(organisation, row(), row(group="Women: Tuesday English"))
    assert "Two groups are called Tuesday English" in reasons(reading)[0][1]
    assert reading.check.accepted == 1


def test_names_go_into_no_group_that_counts_heads(organisation):
    factories.make_group(organisation, name="Drop-in", counting=Counting.BY_HEAD)
    reading = read(organisation, row(group="drop in"))
    assert "counts heads" in reasons(reading)[0][1]


def test_names_go_into_no_session_that_was_counted_by_heads(organisation):
    group = factories.make_group(organisation, name="Choir")
    session = factories.make_session(group, date(2026, 3, 3))
    HeadCount.objects.create(organisation=organisation, session=session, people=9)
    assert "counted by heads" in reasons(read(organisation, row(group="Choir")))[0][1]


# People


def test_people_are_known_by_name_in_any_spelling_of_it(organisation):
    factories.make_participant(organisation, name="Amina Yusuf", year_of_birth=1987)
    reading = read(organisation, row(person="amína  YUSUF"))
    assert (reading.check.people_known, reading.check.people_new) == (1, 0)


def test_two_people_with_one_name_are_told_apart_by_year_or_reference(organisation):
    first = factories.make_participant(organisation, name="Amina", year_of_birth=1987)
    second = factories.make_participant(organisation, name="Amina", year_of_birth=1990)
    asked = read(organisation, row(person="Amina"))
    assert "could be more than one person: 2 people have this name" in reasons(asked)[0][1]
    told = read(organisation, row(person="Amina", born="1990"))
    assert told.plan.people[0].participant_id == second.pk
    head = (*HEAD, "Reference")
    reading = read(organisation, [*row(person="Amina"), str(first.uuid)], head=head)
    assert reading.plan.people[0].participant_id == first.pk


def test_another_year_is_another_person(organisation):
    factories.make_participant(organisation, name="Amina", year_of_birth=1987)
    assert read(organisation, row(person="Amina", born="1990")).check.people_new == 1


def test_a_year_finds_the_one_whose_year_is_not_recorded(organisation):
    known = factories.make_participant(organisation, name="Amina")
    reading = read(organisation, row(person="Amina", born="1990"))
    assert reading.plan.people[0].participant_id == known.pk
    two = read(
        organisation,
        row(person="Amina", born="1990"),
        row(person="Amina", born="1987", day="10/03/2026"),
    )
    assert (two.check.accepted, two.check.refused) == (0, 2)


def test_with_and_without_year_is_one_person_while_only_one_year_is_said(organisation):
    rows = [row(person="Amina"), row(person="Amina", born="1990", day="10/03/2026")]
    reading = read(organisation, *rows)
    assert (reading.check.people_new, reading.plan.people[0].born) == (1, 1990)
    more = read(organisation, *rows, row(person="Amina", born="1987", day="17/03/2026"))
    assert more.check.refused == 1


def test_somebody_elses_person_is_no_reference(organisation):
    other = factories.make_membership()
    with factories.acting(other):
        theirs = factories.make_participant(other.organisation)
    head = (*HEAD, "Reference")
    reading = read(organisation, [*row(), str(theirs.uuid)], head=head)
    assert reasons(reading) == [("H2", "Nobody here has this reference.")]


def test_people_of_another_organisation_are_not_known(organisation):
    other = factories.make_membership()
    with factories.acting(other):
        factories.make_participant(other.organisation, name="Amina Yusuf")
    assert read(organisation, row()).check.people_new == 1


# Sessions


def test_without_a_start_the_only_session_of_the_day_is_meant(organisation):
    group = factories.make_group(organisation, name="Choir", starts_at=time(18))
    session = factories.make_session(group, date(2026, 3, 3))
    session.starts_at = time(19)
    session.save()
    reading = read(organisation, row(group="Choir"))
    assert reading.plan.sessions[0].pk == session.pk


def test_with_two_sessions_a_day_the_usual_one_is_meant_else_it_is_asked(organisation):
    factories.make_group(organisation, name="Choir", starts_at=time(18))
    both = [row(group="Choir", start="18:00"), row(group="Choir", start="20:00")]
    usual = read(organisation, *both, row(group="Choir", person="Sami"))
    assert usual.check.accepted == 3
    neither = [row(group="Choir", start="9:00"), row(group="Choir", start="20:00")]
    asked = read(organisation, *neither, row(group="Choir", person="Sami"))
    assert reasons(asked) == [
        ("B4", "Choir met at 09:00 and 20:00 that day. Write in “Start” which one it is.")
    ]
