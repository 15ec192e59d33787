"""Mail about organisations: one recipient each, plain text, nothing in the subject."""

from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import gettext_noop as _

from rco_network.accounts.models import User
from rco_network.core.context import PRODUCT
from rco_network.core.mail import letter, post, spoken_in

from .models import Invitation, OpenedDoor

INVITATION = letter("organisations.invitation", _("An invitation to %(product)s"))
DOOR_OPENED = letter("organisations.door_opened", _("Something to read in %(product)s"))


def post_invitation(invitation: Invitation, token: str) -> None:
    """The link, who asks and for which organisation. The address is the site's own, never Host."""
    link = urljoin(settings.SITE_URL, reverse("invitation-accept", args=[token]))
    said = {"invitation": invitation, "link": link, "product": PRODUCT}
    # Nobody knows which language somebody without an account reads.
    with spoken_in(""):
        body = render_to_string("organisations/mail/invitation.txt", said)
        post(INVITATION, to=invitation.email, body=body.lstrip(), about=invitation.uuid)


def post_door_opened(door: OpenedDoor, reader: User) -> None:
    """That somebody who runs the system looks in; who and why is read inside, after signing in."""
    link = urljoin(settings.SITE_URL, reverse("staff"))
    said = {"link": link, "product": PRODUCT}
    with spoken_in(reader.language):
        body = render_to_string("organisations/mail/door_opened.txt", said)
        post(DOOR_OPENED, to=reader.email, body=body.lstrip(), about=door.uuid)
