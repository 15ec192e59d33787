"""From a ground and two days to a report: every number it prints is made here."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils import translation

from funding.calculations import awards_sharing
from rco_network.core import disclosure
from rco_network.core.tenancy import current_scope
from rco_network.core.tenancy.counting import counting

from . import network
from .across import Guard
from .behind import Behind, rows_behind
from .catalogue import FigureSpec, needed
from .drafting import SUMMARY, draft
from .facts import Facts, gather
from .ground import Ground
from .laid import Laid, between, in_order, reading_of, texts_of
from .methods import method
from .numbering import numbered, places
from .own import OwnFigures, count_own
from .rooms import NOT_SHARED
from .shape import Breakdown, Figure, ReportDocument, Voice
from .told import tell, told_while_counting
from .words import by_address, passages


@dataclass(frozen=True)
class Made:
    """A report as it was counted: the document with its first draft of words, these words as
    their author edits them, and the keys of the rows behind each number (where asked for)."""

    document: ReportDocument
    words: dict[str, str]
    behind: Behind


def count_figures(
    ground: Ground, specs: Collection[FigureSpec], *, with_keys: bool = False
) -> tuple[Facts, tuple[Figure, ...]]:
    """Count and protect; return the facts and the numbered figures, in the active language.

    Who counts is the scope's own user; whether they may was checked before.
    """
    asker = current_scope()
    with counting(user_id=asker.user_id if asker else None, organisation_ids=ground.organisations):
        wanted = needed(specs) | (network.ALWAYS if ground.forum else frozenset())
        facts = gather(ground, wanted, with_keys=with_keys)
        facts.told |= told_while_counting(facts, ground, specs, with_keys=with_keys)
    tell(facts, ground, specs)
    told = (spec for spec in specs if spec.is_told is None or spec.is_told(facts))
    return facts, numbered(tuple(_figure(spec, facts) for spec in told))


def _figure(spec: FigureSpec, facts: Facts) -> Figure:
    return Figure(
        key=spec.key,
        label=str(spec.label),
        unit=str(spec.unit),
        definition=str(spec.definition),
        total=spec.total(facts),
        breakdowns=_breakdowns(spec, facts),
        facts=spec.facts(),
    )


def _breakdowns(spec: FigureSpec, facts: Facts) -> tuple[Breakdown, ...]:
    """Every breakdown that prints something; one whose every row is hidden is left out whole."""
    drawn = (part.draw(facts) for part in spec.parts)
    return tuple(breakdown for breakdown in drawn if not breakdown.is_hidden)


def build_document(
    *,
    kind: str,
    organisation: Any,
    ground: Ground,
    language: str,
    made_at: datetime,
    place: Any = None,
    reader: Any = None,
    own_figures: OwnFigures = (),
    layout: Laid | None = None,
    with_keys: bool = False,
    guard: Guard | None = None,
    voices: tuple[Voice, ...] = (),
) -> Made:
    """Count, protect and word a report; `voices` are what people say in it.

    `layout` is how it was laid out (laid.py); without one it is as its kind plans it. `guard`
    hides what would give numbers of earlier editions away (across.py; needs the keys).
    `organisation` makes it; a return's award has its funder loaded (`ground.award`), and `reader`
    is who reads it first where there is no award. Runs in a scope of the organisation, while the
    figures are counted by the reporting role, which sees no word that somebody wrote.
    """
    with translation.override(language):
        reading = reading_of(kind, layout)
        facts, figures = count_figures(ground, reading.specs, with_keys=with_keys)
        composed, own = count_own(ground, facts, own_figures, with_keys=with_keys)
        found = in_order((*figures, *composed), reading.order)
        document = ReportDocument(
            **_heading(organisation, ground, reader, place),
            title=reading.title,
            kind=kind,
            language=language,
            made_at=made_at,
            figures=numbered(_shared(found, ground)),
            written=between(reading, found),
            method=method(kind, facts),
            summary=(),
            voices=voices if reading.has_voices else (),
        )
        behind = rows_behind(document, facts, own) if with_keys else {}
        if guard:
            document = guard(document, behind)
        words = _first_words(document) | texts_of(reading, by_address(places(document)))
        return Made(with_words(document, words), words, behind)


def _first_words(document: ReportDocument) -> dict[str, str]:
    return draft(
        document.organisation_name,
        document.figures,
        funder=document.funder_name,
        kind=document.kind,
        place=document.place_name,
    )


def _heading(organisation: Any, ground: Ground, reader: Any, place: Any) -> dict[str, Any]:
    """Of a document: whose it is, for whom, of which place and days, under which rule."""
    award, rule = ground.award, disclosure.in_force()
    funder = award.funder if award else reader
    return {
        "organisation_name": organisation.name,
        "funder_name": funder.name if funder else "",
        "award_title": award.title if award else "",
        "award_reference": (award.identifier or "") if award else "",
        "place_name": place.name if place else "",
        "period_start": ground.start,
        "period_end": ground.end,
        "is_fictional": organisation.is_fictional,
        "threshold": rule.threshold,
        "rounding": rule.rounding,
    }


def with_words(document: ReportDocument, words: Mapping[str, str]) -> ReportDocument:
    """Return the document with these words by section. Raises UnknownFigure."""
    cells = by_address(places(document))
    return replace(
        document,
        summary=passages(words.get(SUMMARY, ""), cells),
        figures=tuple(
            replace(figure, words=passages(words.get(figure.key, ""), cells))
            for figure in document.figures
        ),
        written=tuple(
            replace(one, words=passages(words.get(one.key, ""), cells)) for one in document.written
        ),
    )


def _shared(figures: tuple[Figure, ...], ground: Ground) -> tuple[Figure, ...]:
    """Name the other funders towards whose awards some of the same work counts."""
    if ground.award is None:
        return figures
    others = awards_sharing(ground.award, ground.start, ground.end).select_related("funder")
    names = tuple(sorted({other.funder.name for other in others}))
    return tuple(
        figure if figure.key in NOT_SHARED else replace(figure, shared_with=names)
        for figure in figures
    )
