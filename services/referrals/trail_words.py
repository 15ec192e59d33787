"""The trail's words for referrals."""

from django.utils.translation import gettext_noop as _

from organisations.reference.trail_words import add_words

ACTIONS = {
    "referral.sent": _("referred somebody to another organisation"),
    "referral.came": _("was asked to help somebody by another organisation"),
    "referral.accepted": _("accepted a referral"),
    "referral.declined": _("declined a referral"),
    "referral.was_accepted": _("had a referral accepted"),
    "referral.was_declined": _("had a referral declined"),
    "referral.withdrawn": _("took a referral back"),
    "referral.was_withdrawn": _("had a referral taken back by its sender"),
    "referral.expired": _("had a referral that nobody answered in time"),
    "referral.became": _("said what became of a referral"),
}
RECORDS = {
    "referrals.referral": _("Referral"),
    "referrals.sentfor": _("Whom a sent referral is about"),
    "referrals.receivedas": _("Whom a received referral is about"),
}

add_words(ACTIONS, RECORDS)
