"""Mail to participants: the product writes none today, and this is the rule for the first one.

A letter whose kind begins with TO_PARTICIPANTS and that is about a participant leaves only when
that person said, up to this minute, that e-mail is safe, and only to the address that they have
now. Imported when the app is ready (apps.py), since the outbox asks whoever has registered.
"""

from uuid import UUID

from organisations.enums import Right
from organisations.models import Organisation
from rco_network.core.access import Refused
from rco_network.core.mail import must_allow
from rco_network.core.tenancy import scope

from .enums import Channel
from .models import Participant
from .safe_contact import may_contact

TO_PARTICIPANTS = "participants."


@must_allow
def is_safe_to_write(address: str, kind: str, about: UUID | None) -> bool:
    """Whether this mail may leave: always for staff, for a participant where it is safe."""
    return not kind.startswith(TO_PARTICIPANTS) or address == _safe_address(about)


def _safe_address(about: UUID | None) -> str | None:
    """Return where the person may be written to, None where nowhere.

    The outbox knows no organisation. Of the rows that this scope opens, one address is read.
    """
    with scope(installation=True):
        everywhere = list(Organisation.objects.values_list("pk", flat=True))
    rights = [Right.SEE_PEOPLE, Right.SEE_RESTRICTED]
    with scope(organisation_ids=everywhere, rights=rights):
        person = Participant.objects.filter(uuid=about).first()
        try:
            return may_contact(person, Channel.EMAIL) if person else None
        except Refused:
            return None
