"""What a class is for: one level, or two next to each other that are taught together."""

from django.db import models

from rco_network.core.tenancy import OwnedModel, OwnedReference

from ..enums import Level
from .about import of_the_class


class ClassLevel(OwnedModel):
    """The level of a group. A mixed class has a higher one too."""

    group = models.OneToOneField(
        "services.Group",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="class_level",
    )
    lowest = models.CharField(max_length=2, choices=Level.choices)
    highest = models.CharField(max_length=2, choices=Level.choices)

    class Meta(OwnedModel.Meta):
        constraints = [
            *OwnedModel.Meta.constraints,
            OwnedReference(
                name="esol_classlevel_group_owned",
                to="services.Group",
                columns=("organisation_id", "group_id"),
            ),
            *of_the_class("classlevel", about=None),
        ]

    def __str__(self) -> str:
        return f"{self.lowest} to {self.highest}"
