"""The job that makes match codes: it alone has the key, and nothing but codes comes out of it."""

import logging
from datetime import datetime
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext_noop

from organisations.models import Organisation
from rco_network.core import jobs
from rco_network.core.jobs import Run, handles
from rco_network.core.jobs.registry import Effect
from rco_network.core.tenancy import COUNT, ERASE, scope
from services.data_rights.models import Limit, Objection
from services.models import Restriction

from ..matching.codes import codes_of
from ..matching.key import NoKey, key_name, match_key
from ..models import MatchCode, SharingAgreement

MAKE_CODES = "reports.match_codes"
BATCH = 5000
logger = logging.getLogger(__name__)


def ask_codes(organisation: Organisation, now: datetime) -> None:
    """Ask for an organisation's codes, once a minute at most. Runs in a scope of it."""
    jobs.ask(
        MAKE_CODES,
        by=None,
        organisation=organisation,
        subject=organisation,
        key=f"{MAKE_CODES}:{organisation.pk}:{now:%Y-%m-%d %H:%M}",
    )


def ask_everywhere(now: datetime) -> int:
    """Ask where codes are due: none yet today, of an older key, or somebody to be left out since.

    Returns for how many organisations. Agreements that are over lose their codes here.
    """
    from .agreements import forget_ended

    name = _name_of_key()
    with scope(installation=True):
        places = list(Organisation.objects.taking_part())
    asked = 0
    for organisation in places:
        with scope(organisation_ids=[organisation.pk], installation=True, rights={ERASE}):
            rows = SharingAgreement.objects.for_organisation(organisation)
            if not rows.exists():
                continue
            forget_ended(organisation, timezone.localdate(now))
            standing = list(rows.of_members().standing(timezone.localdate(now)))
            if standing and any(_is_due(one, now, name) for one in standing):
                ask_codes(organisation, now)
                asked += 1
    return asked


def _name_of_key() -> str:
    try:
        return key_name(match_key())
    except NoKey:
        return ""


def _is_due(agreement: SharingAgreement, now: datetime, name: str) -> bool:
    made = agreement.codes_made_at
    if made is None or timezone.localdate(made) < timezone.localdate(now):
        return True
    if name and agreement.codes_key != name:
        return True
    since: list[tuple[Any, str]] = [
        (Objection, "since"),
        (Limit, "since"),
        (Restriction, "restricted_at"),
    ]
    own = agreement.organisation_id
    return any(
        model.objects.filter(organisation=own, **{f"{moment}__gte": made}).exists()
        for model, moment in since
    )


@handles(MAKE_CODES)
def make_codes(run: Run) -> Effect:
    """Read how the names of one organisation sound and return what writes their codes.

    Without a key nothing is made, and figures stay ranges: that is no failure of the job.
    """
    organisation, now = run.job.organisation_id, timezone.now()
    try:
        key = match_key()
    except NoKey as reason:
        logger.warning("No match codes were made: %s", reason)
        return lambda: None
    run.progress(10, gettext_noop("Reading"))
    # No right at all: who is restricted or limited is not there.
    with scope(organisation_ids=[organisation]):
        found = codes_of(organisation, key, timezone.localdate(now))
    run.progress(60, gettext_noop("Writing"))
    return lambda: _write(organisation, found, key_name(key), now)


def _write(organisation: int, found: dict[tuple[str, str], int], name: str, now: datetime) -> None:
    """Replace the codes of every agreement that stands: one may have been withdrawn meanwhile."""
    with scope(organisation_ids=[organisation], installation=True, rights={COUNT}):
        rows = SharingAgreement.objects.for_organisation(organisation).of_members()
        standing = rows.standing(timezone.localdate(now)).select_for_update(of=("self",))
        for agreement in standing.order_by("pk"):
            MatchCode.objects.filter(agreement=agreement).delete()
            MatchCode.objects.bulk_create(
                (
                    MatchCode(
                        organisation_id=organisation,
                        agreement=agreement,
                        month=month,
                        code=code,
                        people=people,
                    )
                    for (month, code), people in found.items()
                ),
                batch_size=BATCH,
            )
            agreement.codes_made_at, agreement.codes_key = now, name
            agreement.save(update_fields=["codes_made_at", "codes_key"])
