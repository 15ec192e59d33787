"""One neutral mail: that something of the organisation's runs out, and never what or whose."""

from collections.abc import Collection
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_noop as _

from rco_network.accounts.models import User
from rco_network.core.context import PRODUCT
from rco_network.core.mail import letter, post, spoken_in
from rco_network.core.tenancy import SIGN_IN, scope

SOMETHING_TO_DO = letter("volunteering_to_do", _("Something waits for you in %(product)s"))


def tell_that_something_waits(user_ids: Collection[int]) -> None:
    """Post one mail to each of these accounts."""
    said = {"product": PRODUCT, "address": urljoin(settings.SITE_URL, "/")}
    with scope(rights=[SIGN_IN]):
        found = User.objects.filter(pk__in=list(user_ids), is_active=True).order_by("pk")
        addresses = list(found.values_list("email", "language"))
    for address, language in addresses:
        with spoken_in(language):
            post(
                SOMETHING_TO_DO,
                to=address,
                body=render_to_string("services/volunteering/mail/waits.txt", said),
            )
