"""The blind keys by which names of third parties are found while a matter is current."""

from collections.abc import Iterable

from django.db.models import Q

from rco_network.core.encryption import keyring

from ..calculations import keys_of
from ..enums import PartyRole
from ..models import Matter, PartyKey, ThirdParty

# Those against whom somebody could be: the council and the Home Office stand in half of all
# matters, and are nobody's other client.
COMPARED = (
    PartyRole.OTHER_SIDE,
    PartyRole.PARTNER,
    PartyRole.LANDLORD,
    PartyRole.EMPLOYER,
    PartyRole.OTHER,
)


def is_compared(party: ThirdParty) -> bool:
    """Whether somebody else could be working for this one."""
    return party.role in COMPARED


def write_keys(parties: Iterable[ThirdParty]) -> None:
    """Let these names be found in checks for conflicts."""
    PartyKey.objects.bulk_create(
        PartyKey(
            organisation_id=party.organisation_id,
            matter_id=party.matter_id,
            participant_id=party.participant_id,
            party=party,
            place=key.place,
            spans=key.spans,
            word=key.word,
            sound=key.sound,
        )
        for party in parties
        if is_compared(party)
        for key in keys_of(party.organisation_id, party.name)
    )


def forget_keys(matter: Matter) -> None:
    """Let the names of a matter that has ended be found no more."""
    PartyKey.objects.filter(matter=matter).delete()


def renew_keys(organisation_id: int) -> int:
    """Make keys anew that an older key of FIELD_KEYS or an earlier rule of sounds made.

    Returns for how many names.
    """
    older = PartyKey.objects.filter(
        ~Q(word__startswith=f"{keyring().newest}:") | Q(place=None), organisation_id=organisation_id
    )
    parties = list(
        ThirdParty.objects.filter(organisation_id=organisation_id, pk__in=older.values("party_id"))
    )
    PartyKey.objects.filter(party__in=parties).delete()
    write_keys(parties)
    return len(parties)
