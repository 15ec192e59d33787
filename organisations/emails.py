"""Mail about organisations: one recipient each, plain text, nothing in the subject."""

from django.urls import reverse
from django.utils.translation import gettext_noop as _

from rco_network.accounts.models import User
from rco_network.core.mail import letter, write

from .models import Invitation, OpenedDoor

INVITATION = letter("organisations.invitation", _("An invitation to %(product)s"))
DOOR_OPENED = letter("organisations.door_opened", _("Something to read in %(product)s"))


def post_invitation(invitation: Invitation, token: str) -> None:
    """The link, who asks and for which organisation. The address is the site's own, never Host."""
    write(
        INVITATION,
        "organisations/mail/invitation.txt",
        to=invitation.email,
        language="",
        path=reverse("invitation-accept", args=[token]),
        about=invitation.uuid,
        invitation=invitation,
    )


def post_door_opened(door: OpenedDoor, reader: User) -> None:
    """That somebody who runs the system looks in; who and why is read inside, after signing in."""
    write(
        DOOR_OPENED,
        "organisations/mail/door_opened.txt",
        to=reader.email,
        language=reader.language,
        path=reverse("staff"),
        about=door.uuid,
    )
