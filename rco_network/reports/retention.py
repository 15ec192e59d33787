"""Reports hold figures and sentences that may be quoted; no name is in them."""

from typing import Any

from django.db.models import Q

from rco_network.core.personal_data import REMOVED, STAYS, declare, identifies, said, who

_QUOTES = "Figures in which nobody can be picked out, and sentences quoted without a name."

declare(
    "reports.report",
    plain="id organisation uuid created_at award funder return_due period_start period_end "
    "language share_when_ready job made_at shared_at",
    purpose="accountability",
    period="as_long_as_taken_part",
    asked_by=who(),
    document=identifies(_QUOTES, purpose="stories", goes=STAYS),
)
declare(
    "reports.reportfile",
    called="File of a report",
    plain="id organisation report content_type sha256",
    purpose="accountability",
    period="as_long_as_taken_part",
    content=identifies(_QUOTES, purpose="stories", goes=STAYS),
)
declare(
    "reports.pack",
    called="Everything held, for the person",
    plain="id organisation uuid created_at participant job made_at expires_at",
    participant="participant",
    purpose="rights",
    period="pack",
    row=REMOVED,
    remark="It goes a day after it was asked for.",
    withheld="It is a copy of what the rest of this file says.",
    asked_by=who(),
    json_text=identifies("Everything held, for the person who asked."),
    pdf_base64=identifies("The same on pages."),
)


def _of_everybody(participant: Any) -> Q:
    """An archive holds everybody: when somebody is erased, those that wait go too."""
    return Q(pk__isnull=False)


_COPY: Any = {
    "participant": _of_everybody,
    "purpose": "accountability",
    "period": "pack",
    "row": REMOVED,
    "withheld": "It is a copy of what the rest of this file says, about everybody.",
}
declare(
    "reports.takeout",
    called="Archive of everything",
    plain="id organisation uuid created_at purpose job made_at taken_at expires_at attempt size "
    "rows",
    **{**_COPY, "participant": None},
    asked_by=who(),
)
declare(
    "reports.takeoutpart",
    called="Piece of an archive of everything",
    plain="id organisation takeout attempt number",
    **_COPY,
    remark="It goes a day after it was asked for.",
    content=identifies("A piece of the archive, encrypted."),
)
declare(
    "reports.sharingagreement",
    plain="id organisation uuid created_at forum words starts_on ends_on withdrawn_at "
    "codes_made_at codes_key",
    agreed_by=who(),
    withdrawn_by=who(),
)
_KEYED = "To count somebody once who comes to several organisations; without the key it is noise."
declare(
    "reports.matchcode",
    called="Code to count people once",
    # Nobody can say which code is whose: with anybody who is erased all of the organisation's go,
    # and the next run makes those of the others again.
    participant=_of_everybody,
    plain="id organisation agreement month people",
    purpose="accountability",
    period="match_code",
    row=REMOVED,
    withheld="Codes name nobody, and without a key that the site does not hold nobody can say "
    "which one is whose.",
    code=said(_KEYED),
    loose=said(_KEYED),
)
