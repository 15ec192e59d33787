"""Starting to ask, and ending it."""

from collections.abc import Iterable

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext as _

from organisations.models import StaffMembership
from rco_network.core import audit
from rco_network.core.access import Refused
from rco_network.core.actions.add_once import add_once
from services.models import Participant

from ..enums import AskState
from ..models import Ask, Instrument, Wave


@transaction.atomic
def start_wave(*, by: StaffMembership, wave: Wave, people: Iterable[Participant]) -> Wave:
    """Start asking these people, once however often its uuid is sent; nobody in an anonymous one.

    Raises Refused where there is nobody to ask, or for an instrument that is no longer offered.
    """
    asked = [] if wave.is_anonymous else list(people)
    if not asked and not wave.is_anonymous:
        raise Refused(_("There is nobody to ask. Choose at least one person."))
    own = Instrument.objects.for_organisation(by.organisation_id).select_for_update()
    if own.get(pk=wave.instrument_id).closed_on is not None:
        raise Refused(_("This questionnaire is no longer asked. Choose another."))
    wave.organisation_id = by.organisation_id
    wave.started_by_id = by.user_id
    wave, is_new = add_once(wave)
    if is_new:
        Ask.objects.bulk_create(
            Ask(
                organisation_id=by.organisation_id,
                wave=wave,
                participant=person,
                asked_on=wave.opened_on,
            )
            for person in asked
        )
        audit.record(
            "wave started", by=by, subject=wave, asked=wave.expected or len(asked), kind=wave.kind
        )
    return wave


@transaction.atomic
def close_wave(*, by: StaffMembership, wave: Wave) -> None:
    """End it: who has not answered stays as asked, and links open nothing any more."""
    if wave.closed_on is not None:
        return
    wave.closed_on = max(timezone.localdate(), wave.opened_on)
    wave.save(update_fields=["closed_on"])
    Ask.objects.for_organisation(by.organisation_id).filter(
        wave=wave, secret_hash__isnull=False
    ).update(secret_hash=None, link_ends_at=None)
    audit.record("wave closed", by=by, subject=wave)


@transaction.atomic
def decline(*, by: StaffMembership, ask: Ask) -> None:
    """Write down that somebody did not want to answer: they stay among those who were asked."""
    check_is_open(ask)
    ask.state = AskState.DECLINED
    ask.secret_hash = ask.link_ends_at = None
    ask.save(update_fields=["state", "secret_hash", "link_ends_at"])
    audit.record("answers declined", by=by, subject=ask)


def check_is_open(ask: Ask) -> None:
    """Raise Refused for who answered already, and for a wave that was ended."""
    if ask.state == AskState.ANSWERED:
        raise Refused(_("This was answered already."))
    if ask.wave.closed_on is not None:
        raise Refused(_("Nobody is asked any more: this round was ended."))
