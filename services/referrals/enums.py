from django.db import models
from django.utils.translation import gettext_lazy as _


class State(models.TextChoices):
    """Where a referral stands. The database moves along the same table (migration 0001)."""

    SENT = "sent", _("Waiting for an answer")
    ACCEPTED = "accepted", _("Accepted")
    DECLINED = "declined", _("Declined")
    WITHDRAWN = "withdrawn", _("Taken back")
    EXPIRED = "expired", _("Not answered in time")


# The one table of allowed moves. An accepted one is taken back when the person no longer agrees.
MOVES: dict[str, frozenset[str]] = {
    State.SENT: frozenset({State.ACCEPTED, State.DECLINED, State.WITHDRAWN, State.EXPIRED}),
    State.ACCEPTED: frozenset({State.WITHDRAWN}),
    State.DECLINED: frozenset(),
    State.WITHDRAWN: frozenset(),
    State.EXPIRED: frozenset(),
}


class Reason(models.TextChoices):
    """Why a referral is declined, as the sender is told.

    `KNOWN` is not offered and not told: a name that somebody made up a referral for would find
    whoever hides. Who comes already is accepted like everybody else.
    """

    FULL = "full", _("No room at the moment")
    NOT_OURS = "notours", _("Not what we do")
    AREA = "area", _("Outside our area")
    LANGUAGE = "language", _("Nobody here speaks their language")
    KNOWN = "known", _("They come to us already")
    OTHER = "other", _("Another reason")

    @classmethod
    def offered(cls) -> list["Reason"]:
        """Those that can be chosen."""
        return [reason for reason in cls if reason != cls.KNOWN]

    @property
    def told(self) -> "Reason":
        """What either side reads."""
        return Reason.OTHER if self == Reason.KNOWN else self


class Became(models.TextChoices):
    """What became of an accepted referral, for whoever sent it."""

    JOINED = "joined", _("They came, and are being helped")
    REACHED = "reached", _("We have spoken with them")
    NOT_REACHED = "notreached", _("We could not reach them")
    NOT_WANTED = "notwanted", _("They decided against it")


class Given(models.TextChoices):
    """How somebody agreed."""

    SPOKEN = "spoken", _("They said so")
    WRITTEN = "written", _("They signed")
    GUARDIAN = "guardian", _("A parent or guardian said so")
