"""What a safeguarding concern holds: kept by law, and given out by the lead alone."""

from typing import Any

from django.db.models import Q

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
    about=identifies("Whom the concern is about.", **_KEPT),
    participant_uuid=identifies("Which record of ours it is about.", **_KEPT),
    colleagues=identifies("Which colleagues it is about.", **_OWN),
    kept_from=identifies("Which colleagues must not see it.", **_OWN),
    named=identifies("Which colleagues the lead asked to help.", **_OWN),
    what=identifies("What was seen, heard or said.", **_KEPT),
    happened=identifies("When it was.", **_KEPT),
    place=identifies("Where it was.", **_KEPT),
    done=identifies("What was done at once.", **_KEPT),
    category=identifies("What sort of harm is feared.", **_KEPT),
    raised_by=who(),
    raiser=identifies("Who raised it.", **_OWN),
    raised_at=said("When it was raised.", goes=STAYS),
)
declare(
    "safeguarding.entry",
    called="Line under a concern",
    plain="uuid organisation concern",
    participant=_entry_about,
    purpose="safeguarding",
    period="safeguarding",
    row=BY_LAW,
    withheld=_LEAD,
    kind=identifies("What sort of step it was.", **_KEPT),
    text=identifies("What was thought, done and decided.", **_KEPT),
    by=who(),
    writer=identifies("Who wrote it.", **_OWN),
    at=said("When it was written.", goes=STAYS),
)
declare(
    "safeguarding.receipt",
    called="Receipt of a concern",
    plain="uuid received_by received_at",
    purpose="safeguarding",
    period="safeguarding",
    row=BY_LAW,
    raised_by=who(),
)
