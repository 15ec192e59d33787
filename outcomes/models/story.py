"""Somebody's story in their own words, and what it is about."""

from typing import Any, ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import (
    ERASE,
    OwnedManager,
    OwnedModel,
    OwnedQuerySet,
    OwnedReference,
    RowSecurity,
)
from rco_network.core.tenancy.constraints import may, mine
from services.models.seen import seen_or_nobody

from ..enums import Teller, Theme

_SEEN = seen_or_nobody()
_WRITES = f"({_SEEN} and ({may('record_outcomes')} or {may('make_reports')} or {may(ERASE)}))"
ABOUT = ("services.participant", "participant_id")


class StoryTheme(OwnedModel):
    """A theme of the organisation's own, beside the shared list."""

    name = models.CharField(max_length=40)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="story_theme_once",
                violation_error_message=_("You have a theme with this name already."),
            ),
            RowSecurity(
                name="outcomes_storytheme_rows",
                write=f"({mine('organisation_id')} and {may('record_outcomes')})",
            ),
            Tracked(name="outcomes_storytheme_history"),
        ]

    def __str__(self) -> str:
        return self.name


class StoryQuerySet(OwnedQuerySet):
    def held(self) -> Self:
        """Stories that were not taken back."""
        return self.filter(taken_back_on=None)

    def checked(self) -> Self:
        """Stories whose words were looked through since they last changed."""
        return self.held().exclude(checked_at=None)


class Story(OwnedModel):
    """One story. It leaves the house only as `calculations/telling.py` says.

    `participant` is empty where somebody tells who does not come here; then `teller_name` says to
    colleagues who it is. `chosen_name` is what readers see. Changed words have to be looked
    through anew: `checked_at` says when that was done. Once it is taken back, its words and files
    are gone and the row says where it had been used.
    """

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="stories",
    )
    teller = models.CharField(max_length=12, choices=Teller.choices)
    teller_name = EncryptedTextField(blank=True, max_length=120)
    title = EncryptedTextField(max_length=120, help_text="What colleagues call it.")
    words = EncryptedTextField(max_length=6000)
    language = models.CharField(max_length=12, default="en")
    chosen_name = EncryptedTextField(max_length=80, help_text="The name that readers see.")
    told_on = models.DateField()
    themes = ArrayField(
        models.CharField(max_length=12, choices=Theme.choices), default=list, blank=True
    )
    own_themes: models.ManyToManyField = models.ManyToManyField(
        StoryTheme, through="outcomes.StoryThemeOf", related_name="stories"
    )
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    checked_at = models.DateTimeField(null=True)
    checked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    taken_back_on = models.DateField(null=True)

    objects: ClassVar[Any] = OwnedManager.from_queryset(StoryQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "-told_on", "-id"], name="story_newest_first"),
            models.Index(fields=["organisation", "participant"], name="story_by_person"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="story_of_a_participant_or_another",
                condition=Q(teller=Teller.PARTICIPANT, participant__isnull=False)
                | (~Q(teller=Teller.PARTICIPANT) & Q(participant=None)),
                violation_error_message=_("Say whose story it is."),
            ),
            models.CheckConstraint(
                name="story_says_something_until_taken_back",
                condition=Q(words__is_empty=False) | Q(taken_back_on__isnull=False),
                violation_error_message=_("Write the story."),
            ),
            OwnedReference(
                name="story_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(name="outcomes_story_rows", read=_SEEN, write=_WRITES),
            Tracked(
                name="outcomes_story_history",
                about=ABOUT,
                secret=("teller_name", "title", "words", "chosen_name"),
            ),
        ]

    def __str__(self) -> str:
        return f"Story of {self.told_on:%-d %B %Y}"

    @property
    def is_taken_back(self) -> bool:
        """Whether it is used nowhere any more."""
        return self.taken_back_on is not None


class OfStory(OwnedModel):
    """A row about a story. It carries the person too, by whom restricted records are hidden."""

    story = models.ForeignKey(
        "outcomes.Story", on_delete=models.CASCADE, db_constraint=False, related_name="%(class)ss"
    )
    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
    )

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        self.organisation_id = self.story.organisation_id
        self.participant_id = self.story.participant_id
        super().save(*args, **kwargs)


def of_story(name: str, *, secret: tuple[str, ...] = (), **tracked: Any) -> list[Any]:
    """Return the constraints of a table about a story; `secret` columns are encrypted."""
    return [
        OwnedReference(
            name=f"{name}_story_same_organisation",
            to="outcomes.Story",
            columns=("organisation_id", "story_id"),
        ),
        OwnedReference(
            name=f"{name}_participant_same_organisation",
            to="services.Participant",
            columns=("organisation_id", "participant_id"),
        ),
        RowSecurity(name=f"outcomes_{name}_rows", read=_SEEN, write=_WRITES),
        Tracked(name=f"outcomes_{name}_history", about=ABOUT, secret=secret, **tracked),
    ]


class StoryThemeOf(OfStory):
    """That a story is about a theme of the organisation's own."""

    theme = models.ForeignKey(
        StoryTheme, on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )

    class Meta(OfStory.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(fields=["story", "theme"], name="a_theme_once_a_story"),
            OwnedReference(
                name="storythemeof_theme_same_organisation",
                to="outcomes.StoryTheme",
                columns=("organisation_id", "theme_id"),
            ),
            *of_story("storythemeof"),
        ]

    def __str__(self) -> str:
        return f"{self.story_id} about {self.theme_id}"
