"""A way to one edition for somebody without an account: a link that runs out, no file."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.tenancy import OwnedModel, OwnedQuerySet, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import INSTALLATION, mine
from rco_network.core.tenancy.models import OwnedManager


class EditionLinkQuerySet(OwnedQuerySet):
    def open(self) -> Self:
        """Neither withdrawn nor run out."""
        return self.filter(withdrawn_at=None, expires_at__gt=timezone.now())


class EditionLink(OwnedModel):
    """Sent to one address by the edition's own organisation; its secret is kept as a hash.

    Whoever holds it sees the edition's cover and takes its PDF, `most` times, until `expires_at`.
    """

    edition = models.ForeignKey(
        "reports.Edition", on_delete=models.PROTECT, db_constraint=False, related_name="links"
    )
    address = EncryptedTextField()
    token_hash = models.CharField(max_length=64, unique=True, editable=False)
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    expires_at = models.DateTimeField()
    most = models.PositiveSmallIntegerField(default=5, help_text="Files that it gives at most.")
    opened = models.PositiveSmallIntegerField(default=0)
    taken = models.PositiveSmallIntegerField(default=0)
    last_opened_at = models.DateTimeField(null=True)
    withdrawn_at = models.DateTimeField(null=True)

    # Where its mail is: filled by the list of links.
    mail_state = ""
    mail_failure = ""

    objects: ClassVar[Any] = OwnedManager.from_queryset(EditionLinkQuerySet)()

    class Meta(OwnedModel.Meta):
        ordering = ["-id"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="edition_link_gives_no_more_than_it_may",
                condition=models.Q(taken__lte=models.F("most")),
            ),
            OwnedReference(
                name="editionlink_edition_same_organisation",
                to="reports.Edition",
                columns=("organisation_id", "edition_id"),
            ),
            # Looked up by its hash before anybody is known, as an invitation is.
            RowSecurity(
                name="reports_editionlink_rows",
                read=f"({mine('organisation_id')} or {INSTALLATION})",
                write=mine("organisation_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"link to {self.edition_id}"

    @property
    def state(self) -> str:
        """Whether it still opens: "open", "withdrawn", "over" (its time), "used" (its files)."""
        if self.withdrawn_at:
            return "withdrawn"
        if self.expires_at <= timezone.now():
            return "over"
        return "used" if self.taken >= self.most else "open"
