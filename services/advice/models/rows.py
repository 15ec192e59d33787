"""Who sees a matter and all that hangs on it: its named advisers, supervisors, nobody else.

`rco_my_matters()` (migration 0001) gives the matters on which the person of the scope is named,
asked once a query. Whoever is hidden from the scope (a restricted record) hides their matters.
"""

from typing import Any, ClassVar

from django.db import models

from rco_network.core.tenancy import ERASE, OwnedModel, OwnedReference
from rco_network.core.tenancy.constraints import may

from ...models.seen import seen

SUPERVISES = may("supervise_advice")
ERASES = may(ERASE)
_NAMED = "{column} = any ((select rco_my_matters())::bigint[])"


def of_matter(column: str = "matter_id") -> str:
    """SQL: the row of a matter that the scope may read. `column` names the matter."""
    named = _NAMED.format(column=column)
    return f"({seen()} and ({SUPERVISES} or {ERASES} or {named}))"


def in_matter(name: str) -> Any:
    """Return the key of a row into its matter: same organisation and same person."""
    return OwnedReference(
        name=f"{name}_matter_same_person",
        to="advice.Matter",
        columns=("organisation_id", "matter_id", "participant_id"),
        to_columns=("organisation_id", "id", "participant_id"),
    )


class OfMatter(OwnedModel):
    """A row that belongs to one matter. It names the person too, so that policies need no join."""

    matter: models.ForeignKey = models.ForeignKey(
        "advice.Matter", on_delete=models.PROTECT, db_constraint=False, related_name="%(class)ss"
    )
    participant: models.ForeignKey = models.ForeignKey(
        "services.Participant", on_delete=models.PROTECT, db_constraint=False, related_name="+"
    )

    HIDES_ITS_TRAIL: ClassVar[bool] = True

    class Meta(OwnedModel.Meta):
        abstract = True

    def belong_to(self, matter: Any) -> Any:
        """Put the row under a matter; return it."""
        self.organisation_id = matter.organisation_id
        self.matter = matter
        self.participant_id = matter.participant_id
        return self
