"""The trail's words for referrals."""

from organisations.reference.trail_words import add_words

ACTIONS = {
    "referral.sent": "referred somebody to another organisation",
    "referral.came": "was asked to help somebody by another organisation",
    "referral.accepted": "accepted a referral",
    "referral.declined": "declined a referral",
    "referral.was_accepted": "had a referral accepted",
    "referral.was_declined": "had a referral declined",
    "referral.withdrawn": "took a referral back",
    "referral.was_withdrawn": "had a referral taken back by its sender",
    "referral.expired": "had a referral that nobody answered in time",
    "referral.became": "said what became of a referral",
}
RECORDS = {
    "referrals.referral": "Referral",
    "referrals.sentfor": "Whom a sent referral is about",
    "referrals.receivedas": "Whom a received referral is about",
}

add_words(ACTIONS, RECORDS)
