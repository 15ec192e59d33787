"""What stands on records that somebody wants to take back: reports that were given out since."""

from django.utils.translation import gettext as _

from rco_network.core.dates import day_in_words
from services.resources.undoing import Made, holds_import

from .models import Edition


@holds_import
def in_a_report(made: Made) -> str:
    """Say which report, given out since the file was saved, counts the days of its marks."""
    days = made.days
    if days is None:
        return ""
    first, last = days
    given_out = Edition.objects.filter(
        organisation=made.file_import.organisation_id,
        issued_at__gt=made.file_import.saved_at,
        period_start__lte=last,
        period_end__gte=first,
    )
    report = given_out.order_by("period_start").first()
    if report is None:
        return ""
    return _(
        "A report for %(first)s to %(last)s that was issued since counts these days, and it must "
        "stay true. Correct what is wrong by hand instead."
    ) % {"first": day_in_words(report.period_start), "last": day_in_words(report.period_end)}
