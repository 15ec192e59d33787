"""Published grants come in whole, once, and every reason why not is a sentence."""

import csv
import io
import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError, call_command

from funding.models import Award
from funding.resources.published_files import path_of
from organisations.enums import Kind
from organisations.models import Identifier, Organisation
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope
from tests import factories as make
from tests.organisations.test_directory import queries_in
from tests.reference import reference

pytestmark = pytest.mark.django_db


def grant(number=1, **changes):
    whole = {
        "id": f"360G-Example-{number}",
        "title": f"English classes {number}",
        "description": "For newcomers.",
        "currency": "GBP",
        "amountAwarded": 1000.5,
        "awardDate": "2025-03-01T00:00:00+00:00",
        "plannedDates": [{"startDate": "2025-04-01", "endDate": "2026-03-31"}],
        "recipientOrganization": [{"id": "GB-CHC-1121560", "name": "Example Recipient"}],
        "fundingOrganization": [{"id": "GB-CHC-327114", "name": "Example Funder"}],
        "grantProgramme": [{"title": "Together"}],
        "fromOpenCall": "Yes",
    }
    return {name: value for name, value in (whole | changes).items() if value is not ...}


@pytest.fixture
def bring_in(tmp_path):
    """Run the command on grants, text or bytes; give back what it says."""

    def run(content, *options, name="grants.json"):
        if isinstance(content, list):
            content = json.dumps({"grants": content})
        path = tmp_path / name
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        out, err = io.StringIO(), io.StringIO()
        try:
            call_command("import_360giving", path, *options, stdout=out, stderr=err)
        except CommandError as error:
            error.said = err.getvalue() + str(error)
            raise
        return out.getvalue() + err.getvalue()

    return run


@pytest.fixture
def refused(bring_in):
    """The same, where nothing may come in; give back the reasons."""

    def run(content, *options, **more):
        with pytest.raises(CommandError) as caught:
            bring_in(content, *options, **more)
        with scope(installation=True):
            assert not Award.objects.exists()
            assert not Organisation.objects.filter(is_directory_entry=True).exists()
        return caught.value.said

    return run


def awards():
    with scope(installation=True):
        return list(Award.objects.select_related("funder", "recipient").order_by("identifier"))


class TestGoodFiles:
    def test_an_award_and_both_sides_come_in(self, bring_in):
        said = bring_in([grant()])
        assert "1 award: 1 new, 0 changed, 0 as before. Organisations: 2 new" in said
        (award,) = awards()
        assert award.amount == Decimal("1000.50")
        assert (award.awarded_on, award.starts_on) == (date(2025, 3, 1), date(2025, 4, 1))
        assert award.from_open_call is True
        assert award.programme == "Together"
        assert (award.funder.kind, award.recipient.kind) == (Kind.FUNDER, Kind.PARTNER)
        assert award.recipient.is_directory_entry
        with scope(installation=True):
            assert str(award.recipient.identifiers.get()) == "GB-CHC-1121560"

    def test_the_same_file_twice_changes_nothing(self, bring_in):
        bring_in([grant(1), grant(2)])
        before = [(a.pk, a.uuid) for a in awards()]
        said = bring_in([grant(1), grant(2)])
        assert "2 awards: 0 new, 0 changed, 2 as before. Organisations: 0 new, 0 changed" in said
        assert [(a.pk, a.uuid) for a in awards()] == before

    def test_what_changed_is_brought_up_to_date_and_what_is_not_said_stays(self, bring_in):
        bring_in([grant(1), grant(2)])
        later = grant(1, amountAwarded=2000, plannedDates=..., description=..., fromOpenCall="N")
        assert "2 awards: 0 new, 1 changed, 1 as before" in bring_in([later, grant(2)])
        award = awards()[0]
        assert award.amount == 2000
        assert award.from_open_call is False
        assert award.purpose == "For newcomers."
        assert award.ends_on == date(2026, 3, 31)

    def test_the_trail_counts_for_the_funder(self, bring_in):
        bring_in([grant(1), grant(2)])
        bring_in([grant(1), grant(2)])
        with scope(organisation_ids=[awards()[0].funder_id], installation=True):
            assert [event.detail for event in AuditEvent.objects.all()] == [
                {"new": 2, "changed": 0}
            ]

    @pytest.mark.parametrize(
        ("value", "is_open"),
        [
            *[(said, True) for said in ("Y", "Yes", "yes", "true", True)],
            *[(said, False) for said in ("N", "No", "false", False)],
            *[(said, None) for said in ("", None, ...)],
        ],
    )
    def test_open_calls_as_publishers_spell_them(self, bring_in, value, is_open):
        bring_in([grant(fromOpenCall=value)])
        assert awards()[0].from_open_call is is_open

    @pytest.mark.parametrize(
        ("value", "day"),
        [
            ("2015-04-01", date(2015, 4, 1)),
            ("2015-04-01T00:00:00+00:00", date(2015, 4, 1)),
            ("2015-06-30T23:00:00Z", date(2015, 7, 1)),
            ("2015-04", date(2015, 4, 1)),
            ("2015", date(2015, 1, 1)),
        ],
    )
    def test_days_as_publishers_write_them(self, bring_in, value, day):
        bring_in([grant(plannedDates=[{"startDate": value}])])
        assert awards()[0].starts_on == day

    def test_actual_dates_count_before_planned_ones(self, bring_in):
        actual = [{"startDate": "2025-05-01", "endDate": "2025-06"}]
        bring_in([grant(actualDates=actual)])
        assert awards()[0].starts_on == date(2025, 5, 1)
        assert awards()[0].ends_on == date(2025, 6, 30)

    @pytest.mark.parametrize("amount", [1000, "1000", "1000.00", 1000.004])
    def test_amounts(self, bring_in, amount):
        bring_in([grant(amountAwarded=amount)])
        assert awards()[0].amount == 1000

    def test_names_are_cleaned_of_what_nobody_sees(self, bring_in):
        name = "\u202eSelam\u200b\u0000  Centre\u2069"
        bring_in([grant(recipientOrganization=[{"id": "GB-CHC-1121560", "name": name}])])
        assert awards()[0].recipient.name == "Selam Centre"

    @pytest.mark.parametrize(
        ("url", "kept"),
        [
            ("www.example.org", "https://www.example.org"),
            ("http://example.org/a", "http://example.org/a"),
            ("javascript:alert(1)", ""),
            ("none", ""),
            (7, ""),
            ("https://example.org/" + "x" * 300, ""),
        ],
    )
    def test_a_web_address_that_is_none_is_left_out(self, bring_in, url, kept):
        side = {"id": "GB-CHC-1121560", "name": "A", "url": url}
        bring_in([grant(recipientOrganization=[side])])
        assert awards()[0].recipient.website == kept

    @pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
    def test_letters_of_any_script(self, bring_in, encoding):
        text = json.dumps({"grants": [grant(title="ትግርኛ العربية")]}, ensure_ascii=False)
        bring_in(text.encode(encoding))
        assert awards()[0].title == "ትግርኛ العربية"

    def test_query_count_is_the_same_for_three_grants_and_for_thirty(self, bring_in):
        def some(first, count):
            return [
                grant(
                    n,
                    recipientOrganization=[{"id": f"GB-CHC-{2000000 + n}", "name": f"R {n}"}],
                )
                for n in range(first, first + count)
            ]

        assert queries_in(lambda: bring_in(some(100, 30))) == queries_in(
            lambda: bring_in(some(200, 3))
        )


class TestMatching:
    def side(self, **fields):
        return [{"name": "Example Recipient"} | fields]

    def test_an_organisation_that_takes_part_is_found_by_an_old_number_and_kept(self, bring_in):
        ours = make.make_organisation(name="Our own name")
        with scope(installation=True):
            Identifier.objects.create(
                organisation=ours, scheme="GB-CHC", number="1000001", valid_to=date(2015, 1, 1)
            )
        side = self.side(id="GB-CHC-1000001", companyNumber="9506232", url="example.org")
        bring_in([grant(recipientOrganization=side)])
        (award,) = awards()
        assert award.recipient_id == ours.pk
        assert award.recipient.name == "Our own name"
        assert award.recipient.website == ""
        with scope(installation=True):
            assert {str(i) for i in ours.identifiers.all()} == {
                "GB-CHC-1000001",
                "GB-COH-09506232",
            }

    def test_several_numbers_of_one_file_are_one_organisation(self, bring_in):
        sides = [
            self.side(id="GB-COH-09506232"),
            self.side(id="GB-CHC-1121560"),
            self.side(id="360G-Fund-7", charityNumber="1121560", companyNumber="09506232"),
        ]
        bring_in([grant(n, recipientOrganization=side) for n, side in enumerate(sides)])
        assert len({award.recipient_id for award in awards()}) == 1
        with scope(installation=True):
            assert awards()[0].recipient.identifiers.count() == 3
        said = bring_in([grant(n, recipientOrganization=side) for n, side in enumerate(sides)])
        assert "0 new, 0 changed, 3 as before. Organisations: 0 new, 0 changed" in said

    def test_numbers_of_two_organisations_are_refused_with_both_names(self, bring_in):
        one = self.side(id="GB-CHC-1121560", name="First")
        two = self.side(id="GB-COH-09506232", name="Second")
        bring_in([grant(1, recipientOrganization=one), grant(2, recipientOrganization=two)])
        both = self.side(id="GB-CHC-1121560", companyNumber="09506232")
        with pytest.raises(CommandError) as caught:
            bring_in([grant(3, recipientOrganization=both)])
        assert "belong to two: “First” and “Second”" in caught.value.said
        assert len(awards()) == 2

    def test_of_several_names_the_latest_counts(self, bring_in):
        old = self.side(id="GB-CHC-1121560", name="Old name")
        new = self.side(id="GB-CHC-1121560", name="New name")
        grants = [
            grant(1, recipientOrganization=new, awardDate="2025-03-01"),
            grant(2, recipientOrganization=old, awardDate="2015-03-01"),
        ]
        bring_in(grants)
        assert awards()[0].recipient.name == "New name"
        newer = self.side(id="GB-CHC-1121560", name="Newest name")
        said = bring_in([grant(3, recipientOrganization=newer)])
        assert "Organisations: 0 new, 1 changed" in said
        assert awards()[0].recipient.name == "Newest name"

    def test_councils_are_known_by_their_register(self, bring_in):
        bring_in([grant(fundingOrganization=[{"id": "GB-LAE-LCE", "name": "City Council"}])])
        assert awards()[0].funder.kind == Kind.COUNCIL

    def test_the_kind_of_new_recipients_is_chosen(self, bring_in):
        bring_in([grant()], "--recipients-are", "rco")
        assert awards()[0].recipient.kind == Kind.RCO

    def test_no_real_grant_lands_on_a_made_up_organisation(self, refused):
        made_up = make.make_organisation(is_fictional=True)
        with scope(installation=True):
            Identifier.objects.create(organisation=made_up, scheme="GB-CHC", number="1121560")
        assert "made up for a demo" in refused([grant()])

    def test_an_award_does_not_move_to_another_recipient(self, bring_in):
        bring_in([grant()])
        with pytest.raises(CommandError) as caught:
            bring_in([grant(recipientOrganization=self.side(id="GB-CHC-2000000", name="Other"))])
        assert "An award does not move" in caught.value.said
        assert awards()[0].recipient.name == "Example Recipient"


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


class TestRealFiles:
    def file(self, name):
        return reference(name)

    @pytest.mark.parametrize("kind", ["json", "csv"])
    def test_the_grants_of_a_real_publisher(self, bring_in, kind):
        path = self.file(f"grants/grants_refugee_migrant_lbfew_360giving.{kind}")
        content = path.read_bytes()
        said = bring_in(content, name=path.name)
        assert "199 awards: 199 new" in said
        assert "Organisations: 179 new" in said
        said = bring_in(content, name=path.name)
        assert "199 awards: 0 new, 0 changed, 199 as before" in said

    def test_the_raw_spelling_of_older_publishers(self, bring_in):
        path = self.file("grants/grants_refugee_migrant_lbfew_360giving.json")
        package = json.loads(path.read_text())
        for one in package["grants"]:
            one["fromOpenCall"] = one["fromOpenCall"][0]
        assert package["grants"][0]["fromOpenCall"] == "Y"
        assert "199 awards: 199 new" in bring_in(package["grants"])

    def test_the_standards_own_bad_example(self, refused):
        path = self.file("360giving/example_invalid_all_errors.json")
        said = refused(path.read_bytes())
        for field in ("title", "currency", "amountAwarded", "awardDate", "plannedDates"):
            assert f", {field}: " in said
        assert "The funder is missing" in said
