"""Mail about reports that are due: that something waits, and never for whom or about what."""

from collections.abc import Iterable
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string

from rco_network.core.context import PRODUCT
from rco_network.core.mail import letter, post

REPORT_DUE = letter("funding.report_due", f"Something waits for you in {PRODUCT}")


def tell_that_a_report_waits(addresses: Iterable[str]) -> None:
    """Post one mail to each of these addresses."""
    said = {"product": PRODUCT, "link": urljoin(settings.SITE_URL, "/")}
    body = render_to_string("funding/mail/report_due.txt", said).lstrip()
    for address in addresses:
        post(REPORT_DUE, to=address, body=body)
