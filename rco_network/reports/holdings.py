"""Everything that is held about one person, from the declarations of every app: rows first.

The page, the PDF and the JSON draw the same object. What is held by law and given out by the
safeguarding lead alone is not in it, and whether there is any is not said either.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.apps import apps as django_apps
from django.db.models import Model
from django.utils import timezone

from organisations.reference.trail_words import record_name, sentence
from rco_network.core import languages
from rco_network.core.personal_data import PERIODS, PURPOSES, Holding, holdings_of

# What a row of keys means to the person: a label, and the lookup to words.
_TOLD: dict[str, tuple[tuple[str, str], ...]] = {
    "services.enrolment": (("Service", "group__service__name"), ("Group", "group__name")),
    "services.attendance": (
        ("Service", "session__service__name"),
        ("Group", "session__group__name"),
    ),
    "outcomes.outcome": (("In which part of life", "domain__name"),),
}
_HEADINGS = {
    "services.participant": "About you",
    "services.enrolment": "Your groups",
    "services.attendance": "When you came",
    "core.auditevent": "What was done with your record",
    "core.recordchange": "What was changed in your record",
}
# Made from the name by the machine; what rows that are told say in codes once more; and pictures
# and recordings, which a colleague gives out from the story's page. No news to anybody.
_LEFT_OUT = {"services.namekey", "outcomes.offeranswer", "outcomes.storyfilecontent"}
_LANGUAGES = {"language", "main_language", "evidence_language"}


@dataclass(frozen=True)
class Told:
    """One table: why it is kept, its columns, and a tuple of words for each row."""

    what: str
    why: str
    basis: str
    recipients: str
    kept: str
    columns: tuple[str, ...]
    reasons: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]

    @property
    def as_facts(self) -> list[tuple[str, str, str]]:
        """The only row as (column, why it is kept, words)."""
        return list(zip(self.columns, self.reasons, self.rows[0], strict=True))


@dataclass(frozen=True)
class Everything:
    """All of it, with when and by whom."""

    organisation: str
    person: str
    made_at: datetime
    tables: tuple[Told, ...]

    def as_json(self) -> dict[str, Any]:
        """Return what JSON holds: each row as an object of column and words."""
        return {
            "organisation": self.organisation,
            "person": self.person,
            "made_at": self.made_at.isoformat(timespec="seconds"),
            "held": [
                {
                    **{k: v for k, v in asdict(t).items() if k not in ("rows", "columns")},
                    "rows": [dict(zip(t.columns, row, strict=True)) for row in t.rows],
                }
                for t in self.tables
            ],
        }


def everything(participant: Any) -> Everything:
    """Collect what is held about a participant, in a scope that sees all of it."""
    return Everything(
        organisation=str(participant.organisation),
        person=participant.name,
        made_at=timezone.localtime(),
        tables=tuple(_told(participant)),
    )


def _told(participant: Any) -> Iterator[Told]:
    for holding in sorted(holdings_of(participant), key=_place):
        label = holding.model._meta.label_lower
        if holding.withheld or label in _LEFT_OUT or not holding.fields:
            continue
        more = _TOLD.get(label, ())
        names = [name for name, _ in holding.fields]
        rows = holding.rows.order_by("pk").values_list(*[look for _, look in more], *names)
        drawn = tuple(_row(holding.model, names, len(more), row) for row in rows)
        # A row of which nothing is left says nothing: what was changed may be gone by now.
        if drawn := tuple(row for row in drawn if any(row)):
            yield _table(holding, [title for title, _ in more], names, drawn)


def _place(holding: Holding) -> tuple[int, int]:
    """The person first, then what took place, and what the machine wrote down of it last."""
    label = holding.model._meta.label_lower
    apps = [config.label for config in django_apps.get_app_configs()]
    is_own, is_trail = label == "services.participant", label.startswith("core.")
    return (0 if is_own else 2 if is_trail else 1), apps.index(holding.model._meta.app_label)


def _row(
    model: type[Model], names: list[str], already_words: int, row: tuple[Any, ...]
) -> tuple[str, ...]:
    values = zip(names, row[already_words:], strict=True)
    return (*map(str, row[:already_words]), *(_words(model, name, v) for name, v in values))


def _table(
    holding: Holding, first: list[str], names: list[str], rows: tuple[tuple[str, ...], ...]
) -> Told:
    found = holding.declaration
    purpose, period = PURPOSES[found.purpose], PERIODS[found.period]
    fields: list[Any] = [holding.model._meta.get_field(name) for name in names]
    titles = [str(field.verbose_name).capitalize() for field in fields]
    return Told(
        what=_HEADINGS.get(label := holding.model._meta.label_lower) or record_name(label),
        why=purpose.why,
        basis=purpose.basis,
        recipients=purpose.recipients,
        kept=f"{period.label}: counted from {period.clock}",
        columns=(*first, *titles),
        reasons=(*["" for _ in first], *[why for _, why in holding.fields]),
        rows=rows,
    )


def _words(model: type[Model], name: str, value: Any) -> str:
    """Write one value as a person reads it."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return "Yes" if value else "No"
    if isinstance(value, datetime):
        return f"{timezone.localtime(value):%-d %B %Y, %H:%M}"
    if isinstance(value, date):
        return f"{value:%-d %B %Y}"
    if isinstance(value, time):
        return f"{value:%H:%M}"
    field: Any = model._meta.get_field(name)
    if (model._meta.label_lower, name) == ("core.auditevent", "action"):
        return f"Somebody {sentence(value)}"
    if name in _LANGUAGES:
        return languages.name(value)
    if name == "other_languages":
        return ", ".join(languages.name(code) for code in value)
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation:
        related = field.related_model._default_manager.filter(pk=value).first()
        return str(related or "")
    return str(value)
