"""What is done with agreements, in the words of the trail."""

from organisations.reference.trail_words import add_words

add_words(
    actions={
        "sharing agreed": "agreed to count people once across the forum’s members",
        "sharing withdrawn": "withdrew from counting people once across the forum’s members",
    },
    records={"reports.sharingagreement": "Agreement to count people once"},
)
