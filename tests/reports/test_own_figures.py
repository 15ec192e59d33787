"""Figures that an organisation composed: counted, held back and traced like the others."""

from datetime import date
from uuid import uuid4

import pytest
from django.urls import reverse
from django.utils import timezone

from organisations.enums import Role
from rco_network.reports.figures.across import guarded
from rco_network.reports.figures.document import build_document
from rco_network.reports.figures.ground import of_organisations
from rco_network.reports.models import OwnFigure
from services.models import Participant

from ..factories import acting, make_group, make_membership, make_participant, make_session

pytestmark = pytest.mark.django_db
START, END = date(2026, 1, 1), date(2026, 3, 31)


@pytest.fixture
def rco():
    """A manager whose two services were visited by women and men."""
    manager = make_membership(Role.MANAGER)
    own = manager.organisation
    with acting(manager):
        women = [make_participant(own, gender="woman", main_language="ti") for _ in range(8)]
        men = [make_participant(own, gender="man") for _ in range(12)]
        manager.english, manager.choir = make_group(own), make_group(own)
        make_session(manager.english, date(2026, 1, 6), present=[*women, *men[:6]])
        make_session(manager.choir, date(2026, 1, 7), present=men[6:])
        yield manager


def composed(rco, base="people", **fields):
    return OwnFigure.objects.create(
        organisation=rco.organisation, name=f"Ours {OwnFigure.objects.count()}", base=base, **fields
    )


def made(rco, *figures, **more):
    return build_document(
        kind="year",
        organisation=rco.organisation,
        ground=of_organisations((rco.organisation_id,), START, END),
        language="en",
        made_at=timezone.now(),
        own_figures=[figure.told() for figure in figures],
        with_keys=True,
        **more,
    )


def text(found, figure):
    return next(f for f in found.document.figures if f.key == figure.key).total.text


def test_a_group_of_people_of_one_service_is_counted(rco):
    women = composed(rco, gender="woman", service=rco.english.service)
    english = composed(rco, service=rco.english.service)
    came = composed(rco, "attendances", gender="woman")
    found = made(rco, women, english, came)
    assert [text(found, one) for one in (women, english, came)] == ["8", "14", "8"]
    figure = next(f for f in found.document.figures if f.key == women.key)
    assert "Woman or girl" in figure.definition
    assert len(found.behind[women.key]["services.participant"]) == 8


def test_a_part_is_held_back_where_it_or_the_rest_is_few(rco):
    with acting(rco):
        few = [make_participant(rco.organisation, gender="another") for _ in range(2)]
        make_session(rco.choir, date(2026, 1, 8), present=few)
    small = composed(rco, gender="another")
    hours = composed(rco, "contact_hours", gender="another")
    found = made(rco, small, hours)
    assert text(found, small) == text(found, hours) == "hidden"


def guarded_text(rco, *figures):
    """The figures as a report has them, which is held against what it says itself."""
    found = made(rco, *figures, guard=guarded([]))
    return [text(found, one) for one in figures]


def test_a_row_that_a_table_hides_is_not_told_under_another_name(rco):
    with acting(rco):
        for year, n in ((2005, 3), (1990, 10), (1970, 20)):
            people = [make_participant(rco.organisation, year_of_birth=year) for _ in range(n)]
            make_session(rco.choir, date(2026, 1, 8 + n), present=people)
        rows = Participant.objects.filter(gender__in=["woman", "man"])
        rows.update(year_of_birth=1970)
    # Of those by age the 3 are hidden, and with them the 10: with either a reader has the other.
    assert guarded_text(rco, composed(rco, age_band="25-49")) == ["hidden"]
    assert guarded_text(rco, composed(rco, gender="woman")) == ["8"]


def test_two_that_differ_by_somebody_are_not_both_told(rco):
    with acting(rco):
        make_session(
            rco.choir, date(2026, 1, 9), present=Participant.objects.filter(gender="woman")[:7]
        )
    women = composed(rco, gender="woman")
    of_the_choir = composed(rco, gender="woman", service=rco.choir.service)
    assert guarded_text(rco, women, of_the_choir) == ["8", "hidden"]


def form(**fields):
    return {"key": str(uuid4()), "name": "Women", "base": "people"} | fields


def test_it_is_composed_once_and_chosen_when_a_report_is_asked_for(rco, as_member):
    client, fields = as_member(rco), form(gender="woman")
    for _ in range(2):
        assert client.post(reverse("own-figures"), fields).status_code == 302
    with acting(rco):
        (figure,) = OwnFigure.objects.all()
    assert "Different people: Woman or girl" in client.get(reverse("own-figures")).text
    assert figure.key in client.get(reverse("reports")).text
    client.post(reverse("own-figure-remove", args=[figure.uuid]))
    with acting(rco):
        assert not OwnFigure.objects.exists()


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"name": ""}, "Give the figure a name"),
        ({"base": "sessions", "gender": "woman"}, "A session has no age, gender or language"),
        ({"domain": "1"}, "Only outcomes have a domain"),
    ],
)
def test_what_cannot_be_counted_is_refused_with_the_reason(rco, as_member, fields, says):
    answer = as_member(rco).post(reverse("own-figures"), form(**fields))
    assert answer.status_code == 422
    assert says in answer.text


def test_a_colleague_without_the_right_and_a_stranger_have_no_figures(rco, as_member):
    figure = composed(rco, gender="woman")
    worker = make_membership(Role.WORKER, rco.organisation)
    assert as_member(worker).get(reverse("own-figures")).status_code == 403
    stranger = as_member(make_membership(Role.MANAGER))
    remove = reverse("own-figure-remove", args=[figure.uuid])
    assert stranger.post(remove).status_code == 404
    theirs = form(service=str(rco.english.service.pk))
    assert stranger.post(reverse("own-figures"), theirs).status_code == 422
