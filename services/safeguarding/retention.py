"""What a safeguarding concern holds: kept by law, and given out by the lead alone."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from rco_network.core.personal_data import BY_LAW, STAYS, declare, identifies, said, who

_LEAD = "Only the safeguarding lead decides what is given out."


def _about(participant: Any) -> Q:
    return Q(participant_uuid=participant.uuid)


def _entry_about(participant: Any) -> Q:
    return Q(concern__participant_uuid=participant.uuid)


_OWN = {"about_staff": True, "goes": STAYS}
_KEPT = {"goes": STAYS, "special": True}

declare(
    "safeguarding.concern",
    plain="uuid organisation about_organisation state keep_until is_danger",
    participant=_about,
    purpose="safeguarding",
    period="safeguarding",
    row=BY_LAW,
    withheld=_LEAD,
    about=identifies(_("Whom the concern is about."), **_KEPT),
    participant_uuid=identifies(_("Which record of ours it is about."), **_KEPT),
    colleagues=identifies(_("Which colleagues it is about."), **_OWN),
    kept_from=identifies(_("Which colleagues must not see it."), **_OWN),
    named=identifies(_("Which colleagues the lead asked to help."), **_OWN),
    what=identifies(_("What was seen, heard or said."), **_KEPT),
    happened=identifies(_("When it was."), **_KEPT),
    place=identifies(_("Where it was."), **_KEPT),
    done=identifies(_("What was done at once."), **_KEPT),
    category=identifies(_("What sort of harm is feared."), **_KEPT),
    raised_by=who(),
    raiser=identifies(_("Who raised it."), **_OWN),
    raised_at=said(_("When it was raised."), goes=STAYS),
)
declare(
    "safeguarding.entry",
    called=_("Line under a concern"),
    plain="uuid organisation concern",
    participant=_entry_about,
    purpose="safeguarding",
    period="safeguarding",
    row=BY_LAW,
    withheld=_LEAD,
    kind=identifies(_("What sort of step it was."), **_KEPT),
    text=identifies(_("What was thought, done and decided."), **_KEPT),
    by=who(),
    writer=identifies(_("Who wrote it."), **_OWN),
    at=said(_("When it was written."), goes=STAYS),
)
declare(
    "safeguarding.receipt",
    called=_("Receipt of a concern"),
    plain="uuid received_by received_at",
    purpose="safeguarding",
    period="safeguarding",
    row=BY_LAW,
    raised_by=who(),
)
