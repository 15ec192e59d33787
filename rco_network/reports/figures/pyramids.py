"""Age by gender: one table of both, and each alone, protected together so that none tells on the
other."""

from django.utils.translation import gettext as _

from rco_network.core.disclosure import Published, Together, hidden_note, protect_together
from services.enums import AgeBand, Gender

from . import breakdowns
from .breakdowns import drawn, words
from .facts import NOT_RECORDED, Facts
from .shape import Breakdown, Row, published

AGES = (*AgeBand.values, NOT_RECORDED)
GENDERS = (*Gender.values, NOT_RECORDED)
_SOURCE = ("people", "age_gender")
TOGETHER = (_SOURCE,)


def by_age(facts: Facts) -> Breakdown:
    """By age, as the margin of the two-way table where that is drawn too."""
    if _SOURCE not in facts.tables:
        return breakdowns.people_by_age(facts)
    return _margin(facts, "age_band", _("By age"), _labels(AgeBand))


def by_gender(facts: Facts) -> Breakdown:
    """By gender, as the margin of the two-way table where that is drawn too."""
    if _SOURCE not in facts.tables:
        return breakdowns.people_by_gender(facts)
    return _margin(facts, "gender", _("By gender"), _labels(Gender))


def by_age_and_gender(facts: Facts) -> Breakdown:
    """A row for each age, a column for each gender; "not recorded" is one of both."""
    table = _together(facts).two_way["age_band", "gender"]
    ages, genders = _labels(AgeBand), _labels(Gender)
    rows = tuple(
        Row(
            age,
            label,
            published(table.rows.get(age, 0)),
            cells=tuple(published(table.cells.get((age, gender), 0)) for gender in genders),
        )
        for age, label in ages.items()
    )
    if table.is_withheld or all(row.is_hidden for row in rows):
        rows = ()
    return Breakdown(
        "age_gender",
        _("By age and gender"),
        rows,
        note=hidden_note() if table.hides else "",
        columns=tuple(genders.values()),
        chart="pyramid",
    )


def _margin(facts: Facts, key: str, label: str, labels: dict[str, str]) -> Breakdown:
    published: Published = _together(facts).one_way[key]
    return drawn(key, label, published, labels, note=breakdowns.of_named(facts))


def _together(facts: Facts) -> Together:
    """Work the three tables out together; kept, since it is asked three times."""
    if "age_gender" not in facts.told:
        table = facts.table(*_SOURCE)
        counts = {
            (age, gender): table[key].n if (key := f"{_code(age)}/{_code(gender)}") in table else 0
            for age in AGES
            for gender in GENDERS
        }
        ages = {age: sum(counts[age, gender] for gender in GENDERS) for age in AGES}
        genders = {gender: sum(counts[age, gender] for age in AGES) for gender in GENDERS}
        facts.told["age_gender"] = protect_together(
            {"age_band": ages, "gender": genders}, {("age_band", "gender"): counts}
        )
    found: Together = facts.told["age_gender"]
    return found


def _code(answer: str) -> str:
    return "" if answer == NOT_RECORDED else answer


def _labels(choices: type[AgeBand] | type[Gender]) -> dict[str, str]:
    return {**words(choices.choices), NOT_RECORDED: _("Not recorded")}
