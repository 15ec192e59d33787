"""What somebody said of the columns of a file, remembered for files with the same headings."""

from django.db import models

from rco_network.core.tenancy import OwnedRow, RowSecurity


class ImportMapping(OwnedRow):
    """Which heading means what, for one set of headings; the organisation's own."""

    family = models.CharField(max_length=20)
    headings = models.CharField(
        max_length=64, help_text="A sum over the headings, in any order and without dates."
    )
    mapping = models.JSONField(help_text="By heading, since columns move (resources/mapping.py).")
    said_at = models.DateTimeField(auto_now=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "family", "headings"], name="one_mapping_a_set_of_headings"
            ),
            RowSecurity(name="services_importmapping_rows"),
        ]

    def __str__(self) -> str:
        return f"{self.family} {self.headings[:8]}"
