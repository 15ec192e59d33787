"""Mail about concerns says nothing of them: whoever looks at the phone learns nothing."""

from collections.abc import Collection
from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_noop as _

from rco_network.accounts.models import User
from rco_network.core.context import PRODUCT
from rco_network.core.mail import letter, post, spoken_in
from rco_network.core.tenancy import SIGN_IN, scope

# The same for every kind of thing to read, should there be others one day.
SOMETHING_TO_READ = letter("something_to_read", _("You have something to read in %(product)s"))


def tell_about_something_to_read(user_ids: Collection[int]) -> None:
    """Post one mail to each of these accounts. It names no record and no organisation."""
    said = {"product": PRODUCT, "address": urljoin(settings.SITE_URL, "/")}
    with scope(rights=[SIGN_IN]):
        found = User.objects.filter(pk__in=list(user_ids), is_active=True).order_by("pk")
        addresses = list(found.values_list("email", "language"))
    for address, language in addresses:
        with spoken_in(language):
            post(
                SOMETHING_TO_READ,
                to=address,
                body=render_to_string("services/safeguarding/mail/to_read.txt", said),
            )
