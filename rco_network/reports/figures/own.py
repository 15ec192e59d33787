"""Figures that an organisation composed: counted by the same statement on a narrower ground.

Each is a part of a figure of the catalogue on the report's own ground, and is held back where it,
or what is left of the whole without it, stands for few people.
"""

from collections.abc import Collection, Mapping
from dataclasses import replace
from typing import Any

from django.utils.translation import gettext as _

from organisations.models import Place
from outcomes.models import Domain
from rco_network.core import disclosure
from rco_network.core.tenancy import current_scope
from rco_network.core.tenancy.counting import counting
from services.enums import AgeBand, Gender
from services.models import Service

from .catalogue import BY_KEY, needed
from .facts import Count, Facts, gather
from .ground import Ground, Only
from .language_names import language_name
from .shape import HIDDEN, Cell, Figure
from .spec import FigureSpec
from .totals import people_known

OwnFigures = Collection[Mapping[str, Any]]
Own = dict[str, tuple[FigureSpec, Facts]]


def count_own(
    ground: Ground, whole: Facts, asked: OwnFigures, *, with_keys: bool
) -> tuple[tuple[Figure, ...], Own]:
    """Count the organisation's own figures (OwnFigure.told); return them, not numbered yet, and
    by key from what they were drawn.

    `whole` are the report's facts, of which each is a part.
    """
    figures, own = [], Own()
    for one in asked:
        spec = replace(BY_KEY[one["base"]], parts=())
        with counting(user_id=_asker(), organisation_ids=ground.organisations):
            facts = gather(_narrowed(ground, one), needed([spec]), with_keys=with_keys)
        own[one["key"]] = (spec, facts)
        figures.append(_figure(one, spec, _protected(one["base"], spec, facts, whole)))
    return tuple(figures), own


def _asker() -> int | None:
    asker = current_scope()
    return asker.user_id if asker else None


def _narrowed(ground: Ground, one: Mapping[str, Any]) -> Ground:
    asked = {name: one[name] for name in ("service", "place") if one[name]}
    found = ground.narrowed(**asked) if asked else ground
    only = Only(one["gender"], one["age_band"], one["main_language"], one["domain"])
    return replace(found, only=only)


def _protected(base: str, spec: FigureSpec, facts: Facts, whole: Facts) -> Cell:
    if base == "sessions":
        return spec.total(facts)
    parts = [(people_known(facts), people_known(whole))]
    if base in ("outcomes", "people_with_outcomes"):
        parts.append((_changed(facts), _changed(whole)))
    if all(disclosure.may_print_part(part, all_of_it) for part, all_of_it in parts):
        return spec.total(facts)
    return HIDDEN


def _changed(facts: Facts) -> int:
    return facts.table("outcomes", "all").get("all", Count()).people


def _figure(one: Mapping[str, Any], spec: FigureSpec, total: Cell) -> Figure:
    narrowed = _words(one)
    only = _("Only: %(what)s.") % {"what": narrowed}
    return Figure(
        key=one["key"],
        label=one["name"],
        unit=str(spec.unit),
        definition=f"{spec.definition} {only}" if narrowed else str(spec.definition),
        total=total,
        breakdowns=(),
        facts=(
            (_("Composed from"), str(spec.label)),
            *(((_("Only"), narrowed),) if narrowed else ()),
            *(fact for fact in replace(spec, parts=()).facts()),
        ),
    )


def _words(one: Mapping[str, Any]) -> str:
    """What it is narrowed to, in the active language."""
    said = []
    if one["service"]:
        said += Service.objects.filter(pk=one["service"]).values_list("name", flat=True)
    if one["place"]:
        said += Place.objects.filter(pk=one["place"]).values_list("name", flat=True)
    if one["gender"]:
        said.append(str(Gender(one["gender"]).label))
    if one["age_band"]:
        said.append(str(AgeBand(one["age_band"]).label))
    if one["main_language"]:
        said.append(language_name(one["main_language"]))
    if one["domain"]:
        said += Domain.objects.filter(pk=one["domain"]).values_list("name", flat=True)
    return _(", ").join(said)


def in_words(one: Mapping[str, Any]) -> str:
    """An own figure in a line: what is counted, of whom."""
    return ": ".join(filter(None, [str(BY_KEY[one["base"]].label), _words(one)]))
