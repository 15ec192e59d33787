"""One neutral mail: that something of the organisation's runs out, and never what or whose."""

from collections.abc import Collection

from django.utils.translation import gettext_noop as _

from rco_network.accounts.emails import addresses_of
from rco_network.core.mail import letter, write

SOMETHING_TO_DO = letter("volunteering_to_do", _("Something waits for you in %(product)s"))


def tell_that_something_waits(user_ids: Collection[int]) -> None:
    """Post one mail to each of these accounts."""
    for address, language in addresses_of(user_ids):
        write(
            SOMETHING_TO_DO, "services/volunteering/mail/waits.txt", to=address, language=language
        )
