"""Who would like to come and cannot yet: places on a list, offers, and those turned away."""

from datetime import date
from typing import Any, ClassVar, Self

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from rco_network.core.history import Tracked
from rco_network.core.tenancy import (
    COUNT,
    ERASE,
    OwnedManager,
    OwnedModel,
    OwnedQuerySet,
    OwnedReference,
    RowSecurity,
)
from rco_network.core.tenancy.constraints import may

from ..enums import Obstacle, OfferAnswer, OutOfTurn, WaitingState
from .seen import seen, seen_or_nobody

# Who sees people, who erases them, and figures, which read no column that says who it is.
_READS = f"({may('see_people')} or {may(COUNT)} or {may(ERASE)})"
_SEE = f"({seen()} and {_READS})"
_CHANGE = f"({seen()} and ({may('change_people')} or {may(ERASE)}))"
_SEE_OR_NOBODY = f"({seen_or_nobody()} and {_READS})"
_CHANGE_OR_NOBODY = f"({seen_or_nobody()} and ({may('change_people')} or {may(ERASE)}))"


class WaitingPlaceQuerySet(OwnedQuerySet):
    def waiting(self) -> Self:
        """Places of people who still wait."""
        return self.filter(state=WaitingState.WAITING)

    def in_line(self) -> Self:
        """Whoever asked first comes first."""
        return self.order_by("asked_on", "id")


class WaitingPlace(OwnedModel):
    """Somebody waits for a service, or for one group of it, since the day they asked."""

    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="waiting_places",
    )
    service = models.ForeignKey(
        "services.Service", on_delete=models.PROTECT, db_constraint=False, related_name="waiting"
    )
    group = models.ForeignKey(
        "services.Group",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="waiting",
    )
    asked_on = models.DateField()
    obstacle = models.CharField(max_length=9, choices=Obstacle.choices, blank=True)
    state = models.CharField(
        max_length=7, choices=WaitingState.choices, default=WaitingState.WAITING
    )
    ended_on = models.DateField(null=True, blank=True)
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    objects: ClassVar[Any] = OwnedManager.from_queryset(WaitingPlaceQuerySet)()

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "state", "asked_on"], name="waiting_in_line"),
            models.Index(fields=["organisation", "participant"], name="waiting_by_person"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            # What an offer repeats of its place, kept equal by its key.
            models.UniqueConstraint(
                fields=["organisation", "id", "participant"], name="services_waitingplace_person"
            ),
            models.UniqueConstraint(
                fields=["participant", "service", "group"],
                condition=models.Q(state=WaitingState.WAITING),
                nulls_distinct=False,
                name="waits_once",
                violation_error_message=_("They are on this waiting list already."),
            ),
            models.CheckConstraint(
                name="waiting_ends_or_goes_on",
                condition=models.Q(state=WaitingState.WAITING, ended_on=None)
                | (~models.Q(state=WaitingState.WAITING) & models.Q(ended_on__isnull=False)),
            ),
            OwnedReference(
                name="waitingplace_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            OwnedReference(
                name="waitingplace_service_same_organisation",
                to="services.Service",
                columns=("organisation_id", "service_id"),
            ),
            OwnedReference(
                name="waitingplace_group_same_organisation",
                to="services.Group",
                columns=("organisation_id", "group_id"),
            ),
            RowSecurity(name="services_waitingplace_rows", read=_SEE, write=_CHANGE),
            Tracked(
                name="services_waitingplace_history",
                about=("services.participant", "participant_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.participant_id} waits for {self.service_id}"

    @property
    def wish(self) -> str:
        """Return what they wait for in words; asks for service and group."""
        return f"{self.service.name} – {self.group.name}" if self.group else self.service.name


class Offer(OwnedModel):
    """A place in a group, offered until a day to somebody who waits."""

    place = models.ForeignKey(
        "services.WaitingPlace",
        on_delete=models.CASCADE,
        db_constraint=False,
        related_name="offers",
    )
    participant = models.ForeignKey(
        "services.Participant", on_delete=models.CASCADE, db_constraint=False, related_name="+"
    )
    group = models.ForeignKey(
        "services.Group", on_delete=models.PROTECT, db_constraint=False, related_name="offers"
    )
    offered_on = models.DateField()
    last_day = models.DateField()
    answer = models.CharField(max_length=9, choices=OfferAnswer.choices, default=OfferAnswer.OPEN)
    answered_on = models.DateField(null=True, blank=True)
    out_of_turn = models.CharField(max_length=5, choices=OutOfTurn.choices, blank=True)
    offered_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "answer", "last_day"], name="offer_by_last_day"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.UniqueConstraint(
                fields=["place"],
                condition=models.Q(answer=OfferAnswer.OPEN),
                name="one_open_offer",
                violation_error_message=_("They have been offered a place already."),
            ),
            models.CheckConstraint(
                name="offer_lasts_a_day",
                condition=models.Q(last_day__gte=models.F("offered_on")),
                violation_error_message=_("The last day must not be before the day of the offer."),
            ),
            OwnedReference(
                name="offer_place_same_person",
                to="services.WaitingPlace",
                columns=("organisation_id", "place_id", "participant_id"),
                to_columns=("organisation_id", "id", "participant_id"),
            ),
            OwnedReference(
                name="offer_group_same_organisation",
                to="services.Group",
                columns=("organisation_id", "group_id"),
            ),
            RowSecurity(name="services_offer_rows", read=_SEE, write=_CHANGE),
            Tracked(
                name="services_offer_history", about=("services.participant", "participant_id")
            ),
        ]

    def __str__(self) -> str:
        return f"offer of {self.group_id}"

    def is_open_on(self, day: date) -> bool:
        """Whether the place can be taken on this day: the clock lapses it, job or no job."""
        return self.answer == OfferAnswer.OPEN and day <= self.last_day


class TurnedAway(OwnedModel):
    """People who asked and had to go: somebody by name, or a number where no name was taken."""

    service = models.ForeignKey(
        "services.Service",
        on_delete=models.PROTECT,
        db_constraint=False,
        related_name="turned_away",
    )
    participant = models.ForeignKey(
        "services.Participant",
        on_delete=models.PROTECT,
        db_constraint=False,
        null=True,
        blank=True,
        related_name="turned_away",
    )
    people = models.PositiveSmallIntegerField(default=1)
    why = models.CharField(max_length=9, choices=Obstacle.choices)
    happened_on = models.DateField()
    recorded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, null=True, related_name="+"
    )

    class Meta(OwnedModel.Meta):
        indexes = [
            models.Index(fields=["organisation", "happened_on"], name="turned_away_by_day"),
        ]
        constraints = [
            *OwnedModel.Meta.constraints,
            models.CheckConstraint(
                name="turned_away_somebody",
                condition=models.Q(people__gte=1, people__lte=500),
                violation_error_message=_("Write how many people were turned away, from 1 to 500."),
            ),
            models.CheckConstraint(
                name="turned_away_one_by_name",
                condition=models.Q(participant=None) | models.Q(people=1),
                violation_error_message=_("Somebody by name is one person."),
            ),
            OwnedReference(
                name="turnedaway_service_same_organisation",
                to="services.Service",
                columns=("organisation_id", "service_id"),
            ),
            OwnedReference(
                name="turnedaway_participant_same_organisation",
                to="services.Participant",
                columns=("organisation_id", "participant_id"),
            ),
            RowSecurity(
                name="services_turnedaway_rows", read=_SEE_OR_NOBODY, write=_CHANGE_OR_NOBODY
            ),
            Tracked(
                name="services_turnedaway_history",
                about=("services.participant", "participant_id"),
            ),
        ]

    def __str__(self) -> str:
        return f"{self.people} turned away"
