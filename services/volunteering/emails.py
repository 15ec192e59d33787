"""One neutral mail: that something of the organisation's runs out, and never what or whose."""

from collections.abc import Collection
from urllib.parse import urljoin

from django.conf import settings

from rco_network.accounts.models import User
from rco_network.core.context import PRODUCT
from rco_network.core.mail import letter, post
from rco_network.core.tenancy import SIGN_IN, scope

SOMETHING_TO_DO = letter("volunteering_to_do", f"Something waits for you in {PRODUCT}")
_BODY = """\
Something waits for you in {product}: a date comes near.

Sign in to see it on your first page:
{address}

This message does not say what it is, so that nobody else can read it. Please do not answer it.
"""


def tell_that_something_waits(user_ids: Collection[int]) -> None:
    """Post one mail to each of these accounts."""
    body = _BODY.format(product=PRODUCT, address=urljoin(settings.SITE_URL, "/"))
    with scope(rights=[SIGN_IN]):
        found = User.objects.filter(pk__in=list(user_ids), is_active=True).order_by("pk")
        addresses = list(found.values_list("email", flat=True))
    for address in addresses:
        post(SOMETHING_TO_DO, to=address, body=body)
