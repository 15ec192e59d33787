"""A question that somebody came with: logged in seconds, by whoever answered it."""

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, OwnedReference, RowSecurity
from rco_network.core.tenancy.constraints import USER, may

from ...models.seen import seen_or_nobody
from ..enums import Channel, Work
from .rows import ERASES, SUPERVISES
from .sealed import subject_choices

_OWN = f"{seen_or_nobody()} and (taken_by_id = {USER} or {SUPERVISES} or {ERASES})"


class Enquiry(OwnedModel):
    """Read by whoever took it and by supervisors; of nobody who is named, if that is better."""

    HIDES_ITS_TRAIL = True

    day = models.DateField()
    channel = models.CharField(max_length=8, choices=Channel.choices)
    subject = EncryptedTextField(choices=subject_choices)
    level = models.CharField(max_length=4, choices=Work.choices)
    minutes = models.PositiveSmallIntegerField()
    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.PROTECT,
        null=True,
        db_constraint=False,
        related_name="+",
    )
    note = EncryptedTextField(blank=True)
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )

    class Meta(OwnedModel.Meta):
        verbose_name_plural = "enquiries"
        indexes = [
            models.Index(fields=["organisation", "-day", "-id"], name="enquiry_by_day"),
            models.Index(fields=["organisation", "participant"], name="enquiry_by_person"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="enquiry_takes_some_time",
                condition=Q(minutes__gte=1, minutes__lte=480),
                violation_error_message=_("An enquiry takes from 1 to 480 minutes."),
            ),
            OwnedReference(
                name="enquiry_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(
                name="advice_enquiry_rows",
                read=f"({_OWN})",
                write=f"({_OWN} and ({may('log')} or {ERASES}))",
                remove=f"({_OWN} and {ERASES})",
            ),
            Tracked(
                name="advice_enquiry_history",
                about=("advice.enquiry", "id"),
                secret=("subject", "note"),
            ),
        ]

    def __str__(self) -> str:
        return f"Enquiry of {self.day:%-d %B %Y}"
