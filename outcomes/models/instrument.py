"""Questions with a scale, asked in the same words each time."""

from typing import Any, ClassVar, Self

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import (
    OwnedManager,
    OwnedModel,
    OwnedQuerySet,
    OwnedReference,
    RowSecurity,
)

from ..enums import Better, Scoring


class InstrumentQuerySet(OwnedQuerySet):
    def on_offer(self) -> Self:
        """Those with which a new wave can be started: the newest edition of each, not closed."""
        newer = Instrument.objects.filter(
            organisation=models.OuterRef("organisation"),
            code=models.OuterRef("code"),
            edition__gt=models.OuterRef("edition"),
        )
        return self.filter(closed_on=None).exclude(models.Exists(newer))


class Instrument(OwnedModel):
    """An edition of an instrument, as one organisation asks it.

    One that we ship (reference/instruments.py) is copied when an organisation takes it into use:
    two copies of one code and edition, both `is_shipped`, ask the same. Once answered it does not
    change any more; a change makes the next edition, and scores of two editions are not compared.
    """

    code = models.CharField(max_length=20)
    edition = models.PositiveSmallIntegerField(default=1)
    name = models.CharField(max_length=120)
    introduction = models.TextField(blank=True)
    scoring = models.CharField(max_length=4, choices=Scoring.choices, default=Scoring.MEAN)
    better = models.CharField(max_length=4, choices=Better.choices, default=Better.HIGH)
    smallest_change = models.DecimalField(
        max_digits=5,
        decimal_places=2,
        default=1,
        help_text="The smallest difference of a score that means something.",
    )
    least_answered = models.PositiveSmallIntegerField(
        default=1, help_text="How many answers a score of several questions needs."
    )
    min_age = models.PositiveSmallIntegerField(null=True, blank=True)
    licence = models.CharField(max_length=200, blank=True)
    attribution = models.CharField(max_length=300, blank=True)
    wording_status = models.CharField(max_length=200, blank=True)
    is_shipped = models.BooleanField(default=False, editable=False)
    closed_on = models.DateField(null=True, blank=True)

    objects: ClassVar[Any] = OwnedManager.from_queryset(InstrumentQuerySet)()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "code", "edition"],
                name="instrument_once_an_edition",
                violation_error_message=_("Somebody has just made this edition. Open it and look."),
            ),
            models.CheckConstraint(
                name="instrument_has_a_name",
                condition=~models.Q(name="") & ~models.Q(code=""),
                violation_error_message=_("Write what the questionnaire is called."),
            ),
            models.CheckConstraint(
                name="instrument_change_means_something",
                condition=models.Q(smallest_change__gt=0),
                violation_error_message=_("The smallest change must be more than nothing."),
            ),
            RowSecurity(name="outcomes_instrument_rows"),
            Tracked(name="outcomes_instrument_history"),
        ]

    def __str__(self) -> str:
        return self.name


class Question(OwnedModel):
    """One question with its answers, from the first on offer to the last, each with its value."""

    instrument = models.ForeignKey(
        Instrument, on_delete=models.CASCADE, db_constraint=False, related_name="questions"
    )
    key = models.CharField(max_length=20)
    position = models.PositiveSmallIntegerField()
    words = models.CharField(max_length=300)
    labels = ArrayField(models.CharField(max_length=80))
    values = ArrayField(models.SmallIntegerField())
    better = models.CharField(max_length=4, choices=Better.choices, default=Better.HIGH)
    measure = models.ForeignKey(
        "outcomes.Measure", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    domain = models.ForeignKey(
        "outcomes.Domain", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(OwnedModel.Meta):
        ordering = ["instrument", "position"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["instrument", "position"], name="question_place_once_an_instrument"
            ),
            models.CheckConstraint(
                name="question_has_answers",
                condition=models.Q(values__len__gte=2)
                & models.Q(values__len__lte=11)
                & models.Q(labels__len=models.F("values__len")),
                violation_error_message=_("A question needs 2 to 11 answers to choose from."),
            ),
            OwnedReference(
                name="question_instrument_same_organisation",
                to="outcomes.Instrument",
                columns=("organisation_id", "instrument_id"),
            ),
            RowSecurity(name="outcomes_question_rows"),
            Tracked(name="outcomes_question_history"),
        ]

    def __str__(self) -> str:
        return self.words


class Wording(OwnedModel):
    """An instrument in another language: its questions and their answers, in the same order.

    `labels` are those of all questions one after the other. `is_checked` says that somebody who
    speaks the language has read it.
    """

    instrument = models.ForeignKey(
        Instrument, on_delete=models.CASCADE, db_constraint=False, related_name="wordings"
    )
    language = models.CharField(max_length=12)
    introduction = models.TextField(blank=True)
    words = ArrayField(models.CharField(max_length=300))
    labels = ArrayField(models.CharField(max_length=80))
    is_checked = models.BooleanField(default=False)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["instrument", "language"],
                name="wording_once_a_language",
                violation_error_message=_("This language is there already. Open it to change it."),
            ),
            OwnedReference(
                name="wording_instrument_same_organisation",
                to="outcomes.Instrument",
                columns=("organisation_id", "instrument_id"),
            ),
            RowSecurity(name="outcomes_wording_rows"),
            Tracked(name="outcomes_wording_history"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id} in {self.language}"
