"""Mail about reports that are due: that something waits, and never for whom or about what."""

from collections.abc import Iterable
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_noop as _

from rco_network.core.context import PRODUCT
from rco_network.core.mail import letter, post, spoken_in

REPORT_DUE = letter("funding.report_due", _("Something waits for you in %(product)s"))


def tell_that_a_report_waits(addresses: Iterable[tuple[str, str]]) -> None:
    """Post one mail to each address, in the language beside it."""
    said = {"product": PRODUCT, "link": urljoin(settings.SITE_URL, "/")}
    for address, language in addresses:
        with spoken_in(language):
            body = render_to_string("funding/mail/report_due.txt", said).lstrip()
            post(REPORT_DUE, to=address, body=body)
