"""Mail about concerns says nothing of them: whoever looks at the phone learns nothing."""

from collections.abc import Collection

from django.utils.translation import gettext_noop as _

from rco_network.accounts.emails import addresses_of
from rco_network.core.mail import letter, write

# The same for every kind of thing to read, should there be others one day.
SOMETHING_TO_READ = letter("something_to_read", _("You have something to read in %(product)s"))


def tell_about_something_to_read(user_ids: Collection[int]) -> None:
    """Post one mail to each of these accounts. It names no record and no organisation."""
    for address, language in addresses_of(user_ids):
        write(
            SOMETHING_TO_READ,
            "services/safeguarding/mail/to_read.txt",
            to=address,
            language=language,
        )
