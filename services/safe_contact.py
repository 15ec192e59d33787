"""The one door through which anything reaches a participant: is it safe, and to where."""

from rco_network.core.access import allows

from .enums import Channel
from .models import ContactDetails, Participant
from .permissions import check_may_contact


def may_contact(participant: Participant, channel: Channel) -> str:
    """Return the number or address to use now. Raises Refused, with the reason, when it is unsafe.

    Ask it at the moment of sending and keep no copy: what it returns is the only address that the
    product has, and what was unsafe yesterday may be allowed today or the other way round. In a
    scope that does not see the person's contact details nothing is known, so nothing is safe.
    """
    contact = ContactDetails.objects.filter(participant=participant).first()
    check_may_contact(contact, channel)
    return contact.place(channel) if contact else ""


def safe_ways(contact: ContactDetails | None) -> dict[Channel, str]:
    """Return what a file or a list may hold: the safe ways and where they lead, no others."""
    return {
        channel: contact.place(channel)
        for channel in Channel
        if contact is not None and allows(check_may_contact, contact, channel)
    }
