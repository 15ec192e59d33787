"""Asking an instrument of some people at one time, and who was asked."""

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.encryption import EncryptedTextField
from rco_network.core.history import Tracked
from rco_network.core.tenancy import OwnedModel, OwnedReference, OwnedRow, RowSecurity
from rco_network.core.tenancy.constraints import may, mine
from services.models.seen import seen_or_nobody

from ..enums import AskState, Subject, WaveKind

# Whoever answers by a link, or holds a borrowed phone, is nobody to the database: the code that
# found the link gives itself this right for the one organisation (actions.links).
THEIRS = f"({seen_or_nobody()} or ({mine('organisation_id')} and {may('answer')}))"


class Wave(OwnedModel):
    """An instrument asked at the start, or later on: of a group, or of one person.

    In an anonymous one nobody is named: `expected` says how many were there to answer, and what
    somebody answers is linked with what they answered before by a code that they make themselves.
    """

    instrument = models.ForeignKey(
        "outcomes.Instrument", on_delete=models.PROTECT, db_constraint=False, related_name="waves"
    )
    kind = models.CharField(max_length=10, choices=WaveKind.choices, default=WaveKind.BASELINE)
    subject = models.CharField(max_length=12, choices=Subject.choices, default=Subject.REFUGEES)
    group = models.ForeignKey(
        "services.Group",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
    )
    opened_on = models.DateField()
    closed_on = models.DateField(null=True, blank=True)
    is_anonymous = models.BooleanField(default=False)
    expected = models.PositiveSmallIntegerField(
        null=True, blank=True, help_text="How many people could answer, where nobody is named."
    )
    is_of_age = models.BooleanField(
        default=False, help_text="Everybody asked is old enough for the instrument."
    )
    started_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "instrument", "opened_on"], name="wave_by_day")
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="wave_knows_how_many",
                condition=models.Q(is_anonymous=False) | models.Q(expected__gte=1),
                violation_error_message=_("Write how many people could answer."),
            ),
            models.CheckConstraint(
                name="wave_closes_after_opening",
                condition=models.Q(closed_on=None) | models.Q(closed_on__gte=models.F("opened_on")),
                violation_error_message=_("It cannot end before it began."),
            ),
            OwnedReference(
                name="wave_instrument_same_organisation",
                to="outcomes.Instrument",
                columns=("organisation_id", "instrument_id"),
            ),
            OwnedReference(
                name="wave_group_same_organisation",
                to="services.Group",
                columns=("organisation_id", "group_id"),
            ),
            RowSecurity(name="outcomes_wave_rows"),
            Tracked(name="outcomes_wave_history"),
        ]

    def __str__(self) -> str:
        return f"{self.instrument_id} on {self.opened_on}"


class Ask(OwnedModel):
    """Somebody who is asked in a wave; of an anonymous one, a link that nobody's name is on."""

    wave = models.ForeignKey(
        Wave, on_delete=models.CASCADE, db_constraint=False, related_name="asks"
    )
    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.PROTECT,
        null=True,
        blank=True,
        db_constraint=False,
        related_name="+",
    )
    state = models.CharField(max_length=8, choices=AskState.choices, default=AskState.OPEN)
    asked_on = models.DateField()
    secret_hash = models.CharField(max_length=64, null=True, unique=True, editable=False)
    link_ends_at = models.DateTimeField(null=True, editable=False)

    class Meta(OwnedModel.Meta):
        indexes = [models.Index(fields=["organisation", "participant"], name="ask_by_person")]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["wave", "participant"],
                name="asked_once_a_wave",
                violation_error_message=_("This person is asked in it already."),
            ),
            OwnedReference(
                name="ask_wave_same_organisation",
                to="outcomes.Wave",
                columns=("organisation_id", "wave_id"),
            ),
            OwnedReference(
                name="ask_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            # Found by its secret before anybody is known, as a calendar is.
            RowSecurity(
                name="outcomes_ask_rows",
                read=f"({seen_or_nobody()} or {may('answer')})",
                write=THEIRS,
            ),
            Tracked(
                name="outcomes_ask_history",
                about=("services.participant", "participant_id"),
                secret=("secret_hash",),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} in {self.wave_id}"


class MatchingKey(OwnedRow):
    """The secret with which an organisation hashes the codes of its anonymous answers.

    Without it no code can be made again: deleting it makes all earlier answers nobody's for good.
    """

    secret = EncryptedTextField()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["organisation"], name="one_matching_key"),
            RowSecurity(name="outcomes_matchingkey_rows"),
            Tracked(name="outcomes_matchingkey_history", secret=("secret",)),
        ]

    def __str__(self) -> str:
        return f"matching key of {self.organisation_id}"
