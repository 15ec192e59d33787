"""Mail to people who sign in: allauth writes the text, the outbox sends it.

Every subject is ours and the same for everybody: what shows on a locked phone says no more than
that there is a message. A kind that allauth may add one day goes out as `OTHER`.
"""

from collections.abc import Collection
from datetime import timedelta
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_noop as _

from rco_network.core.context import PRODUCT
from rco_network.core.mail import letter, post
from rco_network.core.tenancy import SIGN_IN, scope

from .models import User

# A code or link that arrives later than this has run out, or its owner has asked again.
QUICK = timedelta(minutes=15)
CODE = letter("accounts.code", _("Your code for %(product)s"), QUICK)
LINK = letter("accounts.link", _("The link you asked for from %(product)s"), QUICK)
OTHER = letter("accounts.notice", _("About your account at %(product)s"))
_LETTERS = {
    "account/email/login_code": CODE,
    "account/email/password_reset_code": CODE,
    "account/email/password_reset_key": LINK,
    "account/email/email_confirmation": LINK,
    # To an address without an account: the same on the outside as to one that has an account.
    "account/email/unknown_account": LINK,
}


def addresses_of(user_ids: Collection[int]) -> list[tuple[str, str]]:
    """Return (address, language) of those of these accounts that are active."""
    with scope(rights=[SIGN_IN]):
        found = User.objects.filter(pk__in=list(user_ids), is_active=True).order_by("pk")
        return list(found.values_list("email", "language"))


def post_account_mail(template_prefix: str, to: str, context: dict[str, Any], request: Any) -> None:
    """Put a mail of allauth's into the outbox; its own subject is not used."""
    site = {"name": PRODUCT, "domain": urlsplit(settings.SITE_URL).netloc}
    context = {"request": request, "email": to, "current_site": site} | context
    body = render_to_string(f"{template_prefix}_message.txt", context, request)
    post(_LETTERS.get(template_prefix, OTHER), to=to, body=body.strip() + "\n")
