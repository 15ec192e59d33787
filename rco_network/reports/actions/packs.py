"""Making everything that is held about a person into two files, and forgetting them after a day."""

import base64
import json
from contextlib import suppress
from datetime import timedelta

from django.db import transaction
from django.utils import timezone
from django.utils.translation import gettext_noop

from organisations.acting import acting_for
from organisations.models import Organisation, StaffMembership
from rco_network.core import audit, jobs
from rco_network.core.actions.add_once import add_once
from rco_network.core.jobs import Run, handles
from rco_network.core.jobs.registry import Effect
from rco_network.core.paper.pdf import PangoMissing
from rco_network.core.tenancy import ERASE, scope
from services.data_rights.permissions import check_can_answer

from ..holdings import Everything, everything
from ..models import Pack
from ..paper.pack import pack_pdf

MAKE_PACK = "reports.make_pack"
LASTS = timedelta(hours=24)


@transaction.atomic
def ask_pack(*, by: StaffMembership, pack: Pack) -> Pack:
    """Ask for everything held about a person; sent twice is one pack. It goes after a day."""
    pack.asked_by_id = by.user_id
    pack.expires_at = timezone.now() + LASTS
    kept, is_new = add_once(pack)
    if is_new:
        kept.job = jobs.ask(
            MAKE_PACK,
            by=by,
            organisation=by.organisation,
            subject=kept,
            key=f"{MAKE_PACK}:{kept.uuid}",
        )
        kept.save(update_fields=["job"])
        audit.record("pack.asked_for", by=by, subject=kept.participant)
    return kept


@handles(MAKE_PACK)
def make_pack(run: Run) -> Effect:
    """Collect and draw; return what keeps both files. The asker's right is looked at again."""
    job = run.job
    run.progress(10, gettext_noop("Collecting"))
    with acting_for(job.asked_by_id, job.organisation_id) as asker:
        check_can_answer(asker)
        pack = Pack.objects.select_related("participant__organisation").get(uuid=job.subject_uuid)
        found = everything(pack.participant, pack.language)
        for_machines = everything(pack.participant)
    run.progress(50, gettext_noop("Drawing the pages"))
    pdf = b""
    with suppress(PangoMissing):
        pdf = pack_pdf(found)
    return lambda: _keep(pack, for_machines, pdf)


def _keep(pack: Pack, found: Everything, pdf: bytes) -> None:
    pack.made_at = found.made_at
    pack.json_text = json.dumps(found.as_json(), ensure_ascii=False, indent=2)
    pack.pdf_base64 = base64.b64encode(pdf).decode()
    pack.save(update_fields=["made_at", "json_text", "pdf_base64"])


def forget_packs() -> int:
    """Delete the packs whose day is over, organisation by organisation; return how many."""
    with scope(installation=True):
        places = list(Organisation.objects.taking_part().values_list("pk", flat=True))
    gone = 0
    for organisation_id in places:
        with scope(organisation_ids=[organisation_id], rights=[ERASE]):
            old = Pack.objects.filter(expires_at__lte=timezone.now())
            gone += old.delete()[0]
    return gone
