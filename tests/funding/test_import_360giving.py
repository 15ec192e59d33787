"""Published grants come in whole, once, and every reason why not is a sentence."""

import json
from datetime import date
from decimal import Decimal

import pytest
from django.core.management import CommandError

from organisations.enums import Kind
from organisations.models import Identifier
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope
from tests import factories as make
from tests.organisations.test_directory import queries_in
from tests.reference import reference

from .grants import awards, grant

pytestmark = pytest.mark.django_db


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
