"""A mail on its way: one address, a subject that says nothing, a text that goes with it."""

import uuid

from django.db import models
from django.utils.translation import gettext_lazy as _

from ..encryption import EncryptedTextField
from ..enums import MailState
from ..tenancy import OwnedManager, RowSecurity
from ..tenancy.constraints import may

# One address and no second one: neither a comma nor a space nor a line's end fits in.
ONE_ADDRESS = r"^[^\s,;:<>()\[\]@]+@[^\s,;:<>()\[\]@]+$"


class Mail(models.Model):
    """Written in the transaction of what it tells about; sent by a worker after the commit.

    No page and no role reads it: its policies ask for a right that only core/mail gives itself.
    Once it has ended, well or not, neither address nor text are kept.
    """

    uuid = models.UUIDField(default=uuid.uuid4, editable=False, unique=True)
    kind = models.CharField(max_length=60)
    about = models.UUIDField(null=True, help_text="The record that it concerns.")
    to = models.EmailField(blank=True)
    subject = models.CharField(max_length=100)
    body = EncryptedTextField(blank=True)
    state = models.CharField(max_length=10, choices=MailState.choices, default=MailState.WAITING)
    attempts = models.PositiveSmallIntegerField(default=0)
    failure = models.CharField(max_length=300, blank=True, help_text="A sentence for people.")
    posted_at = models.DateTimeField(auto_now_add=True)
    next_at = models.DateTimeField()
    good_until = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    objects = OwnedManager()

    class Meta:
        indexes = [
            models.Index(
                fields=["next_at"],
                name="mail_due",
                condition=models.Q(state=MailState.WAITING),
            ),
            models.Index(fields=["about", "id"], name="mail_about"),
        ]
        constraints = [
            models.CheckConstraint(
                name="mail_has_one_recipient",
                condition=models.Q(state=MailState.WAITING, to__regex=ONE_ADDRESS)
                | (~models.Q(state=MailState.WAITING) & models.Q(to="", body__is_empty=True)),
                violation_error_message=_("A mail goes to exactly one address."),
            ),
            models.CheckConstraint(
                name="mail_end_is_dated",
                condition=models.Q(state=MailState.WAITING, ended_at=None)
                | (~models.Q(state=MailState.WAITING) & models.Q(ended_at__isnull=False)),
            ),
            RowSecurity(name="core_mail_rows", read=may("mail")),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.state}"
