"""What is done with agreements, in the words of the trail."""

from django.utils.translation import gettext_noop as _

from organisations.reference.trail_words import add_words

add_words(
    actions={
        "sharing agreed": _("agreed to count people once across the forum’s members"),
        "sharing withdrawn": _("withdrew from counting people once across the forum’s members"),
    },
    records={"reports.sharingagreement": _("Agreement to count people once")},
)
