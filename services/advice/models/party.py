"""Who else stands in a matter, and by what such a name is found again without being readable."""

from django.db import models

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedReference, RowSecurity

from .rows import OfMatter, in_matter, of_matter
from .sealed import role_choices


class ThirdParty(OfMatter):
    """A landlord, the council, a solicitor: another name in the matter."""

    name = EncryptedTextField()
    role = EncryptedTextField(choices=role_choices)
    reference = EncryptedTextField(blank=True, help_text="Their reference for this matter.")

    class Meta(OfMatter.Meta):
        verbose_name_plural = "third parties"
        constraints = [
            *OfMatter.Meta.constraints,
            in_matter("thirdparty"),
            RowSecurity(name="advice_thirdparty_rows", read=of_matter()),
            Tracked(
                name="advice_thirdparty_history",
                about=("advice.matter", "matter_id"),
                secret=("name", "role", "reference"),
            ),
        ]

    def __str__(self) -> str:
        return f"Third party of {self.matter_id}"


class PartyKey(OfMatter):
    """One word of a third party's name under a keyed hash, as it is spelt and as it may be read.

    Two hashes can be compared, and nobody without FIELD_KEYS can make one: the words stay sealed.
    There while the matter is current. A row without a place was written by an earlier rule of
    sounds, and is made anew before names are next compared.
    """

    party = models.ForeignKey(
        "advice.ThirdParty", on_delete=models.PROTECT, db_constraint=False, related_name="keys"
    )
    place = models.PositiveSmallIntegerField(null=True)
    spans = models.PositiveSmallIntegerField(default=1)
    word = models.CharField(max_length=50)
    sound = models.CharField(max_length=50)

    class Meta(OfMatter.Meta):
        indexes = [models.Index(fields=["organisation", "sound"], name="party_key_by_sound")]
        constraints = [
            *OfMatter.Meta.constraints,
            in_matter("partykey"),
            OwnedReference(
                name="partykey_party_same_organisation",
                to="advice.ThirdParty",
                columns=("organisation_id", "party_id"),
            ),
            RowSecurity(name="advice_partykey_rows", read=of_matter()),
        ]

    def __str__(self) -> str:
        return f"Key of {self.party_id}"
