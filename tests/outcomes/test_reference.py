"""What we carry over is what the working papers say, and nothing whose licence forbids it."""

import csv
import json

from outcomes.models import Domain, Measure
from outcomes.reference.comparators import COMPARATORS, comparators_of
from outcomes.reference.instruments import INSTRUMENTS
from outcomes.reference.measures import LOW, MEASURES, NOT_CHECKED
from outcomes.reference.wordings import WORDINGS
from rco_network.core import languages

from ..reference import reference


def rows_of(name):
    with reference(name).open(newline="") as file:
        return list(csv.DictReader(file))


def test_measures_are_those_of_the_working_papers():
    found = [
        (name, one.wording, one.unit + (" (lower is better)" if one.better == LOW else ""))
        for name, measures in MEASURES.items()
        for one in measures
    ]
    rows = rows_of("integration/ioi_aligned_measures.csv")
    assert found == [(row["domain"], row["measure"], row["unit"]) for row in rows]
    verified = [one.is_verified for measures in MEASURES.values() for one in measures]
    assert verified == [row["source_status"].startswith("verified") for row in rows]
    for one, row in zip((m for ms in MEASURES.values() for m in ms), rows, strict=True):
        if one.is_verified:
            assert row["source_status"].removeprefix("verified: ").startswith(one.source)
        else:
            assert one.source == NOT_CHECKED


def test_measures_carry_no_number_of_the_framework(db):
    assert Domain.objects.count() == 14 and Measure.objects.count() == 68
    assert set(Measure.objects.values_list("subject", flat=True)) == {
        "refugees",
        "community",
        "institutions",
    }
    for measure in Measure.objects.select_related("domain"):
        assert measure.domain.code not in measure.key.upper()
        assert not any(c.isdigit() for c in measure.key.removesuffix("-12-months-or-more")) or (
            "12" in measure.wording
        )


def test_comparators_are_those_of_the_working_papers():
    found = [
        (c.measure, str(c.value), c.unit, c.population, c.period, c.source) for c in COMPARATORS
    ]
    rows = rows_of("integration/comparator_statistics.csv")
    assert found == [tuple(row.values()) for row in rows]


def test_a_comparator_asks_what_we_ask():
    asked = {(one.code, q.key): q for one in INSTRUMENTS for q in one.questions}
    compared = [c for c in COMPARATORS if c.question]
    assert compared and all(c.period and c.source for c in COMPARATORS)
    for one in compared:
        values = {value for _, value in asked[one.instrument, one.question].scale}
        assert set(one.answers) < values
    assert comparators_of("CLS", "trust") == []


class TestInstruments:
    def tools(self):
        path = reference("outcome_tools/outcome_tools.json")
        return {tool["code"]: tool for tool in json.loads(path.read_text())}

    def test_only_those_that_we_may_give_to_others(self):
        allowed = {code for code, tool in self.tools().items() if tool["embed_in_product"] is True}
        assert {one.code for one in INSTRUMENTS} == allowed

    def test_words_scales_and_ages_are_as_published(self):
        for one in INSTRUMENTS:
            tool = self.tools()[one.code]
            assert one.attribution and one.licence and one.status
            if one.code == "CONF5":  # ours: the papers leave its questions to us
                assert len(one.questions) == 5
                assert all(len(q.scale) == 5 for q in one.questions)
                continue
            assert [q.words for q in one.questions] == [item["text"] for item in tool["items"]]
            assert one.min_age in (tool.get("age_min"), 16 if one.code == "CLS" else None)
            for asked, item in zip(one.questions, tool["items"], strict=True):
                assert [label for label, _ in asked.scale] == self.labels(tool, item, asked)
                if "better" in item:
                    assert asked.better == item["better"]

    def labels(self, tool, item, asked):
        if "min" in item:
            ends = range(item["min"], item["max"] + 1)
            assert [value for _, value in asked.scale] == list(ends)
            return [label for label, _ in asked.scale]
        if "options" in item:
            return item["options"]
        assert [value for _, value in asked.scale] == [value for _, value in tool["options"]]
        return [label for label, _ in tool["options"]]

    def test_our_own_ladder_is_whole_in_each_language(self):
        for code, wordings in WORDINGS.items():
            [shipped] = [one for one in INSTRUMENTS if one.code == code]
            for words in wordings:
                assert words.language in languages.CODES
                assert len(words.questions) == len(shipped.questions)
                assert len(words.labels) == len(shipped.questions[0].scale)
