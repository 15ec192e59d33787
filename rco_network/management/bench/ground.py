"""What is measured stands on the same ground: a network of the wanted size in its own database."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connections
from django.utils.timezone import localdate

from funding.models import AttributionRule, Award
from organisations.enums import Kind, Role
from organisations.models import Organisation, StaffMembership
from rco_network.accounts.sessions import session_of
from rco_network.core.tenancy import COUNT, scope
from rco_network.management.demo.make import Say, make
from services.calculations.recurrence import weekly
from services.models import Enrolment, Group, Participant, Series, Service

from .loading import analyse, without_keys
from .measure import Size

ON_REGISTER = 20
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


class Days:
    """Days that no session of the bench's class has had yet, newest first."""

    def __init__(self, today: date) -> None:
        self.day = today

    def next(self) -> date:
        self.day -= timedelta(days=1)
        return self.day


def acting_as(membership: StaffMembership) -> Any:
    """The scope of a colleague's request."""
    return scope(
        user_id=membership.user_id,
        organisation_ids=[membership.organisation_id],
        rights=membership.scope.rights,
    )


@dataclass(frozen=True)
class Ground:
    """Where to measure: a class of twenty at an ordinary RCO, a year's report of a large one."""

    url: str
    owner_url: str
    membership: StaffMembership
    group: Group
    people: list[Participant]
    award: Award
    period: tuple[date, date]
    days: Days

    def acting(self) -> Any:
        """The scope of the person who saves the register."""
        return acting_as(self.membership)

    def reporting(self) -> Any:
        """The scope of the large organisation."""
        return scope(
            user_id=self.membership.user_id,
            organisation_ids=[self.award.recipient_id],
            rights=[COUNT],
        )

    def cookies(self, backend: str = BACKEND) -> str:
        """Sign in as that person and return the browser's cookies."""
        session = session_of(self.membership.user, backend)
        return f"{settings.SESSION_COOKIE_NAME}={session.cookie_key}"


def prepare(url: str, owner_url: str, size: Size, say: Say) -> Ground:
    """Fill an empty migrated database and return what is to be measured in it."""
    today = localdate()
    year = (today - timedelta(days=364), today)
    # A year is two thirds of what is generated, with the long summer in it only once.
    large = size.in_report * 1.52
    rest = max(1, size.attendances - int(large)), max(1, size.organisations - 1)
    options = {
        "seed": 1,
        "today": today,
        "password": "not-signed-in-with",
        "with_reports": False,
    }
    with without_keys(owner_url, "services_attendance"):
        say(f"Writing an organisation with {large:,.0f} attendances")
        make(organisations=1, attendances=int(large), say=say, **options)  # type: ignore[arg-type]
        say(f"Writing {rest[1]} more with {rest[0]:,}")
        make(organisations=rest[1], attendances=rest[0], say=say, **options)  # type: ignore[arg-type]
        say("Putting keys and indexes back")
    membership, group, people = _class_of_twenty()
    award = _award_for_everything(year)
    analyse(owner_url)
    connections["default"].close()
    return Ground(url, owner_url, membership, group, people, award, year, Days(today))


def _class_of_twenty() -> tuple[StaffMembership, Group, list[Participant]]:
    with scope(installation=True):
        membership = (
            StaffMembership.objects.select_related("user", "organisation")
            .filter(organisation__kind=Kind.RCO, role=Role.MANAGER)
            .order_by("-organisation_id")[0]
        )
        # A worker, from whom records can be hidden: a manager sees them all for less.
        membership.role = Role.WORKER
        membership.save(update_fields=["role"])
    organisation = membership.organisation_id
    with scope(user_id=membership.user_id, organisation_ids=[organisation]):
        service = Service.objects.for_organisation(organisation).earliest("pk")
        group = Group.objects.create(
            organisation_id=organisation,
            service=service,
            name="The bench's class",
            starts_at="09:15",
            minutes=90,
        )
        Series.objects.create(
            organisation_id=organisation,
            group=group,
            rule=weekly(localdate().weekday()),
            first_on="2020-01-06",
            starts_at="09:15",
            minutes=90,
            bank_holidays="",
        )
        people = list(Participant.objects.for_organisation(organisation)[:ON_REGISTER])
        for number in range(ON_REGISTER - len(people)):
            people.append(
                Participant.objects.create(
                    organisation_id=organisation, name=f"Learner {number}", joined_on="2020-01-06"
                )
            )
        for person in people:
            Enrolment.objects.create(
                organisation_id=organisation,
                group=group,
                participant=person,
                enrolled_on="2005-01-03",
            )
    return membership, group, people


def _award_for_everything(year: tuple[date, date]) -> Award:
    """An award of the first, largest organisation whose one rule counts all work."""
    with scope(installation=True):
        rcos = Organisation.objects.filter(kind=Kind.RCO)
        funder = Organisation.objects.filter(kind=Kind.FUNDER).earliest("pk")
        award = Award.objects.create(
            funder=funder, recipient=rcos.earliest("pk"), title="All of it", amount=1
        )
        award = Award.objects.select_related("funder", "recipient").get(pk=award.pk)
    with scope(organisation_ids=[award.recipient_id]):
        AttributionRule.objects.create(organisation_id=award.recipient_id, award=award)
    return award
