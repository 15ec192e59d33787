"""For what somebody lets their story be used, until when, and where it was."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.tenancy import OwnedManager, OwnedModel, OwnedQuerySet

from ..enums import NAMES_A_FUNDER, Given, Use
from .story import OfStory, of_story


class StoryConsentQuerySet(OwnedQuerySet):
    def standing(self, day: date) -> Self:
        """Consents that hold on this day: neither taken back nor over."""
        return self.filter(withdrawn_on=None, until__gte=day)


class StoryConsent(OfStory):
    """One consent to one use. It is never changed: taking it back dates its end."""

    use = models.CharField(max_length=8, choices=Use.choices)
    funder = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
        help_text="To whom the report goes, where one is named.",
    )
    with_picture = models.BooleanField(default=False)
    with_recording = models.BooleanField(default=False)
    until = models.DateField()
    words = EncryptedTextField(max_length=2000, help_text="The words as they were read.")
    language = models.CharField(max_length=12)
    given = models.CharField(max_length=10, choices=Given.choices)
    given_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    withdrawn_on = models.DateField(null=True, blank=True)
    withdrawn_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[Any] = OwnedManager.from_queryset(StoryConsentQuerySet)()

    class Meta(OfStory.Meta):
        indexes = [
            models.Index(fields=["organisation", "story"], name="story_consent_by_story"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["story", "use", "funder"],
                condition=Q(withdrawn_on=None),
                nulls_distinct=False,
                name="one_standing_story_consent",
                violation_error_message=_("They agreed to this already. Take that back first."),
            ),
            models.CheckConstraint(
                name="story_consent_names_its_funder",
                condition=(Q(use__in=NAMES_A_FUNDER) & Q(funder__isnull=False))
                | (~Q(use__in=NAMES_A_FUNDER) & Q(funder=None)),
                violation_error_message=_("Say to whom the report goes."),
            ),
            models.CheckConstraint(
                name="story_consent_ends_after_it_was_given",
                condition=Q(until__gte=F("given_on"))
                & (Q(withdrawn_on=None) | Q(withdrawn_on__gte=F("given_on"))),
                violation_error_message=_("It cannot end before it was given."),
            ),
            *of_story("storyconsent", secret=("words",)),
        ]

    def __str__(self) -> str:
        return f"{self.use} of {self.story_id}"


class StoryUseQuerySet(OwnedQuerySet):
    def planned(self) -> Self:
        """In something that has not been issued yet."""
        return self.filter(issued_on=None, removed_on=None)

    def issued(self) -> Self:
        """In something that readers have."""
        return self.exclude(issued_on=None)


class StoryUse(OfStory):
    """Where a story was used, or is about to be: a report, a page, a leaflet."""

    use = models.CharField(max_length=8, choices=Use.choices)
    funder = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        related_name="+",
    )
    used_in = models.CharField(max_length=200, help_text="Its name, as its readers know it.")
    record = models.UUIDField(null=True, blank=True, help_text="The report, if it is ours.")
    planned_on = models.DateField()
    issued_on = models.DateField(null=True, blank=True)
    removed_on = models.DateField(null=True, blank=True)
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[Any] = OwnedManager.from_queryset(StoryUseQuerySet)()

    class Meta(OfStory.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["story", "used_in"],
                name="a_story_used_once_a_place",
                violation_error_message=_("It is noted there already."),
            ),
            models.CheckConstraint(
                name="what_was_issued_is_not_removed",
                condition=Q(issued_on=None) | Q(removed_on=None),
            ),
            *of_story("storyuse"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} in {self.used_in}"
