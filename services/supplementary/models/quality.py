"""What the school has on file for the quality framework, and until when it is good."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.tenancy import OwnedModel

from .about import of_the_school


class QualityItem(OwnedModel):
    """One document or standard (`key` of reference/quality.py) with its evidence."""

    key = models.SlugField(max_length=40)
    evidence = models.TextField(blank=True, max_length=1000)
    on_file_since = models.DateField(null=True, blank=True)
    expires_on = models.DateField(null=True, blank=True)

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(
                fields=["organisation", "expires_on"],
                name="quality_by_expiry",
                condition=models.Q(expires_on__isnull=False),
            )
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(fields=["organisation", "key"], name="quality_item_once"),
            models.CheckConstraint(
                name="quality_expires_after_filing",
                condition=models.Q(expires_on=None)
                | models.Q(on_file_since=None)
                | models.Q(expires_on__gte=models.F("on_file_since")),
                violation_error_message=_("It cannot expire before it was put on file."),
            ),
            *of_the_school("qualityitem"),
        ]

    def __str__(self) -> str:
        return self.key
