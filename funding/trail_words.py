"""What is done with the money of awards, in the words of the trail."""

from organisations.reference.trail_words import add_words

add_words(
    actions={
        "budget line added": "added a line to an award’s budget",
        "budget line changed": "changed a line of an award’s budget",
        "budget line removed": "took a line out of an award’s budget",
        "spending added": "wrote down spending of an award",
        "spending changed": "changed spending of an award",
        "spending removed": "took spending of an award away",
        "other money added": "named other money for the work of an award",
        "other money changed": "changed other money for the work of an award",
        "other money removed": "took other money for the work of an award away",
        "returns scheduled": "said how often an award’s reports are due",
        "return reminders sent": "reminded of reports that are due",
        "reports of others accepted": "said whether another funder’s report is accepted",
    },
    records={
        "funding.returnschedule": "When an award’s reports are due",
        "funding.budgetline": "Line of a budget",
        "funding.spending": "Spending",
        "funding.othermoney": "Other money for the same work",
    },
)
