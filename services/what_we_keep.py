"""What we keep about people, why, and how long: the record of processing, made of declarations.

UK GDPR Art. 30 says what such a record holds: who, what for, whose data, which, for whom, how
long, how it is kept safe. Nothing here is typed in twice: it is read from each app's retention.py.
"""

from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext, gettext_lazy

from organisations.reference.trail_words import record_name
from rco_network.core.personal_data import (
    BY_LAW,
    PERIODS,
    PURPOSES,
    REMOVED,
    STAYS,
    Declaration,
    Personal,
    Purpose,
    declarations,
)
from rco_network.core.personal_data.names import field_name
from rco_network.core.personal_data.periods import Period, length_in_words

SAFETY = (
    gettext_lazy("The database itself lets nobody read another organisation's records."),
    gettext_lazy("Contact details and notes are encrypted, as are backups."),
    gettext_lazy("Everybody signs in with a second step."),
    gettext_lazy("Who did what is written down and cannot be changed."),
    gettext_lazy("Figures are counted by a part of the product that cannot read names."),
)


@dataclass(frozen=True)
class Field:
    """One thing that is kept: what it is called, why, how long, how it goes."""

    name: str
    why: str
    how_long: str
    how: str
    is_special: bool


@dataclass(frozen=True)
class Section:
    """Everything that is kept for one purpose, by the record it stands in."""

    purpose: Purpose
    records: list[tuple[str, list[Field]]]


def sections(lengths: dict[str, int]) -> list[Section]:
    """Return every purpose with what is kept for it; `lengths` are the organisation's months."""
    found = [Section(purpose, _records(purpose.key, lengths)) for purpose in PURPOSES.values()]
    return [section for section in found if section.records]


def _records(purpose: str, lengths: dict[str, int]) -> list[tuple[str, list[Field]]]:
    records, by_whom = [], False
    for one in sorted(declarations().values(), key=name_of):
        fields = []
        for name, field in one.fields.items():
            if field.purpose != purpose:
                continue
            if field.about_staff and one.staff is None and field.goes == STAYS:
                by_whom = True
            else:
                fields.append(_field(name, one, field, lengths))
        if fields:
            records.append((name_of(one), fields))
    return [*records, *([_by_whom(lengths)] if by_whom else [])]


def name_of(one: Declaration) -> str:
    """Return what people call one row."""
    return gettext(one.called) if one.called else record_name(one.model)


def _by_whom(lengths: dict[str, int]) -> tuple[str, list[Field]]:
    """What stands on nearly every record, said once."""
    how_long_it_is = how_long(PERIODS["staff_file"], lengths["staff_file"])
    why = gettext("Which colleague wrote it, so that others can ask them.")
    field = Field(
        gettext("By whom"),
        why,
        how_long_it_is,
        gettext("Stays, as done by “Former colleague”"),
        False,
    )
    return (gettext("Every record"), [field])


def _field(name: str, one: Declaration, field: Personal, lengths: dict[str, int]) -> Field:
    period = PERIODS[field.period]
    return Field(
        name=field_name(name),
        why=gettext(field.why),
        how_long=how_long(period, lengths.get(period.key)),
        how=_how(one, field),
        is_special=field.special,
    )


def how_long(period: Period, months: int | None) -> str:
    """Say how long in a phrase: "6 years after the day …", or "until …" where only that ends it."""
    length = length_in_words(months, period.hours)
    clock = gettext(period.clock)
    if length:
        return gettext("%(length)s after %(clock)s") % {"length": length, "clock": clock}
    return gettext("Until %(clock)s") % {"clock": clock}


def _how(one: Declaration, field: Personal) -> str:
    if one.row == BY_LAW:
        return gettext("Looked at by hand")
    if one.row == REMOVED:
        return gettext("Removed")
    if field.about_staff and field.goes == STAYS:
        return gettext("Stays, as done by “Former colleague”")
    if field.goes == STAYS:
        return gettext("Stays, without saying who")
    return (
        gettext("Made coarser, then stays without saying who")
        if field.goes == "coarsened"
        else gettext("Blanked")
    )


def periods_that_can_be_set(lengths: dict[str, int]) -> list[dict[str, Any]]:
    """Return each period that an organisation may choose, with its length and its limits."""
    return [
        {
            "key": period.key,
            "title": gettext(period.label),
            "detail": f"{how_long(period, lengths[period.key])}. {gettext(period.why)}",
            "tag": gettext("your own choice") if lengths[period.key] != period.months else "",
        }
        for period in PERIODS.values()
        if period.can_be_set
    ]
