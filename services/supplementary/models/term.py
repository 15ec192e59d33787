"""Terms, and what a class of the school is about."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.tenancy import OwnedModel, OwnedReference

from .about import of_the_school


class Term(OwnedModel):
    """From a day to a day; attainment is recorded at its start and at its end."""

    name = models.CharField(max_length=80)
    starts_on = models.DateField()
    ends_on = models.DateField()

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="term_name_once",
                violation_error_message=_("There is a term with this name already."),
            ),
            models.CheckConstraint(
                name="term_ends_after_it_starts",
                condition=models.Q(ends_on__gte=models.F("starts_on")),
                violation_error_message=_("The last day must not be before the first."),
            ),
            *of_the_school("term"),
        ]

    def __str__(self) -> str:
        return self.name


class SchoolClass(OwnedModel):
    """A group as a class: its subject, and for which ages it is."""

    group = models.OneToOneField(
        "services.Group",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="school_class",
    )
    subject = models.CharField(max_length=60)
    age_from = models.PositiveSmallIntegerField(null=True, blank=True)
    age_to = models.PositiveSmallIntegerField(null=True, blank=True)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="class_ages_rise",
                condition=models.Q(age_from=None)
                | models.Q(age_to=None)
                | models.Q(age_to__gte=models.F("age_from")),
                violation_error_message=_("The oldest must not be younger than the youngest."),
            ),
            OwnedReference(
                name="school_class_group_owned",
                to="services.Group",
                columns=("organisation_id", "group_id"),
            ),
            *of_the_school("schoolclass"),
        ]

    def __str__(self) -> str:
        return self.subject
