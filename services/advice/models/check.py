"""Whether working for somebody would be working against somebody else."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import RowSecurity
from rco_network.core.tenancy.constraints import mine

from ..enums import Decision
from .rows import ERASES, SUPERVISES, OfMatter, in_matter, of_matter

_USER = settings.AUTH_USER_MODEL


class ConflictCheck(OfMatter):
    """One check: which names were looked for, and what was decided.

    What was found is not kept: a supervisor who looks is shown it as it is then.
    """

    names = EncryptedTextField(blank=True, help_text="The names that were looked for, one a line.")
    is_hit = models.BooleanField(help_text="Somebody of such a name was known.")
    reopens = models.BooleanField(
        default=False, help_text="A closed matter waits for it to be opened again."
    )
    decision = models.CharField(max_length=8, choices=Decision.choices)
    reason = EncryptedTextField(blank=True)
    asked_by = models.ForeignKey(_USER, on_delete=models.PROTECT, related_name="+")
    decided_by = models.ForeignKey(_USER, on_delete=models.PROTECT, null=True, related_name="+")
    decided_at = models.DateTimeField(null=True)

    class Meta(OfMatter.Meta):
        indexes = [
            models.Index(
                fields=["organisation", "created_at"],
                name="check_waiting",
                condition=Q(decision=Decision.WAITING),
            )
        ]
        constraints = [
            *OfMatter.Meta.constraints,
            models.CheckConstraint(
                name="check_with_a_hit_is_decided_by_somebody",
                condition=Q(is_hit=False)
                | Q(decision=Decision.WAITING)
                | Q(decided_by__isnull=False),
            ),
            models.CheckConstraint(
                name="check_is_allowed_with_a_reason",
                condition=~Q(decision=Decision.ALLOWED) | Q(reason__is_empty=False),
                violation_error_message=_("Say why it is allowed all the same."),
            ),
            in_matter("conflictcheck"),
            RowSecurity(
                name="advice_conflictcheck_rows",
                read=of_matter(),
                # A hit is the supervisor's to decide.
                change=f"({of_matter()} and ({SUPERVISES} or {ERASES}))",
                remove=f"({mine('organisation_id')} and {ERASES})",
            ),
            Tracked(
                name="advice_conflictcheck_history",
                about=("advice.matter", "matter_id"),
                secret=("names", "reason"),
            ),
        ]

    def __str__(self) -> str:
        return f"Check of {self.created_at:%-d %B %Y}"
