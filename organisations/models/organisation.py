"""An organisation of the network: an RCO, a forum, a funder, a council or a partner."""

import uuid
from typing import Any, Self

from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import RowSecurity
from rco_network.core.tenancy.constraints import INSTALLATION, SIGNED_IN, mine

from ..enums import Kind
from .forum_membership import ForumMembership
from .identifier import Identifier
from .reach import CommunityServed, LanguageServed, PlaceServed


class OrganisationQuerySet(models.QuerySet):
    def members_of(self, forum: Any) -> Self:
        """Organisations that belong to this forum today."""
        return self.filter(forum_memberships__forum=forum, forum_memberships__left_on=None)

    def matching(self, text: str) -> Self:
        """Organisations whose name contains every word of the text, in any order and case."""
        found = self
        for word in text.split()[:8]:
            found = found.filter(name__icontains=word)
        return found

    def after(self, other: "Organisation") -> Self:
        """Organisations that follow this one in the order of names: the next page by key."""
        return self.filter(
            models.Q(name__gt=other.name) | models.Q(name=other.name, pk__gt=other.pk)
        )

    def with_profile(self) -> Self:
        """Everything that a profile page shows, in a fixed number of queries."""
        return self.prefetch_related(
            models.Prefetch("identifiers", Identifier.objects.order_by("scheme", "number")),
            models.Prefetch(
                "places_served",
                PlaceServed.objects.select_related("place").order_by("place__name"),
            ),
            models.Prefetch("languages_served", LanguageServed.objects.order_by("code")),
            models.Prefetch("communities_served", CommunityServed.objects.order_by("name")),
            models.Prefetch(
                "forum_memberships",
                ForumMembership.objects.filter(left_on=None).select_related("forum"),
            ),
        )

    def taking_part(self) -> Self:
        """Organisations that use the product, unlike mere entries of the directory."""
        return self.filter(is_directory_entry=False)


class Organisation(models.Model):
    """A name in the directory. What it does and whom it serves is in the rows that it owns."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    name = models.CharField(max_length=200)
    kind = models.CharField(max_length=10, choices=Kind.choices)
    about = models.TextField(blank=True, help_text="In a sentence or two, for other members.")
    website = models.URLField(blank=True)
    is_directory_entry = models.BooleanField(
        default=False, help_text="Known from published grants; does not use the product."
    )
    is_fictional = models.BooleanField(
        default=False, help_text="Made up for a demonstration; pages and reports say so."
    )
    created_at = models.DateTimeField(auto_now_add=True)

    objects = OrganisationQuerySet.as_manager()

    class Meta:
        ordering = ["name"]
        indexes = [models.Index(fields=["kind", "name"], name="organisation_by_kind")]
        constraints = [
            models.CheckConstraint(
                name="organisation_has_a_name",
                condition=~models.Q(name=""),
                violation_error_message=_("Give the organisation a name."),
            ),
            RowSecurity(
                name="organisations_organisation_rows",
                read=SIGNED_IN,
                write=f"({mine('id')} or {INSTALLATION})",
            ),
            Tracked(name="organisations_organisation_history", organisations=("id",)),
        ]

    def __str__(self) -> str:
        return self.name
