"""The numbers by which registers know an organisation; charities re-register, so they are dated."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedRow, RowSecurity
from rco_network.core.tenancy.constraints import INSTALLATION, SIGNED_IN, mine

from ..enums import Scheme


class Identifier(OwnedRow):
    """One number in one register, by org-id scheme (https://org-id.guide), from a day to a day."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="identifiers"
    )
    scheme = models.CharField(max_length=10, choices=Scheme.choices)
    number = models.CharField(max_length=60)
    valid_from = models.DateField(null=True, blank=True)
    valid_to = models.DateField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["scheme", "number"], name="one_holder_a_number"),
            models.CheckConstraint(
                name="identifier_ends_after_it_starts",
                condition=models.Q(valid_from=None)
                | models.Q(valid_to=None)
                | models.Q(valid_to__gte=models.F("valid_from")),
                violation_error_message=_("The last day must not be before the first day."),
            ),
            RowSecurity(
                name="organisations_identifier_rows",
                read=SIGNED_IN,
                write=f"({mine('organisation_id')} or {INSTALLATION})",
            ),
            Tracked(
                name="organisations_identifier_history",
                about=("organisations.organisation", "organisation_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.scheme}-{self.number}"
