"""Mail about advice says nothing of it: neither whose matter, nor which, nor that it is advice."""

from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.utils.translation import gettext_noop as _

from rco_network.accounts.models import User
from rco_network.core.context import PRODUCT
from rco_network.core.mail import letter, post, spoken_in
from rco_network.core.tenancy import SIGN_IN, scope

SOMETHING_TO_DO = letter("advice_to_do", _("You have something to do in %(product)s"))


def tell_that_something_is_due(user_id: int) -> bool:
    """Post one mail to an account; False where the account is not active any more."""
    with scope(rights=[SIGN_IN]):
        user = User.objects.filter(pk=user_id, is_active=True).first()
    if user is None:
        return False
    said = {"product": PRODUCT, "address": urljoin(settings.SITE_URL, "/")}
    with spoken_in(user.language):
        body = render_to_string("services/advice/mail/due.txt", said)
        post(SOMETHING_TO_DO, to=user.email, body=body)
    return True
