"""A safeguarding concern: seen by the lead and by those the lead names, and by nobody else."""

import uuid
from typing import ClassVar, Self

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.tenancy import OwnedManager, OwnedQuerySet, OwnedRow, RowSecurity
from rco_network.core.tenancy.constraints import USER, may, mine

from ..enums import Category, State

# SQL: whether the person of the scope may read this concern (migration 0001 has the function).
READABLE = "{column} = any ((select rco_concerns())::uuid[])"
HANDLES = may("handle_concerns")


class ConcernQuerySet(OwnedQuerySet):
    def open(self) -> Self:
        return self.filter(state=State.OPEN)

    def closed(self) -> Self:
        return self.filter(state=State.CLOSED)


class Concern(OwnedRow):
    """What somebody saw, heard or was told, as they said it.

    `organisation` holds it: its own, or the forum's when the raiser went past their own. Then
    nothing of it belongs to the organisation that it is about. Who reads it is decided by the
    database for each person and each moment (`rco_concerns`): the leads of `organisation` and
    those in `named`; never those in `kept_from`, nor anybody who answers to them, whatever their
    role or duty. Where that leaves nobody, the leads of the forums that it belongs to.

    The key is made before the row, since whoever raises a concern may not read it back. And it
    is no number: the next number would say how many there are. Nothing here is a foreign key to
    a person: a refused deletion would say that there is a concern.
    """

    HIDES_ITS_TRAIL = True

    uuid = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    about_organisation = models.ForeignKey(
        "organisations.Organisation",
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
        help_text="Where the raiser works.",
    )
    about = EncryptedTextField(blank=True, help_text="Whom it is about, in the raiser's words.")
    participant_uuid = models.UUIDField(null=True, help_text="If it is one of our people.")
    colleagues = EncryptedTextField(
        blank=True, help_text="Names of the colleagues it is about, one a line."
    )
    kept_from = ArrayField(
        models.BigIntegerField(), default=list, help_text="Accounts of those colleagues."
    )
    named = ArrayField(
        models.BigIntegerField(), default=list, help_text="Accounts of those the lead named."
    )
    what = EncryptedTextField(help_text="What was seen, heard or said.")
    happened = EncryptedTextField(blank=True, help_text="When, in the raiser's words.")
    place = EncryptedTextField(blank=True, help_text="Where, in the raiser's words.")
    done = EncryptedTextField(blank=True, help_text="What has been done already.")
    is_danger = models.BooleanField(default=False, help_text="Somebody is in danger now.")
    category = models.CharField(max_length=14, choices=Category.choices, blank=True)
    state = models.CharField(max_length=6, choices=State.choices, default=State.OPEN)
    keep_until = models.DateField(
        null=True, help_text="Not removed before this day; known once it is closed."
    )
    raised_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        on_delete=models.DO_NOTHING,
        db_constraint=False,
        related_name="+",
    )
    raiser = EncryptedTextField(help_text="Name of who raised it.")
    raised_at = models.DateTimeField(auto_now_add=True)

    objects: ClassVar = OwnedManager.from_queryset(ConcernQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["organisation", "state", "raised_at"], name="concern_by_age")
        ]
        constraints = [
            models.UniqueConstraint(
                fields=["organisation", "uuid"], name="safeguarding_concern_owned"
            ),
            models.CheckConstraint(
                name="concern_is_kept_from_those_it_is_about",
                condition=~models.Q(named__overlap=models.F("kept_from")),
                violation_error_message=_("This person cannot be named on this concern."),
            ),
            models.CheckConstraint(
                name="concern_closed_says_how_long_it_is_kept",
                condition=models.Q(state=State.OPEN) | models.Q(keep_until__isnull=False),
            ),
            RowSecurity(
                name="safeguarding_concern_rows",
                read=READABLE.format(column="uuid"),
                write=f"({mine('organisation_id')} and raised_by_id = {USER})",
                change=f"({READABLE.format(column='uuid')} and {HANDLES})",
                # Early removal is refused here too: the record may be somebody's only proof.
                remove=(
                    f"({READABLE.format(column='uuid')} and {HANDLES} and state = 'closed' "
                    "and keep_until < current_date)"
                ),
            ),
        ]

    def __str__(self) -> str:
        return f"Concern of {self.raised_at:%-d %B %Y}"

    @property
    def is_open(self) -> bool:
        """Whether somebody is still to act on it."""
        return self.state == State.OPEN

    @property
    def may_be_removed(self) -> bool:
        """Whether the time for which it must be kept is over."""
        over = self.keep_until is not None and self.keep_until < timezone.localdate()
        return over and not self.is_open

    @property
    def colleague_names(self) -> list[str]:
        """Names of the colleagues it is about, as they were when it was written."""
        return self.colleagues.splitlines()
