"""Mail about advice says nothing of it: neither whose matter, nor which, nor that it is advice."""

from django.utils.translation import gettext_noop as _

from rco_network.accounts.emails import addresses_of
from rco_network.core.mail import letter, write

SOMETHING_TO_DO = letter("advice_to_do", _("You have something to do in %(product)s"))


def tell_that_something_is_due(user_id: int) -> bool:
    """Post one mail to an account; False where the account is not active any more."""
    found = addresses_of([user_id])
    for address, language in found:
        write(SOMETHING_TO_DO, "services/advice/mail/due.txt", to=address, language=language)
    return bool(found)
