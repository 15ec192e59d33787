"""Mail about reports that are due: that something waits, and never for whom or about what."""

from collections.abc import Iterable

from django.utils.translation import gettext_noop as _

from rco_network.core.mail import letter, write

REPORT_DUE = letter("funding.report_due", _("Something waits for you in %(product)s"))


def tell_that_a_report_waits(addresses: Iterable[tuple[str, str]]) -> None:
    """Post one mail to each address, in the language beside it."""
    for address, language in addresses:
        write(REPORT_DUE, "funding/mail/report_due.txt", to=address, language=language)
