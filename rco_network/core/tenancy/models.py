"""What every row that belongs to an organisation has in common."""

import uuid
from typing import Any, Self

from django.db import models
from django.db.models.sql import Query

from .scope import NoScopeError, current_scope


class OwnedQuerySet(models.QuerySet):
    """Rows that belong to organisations; filters read as a sentence."""

    def for_organisation(self, organisation: Any) -> Self:
        """Only the rows of one organisation.

        The database would leave the others out by itself. Saying it again lets the planner use
        the index that starts with the organisation, and is the second lock.
        """
        return self.filter(organisation=getattr(organisation, "pk", organisation))


class ScopedQuery(Query):
    """A query that may be built anywhere, by a form's class too, and asked only inside a scope."""

    def get_compiler(
        self, using: Any = None, connection: Any = None, elide_empty: bool = True
    ) -> Any:
        if current_scope(using or connection.alias) is None:
            name = self.model.__name__ if self.model else "A table"
            raise NoScopeError(
                f"{name} was asked for outside `scope(...)`. Requests open one in the "
                "middleware; a command or a job opens its own."
            )
        return super().get_compiler(using, connection, elide_empty)


class OwnedManager(models.Manager):
    """Rows that only a scope can see, so that a forgotten one is an error and not a gap."""

    _queryset_class = OwnedQuerySet

    def get_queryset(self) -> OwnedQuerySet:
        return self._queryset_class(model=self.model, query=ScopedQuery(self.model), using=self._db)

    def for_organisation(self, organisation: Any) -> OwnedQuerySet:
        """Only the rows of one organisation (OwnedQuerySet.for_organisation)."""
        return self.get_queryset().for_organisation(organisation)


class OwnedRow(models.Model):
    """A row of an organisation that nothing else points at."""

    organisation = models.ForeignKey(
        "organisations.Organisation", on_delete=models.PROTECT, related_name="+"
    )

    objects = OwnedManager()

    class Meta:
        abstract = True


class OwnedModel(OwnedRow):
    """A noun of an organisation: has a public name (`uuid`) and may be pointed at."""

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    created_at = models.DateTimeField(auto_now_add=True)

    class Meta:
        abstract = True
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "id"], name="%(app_label)s_%(class)s_owned"
            )
        ]
