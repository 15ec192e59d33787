"""Mail about organisations: one recipient each, plain text, nothing in the subject."""

from urllib.parse import urljoin

from django.conf import settings
from django.template.loader import render_to_string
from django.urls import reverse

from rco_network.core.context import PRODUCT
from rco_network.core.mail import letter, post

from .models import Invitation, OpenedDoor

INVITATION = letter("organisations.invitation", f"An invitation to {PRODUCT}")
DOOR_OPENED = letter("organisations.door_opened", f"Something to read in {PRODUCT}")


def post_invitation(invitation: Invitation, token: str) -> None:
    """The link, who asks and for which organisation. The address is the site's own, never Host."""
    link = urljoin(settings.SITE_URL, reverse("invitation-accept", args=[token]))
    body = render_to_string(
        "organisations/mail/invitation.txt",
        {"invitation": invitation, "link": link, "product": PRODUCT},
    )
    post(INVITATION, to=invitation.email, body=body.lstrip(), about=invitation.uuid)


def post_door_opened(door: OpenedDoor, address: str) -> None:
    """That somebody who runs the system looks in; who and why is read inside, after signing in."""
    link = urljoin(settings.SITE_URL, reverse("staff"))
    body = render_to_string(
        "organisations/mail/door_opened.txt", {"link": link, "product": PRODUCT}
    )
    post(DOOR_OPENED, to=address, body=body.lstrip(), about=door.uuid)
