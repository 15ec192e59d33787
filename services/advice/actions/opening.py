"""Opening a matter: the level of the adviser, then the check for conflicts, then the work."""

from collections.abc import Iterable
from contextlib import AbstractContextManager
from typing import Any

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_once
from rco_network.core.tenancy import scope

from ..calculations import AboveLevel, judge, known_as
from ..enums import Decision, PartyRole, State
from ..models import ConflictCheck, Matter, MatterAdviser, PartyKey, ThirdParty
from ..permissions import can_supervise, check_can_advise, check_move
from .keys import forget_keys, is_compared, renew_keys, write_keys


def with_sight(by: StaffMembership) -> AbstractContextManager[Any]:
    """The scope in which an adviser's act sees every matter for a moment.

    Naming the first adviser and looking for conflicts needs matters that the adviser must not
    read; nothing of them goes back to the page. People who are hidden stay hidden.
    """
    rights = by.scope.rights | {Right.SUPERVISE_ADVICE}
    return scope(user_id=by.user_id, organisation_ids=[by.organisation_id], rights=rights)


@transaction.atomic
def ask_for_matter(
    *, by: StaffMembership, matter: Matter, adviser: StaffMembership, others: Iterable[str] = ()
) -> Matter:
    """Open a matter, or leave it waiting for the supervisor where somebody's name is known.

    `others` are the names of the other side. Once however often the matter's uuid is sent.
    Raises AboveLevel for work above the adviser's registration: nothing is kept then.
    """
    check_can_advise(by)
    today = timezone.localdate()
    verdict = judge(adviser, matter.subjects, matter.level, today, is_self=adviser.pk == by.pk)
    if not verdict.is_allowed:
        raise AboveLevel(verdict)
    matter.organisation_id = by.organisation_id
    matter.opened_by_id = by.user_id
    matter.state = State.CHECKING
    with with_sight(by):
        matter, is_new = add_once(matter)
        if not is_new:
            return matter
        named = MatterAdviser(membership=adviser, named_by_id=by.user_id)
        named.belong_to(matter).save(force_insert=True)
        audit.record("matter asked for", by=by, subject=matter)
        check = look(by, matter, add_parties(matter, others))
        if check.decision == Decision.CLEAR:
            _open(by, matter)
    return matter


def add_parties(
    matter: Matter, names: Iterable[str], role: str = PartyRole.OTHER_SIDE, reference: str = ""
) -> list[ThirdParty]:
    """Write other people into a matter, by whom its kind is found later."""
    parties = []
    for name in dict.fromkeys(names):
        party = ThirdParty(name=name, role=role, reference=reference).belong_to(matter)
        party.save(force_insert=True)
        parties.append(party)
    write_keys(parties)
    return parties


def look(
    by: StaffMembership, matter: Matter, parties: Iterable[ThirdParty], *, reopens: bool = False
) -> ConflictCheck:
    """Look for conflicts with these parties, and with the client, and write down what came."""
    if PartyKey.objects.for_organisation(matter.organisation_id).filter(place=None).exists():
        renew_keys(matter.organisation_id)
    names = [party.name for party in parties]
    hits = known_as(matter.organisation_id, names, client=matter.participant, besides=matter.pk)
    check = ConflictCheck(
        names="\n".join(names),
        is_hit=bool(hits),
        reopens=reopens,
        decision=Decision.WAITING if hits else Decision.CLEAR,
        asked_by_id=by.user_id,
    ).belong_to(matter)
    check.save(force_insert=True)
    audit.record("conflict checked", by=by, subject=matter, is_hit=bool(hits))
    return check


@transaction.atomic
def reopen_matter(*, by: StaffMembership, matter: Matter) -> Matter:
    """Open a closed matter again, once its names were looked for as at the beginning.

    Since it was closed somebody in it may have become a client, a colleague or another matter's
    other side: then it stays closed until a supervisor has decided.
    """
    check_can_advise(by)
    check_move(matter, State.OPEN)
    if matter.conflictchecks.filter(decision=Decision.WAITING).exists():
        raise Refused(_("The supervisor looks at a possible conflict of interest first."))
    parties = [party for party in matter.thirdpartys.order_by("pk") if is_compared(party)]
    with with_sight(by):
        if look(by, matter, parties, reopens=True).decision == Decision.CLEAR:
            _open_again(by, matter)
    return matter


@transaction.atomic
def decide(
    *, by: StaffMembership, check: ConflictCheck, decision: str, reason: str = ""
) -> ConflictCheck:
    """Decide on a check that waits. Supervisors decide; an adviser can only step back (REFER).

    A matter that waited for it is opened, or not taken on; one that was closed stays closed.
    """
    check_can_advise(by)
    if not can_supervise(by) and decision != Decision.REFER:
        raise Refused(_("Only a supervisor can say that this is no conflict."))
    with with_sight(by):
        check = ConflictCheck.objects.select_for_update(of=("self",)).get(pk=check.pk)
        matter = Matter.objects.select_for_update(of=("self",)).get(pk=check.matter_id)
        if check.decision != Decision.WAITING:
            raise Refused(_("Somebody has decided this already."))
        check.decision, check.reason = decision, reason
        check.decided_by_id, check.decided_at = by.user_id, timezone.now()
        check.save(update_fields=["decision", "reason", "decided_by", "decided_at"])
        audit.record("conflict decided", by=by, subject=matter, decision=decision)
        if matter.state == State.CHECKING:
            _refuse(by, matter) if decision == Decision.REFER else _open(by, matter)
        elif check.reopens and decision != Decision.REFER:
            _open_again(by, matter)
    return check


def _open(by: StaffMembership, matter: Matter) -> None:
    check_move(matter, State.OPEN)
    matter.state = State.OPEN
    matter.save(update_fields=["state"])
    audit.record("matter opened", by=by, subject=matter)


def _open_again(by: StaffMembership, matter: Matter) -> None:
    check_move(matter, State.OPEN)
    matter.state, matter.ended, matter.closed_on = State.OPEN, "", None
    matter.save(update_fields=["state", "ended", "closed_on"])
    write_keys(ThirdParty.objects.filter(matter=matter))
    audit.record("matter reopened", by=by, subject=matter)


def _refuse(by: StaffMembership, matter: Matter) -> None:
    check_move(matter, State.REFUSED)
    matter.state = State.REFUSED
    matter.save(update_fields=["state"])
    forget_keys(matter)
    audit.record("matter refused", by=by, subject=matter)
