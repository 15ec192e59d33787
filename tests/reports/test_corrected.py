"""Issuing closes the days of an organisation's own report; what is corrected since is told."""

from datetime import date

import pytest
from django.urls import reverse

from organisations.enums import Role
from rco_network.core.jobs.run import run
from services.actions.periods import PeriodClosed
from services.actions.register_sheet import sheet_of
from services.actions.save_register import save_register
from services.models import PeriodLock, Session

from ..factories import acting, make_membership
from ..pages import same_number_of_queries
from .test_views import World

pytestmark = pytest.mark.django_db
WHY = "The list of the second room was found"


@pytest.fixture
def world():
    return World()


def correct(world, because, by=None, minutes=60):
    by = by or world.manager
    with acting(by):
        session = Session.objects.select_related("group").earliest("held_on")
        sheet = sheet_of(session)
        sheet.minutes, sheet.because = minutes, because
        return save_register(by=by, group=session.group, sheet=sheet)


def test_issuing_closes_the_days_and_a_restatement_once_more(world, as_member):
    edition = world.issued(as_member, world.made(as_member(world.manager)))
    with acting(world.manager):
        [lock] = PeriodLock.objects.all()
        assert (lock.first_on, lock.last_on) == (date(2026, 1, 1), date(2026, 3, 31))
        assert (lock.because, lock.locked_by_id) == (edition.code, world.second.user_id)
    with pytest.raises(PeriodClosed):
        correct(world, "")
    correct(world, WHY)
    restate = {"key": "0b7f1bb2-9e6d-4f2e-8b1a-0c5d0d9a7a11", "reason": "Three links were missed."}
    as_member(world.manager).post(reverse("edition-restate", args=[edition.code]), restate)
    report = world.report()
    run(report.job.uuid)
    world.issued(as_member, world.report())
    with acting(world.manager):
        assert PeriodLock.objects.count() == 2


def test_the_edition_tells_its_managers_what_was_corrected_why_and_by_whom(world, as_member):
    edition = world.issued(as_member, world.made(as_member(world.manager)))
    url = reverse("edition", args=[edition.code])
    client = as_member(world.manager)
    assert "Corrected since" not in client.get(url).text
    correct(world, WHY, by=world.second)
    for page in (url, reverse("trace", args=[edition.code, 1])):
        text = client.get(page).text
        assert "Corrected since it was issued" in text and WHY in text
        assert world.second.user.name in text and "6 January 2026" in text
    # A colleague who reads the edition, and the funder, read no reason.
    for reader in (world.second, world.officer):
        text = as_member(reader).get(url).text
        assert WHY not in text and "Corrected since" not in text
    stranger = make_membership(Role.MANAGER)
    assert as_member(stranger).get(url).status_code == 404


def test_what_is_told_costs_the_same_for_many(world, as_member):
    edition = world.issued(as_member, world.made(as_member(world.manager)))
    client, lengths = as_member(world.manager), iter(range(50, 90))
    same_number_of_queries(
        lambda: client.get(reverse("edition", args=[edition.code])),
        lambda: correct(world, WHY, minutes=next(lengths)),
    )
