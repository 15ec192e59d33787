"""Mail about reports: that there is something to read, and never of whom or about what."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_noop as _

from organisations.enums import Right
from organisations.models import StaffMembership
from rco_network.core.mail import letter, write
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
    for address, language in addresses:
        write(SENT_BACK, "reports/mail/sent_back.txt", to=address, language=language, about=about)


def post_link(address: str, token: str, *, days: int, about: UUID) -> None:
    """The link alone: neither who sends it nor what it opens stands in a mailbox."""
    write(
        LINK,
        "reports/mail/link.txt",
        to=address,
        language="",
        path=reverse("by-link", args=[token]),
        about=about,
        days=days,
    )
