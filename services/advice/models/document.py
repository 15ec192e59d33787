"""Which papers of a matter there are, and where: never their numbers, never the papers."""

from django.db import models

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import RowSecurity

from ..enums import Copy, Held
from .rows import OfMatter, in_matter, of_matter


class Document(OfMatter):
    """One paper: asked for, here, or given back."""

    what = EncryptedTextField()
    copy = models.CharField(max_length=8, choices=Copy.choices)
    place = EncryptedTextField(blank=True, help_text="Where it is kept.")
    state = models.CharField(max_length=8, choices=Held.choices)
    asked_on = models.DateField(null=True)
    received_on = models.DateField(null=True)
    returned_on = models.DateField(null=True)

    class Meta(OfMatter.Meta):
        constraints = [
            *OfMatter.Meta.constraints,
            in_matter("document"),
            RowSecurity(name="advice_document_rows", read=of_matter()),
            Tracked(
                name="advice_document_history",
                about=("advice.matter", "matter_id"),
                secret=("what", "place"),
            ),
        ]

    def __str__(self) -> str:
        return f"Document {self.state}"
