"""Mail about referrals: to each colleague who answers them, that there is something to read."""

from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from rco_network.core.context import PRODUCT
from rco_network.core.mail import letter, post, spoken_in

SOMETHING_CAME = letter("referrals.came", _("Something to read in %(product)s"))


def post_something_came(address: str, language: str, about: UUID) -> None:
    """Neither who nor from whom: that is read inside, after signing in."""
    link = urljoin(settings.SITE_URL, reverse("referrals"))
    said = {"link": link, "product": PRODUCT}
    with spoken_in(language):
        body = render_to_string("services/referrals/mail/came.txt", said)
        post(SOMETHING_CAME, to=address, body=body.lstrip(), about=about)
