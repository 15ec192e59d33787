"""What is done with the money of awards, in the words of the trail."""

from django.utils.translation import gettext_noop as _

from organisations.reference.trail_words import add_words

add_words(
    actions={
        "budget line added": _("added a line to an award’s budget"),
        "budget line changed": _("changed a line of an award’s budget"),
        "budget line removed": _("took a line out of an award’s budget"),
        "spending added": _("wrote down spending of an award"),
        "spending changed": _("changed spending of an award"),
        "spending removed": _("took spending of an award away"),
        "other money added": _("named other money for the work of an award"),
        "other money changed": _("changed other money for the work of an award"),
        "other money removed": _("took other money for the work of an award away"),
        "returns scheduled": _("said how often an award’s reports are due"),
        "return reminders sent": _("reminded of reports that are due"),
        "reports of others accepted": _("said whether another funder’s report is accepted"),
    },
    records={
        "funding.returnschedule": _("When an award’s reports are due"),
        "funding.budgetline": _("Line of a budget"),
        "funding.spending": _("Spending"),
        "funding.othermoney": _("Other money for the same work"),
    },
)
