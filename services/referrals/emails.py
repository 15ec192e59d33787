"""Mail about referrals: to each colleague who answers them, that there is something to read."""

from urllib.parse import urljoin
from uuid import UUID

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from rco_network.core.context import PRODUCT
from rco_network.core.mail import letter, post

SOMETHING_CAME = letter("referrals.came", f"Something to read in {PRODUCT}")


def post_something_came(address: str, about: UUID) -> None:
    """Neither who nor from whom: that is read inside, after signing in."""
    link = urljoin(settings.SITE_URL, reverse("referrals"))
    body = render_to_string("services/referrals/mail/came.txt", {"link": link, "product": PRODUCT})
    post(SOMETHING_CAME, to=address, body=body.lstrip(), about=about)
