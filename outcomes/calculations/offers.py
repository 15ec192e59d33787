"""What the work offers as outcomes, what was said to it, and whether it still says so."""

from collections import defaultdict
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any
from uuid import UUID

from organisations.models import StaffMembership
from services.models import Enrolment

from ..enums import OfferKind, Standing
from ..models import OfferAnswer, Outcome
from .sources import SOURCE_OF, SOURCES, Offer

# An outcome of the same person in the same domain within so many days may be the same one.
NEAR = timedelta(days=90)
MOST_LOOKED_AT = 500


@dataclass(frozen=True)
class Numbers:
    """How many are offered, were accepted and were put aside, as far as the asker may see."""

    offered: int
    accepted: int
    aside: int


@dataclass(frozen=True)
class Origin:
    """Where an outcome came from, and whether it still says so (`now`: what it says today)."""

    answer: OfferAnswer
    standing: Standing
    now: str = ""


def offers_for(membership: StaffMembership, kind: str = "") -> list[Offer]:
    """Return what waits for an answer, the newest first; of one kind, if asked."""
    asked = [s for s in SOURCES if (not kind or s.kind == kind) and s.may(membership)]
    found = [one for s in asked for one in s.found(membership.organisation_id, waiting=True)]
    return sorted(found, key=lambda one: (one.happened_on, one.key), reverse=True)


def waiting_for(membership: StaffMembership) -> int:
    """Return how many offers wait for an answer of this colleague."""
    own = membership.organisation_id
    return sum(source.number(own) for source in SOURCES if source.may(membership))


def numbers(membership: StaffMembership, waiting: int) -> Numbers:
    """Return the numbers of the page, where so many wait."""
    own = OfferAnswer.objects.for_organisation(membership.organisation_id)
    may = [source.kind for source in SOURCES if source.may(membership)]
    own = own.filter(kind__in=may)
    accepted, aside = own.accepted().count(), own.put_aside().count()
    return Numbers(waiting + accepted + aside, accepted, aside)


def services_of(offers: Collection[Offer]) -> dict[str, int]:
    """Return the service that helped, by the offer's key: where the person went at the time."""
    kinds = {one.key: SOURCE_OF[one.kind].service for one in offers}
    people = {one.participant.pk for one in offers if kinds[one.key]}
    went = defaultdict[tuple[int, str], list[Any]](list)
    rows = Enrolment.objects.filter(
        participant__in=people, group__service__kind__in={k for k in kinds.values() if k}
    ).order_by("enrolled_on", "pk")
    for person, kind, day, service in rows.values_list(
        "participant_id", "group__service__kind", "enrolled_on", "group__service_id"
    ):
        went[(person, kind)].append((day, service))
    found = {}
    for one in offers:
        places = went.get((one.participant.pk, str(kinds[one.key] or "")), [])
        before = [service for day, service in places if day <= one.happened_on]
        if places:
            found[one.key] = before[-1] if before else places[0][1]
    return found


def near_ones(offers: Collection[Offer], domains: dict[str, int]) -> dict[str, Outcome]:
    """Return an outcome of the same person, domain and time that is there already, by key."""
    rows = Outcome.objects.filter(participant__in={one.participant.pk for one in offers})
    there = defaultdict[tuple[int, int], list[Outcome]](list)
    for row in rows.order_by("happened_on").only("participant_id", "domain_id", "happened_on"):
        there[(row.participant_id, row.domain_id)].append(row)
    found = {}
    for one in offers:
        for row in there.get((one.participant.pk, domains[one.key]), []):
            if abs(row.happened_on - one.happened_on) <= NEAR:
                found[one.key] = row
    return found


def origins_of(outcomes: Iterable[Outcome]) -> dict[int, Origin]:
    """Return where outcomes came from, by their key; those that were typed are not in it."""
    rows = OfferAnswer.objects.filter(outcome__in=[one.pk for one in outcomes]).accepted()
    origins = standing_of(rows)
    return {one.answer.outcome_id: one for one in origins if one.answer.outcome_id is not None}


def changed_origins(organisation_id: int) -> list[Origin]:
    """Return what was accepted and says something else by now, of the newest five hundred."""
    rows = OfferAnswer.objects.for_organisation(organisation_id).accepted()
    newest = rows.select_related("participant", "outcome__domain").order_by("-id")[:MOST_LOOKED_AT]
    return [one for one in standing_of(newest) if one.standing != Standing.SAME]


def standing_of(answers: Iterable[OfferAnswer]) -> list[Origin]:
    """Return the answers with what their sources say today: a query for each kind among them."""
    answers = list(answers)
    now: dict[tuple[str, UUID], str] = {}
    for kind in {one.kind for one in answers}:
        mine = [one for one in answers if one.kind == kind]
        found = SOURCE_OF[kind].found(mine[0].organisation_id, only=[one.source for one in mine])
        now |= {(kind, offer.source): offer.facts for offer in found}
    origins = []
    for one in answers:
        facts = now.get((one.kind, one.source))
        if facts is None:
            origins.append(Origin(one, Standing.GONE))
        elif facts != one.facts:
            origins.append(Origin(one, Standing.CORRECTED, facts))
        else:
            origins.append(Origin(one, Standing.SAME, facts))
    return origins


def kinds_for(membership: StaffMembership) -> list[OfferKind]:
    """Return which kinds of offers this colleague may see."""
    return [source.kind for source in SOURCES if source.may(membership)]
