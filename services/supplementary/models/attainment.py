"""How far a child is in a subject at the start and at the end of a term, in the school's scale."""

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.tenancy import OwnedModel, OwnedReference

from .about import about_child, of_the_school


class Scale(OwnedModel):
    """The school's own steps, the lowest first. Used steps keep their places."""

    name = models.CharField(max_length=60)
    steps = ArrayField(models.CharField(max_length=60))

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="scale_name_once",
                violation_error_message=_("There is a scale with this name already."),
            ),
            models.CheckConstraint(
                name="scale_has_steps",
                condition=models.Q(steps__len__gte=2, steps__len__lte=12),
                violation_error_message=_("A scale has between 2 and 12 steps."),
            ),
            *of_the_school("scale"),
        ]

    def __str__(self) -> str:
        return self.name


class Attainment(OwnedModel):
    """One child, one subject, one term. `at_start` and `at_end` count the steps from 0."""

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="attainments",
    )
    term = models.ForeignKey(
        "supplementary.Term", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    scale = models.ForeignKey(
        Scale, on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )
    subject = models.CharField(max_length=60)
    at_start = models.PositiveSmallIntegerField(null=True)
    at_end = models.PositiveSmallIntegerField(null=True)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["participant", "term", "subject"], name="one_attainment_a_subject"
            ),
            models.CheckConstraint(
                name="attainment_says_something",
                condition=models.Q(at_start__isnull=False) | models.Q(at_end__isnull=False),
            ),
            OwnedReference(
                name="school_attainment_term_owned",
                to="supplementary.Term",
                columns=("organisation_id", "term_id"),
            ),
            OwnedReference(
                name="school_attainment_scale_owned",
                to="supplementary.Scale",
                columns=("organisation_id", "scale_id"),
            ),
            *about_child("attainment"),
        ]

    def __str__(self) -> str:
        return f"{self.subject} of {self.participant_id}"
