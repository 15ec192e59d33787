"""The lists of advice are those of the shared reference data, and every line has its meaning."""

import csv

import pytest

from services.advice.enums import Channel, Work
from services.advice.reference import iaa, indicators, levels, outcomes, subjects
from tests.reference import reference


def rows(name):
    with reference(f"advice/{name}").open(newline="", encoding="utf-8-sig") as file:
        return list(csv.DictReader(file))


def test_subjects_are_those_of_the_files():
    first = rows("advice_subjects_tier1.csv")
    assert {row["code"]: row["category"] for row in first} == subjects.TIER_1
    memory = {row["code"] for row in first if row["source_status"] == "memory"}
    assert memory == set(subjects.FROM_PRACTICE)
    second = rows("advice_subjects_tier2_refugee_sector.csv")
    assert {row["code"]: row["subject"] for row in second} == subjects.TIER_2


def test_levels_and_outcomes_are_those_of_the_files():
    said = {r["code"]: (r["level"], r["definition"]) for r in rows("enquiry_levels.csv")}
    assert said == levels.LEVELS
    assert set(said) == set(Work.values)
    found = rows("advice_outcomes.csv")
    assert {r["code"]: (r["outcome"], r["measure"]) for r in found} == outcomes.OUTCOMES
    assert {r["code"] for r in found if r["source_status"] == "memory"} == outcomes.FROM_PRACTICE


def test_the_table_of_levels_is_that_of_the_file():
    names = {
        "any": "any",
        "asylum": "Asylum and protection",
        "immigration": "Immigration",
        "both": "Asylum and protection / Immigration",
    }
    ours = [
        (
            str(line.level),
            iaa.LEVEL_NAMES[line.level],
            names[line.category],
            "yes" if line.permitted else "no",
            line.work,
            line.source,
        )
        for line in iaa.LINES
    ]
    assert ours == [tuple(row.values()) for row in rows("iaa_levels.csv")]


def test_headings_are_those_of_the_framework():
    found = rows("capmrf_indicators.csv")
    assert [(r["section"], r["indicator"], r["definition"]) for r in found] == list(
        indicators.INDICATORS
    )
    by_channel = next(r["definition"] for r in found if r["indicator"] == "Contacts by channel")
    for name in ("Email", "Face-to-face", "Telephone", "Web", "Webchat", "Other", "Not recorded"):
        assert name in by_channel
    assert len(Channel) == 7


@pytest.mark.parametrize("line", iaa.LINES, ids=lambda line: f"{line.level} {line.work[:30]}")
def test_lines_speak_of_subjects_and_work_that_exist(line):
    assert set(line.subjects.split()) <= set(subjects.TIER_2)
    assert set(line.works.split()) <= set(Work.values)
    assert bool(line.subjects) == bool(line.works)
