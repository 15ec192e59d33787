"""What an organisation agreed with its forum: that people may be counted once across members."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import ForumMembership
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedManager, OwnedModel, OwnedQuerySet, RowSecurity
from rco_network.core.tenancy.constraints import mine


class SharingAgreementQuerySet(OwnedQuerySet):
    def standing(self, day: date) -> Self:
        """Agreements in force on a day: begun, not over, not withdrawn."""
        return self.filter(
            models.Q(ends_on=None) | models.Q(ends_on__gte=day),
            starts_on__lte=day,
            withdrawn_at=None,
        )

    def of_members(self) -> Self:
        """Agreements of organisations that belong to that forum today.

        In the scope of the installation, or of somebody who is signed in: who else asks is told of
        no membership.
        """
        current = ForumMembership.objects.filter(
            forum=models.OuterRef("forum"), member=models.OuterRef("organisation"), left_on=None
        )
        return self.filter(models.Exists(current))


class SharingAgreement(OwnedModel):
    """The agreement on record: the words, who agreed to them, from when until when.

    It is never changed: another period is another agreement, and withdrawing dates its end. Both
    sides see it; the organisation alone writes it. `codes_made_at` is when the job last made the
    match codes that it allows, `codes_key` names the key that it had (matching/key.py).
    """

    forum = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )
    words = models.TextField(max_length=4000, help_text="As they were read when it was agreed.")
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    starts_on = models.DateField()
    ends_on = models.DateField(null=True, blank=True)
    withdrawn_at = models.DateTimeField(null=True, editable=False)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    codes_made_at = models.DateTimeField(null=True, editable=False)
    codes_key = models.CharField(
        max_length=12, blank=True, editable=False, help_text="Tells two keys apart, no more."
    )

    objects: ClassVar[Any] = OwnedManager.from_queryset(SharingAgreementQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [models.Index(fields=["forum", "organisation"], name="agreement_by_forum")]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "forum"],
                condition=models.Q(withdrawn_at=None),
                name="one_agreement_with_a_forum",
                violation_error_message=_("There is an agreement with this forum already."),
            ),
            models.CheckConstraint(
                name="agreement_ends_after_it_starts",
                condition=models.Q(ends_on=None) | models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("The last day must not be before the first day."),
            ),
            models.CheckConstraint(
                name="agreement_has_words",
                condition=~models.Q(words=""),
                violation_error_message=_("An agreement needs the words that were agreed."),
            ),
            models.CheckConstraint(
                name="agreement_has_two_sides",
                condition=~models.Q(forum=models.F("organisation")),
            ),
            RowSecurity(
                name="reports_sharingagreement_rows",
                read=mine("organisation_id", "forum_id"),
                write=mine("organisation_id"),
            ),
            Tracked(
                name="reports_sharingagreement_history",
                organisations=("organisation_id", "forum_id"),
                ignored=("codes_made_at", "codes_key"),
            ),
        ]

    def __str__(self) -> str:
        return f"agreement of {self.organisation_id} with {self.forum_id}"

    def stands_on(self, day: date) -> bool:
        """Whether it is in force on a day, as `standing` says of rows."""
        has_begun = self.starts_on <= day
        return has_begun and self.withdrawn_at is None and (self.ends_on or day) >= day

    @property
    def stands_on_today(self) -> bool:
        """Whether it is in force today."""
        return self.stands_on(timezone.localdate())
