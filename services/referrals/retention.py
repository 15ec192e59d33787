"""What a referral says of somebody, and how it goes: with the record of either side."""

from typing import Any

from django.db.models import Q

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
    remark="It stays without words, with either organisation: that it was asked, and answered.",
    fields={
        "called": identifies("By which name to call the person."),
        "need": identifies("What the person needs, in one line.", special=True),
        "contact": identifies("How they may safely be reached, where they agreed."),
        "language": said("In which language to speak with them.", special=True),
        "consent_words": said("The words that were read to them.", goes=STAYS),
        "consent_language": said("In which language.", goes=STAYS),
        "consent_given": said("How they agreed.", goes=STAYS),
        "consent_on": said("When they agreed.", goes=STAYS),
        "consent_until": said("Until when they agreed.", goes=STAYS),
        "reason": said("Why it was declined.", goes=STAYS),
        "became": said("What became of it.", goes=STAYS),
    },
    sent_by=who(),
    answered_by=who(),
)
for _label in ("referrals.sentfor", "referrals.receivedas"):
    declare(
        _label,
        called="Whom a referral is about",
        plain="id organisation referral",
        participant="participant",
        purpose="services",
        period="service_record",
        row=REMOVED,
        erased_in=4,
        fields={"participant": identifies("To know the person again when there is an answer.")},
    )
