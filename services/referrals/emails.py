"""Mail about referrals: to each colleague who answers them, that there is something to read."""

from uuid import UUID

from django.urls import reverse
from django.utils.translation import gettext_noop as _

from rco_network.core.mail import letter, write

SOMETHING_CAME = letter("referrals.came", _("Something to read in %(product)s"))


def post_something_came(address: str, language: str, about: UUID) -> None:
    """Neither who nor from whom: that is read inside, after signing in."""
    write(
        SOMETHING_CAME,
        "services/referrals/mail/came.txt",
        to=address,
        language=language,
        path=reverse("referrals"),
        about=about,
    )
