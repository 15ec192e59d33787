"""What the room says about the quality framework is what its sources say."""

import csv

from services.supplementary.enums import Pack
from services.supplementary.reference.quality import (
    DOCUMENTS,
    EIGHT_STANDARDS,
    ITEMS,
    LEVELS,
    STANDARDS,
)
from tests.reference import reference


def rows(name):
    with reference(f"supplementary/{name}").open(newline="") as file:
        return list(csv.DictReader(file))


def test_the_bronze_management_file_and_its_packs():
    found = [(r["pack"], r["document"]) for r in rows("bronze_management_file_checklist.csv")]
    assert [(str(Pack(pack).label), name) for pack, name in DOCUMENTS.values()] == found


def test_levels_and_standards():
    assert {r["level"]: r["what_it_shows"] for r in rows("nrcse_quality_framework.csv")} == LEVELS
    ten, eight = rows("nrcse_ten_standards.csv"), rows("nrcse_quality_mark_eight_standards.csv")
    assert {int(r["n"]): r["standard"] for r in ten} == STANDARDS
    assert {int(r["n"]): r["standard"] for r in eight} == EIGHT_STANDARDS
    assert len(ITEMS) == 15 + 10
