"""A figure that an organisation composed for itself from the catalogue's parts."""

from typing import Any
from uuid import UUID

from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import may, mine
from services.enums import AgeBand, Gender

from ..enums import Base

OWN = "own_"  # how the keys of such figures begin, and no key of the catalogue
_LETTERS = str.maketrans("0123456789abcdef", "abcdefghijklmnop")


def in_letters(uuid: UUID) -> str:
    """Return twelve letters for a row, so that words of a report can name it."""
    return uuid.hex[:12].translate(_LETTERS)


class OwnFigure(OwnedModel):
    """A figure of the catalogue, of one service, place or group of people, or one domain.

    It is counted, protected and traced in the same way as those of the catalogue. What a report
    has of it is a copy (`told`): removing it takes it out of no report.
    """

    name = models.CharField(max_length=80)
    base = models.CharField(max_length=20, choices=Base.choices)
    service = models.ForeignKey(
        "services.Service",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
    )
    place = models.ForeignKey(
        "organisations.Place", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )
    gender = models.CharField(max_length=10, choices=Gender.choices, blank=True)
    age_band = models.CharField(max_length=5, choices=AgeBand.choices, blank=True)
    main_language = models.CharField(max_length=12, blank=True)
    domain = models.ForeignKey(
        "outcomes.Domain", on_delete=models.PROTECT, null=True, blank=True, related_name="+"
    )

    class Meta(OwnedModel.Meta):
        ordering = ["name"]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["organisation", "name"],
                name="own_figure_name_once",
                violation_error_message=_("You already have a figure with this name."),
            ),
            models.CheckConstraint(
                name="own_figure_sessions_have_no_people",
                condition=~models.Q(base=Base.SESSIONS)
                | models.Q(gender="", age_band="", main_language=""),
                violation_error_message=_(
                    "A session has no age, gender or language: count people "
                    "or attendances of a group of people instead."
                ),
            ),
            models.CheckConstraint(
                name="own_figure_domain_of_outcomes",
                condition=models.Q(domain=None)
                | models.Q(base__in=[Base.OUTCOMES, Base.PEOPLE_WITH_OUTCOMES]),
                violation_error_message=_(
                    "Only outcomes have a domain. Choose outcomes, or people with an outcome."
                ),
            ),
            OwnedReference(
                name="ownfigure_service_same_organisation",
                to="services.Service",
                columns=("organisation_id", "service_id"),
            ),
            RowSecurity(
                name="reports_ownfigure_rows",
                write=f"({mine('organisation_id')} and {may('make_reports')})",
            ),
            Tracked(name="reports_ownfigure_history"),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def key(self) -> str:
        """Its key among a report's figures: letters, so that words can name it."""
        return OWN + in_letters(self.uuid)

    def told(self) -> dict[str, Any]:
        """What a report keeps of it, so that it can be counted again in the same way."""
        return {
            "key": self.key,
            "name": self.name,
            "base": self.base,
            "service": self.service_id,
            "place": self.place_id,
            "gender": self.gender,
            "age_band": self.age_band,
            "main_language": self.main_language,
            "domain": self.domain_id,
        }
