"""What the room says about levels, stages, codes and fields is what the sources say."""

import csv

from services.esol.enums import Completion, Level, Mode, Outcome, Stage
from services.esol.reference.codes import COMPLETION, FROM_MEMORY, OUTCOME, RATES
from services.esol.reference.levels import LEVELS, MODES, RARPA
from services.esol.reference.return_fields import FIELDS
from tests.reference import reference


def rows(name):
    with reference(name).open(newline="") as file:
        return list(csv.DictReader(file))


def test_levels_with_the_cefr_beside_them():
    found = rows("esol/esol_levels_cefr.csv")
    ours = {code: (one.name, one.cefr, one.rqf, one.can_do) for code, one in LEVELS.items()}
    assert ours == {
        r["level"]: (r["name"], r["cefr"], r["rqf"], r["can_do_summary"]) for r in found
    }
    assert Level.values == [r["level"] for r in sorted(found, key=lambda r: int(r["order"]))]
    assert [str(one.label) for one in Level] == [f"{r['name']} ({r['cefr']})" for r in found]


def test_modes_and_stages():
    assert {r["code"]: r["mode"] for r in rows("esol/esol_modes.csv")} == MODES
    assert dict(Mode.choices) == MODES
    found = {
        int(r["stage"]): (r["name"], r["evidence_examples"]) for r in rows("esol/rarpa_stages.csv")
    }
    assert found == RARPA
    assert all(RARPA[stage][0].startswith(str(stage.label)) for stage in Stage)


def test_codes_and_formulas_and_which_of_them_are_from_memory():
    found = rows("esol/ilr_like_codes.csv")

    def of(field):
        return {r["code"]: r["label"] for r in found if r["field"] == field}

    assert of("completion_status") == COMPLETION == dict(Completion.choices)
    assert of("outcome") == OUTCOME == dict(Outcome.choices)
    assert of("rate") == RATES
    said = {
        r["code"] if r["field"] == "rate" else r["field"]: r["source_status"]
        for r in found
        if r["source_status"].startswith("memory")
    }
    assert {key: said[key] for key in FROM_MEMORY if key in RATES} == {
        key: value for key, value in FROM_MEMORY.items() if key in RATES
    }
    assert {key for key in RATES if key in said} == {key for key in RATES if key in FROM_MEMORY}
    assert {"completion_status", "outcome"} <= set(FROM_MEMORY)


def test_every_field_of_the_return_is_a_column():
    found = rows("integration/home_office_resettlement_monitoring_fields.csv")
    assert tuple((r["theme"], r["data_item"]) for r in found) == FIELDS
