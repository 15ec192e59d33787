"""A file of published grants that is not right is refused whole, with the place and the reason."""

import csv
import io
import json
from datetime import date

import pytest
from django.core.management import CommandError, call_command

from funding.resources.published_files import path_of

from .grants import awards, grant

pytestmark = pytest.mark.django_db


BAD = [
    ({"recipientOrganization": ...}, "recipientOrganization: The recipient is missing."),
    ({"recipientOrganization": []}, "The recipient is missing."),
    ({"recipientOrganization": [{"name": "A"}]}, "The recipient has no identifier"),
    ({"recipientOrganization": [{"id": "GB-CHC-1121560"}]}, "name: This is missing."),
    ({"recipientOrganization": [{"id": "GB-CHC-1", "name": "A"}]}, "One looks like 1121560"),
    ({"recipientOrganization": [{"id": "US-EIN-1", "name": "A"}]}, "a register that is known"),
    ({"recipientOrganization": [{"id": 7, "name": "A"}]}, "must be text, not “7”"),
    ({"recipientOrganization": "A"}, "must be a list of objects"),
    ({"recipientOrganization": ["A"]}, "must be a list of objects"),
    ({"recipientOrganization": [{}, {}]}, "There are 2 of them"),
    ({"recipientOrganization": [{"id": "GB-CHC-327114", "name": "A"}]}, "the same organisation"),
    ({"recipientIndividual": {"id": "x", "name": "Jo"}}, "went to an individual"),
    ({"fundingOrganization": ...}, "The funder is missing."),
    ({"amountAwarded": -5}, "“-5” is negative"),
    ({"amountAwarded": "£1,000"}, "“£1,000” is not an amount. Digits only"),
    ({"amountAwarded": "1,000"}, "is not an amount"),
    ({"amountAwarded": "١٠٠"}, "is not an amount"),
    ({"amountAwarded": True}, "is not an amount"),
    ({"amountAwarded": [1]}, "is not an amount"),
    ({"amountAwarded": None}, "amountAwarded: This is missing."),
    ({"amountAwarded": 10**13}, "larger than any grant"),
    ({"amountAwarded": 10**400}, "larger than any grant"),
    ({"currency": "bad"}, "“BAD” is not a currency"),
    ({"currency": "pounds"}, "is not a currency"),
    ({"currency": ...}, "currency: This is missing."),
    ({"awardDate": "01/04/2015"}, "“01/04/2015” is not a date"),
    ({"awardDate": "2015"}, "is not a date"),
    ({"awardDate": "2015-02-30"}, "is not a date"),
    ({"awardDate": 20150401}, "is not a date"),
    ({"awardDate": ...}, "awardDate: This is missing."),
    ({"awardDate": "2199-01-01"}, "cannot be right"),
    ({"awardDate": "1215-06-15"}, "cannot be right"),
    ({"awardDate": "0001-01-01T00:00:00Z"}, "is not a date"),
    ({"plannedDates": [{"startDate": "soon"}]}, "plannedDates[0].startDate: “soon” is not a date"),
    (
        {"plannedDates": [{"startDate": "2025-04-01", "endDate": "2024-04-01"}]},
        "before it starts on 2025-04-01",
    ),
    ({"plannedDates": "2025"}, "must be a list of objects"),
    ({"title": ...}, "title: This is missing."),
    ({"title": "\u200b"}, "title: This is missing."),
    ({"title": 9001}, "must be text, not “9001”"),
    ({"title": "x" * 301}, "at most 300 fit"),
    ({"title": "\ud800"}, "must be text"),
    ({"description": "x" * 20001}, "at most 20000 fit"),
    ({"id": ...}, "id: This is missing."),
    ({"id": "LBFEW-1"}, "not a 360Giving identifier"),
    ({"id": "360G-" + "x" * 120}, "at most 120 fit"),
    ({"fromOpenCall": "perhaps"}, "neither Yes nor No"),
    ({"fromOpenCall": 1}, "neither Yes nor No"),
]


@pytest.mark.parametrize(("changes", "sentence"), BAD)
def test_a_bad_grant_refuses_the_file_with_a_sentence(refused, changes, sentence):
    said = refused([grant(1), grant(2, **changes)])
    assert sentence in said
    assert "grant 2" in said
    assert "Nothing was imported: 1 grant of 2" in said


def test_the_good_ones_come_in_when_asked(bring_in):
    said = bring_in([grant(1), grant(2, amountAwarded=-5)], "--accept-good")
    assert "1 award: 1 new, 0 changed, 0 as before, 1 refused" in said
    assert "grant 2 (360G-Example-2), amountAwarded" in said
    assert [award.identifier for award in awards()] == ["360G-Example-1"]


def test_the_same_identifier_twice_in_a_file(refused):
    assert "The same identifier as grant 1." in refused([grant(1), grant(2), grant(1)])


def test_a_grant_that_is_none(refused):
    assert "This is not a grant" in refused([grant(1), "x"])


@pytest.mark.parametrize(
    ("content", "sentence"),
    [
        (b"", "The file is empty."),
        (b"\xef\xbb\xbf \r\n", "The file is empty."),
        (b'{"grants": [', "breaks off in line 1"),
        (b'{"grants": []}', "The list of grants is empty."),
        (b'{"grants": {}}', "no list of grants"),
        (b"[" * 100_000, "JSON"),
        (b'{"grants": [{"amountAwarded": NaN}]}', "NaN stands where a number should be"),
        (b'{"grants": [{"amountAwarded": ' + b"9" * 5000 + b"}]}", "a number too long"),
        ('{"grants": [{"title": "Café"}]}'.encode("cp1252"), "not UTF-8"),
        ('{"grants": []}'.encode("utf-32"), "UTF-32"),
        (b"PK\x03\x04", "This is a workbook"),
        (b"Name,Age\nA,1\n", "neither a JSON package of grants nor a CSV"),
        (b"\x89PNG\r\n\x1a\n", "not UTF-8"),
        (b"Identifier,Title,Currency\na,b,c\n", "These columns are missing: Amount Awarded"),
    ],
)
def test_a_file_that_is_none_gets_a_sentence(refused, content, sentence):
    name = "grants.json" if content.startswith((b"{", b"[")) else "grants.csv"
    assert sentence in refused(content, name=name)


def test_a_missing_a_huge_and_no_file(tmp_path, monkeypatch):
    with pytest.raises(CommandError, match="There is no such file"):
        call_command("import_360giving", tmp_path / "none.json")
    with pytest.raises(CommandError, match="This is a folder"):
        call_command("import_360giving", tmp_path)
    monkeypatch.setattr("funding.resources.published_files.LARGEST", 10)
    (tmp_path / "big.json").write_text(json.dumps({"grants": [grant()]}))
    with pytest.raises(CommandError, match="Make several files"):
        call_command("import_360giving", tmp_path / "big.json")


TITLES = {
    "Identifier": "360G-Example-1",
    "Title": "English, twice a week",
    "Description": "",
    "Currency": "GBP",
    "Amount Awarded": "1000.50",
    "Award Date": "2025-03-01",
    "Planned Dates:0:Start Date": "2025-04-01",
    "Recipient Org:0:Identifier": "GB-CHC-1121560",
    "Recipient Org:0:Name": "Example Recipient",
    "Funding Org:0:Identifier": "GB-CHC-327114",
    "Funding Org:0:Name": "Example Funder",
    "Grant Programme:0:Title": "Together",
    "From An Open Call?": "Y",
    "Beneficiary Location:0:Name": "ignored",
}


def as_csv(*rows):
    out = io.StringIO(newline="")
    writer = csv.DictWriter(out, list(rows[0]))
    writer.writeheader()
    writer.writerows(rows)
    return out.getvalue()


class TestCSV:
    @pytest.mark.parametrize("indexed", [True, False])
    def test_the_titles_of_the_standard(self, bring_in, indexed):
        row = TITLES if indexed else {k.replace(":0:", ":"): v for k, v in TITLES.items()}
        bring_in(as_csv(row) + "\n,,,\n", name="grants.csv")
        (award,) = awards()
        assert award.title == "English, twice a week"
        assert award.starts_on == date(2025, 4, 1)
        assert award.recipient.name == "Example Recipient"
        assert award.programme == "Together"
        assert award.from_open_call is True

    @pytest.mark.parametrize(
        ("title", "path"),
        [
            ("recipientOrganization/0/id", "recipientOrganization.0.id"),
            ("Recipient Org:1:Name", "recipientOrganization.1.name"),
            (" AMOUNT  awarded ", "amountAwarded"),
            ("recipientOrgId", "recipientOrganization.0.id"),
            ("Recipient Ind:Name", "recipientIndividual.0.any"),
            ("Recipient Org:Contact Name", ""),
            ("Amount Applied For", ""),
            (":::", ""),
        ],
    )
    def test_titles_are_paths(self, title, path):
        assert path_of(title) == path

    def test_a_refusal_names_the_line_and_the_column_as_the_file_does(self, refused):
        bad = TITLES | {"Identifier": "360G-Example-2", "Amount Awarded": "£1,000"}
        said = refused(as_csv(TITLES, bad), name="grants.csv")
        assert "line 3 (360G-Example-2), Amount Awarded: “£1,000” is not an amount" in said

    @pytest.mark.parametrize(
        ("changes", "sentence"),
        [
            ({"Recipient Org:0:Identifier": ""}, "Recipient Org:0:Identifier: The recipient has"),
            ({"Recipient Ind:Identifier": "x"}, "went to an individual"),
            ({"Recipient Org:1:Name": "B"}, "There are 2 of them"),
            ({"amountAwarded": "5"}, "Two columns say the same: Amount Awarded and amountAwarded"),
        ],
    )
    def test_bad_rows(self, refused, changes, sentence):
        assert sentence in refused(as_csv(TITLES | changes), name="grants.csv")

    def test_a_row_longer_than_the_columns(self, refused):
        said = refused(as_csv(TITLES).rstrip() + ",more\n", name="grants.csv")
        assert "Line 2 has 15 cells and there are 14 columns" in said

    def test_no_rows(self, refused):
        said = refused(as_csv(TITLES).splitlines()[0], name="grants.csv")
        assert "no grants below" in said

    def test_a_cell_that_never_ends(self, refused):
        said = refused(as_csv(TITLES) + '"' + "x" * 1_100_000, name="grants.csv")
        assert "is not CSV" in said
