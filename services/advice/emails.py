"""Mail about advice says nothing of it: neither whose matter, nor which, nor that it is advice."""

from urllib.parse import urljoin

from django.conf import settings

from rco_network.accounts.models import User
from rco_network.core.context import PRODUCT
from rco_network.core.mail import letter, post
from rco_network.core.tenancy import SIGN_IN, scope

SOMETHING_TO_DO = letter("advice_to_do", f"You have something to do in {PRODUCT}")
_BODY = """\
Something in {product} has a day that is near.

Sign in here to see what it is:
{address}

This message does not say what it is, so that nobody else can read it. Please do not answer it.
"""


def tell_that_something_is_due(user_id: int) -> bool:
    """Post one mail to an account; False where the account is not active any more."""
    with scope(rights=[SIGN_IN]):
        address = User.objects.filter(pk=user_id, is_active=True).values_list("email", flat=True)
        to = address.first()
    if to is None:
        return False
    body = _BODY.format(product=PRODUCT, address=urljoin(settings.SITE_URL, "/"))
    post(SOMETHING_TO_DO, to=to, body=body)
    return True
