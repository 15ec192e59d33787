"""What a referral says of somebody, and how it goes: with the record of either side."""

from typing import Any

from django.db.models import Q
from django.utils.translation import gettext_noop as _

from rco_network.core.personal_data import REMOVED, STAYS, declare, identifies, said, who


def _either_side(participant: Any) -> Q:
    return Q(sent_for__participant=participant) | Q(received_as__participant=participant)


declare(
    "referrals.referral",
    plain="id uuid sender receiver state sent_at expires_on answered_at",
    participant=_either_side,
    purpose="services",
    period="service_record",
    erased_in=3,
    remark=_("It stays without words, with either organisation: that it was asked, and answered."),
    fields={
        "called": identifies(_("By which name to call the person.")),
        "need": identifies(_("What the person needs, in one line."), special=True),
        "contact": identifies(_("How they may safely be reached, where they agreed.")),
        "language": said(_("In which language to speak with them."), special=True),
        "consent_words": said(_("The words that were read to them."), goes=STAYS),
        "consent_language": said(_("In which language."), goes=STAYS),
        "consent_given": said(_("How they agreed."), goes=STAYS),
        "consent_on": said(_("When they agreed."), goes=STAYS),
        "consent_until": said(_("Until when they agreed."), goes=STAYS),
        "reason": said(_("Why it was declined."), goes=STAYS),
        "became": said(_("What became of it."), goes=STAYS),
    },
    sent_by=who(),
    answered_by=who(),
)
for _label in ("referrals.sentfor", "referrals.receivedas"):
    declare(
        _label,
        called=_("Whom a referral is about"),
        plain="id organisation referral",
        participant="participant",
        purpose="services",
        period="service_record",
        row=REMOVED,
        erased_in=4,
        fields={"participant": identifies(_("To know the person again when there is an answer."))},
    )
