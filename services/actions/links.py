"""Saying that two records are of one person, or of two; coming apart again. Nobody is merged."""

from collections import defaultdict
from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.dates import day_in_words
from rco_network.core.tenancy import current_scope, scope

from ..enums import LinkAnswer
from ..models import LinkDecision, Participant


@transaction.atomic
def link_records(
    *, by: StaffMembership, participant: Participant, other: Participant
) -> LinkDecision:
    """Let two records count as one person; both keep their histories. Twice changes nothing.

    Raises Refused where somebody said of two records that would come together by it that they
    are two people's, and for a record and itself.
    """
    _lock(participant, other)
    if said := _said_apart(participant, other):
        raise Refused(
            _(
                "It was decided on %(day)s that two of these records are of two people. If that "
                "was wrong, link those two first."
            )
            % {"day": day_in_words(said.decided_at)}
        )
    decision, is_new = _decide(by, participant, other, LinkAnswer.SAME)
    if is_new:
        _regroup(by, participant, other)
        audit.record("records linked", by=by, subject=participant, other=other.uuid)
    return decision


@transaction.atomic
def tell_apart(
    *, by: StaffMembership, participant: Participant, other: Participant
) -> LinkDecision:
    """Say that two records are of two people: a link comes apart, and nobody is asked again."""
    _lock(participant, other)
    decision, is_new = _decide(by, participant, other, LinkAnswer.DIFFERENT)
    if is_new:
        _regroup(by, participant, other)
        audit.record("records told apart", by=by, subject=participant, other=other.uuid)
    return decision


def linked_to(participant: Participant) -> list[Participant]:
    """Return the other records of the same person that the scope sees, the oldest first."""
    if participant.person_id is None:
        return []
    same = Participant.objects.for_organisation(participant.organisation_id).known()
    same = same.filter(person_id=participant.person_id).exclude(pk=participant.pk)
    return list(same.select_related("restriction").order_by("joined_on", "pk"))


def not_to_offer(participant: Participant) -> set[int]:
    """Return the records that are no candidates any more: decided of this one or one linked."""
    mine = {participant.pk, *(one.pk for one in linked_to(participant))}
    rows = LinkDecision.objects.for_organisation(participant.organisation_id).about(*mine)
    return mine | {pk for pair in rows.values_list("first", "second") for pk in pair}


def let_go(participant: Participant) -> None:
    """Take a record out of what it is linked with, before it is erased; the others stay linked.

    In a scope with the right ERASE. Decisions about it go with the record (retention.py).
    """
    ties = LinkDecision.objects.for_organisation(participant.organisation_id)
    ties = ties.about(participant.pk).same().order_by("pk")
    neighbours = [tie.second_id if tie.first_id == participant.pk else tie.first_id for tie in ties]
    deciders = [tie.decided_by_id for tie in ties]
    for n in range(len(neighbours) - 1):
        first, second = sorted(neighbours[n : n + 2])
        LinkDecision.objects.get_or_create(
            first_id=first,
            second_id=second,
            defaults={
                "organisation_id": participant.organisation_id,
                "answer": LinkAnswer.SAME,
                "decided_by_id": deciders[n],
                "decided_at": timezone.now(),
            },
        )
    LinkDecision.objects.filter(pk__in=[tie.pk for tie in ties]).delete()
    Participant.objects.filter(pk=participant.pk).update(person_id=None)
    _give_numbers(participant.organisation_id, neighbours)


def _lock(*participants: Participant) -> None:
    """One decision at a time about these two and whatever they are linked with."""
    pks = [one.pk for one in participants]
    if len(set(pks)) < 2:
        raise Refused(_("A record cannot be linked to itself."))
    rows = Participant.objects.select_for_update(of=("self",)).filter(pk__in=pks)
    list(rows.order_by("pk").values_list("pk"))


def _said_apart(participant: Participant, other: Participant) -> LinkDecision | None:
    """Return a decision that keeps the two from being one person, of those that may be seen."""
    mine = {participant.pk, *(one.pk for one in linked_to(participant))}
    theirs = {other.pk, *(one.pk for one in linked_to(other))}
    asked = {participant.pk, other.pk}
    rows = LinkDecision.objects.for_organisation(participant.organisation_id)
    for said in rows.about(*mine).different().order_by("pk"):
        pair = {said.first_id, said.second_id}
        if pair & mine and pair & theirs and pair != asked:
            return said
    return None


def _decide(
    by: StaffMembership, participant: Participant, other: Participant, answer: str
) -> tuple[LinkDecision, bool]:
    first, second = sorted((participant.pk, other.pk))
    values = {"answer": answer, "decided_by_id": by.user_id, "decided_at": timezone.now()}
    decision, is_new = LinkDecision.objects.get_or_create(
        first_id=first,
        second_id=second,
        defaults={"organisation_id": by.organisation_id, **values},
    )
    if not is_new and decision.answer != answer:
        for name, value in values.items():
            setattr(decision, name, value)
        decision.save(update_fields=list(values))
        is_new = True
    return decision, is_new


def _regroup(by: StaffMembership, *participants: Participant) -> None:
    """Number anew whoever hangs together with these, hidden records among them.

    What a colleague may not see still counts: in a scope that sees it, in which nothing is read
    out. Nothing but the number changes.
    """
    outer = current_scope()
    rights = (outer.rights if outer else frozenset()) | {Right.SEE_RESTRICTED}
    with scope(user_id=by.user_id, organisation_ids=[by.organisation_id], rights=rights):
        own = Participant.objects.for_organisation(by.organisation_id)
        pks = [one.pk for one in participants]
        numbers = own.filter(pk__in=pks, person_id__isnull=False).values("person_id")
        before = own.filter(person_id__in=numbers).values_list("pk", flat=True)
        _give_numbers(by.organisation_id, {*pks, *before})


def _give_numbers(organisation_id: int, participants: Iterable[int]) -> None:
    """Give each of these, and what it is linked with, the lowest key of those that are one."""
    left = set(participants)
    while left:
        together = _reached(organisation_id, left.pop())
        left -= together
        number = min(together) if len(together) > 1 else None
        Participant.objects.filter(pk__in=together).update(person_id=number)


def _reached(organisation_id: int, start: int) -> set[int]:
    """Return every record that decisions lead to from this one."""
    ties = LinkDecision.objects.for_organisation(organisation_id).same()
    found, edge = {start}, {start}
    while edge:
        beside: dict[int, set[int]] = defaultdict(set)
        for first, second in ties.about(*edge).values_list("first", "second"):
            beside[first].add(second)
            beside[second].add(first)
        edge = {pk for others in beside.values() for pk in others} - found
        found |= edge
    return found
