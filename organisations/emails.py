"""Mail about organisations: one recipient each, plain text, nothing in the subject."""

from urllib.parse import urljoin

from django.conf import settings
from django.core.mail import EmailMessage
from django.template.loader import render_to_string
from django.urls import reverse

from rco_network.core.context import PRODUCT

from .models import Invitation


def invitation_mail(invitation: Invitation, token: str) -> EmailMessage:
    """The link, who asks and for which organisation. The address is the site's own, never Host."""
    link = urljoin(settings.SITE_URL, reverse("invitation-accept", args=[token]))
    body = render_to_string(
        "organisations/mail/invitation.txt",
        {"invitation": invitation, "link": link, "product": PRODUCT},
    )
    return EmailMessage(
        subject=f"An invitation to {PRODUCT}",
        body=body,
        to=[invitation.email],
        headers={"Auto-Submitted": "auto-generated"},
    )
