"""Everything that is held about one person, from the declarations of every app: rows first.

The PDF is drawn of it in the language that was asked for, the JSON in English, so that a machine
knows its keys. What people wrote stays as they wrote it. What is held by law and given out by the
safeguarding lead alone is not in it, and whether there is any is not said either.
"""

from collections.abc import Iterator
from dataclasses import asdict, dataclass
from datetime import date, datetime, time
from typing import Any

from django.apps import apps as django_apps
from django.conf import settings
from django.db.models import Model
from django.utils import timezone, translation
from django.utils.translation import gettext
from django.utils.translation import gettext_noop as _

from organisations.reference.trail_words import did_by, record_name, sentence
from rco_network.core.dates import day_in_words, moment_in_words
from rco_network.core.personal_data import PERIODS, PURPOSES, Holding, holdings_of
from rco_network.core.personal_data.names import field_name

from .figures.language_names import language_name

# What a row of keys means to the person: a label, and the lookup to words.
_TOLD: dict[str, tuple[tuple[str, str], ...]] = {
    "services.enrolment": ((_("Service"), "group__service__name"), (_("Group"), "group__name")),
    "services.attendance": (
        (_("Service"), "session__service__name"),
        (_("Group"), "session__group__name"),
    ),
    "outcomes.outcome": ((_("In which part of life"), "domain__name"),),
}
_HEADINGS = {
    "services.participant": _("About you"),
    "services.enrolment": _("Your groups"),
    "services.attendance": _("When you came"),
    "core.auditevent": _("What was done with your record"),
    "core.recordchange": _("What was changed in your record"),
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
    language: str
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


def everything(participant: Any, language: str = settings.LANGUAGE_CODE) -> Everything:
    """Collect what is held about a participant in a language, in a scope that sees all of it."""
    with translation.override(language):
        return Everything(
            organisation=str(participant.organisation),
            person=participant.name,
            made_at=timezone.localtime(),
            language=language,
            tables=tuple(_told(participant)),
        )


def _told(participant: Any) -> Iterator[Told]:
    for holding in sorted(holdings_of(participant), key=_place):
        label = holding.model._meta.label_lower
        if holding.withheld or label in _LEFT_OUT or not holding.fields:
            continue
        more = _TOLD.get(label, ())
        names = [name for name, why in holding.fields]
        rows = holding.rows.order_by("pk").values_list(*[look for title, look in more], *names)
        drawn = tuple(_row(holding.model, names, len(more), row) for row in rows)
        # A row of which nothing is left says nothing: what was changed may be gone by now.
        if drawn := tuple(row for row in drawn if any(row)):
            yield _table(holding, [gettext(title) for title, look in more], names, drawn)


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
    titles = [field_name(field.verbose_name) for field in fields]
    heading = _HEADINGS.get(label := holding.model._meta.label_lower)
    length = {"label": gettext(period.label), "clock": gettext(period.clock)}
    return Told(
        what=gettext(heading) if heading else record_name(label),
        why=gettext(purpose.why),
        basis=gettext(purpose.basis),
        recipients=gettext(purpose.recipients),
        kept=gettext("%(label)s: counted from %(clock)s") % length,
        columns=(*first, *titles),
        reasons=(*["" for _ in first], *[gettext(why) for name, why in holding.fields]),
        rows=rows,
    )


def _words(model: type[Model], name: str, value: Any) -> str:
    """Write one value as a person reads it."""
    if value in (None, "", []):
        return ""
    if isinstance(value, bool):
        return gettext("Yes") if value else gettext("No")
    if isinstance(value, datetime):
        return moment_in_words(timezone.localtime(value))
    if isinstance(value, date):
        return day_in_words(value)
    if isinstance(value, time):
        return f"{value:%H:%M}"
    field: Any = model._meta.get_field(name)
    if (model._meta.label_lower, name) == ("core.auditevent", "action"):
        return did_by(gettext("Somebody"), sentence(value))
    if name in _LANGUAGES:
        return language_name(value)
    if name == "other_languages":
        return ", ".join(language_name(code) for code in value)
    if getattr(field, "choices", None):
        return str(dict(field.flatchoices).get(value, value))
    if field.is_relation:
        related = field.related_model._default_manager.filter(pk=value).first()
        return str(related or "")
    return str(value)
