"""What stands beside the marks of the demonstration, and who waits for a place."""

from datetime import date, timedelta
from decimal import Decimal
from random import Random
from typing import Any

from organisations.enums import Right
from rco_network.core.tenancy import scope
from services.enums import ATTENDED, Counting, ExtraKind, Obstacle
from services.models import (
    Attendance,
    Enrolment,
    Extra,
    Group,
    HeadCount,
    Offer,
    Participant,
    Session,
    SessionNote,
    TurnedAway,
    WaitingPlace,
)

_NOTES = (
    "The heating was off until eleven. We moved to the small room.",
    "Visitors from the library came and gave out cards.",
    "We ended early for the school run; next week we do page 24.",
)
_TURNED_AWAY = (
    (Obstacle.FULL, 4, 12),
    (Obstacle.LEVEL, 3, 30),
    (Obstacle.CHILDCARE, 6, 45),
    (Obstacle.TRAVEL, 2, 80),
    (Obstacle.FULL, 5, 120),
)
_WEEKS = (19, 14, 9, 6, 3, 1)


def furnish_register(organisation: int, users: list[int], rng: Random, today: date) -> None:
    """Let extras, notes and tallies of the last weeks be there, and one group be full."""
    rights = [Right.LOG, Right.SEE_PEOPLE, Right.CHANGE_PEOPLE, Right.RUN_SERVICES]
    with scope(organisation_ids=[organisation], rights=rights):
        own = {"organisation_id": organisation}
        sessions = Session.objects.for_organisation(organisation).order_by("-held_on", "-id")
        for place, session in enumerate(sessions.select_related("group")[:12]):
            _beside(own, session, place, rng)
        groups = Group.objects.for_organisation(organisation).filter(
            counting=Counting.BY_NAME, closed_on=None
        )
        group = groups.order_by("pk").first()
        if group is not None:
            _waiting(own, group, users[0], rng, today)


def _beside(own: dict[str, Any], session: Session, place: int, rng: Random) -> None:
    if place % 4 == 0:
        SessionNote.objects.create(**own, session=session, text=_NOTES[place // 4 % 3])
    if session.group.counting == Counting.BY_HEAD:
        for count in HeadCount.objects.filter(session=session):
            count.women, count.children = count.people // 2, count.people // 4
            count.save(update_fields=["women", "children"])
        Extra.objects.create(
            **own, session=session, kind=ExtraKind.FOOD, number=20, pounds=Decimal("38.50")
        )
        return
    came = Attendance.objects.for_organisation(own["organisation_id"]).filter(
        session=session, mark__in=ATTENDED
    )
    for person in list(came.order_by("id").values_list("participant_id", flat=True)[:3]):
        Extra.objects.create(
            **own,
            session=session,
            participant_id=person,
            kind=ExtraKind.TRAVEL,
            pounds=Decimal(rng.choice(("3.80", "4.00", "5.20"))),
        )


def _waiting(own: dict[str, Any], group: Group, user: int, rng: Random, today: date) -> None:
    on_list = Enrolment.objects.for_organisation(own["organisation_id"]).filter(
        group=group, left_on=None
    )
    Group.objects.filter(pk=group.pk).update(capacity=max(1, on_list.count() + 1))
    people = Participant.objects.for_organisation(own["organisation_id"]).current()
    people = people.exclude(pk__in=on_list.values("participant")).order_by("-joined_on", "id")
    for weeks, person in zip(_WEEKS, people[: len(_WEEKS)], strict=False):
        place = WaitingPlace.objects.create(
            **own,
            participant=person,
            service_id=group.service_id,
            group=group if weeks % 2 else None,
            asked_on=today - timedelta(weeks=weeks),
            obstacle=rng.choice((Obstacle.FULL, Obstacle.CHILDCARE, "")),
            added_by_id=user,
        )
        if weeks == _WEEKS[0]:
            _offer(own, place, group, user, today - timedelta(days=20))
        elif weeks == _WEEKS[1]:
            _offer(own, place, group, user, today - timedelta(days=5))
    for why, people_away, days in _TURNED_AWAY:
        TurnedAway.objects.create(
            **own,
            service_id=group.service_id,
            people=people_away,
            why=why,
            happened_on=today - timedelta(days=days),
            recorded_by_id=user,
        )


def _offer(own: dict[str, Any], place: WaitingPlace, group: Group, user: int, day: date) -> None:
    Offer.objects.create(
        **own,
        place=place,
        participant_id=place.participant_id,
        group=group,
        offered_on=day,
        last_day=day + timedelta(days=7),
        offered_by_id=user,
    )
