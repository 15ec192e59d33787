"""What follows from what somebody agreed to and asked for."""

import calendar
from datetime import date
from typing import Any

from django.db.models import Exists, OuterRef, Q, QuerySet

from .enums import AgreesTo, Use
from .models import Consent, ConsentWording, Limit, Objection
from .reference.consent_words import ENGLISH


def answer_by(asked_on: date) -> date:
    """Return the day by which a request must be answered: one month on (UK GDPR Art. 12(3)).

    The same day of the next month, or its last day where it has none (the regulator's reading).
    """
    year, month = divmod(asked_on.year * 12 + asked_on.month, 12)
    last = calendar.monthrange(year, month + 1)[1]
    return date(year, month + 1, min(asked_on.day, last))


def wordings(organisation_id: int, to: str) -> list[tuple[str, str]]:
    """Return (language code, words) for a consent, the organisation's own before our English."""
    own = list(
        ConsentWording.objects.for_organisation(organisation_id)
        .filter(to=to)
        .order_by("language")
        .values_list("language", "text")
    )
    return own if any(code == "en" for code, _ in own) else [*own, ("en", ENGLISH[to])]


def not_to_be_quoted(rows: QuerySet[Any], participant: str = "participant_id") -> QuerySet[Any]:
    """Leave out the rows of people whose words may not be used (any more).

    Whoever took the consent back and gave no new one, objected to it, or asked that nothing of
    theirs be used. `participant` is the lookup from a row to the person.
    """
    theirs = Q(participant=OuterRef(participant))
    consents = Consent.objects.filter(theirs, to=AgreesTo.QUOTE)
    taken_back = consents.exclude(withdrawn_on=None)
    return rows.exclude(Exists(taken_back) & ~Exists(consents.standing())).exclude(
        Exists(Objection.objects.filter(theirs, use=Use.STORIES))
        | Exists(Limit.objects.filter(theirs))
    )


def objects_to(participant: Any, use: Use) -> bool:
    """Whether this person's objection to a use stands."""
    return Objection.objects.filter(participant=participant, use=use).exists()


def not_to_be_matched(organisation_id: int) -> QuerySet[Objection]:
    """Return the objections of people who are not to be recognised across organisations.

    Whoever does not want to be counted by what they are is not to be recognised either. Records
    that are limited or restricted are not seen at all by a scope without the rights for it.
    """
    uses = (Use.MATCHING, Use.MONITORING)
    return Objection.objects.for_organisation(organisation_id).filter(use__in=uses)
