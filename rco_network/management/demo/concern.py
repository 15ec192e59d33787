"""One invented concern, so that the lead of the demonstration has something to read."""

from organisations.enums import Duty, Role
from organisations.models import StaffMembership
from rco_network.core.tenancy import scope
from services.safeguarding.models import Concern, Receipt

from .directory import uuid_of

_SAID = {
    "about": "A man at the drop-in, I think his name is Bereket",
    "what": "He said that the man he lodges with keeps his bank card and gives him ten pounds a "
    "week. He laughed, but he looked down. He did not want me to tell anybody.",
    "happened": "On Tuesday, at the end of the drop-in",
    "place": "At the door of the front room",
    "done": "I gave him our number and said he can come by on any day.",
}


def write_a_concern(organisation: int, seed: int) -> None:
    """Let the organisation's logger have told its lead of something, once."""
    key = uuid_of("concern", seed)
    with scope(installation=True):
        staff = StaffMembership.objects.filter(organisation_id=organisation).select_related("user")
        logger = staff.filter(role=Role.LOGGER).first()
        lead = staff.filter(duties__contains=[Duty.SAFEGUARDING_LEAD]).first()
    if logger is None or lead is None:
        return
    with scope(user_id=logger.user_id, organisation_ids=[organisation]):
        if Receipt.objects.filter(pk=key).exists():
            return
        Concern(
            uuid=key,
            organisation_id=organisation,
            about_organisation_id=organisation,
            raised_by_id=logger.user_id,
            raiser=str(logger.user),
            **_SAID,
        ).save(force_insert=True)
        Receipt(uuid=key, raised_by_id=logger.user_id, received_by_id=organisation).save(
            force_insert=True
        )
