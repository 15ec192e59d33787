"""Mail about reports: that there is something to read, and never of whom or about what."""

from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core.context import PRODUCT
from rco_network.core.mail import letter, post, spoken_in
from rco_network.core.tenancy import scope

SENT_BACK = letter("reports.sent_back", _("Something to read in %(product)s"))
LINK = letter("reports.link", _("Something to read for you"))


def tell_report_makers(organisation_id: int, *, about: UUID) -> None:
    """One mail to each colleague who makes reports there: something waits on the first page."""
    with scope(installation=True):
        staff = StaffMembership.objects.holding(Right.MAKE_REPORTS).filter(
            organisation_id=organisation_id, user__is_active=True
        )
        addresses = sorted(set(staff.values_list("user__email", "user__language")))
    said = {"link": urljoin(settings.SITE_URL, "/"), "product": PRODUCT}
    for address, language in addresses:
        with spoken_in(language):
            body = render_to_string("reports/mail/sent_back.txt", said)
            post(SENT_BACK, to=address, body=body.lstrip(), about=about)


def post_link(address: str, token: str, *, days: int, about: UUID) -> None:
    """The link alone: neither who sends it nor what it opens stands in a mailbox."""
    link = urljoin(settings.SITE_URL, reverse("by-link", args=[token]))
    said = {"link": link, "days": days, "product": PRODUCT}
    # Nobody knows which language somebody without an account reads.
    with spoken_in(""):
        body = render_to_string("reports/mail/link.txt", said)
        post(LINK, to=address, body=body.lstrip(), about=about)
