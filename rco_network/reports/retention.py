"""Reports hold figures and sentences that may be quoted; no name is in them."""

from collections import Counter
from collections.abc import Collection
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.db.models import Q
from django.utils import timezone
from django.utils.translation import gettext_noop as _
from django.utils.translation import ngettext_lazy

from rco_network.core.personal_data import REMOVED, STAYS, declare, identifies, said, who
from rco_network.core.personal_data.lengths import over_on, started_by
from rco_network.core.personal_data.rules import Due, Rule, add_rule

from .models import EditionLink

_QUOTES = _("Figures in which nobody can be picked out, and sentences quoted without a name.")

_KEPT: Any = {"purpose": "accountability", "period": "as_long_as_taken_part"}
_OWN_WORDS = _("What an author says beside figures; nobody taking part is named.")

declare(
    "reports.report",
    plain="id organisation uuid created_at kind award funder return_due place restates "
    "behind own_figures period_start period_end language job made_at sent_to_approver_at "
    "approved_at",
    **_KEPT,
    asked_by=who(),
    approver=who(),
    document=identifies(_QUOTES, purpose="stories", goes=STAYS),
    words=identifies(_OWN_WORDS, goes=STAYS),
    layout=identifies(_OWN_WORDS, goes=STAYS),
    reason=identifies(_OWN_WORDS, goes=STAYS),
    approver_said=identifies(_OWN_WORDS, goes=STAYS),
)
declare(
    "reports.edition",
    called=_("Issued report"),
    plain="id organisation uuid created_at report code fingerprint period_start period_end "
    "issued_at restates",
    **_KEPT,
    issued_by=who(),
    document=identifies(_QUOTES, purpose="stories", goes=STAYS),
    reason=identifies(_OWN_WORDS, goes=STAYS),
    changes=identifies(_("Figures that were put right."), goes=STAYS),
)
declare(
    "reports.editionreader",
    called=_("Reader of an issued report"),
    plain="id organisation edition reader award return_due handed_at",
    **_KEPT,
)
declare(
    "reports.editionanswer",
    called=_("Answer of a reader"),
    # What a reader says of a report, in which nobody taking part is named.
    plain="id uuid organisation edition reader kind at note",
    **_KEPT,
    by=who(),
)
declare(
    "reports.editionfile",
    called=_("File of an issued report"),
    plain="id organisation edition content_type sha256",
    **_KEPT,
    content=identifies(_QUOTES, purpose="stories", goes=STAYS),
)
declare(
    "reports.rowsbehind",
    called=_("Rows behind a number"),
    # Keys of records, in which nobody can be read; they outlive the records.
    plain="id organisation edition ref record_type keys",
    **_KEPT,
)
declare(
    "reports.ownfigure",
    called=_("Own figure"),
    # How something is counted, and of nobody in particular.
    plain="id organisation uuid created_at name base service place gender age_band main_language "
    "domain",
    **_KEPT,
)
declare(
    "reports.layout",
    called=_("Layout of reports"),
    # Which figures, in which order; nobody in particular.
    plain="id organisation uuid created_at name kind title has_voices",
    **_KEPT,
)
declare(
    "reports.layoutpart",
    called=_("Part of a layout"),
    # Words that stand in every report of the layout; nobody taking part is named.
    plain="id organisation uuid created_at layout position figure own_figure breakdowns heading "
    "text",
    **_KEPT,
)
declare(
    "reports.contribution",
    called=_("Own work in another’s report"),
    # What numbers mean, and none of the numbers themselves.
    plain="id organisation maker edition code outline",
    **_KEPT,
)
declare(
    "reports.editionseal",
    called=_("Seal of an issued report"),
    plain="id code sha256 restated_by",
    **_KEPT,
)
declare(
    "reports.pack",
    called=_("Everything held, for the person"),
    plain="id organisation uuid created_at participant language job made_at expires_at",
    participant="participant",
    purpose="rights",
    period="pack",
    row=REMOVED,
    remark=_("It goes a day after it was asked for."),
    withheld="It is a copy of what the rest of this file says.",
    asked_by=who(),
    json_text=identifies(_("Everything held, for the person who asked.")),
    pdf_base64=identifies(_("The same on pages.")),
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
    called=_("Archive of everything"),
    plain="id organisation uuid created_at purpose job made_at taken_at expires_at attempt size "
    "rows",
    **{**_COPY, "participant": None},
    asked_by=who(),
)
declare(
    "reports.takeoutpart",
    called=_("Piece of an archive of everything"),
    plain="id organisation takeout attempt number",
    **_COPY,
    remark=_("It goes a day after it was asked for."),
    content=identifies(_("A piece of the archive, encrypted.")),
)
declare(
    "reports.editionlink",
    called=_("Link to an issued report"),
    plain="id organisation uuid created_at edition token_hash expires_at most opened taken "
    "last_opened_at withdrawn_at",
    purpose="accountability",
    period="invitation",
    row=REMOVED,
    address=identifies(_("To whom the link was sent."), about_staff=True),
    sent_by=who(),
)
declare(
    "reports.dossier",
    called=_("Several reports as one archive"),
    plain="id organisation uuid created_at purpose codes job made_at expires_at attempt size "
    "editions",
    purpose="accountability",
    period="pack",
    row=REMOVED,
    asked_by=who(),
)
declare(
    "reports.dossierpart",
    called=_("Piece of an archive of reports"),
    plain="id organisation dossier attempt number",
    purpose="accountability",
    period="pack",
    row=REMOVED,
    content=identifies(_QUOTES, purpose="stories", goes=STAYS),
)
declare(
    "reports.sharingagreement",
    plain="id organisation uuid created_at forum words starts_on ends_on withdrawn_at "
    "codes_made_at codes_key",
    agreed_by=who(),
    withdrawn_by=who(),
)
declare(
    "reports.matchcode",
    called=_("Code to count people once"),
    # Nobody can say which code is whose: with anybody who is erased all of the organisation's go,
    # and the next run makes those of the others again.
    participant=_of_everybody,
    plain="id organisation agreement month people",
    purpose="accountability",
    period="match_code",
    row=REMOVED,
    withheld="Codes name nobody, and without a key that the site does not hold nobody can say "
    "which one is whose.",
    code=said(
        _("To count somebody once who comes to several organisations; without the key it is noise.")
    ),
)


def _links_due(
    organisation_id: int, months: int, day: date, only: Collection[UUID] | None = None
) -> list[Due]:
    until = started_by("invitation", day, months) + timedelta(days=1)
    old = EditionLink.objects.for_organisation(organisation_id).filter(created_at__date__lt=until)
    return [
        Due(pk, uuid, over_on("invitation", timezone.localdate(at), months), "")
        for pk, uuid, at in old.order_by("pk").values_list("pk", "uuid", "created_at")
    ]


def _forget_links(organisation: Any, found: list[Due]) -> Counter[str]:
    own = EditionLink.objects.for_organisation(organisation)
    gone, _ = own.filter(pk__in=[one.pk for one in found]).delete()
    return Counter({EditionLink._meta.label_lower: gone})


add_rule(
    Rule(
        key="edition_links",
        period="invitation",
        subject_type=EditionLink._meta.label_lower,
        says=ngettext_lazy(
            "%(number)s old link to a report is removed",
            "%(number)s old links to reports are removed",
            "number",
        ),
        due=_links_due,
        apply=_forget_links,
    )
)
