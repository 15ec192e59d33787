"""Every field of every model is declared: personal or not, why, how long, and how it goes."""

import csv

import pytest
from django.apps import apps

from organisations.reference.trail_words import RECORDS
from rco_network.core.personal_data import (
    ANONYMOUS,
    BY_LAW,
    COARSENED,
    PERIODS,
    PURPOSES,
    REMOVED,
    countable_columns,
    declaration_of,
    declarations,
    declare,
    identifies,
    identifying_columns,
)
from rco_network.core.personal_data.periods import length_in_words

from .reference import reference

MODELS = apps.get_models(include_auto_created=True)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model._meta.label_lower)
def test_every_field_is_declared_once(model):
    found = declaration_of(model)
    assert found, f"{model._meta.label_lower} has no declaration in its app's retention.py."
    fields = {f.name for f in model._meta.local_concrete_fields}
    assert fields - found.plain - set(found.fields) == set(), "not declared"
    assert (found.plain | set(found.fields)) - fields == set(), "no such field"
    assert found.plain & set(found.fields) == set(), "declared twice"


def test_no_declaration_is_of_a_model_that_is_gone():
    assert set(declarations()) == {model._meta.label_lower for model in MODELS}


def test_what_holds_something_about_people_has_a_name_in_words():
    unnamed = [
        label
        for label, found in declarations().items()
        if found.fields and not found.called and label not in RECORDS
    ]
    assert unnamed == []


def test_what_is_counted_of_a_husk_is_made_coarser_by_one_function():
    found = declarations()["services.participant"].fields
    coarse = {name for name, field in found.items() if field.goes == COARSENED}
    assert coarse == {"gender", "main_language", "district", "age_band", "year_of_birth"}


@pytest.mark.parametrize("label", sorted(declarations()))
def test_personal_fields_say_why_for_what_and_how_long(label):
    found = declarations()[label]
    assert found.row in (ANONYMOUS, REMOVED, BY_LAW)
    for name, field in found.fields.items():
        where = f"{label}.{name}"
        assert field.why.endswith((".", "?")) and len(field.why) > 10, where
        assert field.purpose in PURPOSES, where
        assert field.period in PERIODS, where
    about_people = [f for f in found.fields.values() if not f.about_staff]
    is_file = label in (
        "services.fileimport",
        "reports.report",
        "reports.edition",
        "reports.editionfile",
        "reports.dossierpart",
    )
    if about_people and not is_file:
        assert found.participant, f"{label} does not say how its rows lead to a person."


def test_every_purpose_has_a_basis_and_is_used():
    for purpose in PURPOSES.values():
        assert "Art. 6" in purpose.basis
    used = {f.purpose for found in declarations().values() for f in found.fields.values()}
    special = {
        f.purpose for found in declarations().values() for f in found.fields.values() if f.special
    }
    assert used <= set(PURPOSES)
    assert all("Art. 9" in PURPOSES[key].special for key in special)


def test_what_counts_names_nobody():
    for label in ("services.participant", "services.household", "outcomes.outcome"):
        model = apps.get_model(label)
        assert not countable_columns(model) & {"name", "name_key", "evidence", "outward_postcode"}
    participant = apps.get_model("services.participant")
    assert {"name", "name_key", "household_id"} <= identifying_columns(participant)
    assert {"id", "gender", "year_of_birth", "district_id"} <= countable_columns(participant)
    assert countable_columns(apps.get_model("sessions.session")) == {"expire_date"}


def test_a_model_is_declared_once():
    with pytest.raises(ValueError, match="twice"):
        declare("services.participant", name=identifies("To call them by it."))


def test_lengths_are_said_as_people_do():
    assert length_in_words(72) == "6 years"
    assert length_in_words(12) == "1 year"
    assert length_in_words(18) == "18 months"
    assert length_in_words(None, 24) == "1 day"
    assert length_in_words(None, 12) == "12 hours"
    assert length_in_words(None) == ""


def test_lengths_can_be_set_within_reason():
    for period in PERIODS.values():
        if period.can_be_set:
            assert period.floor <= period.months <= period.ceiling
            assert period.why_floor and period.why_ceiling


# Each record of the working papers: our period and its months, or why there is none.
SUGGESTED = {
    "Immigration advice case file": ("advice_file", 72),
    "General advice enquiry": ("service_record", 72),
    "ESOL / class records": ("service_record", 72),
    "Supplementary school attendance": "kept with the other registers, for the funder's six years",
    "Child safeguarding record": ("safeguarding", 25 * 12),
    "Volunteer file": ("staff_file", 72),
    "Hate incident report": "no incident reports are kept yet",
    "Equality monitoring": ("monitoring", 12),
    "Consent for case study / photo": ("case_story", 36),
    "Grant and finance": "awards hold nothing about a person",
}


def test_periods_start_where_the_working_papers_do():
    path = reference("data_protection/retention_suggestions.csv")
    with path.open(newline="") as file:
        rows = {row["record"]: row["suggested_retention"] for row in csv.DictReader(file)}
    assert set(rows) == set(SUGGESTED)
    for record, ours in SUGGESTED.items():
        if isinstance(ours, str):
            continue
        key, months = ours
        assert PERIODS[key].months == months
        said = rows[record]
        wanted = {72: "6 years", 300: "age 25", 12: "12 months", 36: "3 years"}[months]
        assert wanted in said, record
