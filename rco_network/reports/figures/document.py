"""From an award and two days to a report: every number it prints is made here."""

from datetime import date, datetime
from typing import Any

from funding.calculations import awards_sharing, sessions_counting
from outcomes.models import Outcome
from rco_network.core import disclosure
from rco_network.core.tenancy import current_scope
from rco_network.core.tenancy.counting import counting
from services.data_rights.calculations import not_to_be_quoted
from services.models import Attendance

from .catalogue import SPECS, FigureSpec
from .facts import Facts, gather
from .shape import Breakdown, Cell, Figure, ReportDocument, Voice

MOST_VOICES = 6


def build_document(
    *, award: Any, period_start: date, period_end: date, language: str, made_at: datetime
) -> ReportDocument:
    """Count, protect and word the report on an award for a period, both days included.

    `award` has its funder and recipient loaded. Runs in a scope of the recipient: what may be
    quoted is read in it, while the figures are counted by the reporting role, which sees no word
    that somebody wrote.
    """
    asker = current_scope()
    with counting(user_id=asker.user_id if asker else None, organisation_ids=[award.recipient_id]):
        facts = gather(award, period_start, period_end)
        figures = _figures(award, facts)
    return ReportDocument(
        title="Impact report",
        organisation_name=award.recipient.name,
        funder_name=award.funder.name,
        award_title=award.title,
        award_reference=award.identifier or "",
        period_start=period_start,
        period_end=period_end,
        made_at=made_at,
        language=language,
        summary=_summary(award, figures),
        figures=figures,
        method=_method(),
        voices=_voices(award, facts),
        is_fictional=award.recipient.is_fictional,
    )


def _figures(award: Any, facts: Facts) -> tuple[Figure, ...]:
    shared = tuple(sorted({other.funder.name for other in _sharing(award, facts)}))
    return tuple(
        Figure(
            key=spec.key,
            label=spec.label,
            unit=spec.unit,
            definition=spec.definition,
            total=spec.total(facts),
            breakdowns=_breakdowns(spec, facts),
            shared_with=shared,
        )
        for spec in SPECS
    )


def _breakdowns(spec: FigureSpec, facts: Facts) -> tuple[Breakdown, ...]:
    """Every breakdown that prints something; one whose every row is hidden is left out whole."""
    drawn = (draw(facts) for draw in spec.breakdowns)
    return tuple(b for b in drawn if not all(row.cell.hidden for row in b.rows))


def _sharing(award: Any, facts: Facts) -> Any:
    return awards_sharing(award, facts.start, facts.end).select_related("funder")


def _summary(award: Any, figures: tuple[Figure, ...]) -> tuple[str, ...]:
    """The report in three sentences, each made of figures that the tables print too."""
    cells = {figure.key: figure.total for figure in figures}
    if cells["sessions"].value == 0:
        return (
            f"{award.recipient.name} logged no session in this period that counts towards "
            f"this award from {award.funder.name}.",
        )
    said = [
        f"In this period {award.recipient.name} held {_amount(cells['sessions'], 'session')} that "
        f"count towards this award. {_people(cells['people'])} took part"
        + _comma(cells["new_people"], "{} of them for the first time")
        + ".",
    ]
    if not cells["attendances"].hidden:
        said.append(
            f"Together they attended {_amount(cells['attendances'], 'time')}, which makes "
            f"{_amount(cells['contact_hours'], 'contact hour')}."
        )
    if not cells["outcomes"].hidden and cells["outcomes"].value:
        said.append(
            f"Workers recorded {_amount(cells['outcomes'], 'change')} in people's lives"
            + _comma(cells["people_with_outcomes"], "for {} people")
            + ", each with a date and a sentence of evidence."
        )
    return tuple(said)


def _amount(cell: Cell, noun: str) -> str:
    one = cell.value == 1 and not cell.is_range
    return f"{cell.text} {noun}{'' if one else 's'}"


def _people(cell: Cell) -> str:
    if cell.hidden:
        return f"{cell.text[:1].upper()}{cell.text[1:]} people"
    if cell.is_range:
        return f"Between {cell.text.replace(' to ', ' and ')} different people"
    return f"{cell.text} different {'person' if cell.value == 1 else 'people'}"


def _comma(cell: Cell, phrase: str) -> str:
    return "" if cell.hidden or not cell.value else ", " + phrase.format(cell.text)


def _method() -> tuple[str, ...]:
    least = disclosure.threshold()
    return (
        "Every figure is counted from registers, head counts and outcomes at the moment this "
        "report was made. Nothing is typed in by hand.",
        "A session counts towards an award when one of the rules that the organisation has set "
        "for that award includes its service, its place and its day. The same session may count "
        "towards several awards; the report says with whom a figure is shared.",
        "People are counted once for the whole period. They are never added up over months or "
        "services. Where only heads were counted, the number of different people lies between "
        "two ends and both are printed.",
        f"To protect people, a number of 1 to {least - 1} people in a breakdown is hidden, and "
        "so are other numbers from which it could be worked out. A breakdown of too few people is "
        "left out whole.",
        "What was not asked or not answered is shown as “Not recorded”, so that each breakdown "
        "adds up to the people known by name.",
        "Ages are taken on the last day of the period's last year, from the year of birth.",
    )


def _voices(award: Any, facts: Facts) -> tuple[Voice, ...]:
    """Sentences of evidence that may be quoted, at most one a person, several languages first."""
    came = Attendance.objects.for_organisation(award.recipient_id).filter(
        held_on__range=(facts.start, facts.end),
        session__in=sessions_counting(award, facts.start, facts.end).values("id"),
    )
    quotable = (
        Outcome.objects.for_organisation(award.recipient_id)
        .filter(
            may_be_quoted=True,
            happened_on__range=(facts.start, facts.end),
            participant__in=came.values("participant"),
        )
        .order_by("-happened_on", "-id")
    )
    # Somebody may have taken it back since, or asked that nothing of theirs be used.
    said = not_to_be_quoted(quotable)
    chosen: dict[int, Voice] = {}
    per_language: dict[str, int] = {}
    for outcome in said[:200]:
        already = per_language.get(outcome.evidence_language, 0)
        if outcome.participant_id in chosen or already >= 2 or len(chosen) == MOST_VOICES:
            continue
        per_language[outcome.evidence_language] = already + 1
        chosen[outcome.participant_id] = Voice(
            text=outcome.evidence,
            language=outcome.evidence_language,
            # Not the domain: with few outcomes it would fill a cell that the table hides.
            name="quoted with permission",
        )
    return tuple(chosen.values())
