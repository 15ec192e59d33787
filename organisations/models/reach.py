"""Whom an organisation serves and where: what a forum and a commissioner ask first."""

from django.db import models

from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedRow, RowSecurity
from rco_network.core.tenancy.constraints import INSTALLATION, SIGNED_IN, mine

_WRITE = f"({mine('organisation_id')} or {INSTALLATION})"


class PlaceServed(OwnedRow):
    """A place where the organisation works."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="places_served"
    )
    place = models.ForeignKey("organisations.Place", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "place"], name="place_served_once"),
            RowSecurity(name="organisations_placeserved_rows", read=SIGNED_IN, write=_WRITE),
            Tracked(
                name="organisations_placeserved_history",
                about=("organisations.organisation", "organisation_id"),
            ),
        ]

    def __str__(self) -> str:
        return str(self.place_id)


class LanguageServed(OwnedRow):
    """A language in which the organisation can serve people (BCP 47)."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="languages_served"
    )
    code = models.CharField(max_length=12)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "code"], name="language_served_once"),
            RowSecurity(name="organisations_languageserved_rows", read=SIGNED_IN, write=_WRITE),
            Tracked(
                name="organisations_languageserved_history",
                about=("organisations.organisation", "organisation_id"),
            ),
        ]

    def __str__(self) -> str:
        return self.code


class CommunityServed(OwnedRow):
    """A community that the organisation comes from or serves, in its own words."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.CASCADE, related_name="communities_served"
    )
    name = models.CharField(max_length=80)

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation", "name"], name="community_served_once"),
            RowSecurity(name="organisations_communityserved_rows", read=SIGNED_IN, write=_WRITE),
            Tracked(
                name="organisations_communityserved_history",
                about=("organisations.organisation", "organisation_id"),
            ),
        ]

    def __str__(self) -> str:
        return self.name
