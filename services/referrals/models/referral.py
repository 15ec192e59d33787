"""The one row that two organisations share, and what each alone knows beside it."""

import uuid
from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from organisations.models import Organisation
from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import (
    ERASE,
    OwnedManager,
    OwnedQuerySet,
    OwnedReference,
    OwnedRow,
    RowSecurity,
)
from rco_network.core.tenancy.constraints import may, mine
from services.models.seen import asked_by_function, seen

from ..enums import Became, Given, Reason, State

_MAY_REFER = f"({may('refer')} or {may(ERASE)})"
# About somebody whose record is hidden from the scope, there is no referral either.
_NOT_HIDDEN = "id <> all ((select rco_hidden_referrals())::bigint[])"
_READ = f"({mine('sender_id', 'receiver_id')} and {_MAY_REFER} and {_NOT_HIDDEN})"
# What says who somebody is: gone as soon as nobody needs it.
WORDS = ("called", "need", "contact", "language")


class ReferralQuerySet(OwnedQuerySet):
    def sent_by(self, organisation: Any) -> Self:
        """What an organisation asked of others."""
        return self.filter(sender=organisation)

    def received_by(self, organisation: Any) -> Self:
        """What others ask of an organisation."""
        return self.filter(receiver=organisation)

    def waiting(self, day: date) -> Self:
        """Those that can still be answered on a day: the clock decides, not the nightly job."""
        return self.filter(state=State.SENT, expires_on__gte=day)

    def overdue(self, day: date) -> Self:
        """Those whose time is over and that nobody answered."""
        return self.filter(state=State.SENT, expires_on__lt=day)


class Referral(models.Model):
    """One organisation asks another to help somebody who agreed to it.

    The receiver reads this row and nothing else of the sender's; whom it is about in either
    organisation stands in tables of their own. Who may change what of it, and when, is held by a
    trigger (migration 0001): neither side writes the other's part.
    """

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    sender = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    receiver = models.ForeignKey(Organisation, on_delete=models.PROTECT, related_name="+")
    state = models.CharField(max_length=9, choices=State.choices, default=State.SENT)
    called = EncryptedTextField(max_length=120, blank=True)
    need = EncryptedTextField(max_length=200, blank=True)
    contact = EncryptedTextField(max_length=300, blank=True)
    language = EncryptedTextField(max_length=12, blank=True)
    consent_words = models.TextField()
    consent_language = models.CharField(max_length=12)
    consent_given = models.CharField(max_length=8, choices=Given.choices)
    consent_on = models.DateField()
    consent_until = models.DateField()
    sent_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    sent_at = models.DateTimeField(auto_now_add=True)
    expires_on = models.DateField(help_text="The last day on which it can be answered.")
    answered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )
    answered_at = models.DateTimeField(null=True)
    reason = models.CharField(max_length=8, choices=Reason.choices, blank=True)
    became = models.CharField(max_length=10, choices=Became.choices, blank=True)

    objects: ClassVar[Any] = OwnedManager.from_queryset(ReferralQuerySet)()

    class Meta:
        indexes = [
            models.Index(fields=["sender", "-id"], name="referral_sent_newest"),
            models.Index(fields=["receiver", "state", "expires_on"], name="referral_received"),
        ]
        constraints = [
            models.UniqueConstraint(fields=["sender", "id"], name="referral_of_sender"),
            models.UniqueConstraint(fields=["receiver", "id"], name="referral_of_receiver"),
            models.CheckConstraint(
                name="referral_goes_to_others",
                condition=~models.Q(sender=models.F("receiver")),
                violation_error_message=_("Choose another organisation than your own."),
            ),
            models.CheckConstraint(
                name="referral_needs_consent",
                condition=~models.Q(consent_words="")
                & models.Q(expires_on__lte=models.F("consent_until")),
                violation_error_message=_("Write down the words that the person agreed to."),
            ),
            models.CheckConstraint(
                name="referral_declined_says_why",
                condition=~models.Q(state=State.DECLINED) | ~models.Q(reason=""),
                violation_error_message=_("Choose why it is declined."),
            ),
            models.CheckConstraint(
                name="referral_over_says_nobody",
                condition=models.Q(state__in=(State.SENT, State.ACCEPTED))
                | models.Q(called__is_empty=True, need__is_empty=True, contact__is_empty=True),
            ),
            RowSecurity(
                name="referrals_referral_rows",
                read=_READ,
                write=f"({mine('sender_id')} and {may('refer')})",
                change=f"({mine('sender_id', 'receiver_id')} and {_MAY_REFER})",
                # It stays without words: either side still counts what it asked and answered.
                append_only=True,
            ),
            Tracked(
                name="referrals_referral_history",
                organisations=("sender_id", "receiver_id"),
                secret=WORDS,
                ignored=("sent_by_id", "answered_by_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"Referral of {self.sent_at:%-d %B %Y}"

    @property
    def is_waiting(self) -> bool:
        """Whether it can be answered today."""
        return self.state == State.SENT and self.expires_on >= timezone.localdate()

    @property
    def state_now(self) -> str:
        """The state by the clock: nobody waits for the nightly job."""
        is_over = self.state == State.SENT and not self.is_waiting
        return State.EXPIRED if is_over else self.state


class _Side(OwnedRow):
    """Which person of its own an organisation knows a referral to be about. Nobody else reads it.

    It ends with the person's record; the referral stays without words.
    """

    class Meta:
        abstract = True


class SentFor(_Side):
    """The sender's side."""

    referral = models.OneToOneField(
        Referral, on_delete=models.CASCADE, db_constraint=False, related_name="sent_for"
    )
    participant = models.ForeignKey(
        "services.Participant", on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )

    class Meta:
        constraints = [
            OwnedReference(
                name="sentfor_referral_same_organisation",
                to="referrals.Referral",
                columns=("organisation_id", "referral_id"),
                to_columns=("sender_id", "id"),
            ),
            OwnedReference(
                name="sentfor_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(
                name="referrals_sentfor_rows",
                read=f"({asked_by_function('referrals_sentfor')} or {seen()})",
                write=f"({seen()} and {_MAY_REFER})",
            ),
            Tracked(
                name="referrals_sentfor_history",
                about=("services.participant", "participant_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id} for {self.participant_id}"


class ReceivedAs(_Side):
    """The receiver's side, from acceptance on."""

    referral = models.OneToOneField(
        Referral, on_delete=models.CASCADE, db_constraint=False, related_name="received_as"
    )
    participant = models.ForeignKey(
        "services.Participant", on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )

    class Meta:
        constraints = [
            OwnedReference(
                name="receivedas_referral_same_organisation",
                to="referrals.Referral",
                columns=("organisation_id", "referral_id"),
                to_columns=("receiver_id", "id"),
            ),
            OwnedReference(
                name="receivedas_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(
                name="referrals_receivedas_rows",
                read=f"({asked_by_function('referrals_receivedas')} or {seen()})",
                write=f"({seen()} and {_MAY_REFER})",
            ),
            Tracked(
                name="referrals_receivedas_history",
                about=("services.participant", "participant_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.referral_id} as {self.participant_id}"
