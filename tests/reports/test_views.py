"""Reports in the browser: who may ask, look, share and take away."""

import re
from datetime import date
from uuid import uuid4

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from funding.models import AttributionRule, ReturnDue
from organisations.enums import Kind, Role
from outcomes.actions.story_consents import take_story_back
from rco_network.core.jobs.run import run
from rco_network.core.models import AuditEvent
from rco_network.core.paper.pdf import has_pango
from rco_network.core.tenancy import scope
from rco_network.reports.figures.numbering import places
from rco_network.reports.figures.stored import from_json
from rco_network.reports.models import (
    Edition,
    EditionFile,
    EditionReader,
    EditionSeal,
    Report,
    RowsBehind,
)

from ..factories import (
    acting,
    explaining,
    make_award,
    make_group,
    make_membership,
    make_organisation,
    make_participant,
    make_session,
)
from ..outcomes.test_stories import agree, make_story

pytestmark = pytest.mark.django_db


class World:
    """A manager with work and an award, and the funder's officer."""

    def __init__(self):
        self.manager = make_membership(Role.MANAGER)
        self.second = make_membership(Role.WORKER, self.manager.organisation)
        self.officer = make_membership(Role.OFFICER)
        self.award = make_award(self.officer.organisation, self.manager.organisation)
        with acting(self.manager):
            AttributionRule.objects.create(organisation=self.manager.organisation, award=self.award)
            people = [
                make_participant(self.manager.organisation, name=f"Marked Name {n}")
                for n in range(6)
            ]
            make_session(make_group(self.manager.organisation), date(2026, 1, 6), present=people)

    def form(self, **fields):
        return {
            "key": str(uuid4()),
            "period_start": "2026-01-01",
            "period_end": "2026-03-31",
            "language": "en-gb",
        } | fields

    def report(self):
        with acting(self.manager):
            return Report.objects.select_related("job").latest("id")

    def made(self, client, **fields):
        client.post(reverse("award-reports", args=[self.award.uuid]), self.form(**fields))
        report = self.report()
        run(report.job.uuid)
        return self.report()

    def sent(self, client, report):
        client.post(reverse("report-send", args=[report.uuid]), {"approver": str(self.second.pk)})

    def issued(self, as_member, report):
        self.sent(as_member(self.manager), report)
        as_member(self.second).post(reverse("report-approve", args=[report.uuid]))
        run(self.report().job.uuid)
        return self.editions(self.manager)[0]

    def editions(self, member):
        with acting(member):
            return list(Edition.objects.order_by("-id"))


@pytest.fixture
def world():
    return World()


def test_asking_twice_is_one_report_and_one_job(world, as_member):
    form, url = world.form(), reverse("award-reports", args=[world.award.uuid])
    client = as_member(world.manager)
    answers = [client.post(url, form) for _ in range(2)]
    assert answers[0].url == answers[1].url
    with acting(world.manager):
        assert Report.objects.count() == 1


def test_report_is_drafted_approved_by_a_colleague_issued_and_taken_away(world, as_member):
    report = world.made(as_member(world.manager))
    page = as_member(world.manager).get(reverse("report", args=[report.uuid])).content.decode()
    assert "A draft, not issued yet" in page and "Marked Name" not in page
    officer = as_member(world.officer)
    assert officer.get(reverse("report", args=[report.uuid])).status_code == 404
    assert not world.editions(world.officer)
    edition = world.issued(as_member, report)
    officer = as_member(world.officer)
    page = officer.get(reverse("edition", args=[edition.code])).content.decode()
    assert f"Approved by {world.second.user.name}" in page
    csv = officer.get(reverse("edition-file", args=[edition.code, "csv"]))
    assert csv.headers["Content-Disposition"].startswith("attachment")
    assert csv.headers["Cache-Control"] == "no-store, private"
    assert b"Marked Name" not in csv.content
    assert f"{edition.code}-1".encode() in csv.content
    if has_pango():
        pdf = officer.get(reverse("edition-file", args=[edition.code, "pdf"]))
        assert pdf.content.startswith(b"%PDF-1.7")
    with acting(world.officer):
        kinds = AuditEvent.objects.filter(action="report downloaded").values_list(
            "detail__kind", flat=True
        )
        assert set(kinds) <= {"csv", "pdf"}
        assert "csv" in kinds


def test_issuing_meets_the_return(world, as_member):
    with scope(installation=True):
        ReturnDue.objects.create(
            award=world.award,
            organisation_id=world.award.recipient_id,
            funder_id=world.award.funder_id,
            due_on=date(2026, 4, 30),
            period_start=date(2026, 1, 1),
            period_end=date(2026, 3, 31),
        )
    world.issued(as_member, world.made(as_member(world.manager)))
    with acting(world.manager):
        assert ReturnDue.objects.get().met_at


def test_its_author_does_not_approve_it_where_a_colleague_could(world, as_member):
    report = world.made(as_member(world.manager))
    answer = as_member(world.manager).post(reverse("report-approve", args=[report.uuid]))
    assert answer.status_code == 403
    assert "A colleague has to approve" in answer.content.decode()
    with scope(installation=True):
        world.second.ended_at = timezone.now()
        world.second.save()
    client = as_member(world.manager)
    assert client.post(reverse("report-approve", args=[report.uuid])).status_code == 302
    run(world.report().job.uuid)
    edition = world.editions(world.manager)[0]
    page = client.get(reverse("edition", args=[edition.code])).content.decode()
    assert "nobody else who could approve" in page


def test_who_was_asked_gives_it_back_with_a_note_and_words_changed_take_it_back(world, as_member):
    report = world.made(as_member(world.manager))
    world.sent(as_member(world.manager), report)
    second = as_member(world.second)
    url = reverse("report-give-back", args=[report.uuid])
    assert second.post(url, {"note": ""}).status_code == 422
    assert second.post(url, {"note": "Say more of March."}).status_code == 302
    manager = as_member(world.manager)
    page = manager.get(reverse("report", args=[report.uuid])).content.decode()
    assert "Say more of March." in page
    world.sent(manager, report)
    words = {"summary": "[people] people came, most of them to English."}
    assert manager.post(reverse("report-words", args=[report.uuid]), words).status_code == 302
    assert world.report().state == "draft"
    edition = world.issued(as_member, world.report())
    text = from_json(edition.document).summary[0].text
    assert text == "6 people came, most of them to English."


def test_a_number_that_the_report_has_not_is_refused_with_its_name(world, as_member):
    report = world.made(as_member(world.manager))
    url = reverse("report-words", args=[report.uuid])
    answer = as_member(world.manager).post(url, {"summary": "We helped [thousands]."})
    assert answer.status_code == 422
    assert "[thousands]" in answer.content.decode()


def test_a_correction_restates_and_everybody_who_has_it_gets_the_new_one(world, as_member):
    first = world.issued(as_member, world.made(as_member(world.manager)))
    with acting(world.manager):
        more = [make_participant(world.manager.organisation) for _ in range(6)]
        with explaining(world.manager, date(2026, 2, 3)):
            make_session(make_group(world.manager.organisation), date(2026, 2, 3), present=more)
    manager = as_member(world.manager)
    answer = manager.post(
        reverse("edition-restate", args=[first.code]),
        {"key": str(uuid4()), "reason": "A class was missing."},
    )
    assert answer.status_code == 302
    run(world.report().job.uuid)
    second = world.issued(as_member, world.report())
    page = as_member(world.officer).get(reverse("edition", args=[second.code])).content.decode()
    assert "Different people: was 6, now 12." in page and "A class was missing." in page
    old = as_member(world.officer).get(reverse("edition", args=[first.code])).content.decode()
    assert second.code in old
    with acting(world.manager):
        csv = EditionFile.objects.get(edition=first, content_type="text/csv").content
    upload = {"file": SimpleUploadedFile("figures.csv", bytes(csv))}
    said = Client().post(reverse("genuine"), upload).content.decode()
    assert "put right since" in said and second.code in said
    assert "Tesfa" not in said and world.manager.organisation.name not in said
    upload = {"file": SimpleUploadedFile("figures.csv", bytes(csv) + b" ")}
    assert "Not an edition" in Client().post(reverse("genuine"), upload).content.decode()


def test_a_number_leads_to_its_rows_for_its_own_organisation_alone(world, as_member):
    edition = world.issued(as_member, world.made(as_member(world.manager)))
    url = reverse("trace", args=[edition.code, 1])
    page = as_member(world.manager).get(url).content.decode()
    assert "Marked Name 3" in page
    page = as_member(world.officer).get(url).content.decode()
    assert "Different people" in page and "Marked Name" not in page
    typed = as_member(world.officer).get(reverse("trace-code"), {"code": f"{edition.code}-1"})
    assert typed.url == url
    stranger = as_member(make_membership(Role.OFFICER, make_organisation(Kind.FUNDER)))
    made_up = reverse("trace", args=["ZZZZZZ", 1])
    assert stranger.get(url).status_code == stranger.get(made_up).status_code == 404


def test_a_traced_number_says_what_it_would_be_today(world, as_member):
    edition = world.issued(as_member, world.made(as_member(world.manager)))
    url = reverse("trace", args=[edition.code, 1])
    assert "the very same rows" in as_member(world.manager).get(url).content.decode()
    with acting(world.manager):
        more = [make_participant(world.manager.organisation) for _ in range(6)]
        with explaining(world.manager, date(2026, 2, 3)):
            make_session(make_group(world.manager.organisation), date(2026, 2, 3), present=more)
    page = as_member(world.manager).get(url).content.decode()
    assert "Today it would be 12: 6 rows came, 0 went." in page
    assert "Today it would" not in as_member(world.officer).get(url).content.decode()


def test_every_number_of_an_edition_has_its_rows(world, as_member):
    edition = world.issued(as_member, world.made(as_member(world.manager)))
    with acting(world.manager):
        kept = {row.ref: row for row in RowsBehind.objects.filter(edition=edition)}
    for place in places(from_json(edition.document)):
        if place.cell.value and place.figure.key in ("people", "new_people", "sessions"):
            assert len(kept[place.cell.ref].keys) == place.cell.value, place.label


def test_a_period_that_would_tell_of_two_people_by_subtraction_is_coarsened_or_refused(
    world, as_member
):
    """Six people came in January; two more by the end of February."""
    world.issued(as_member, world.made(as_member(world.manager), period_end="2026-01-31"))
    with acting(world.manager):
        more = [make_participant(world.manager.organisation) for _ in range(2)]
        make_session(make_group(world.manager.organisation), date(2026, 2, 3), present=more)
    report = world.made(as_member(world.manager), period_end="2026-02-28")
    if report.document is None:
        assert "fewer than 5 people" in report.job.failure
    else:
        figures = {figure["key"]: figure for figure in report.document["figures"]}
        assert figures["people"]["total"]["hidden"]
        assert "8" not in [part for passage in report.document["summary"] for part in passage]


def test_a_report_keeps_its_language_and_direction_on_a_page_in_arabic(world, as_member):
    edition = world.issued(as_member, world.made(as_member(world.manager)))
    client = as_member(world.officer)
    client.cookies["language"] = "ar"
    page = client.get(reverse("edition", args=[edition.code])).content.decode()
    assert re.search(r'<html[^>]*dir="rtl"', page)
    assert '<div lang="en-gb" dir="ltr">' in page
    assert "What this counts" in page


def test_of_two_drafts_that_would_tell_of_two_people_together_one_is_issued(world, as_member):
    """Both were counted before either was issued: neither could be held against the other."""
    drafts = [world.made(as_member(world.manager), period_end="2026-01-31")]
    with acting(world.manager):
        more = [make_participant(world.manager.organisation) for _ in range(2)]
        make_session(make_group(world.manager.organisation), date(2026, 2, 3), present=more)
    drafts.append(world.made(as_member(world.manager), period_end="2026-02-28"))
    for draft in drafts:
        world.sent(as_member(world.manager), draft)
        as_member(world.second).post(reverse("report-approve", args=[draft.uuid]))
        with acting(world.manager):
            job = Report.objects.select_related("job").get(pk=draft.pk).job
        run(job.uuid)
    with acting(world.manager):
        assert [edition.report_id for edition in Edition.objects.all()] == [drafts[0].pk]
        job.refresh_from_db()
        assert "Make the report again" in job.failure


def test_an_edition_cannot_be_changed_not_even_by_its_maker(world, as_member):
    edition = world.issued(as_member, world.made(as_member(world.manager)))
    with acting(world.manager):
        assert Edition.objects.filter(pk=edition.pk).update(code="000000") == 0
        assert EditionFile.objects.filter(edition=edition).update(sha256="") == 0
        assert EditionReader.objects.filter(edition=edition).delete()[0] == 0
    with acting(world.officer):
        assert EditionSeal.objects.filter(code=edition.code).update(restated_by="X") == 0


def test_only_the_recipients_manager_asks_and_shares(world, as_member):
    url = reverse("award-reports", args=[world.award.uuid])
    answer = as_member(world.second).post(url, world.form())
    assert answer.status_code == 403
    assert "Ask a manager" in answer.content.decode()
    as_member(world.officer).post(url, world.form())
    with acting(world.manager):
        assert not Report.objects.exists()


@pytest.mark.parametrize("name", ["report", "report-progress", "report-approve", "report-words"])
def test_stranger_gets_what_a_made_up_report_gets(world, as_member, name):
    report = world.made(as_member(world.manager))
    for role, kind in ((Role.MANAGER, Kind.RCO), (Role.OFFICER, Kind.FUNDER)):
        client = as_member(make_membership(role, make_organisation(kind)))
        real, made_up = (reverse(name, args=[uuid]) for uuid in (report.uuid, uuid4()))
        method = client.post if name == "report-approve" else client.get
        assert (method(real).status_code, method(made_up).status_code) == (404, 404)


def test_right_that_ended_before_the_job_ran_makes_nothing(world, as_member):
    url = reverse("award-reports", args=[world.award.uuid])
    as_member(world.manager).post(url, world.form())
    report = world.report()
    with scope(installation=True):
        world.manager.ended_at = timezone.now()
        world.manager.save()
    run(report.job.uuid)
    with acting(world.manager):
        report = Report.objects.select_related("job").get()
        assert report.made_at is None
        assert "no longer works here" in report.job.failure


@pytest.mark.parametrize(
    ("fields", "says"),
    [
        ({"period_end": "2025-12-31"}, "before the first day"),
        ({"period_start": "1926-01-01"}, "cannot be right"),
        ({"period_end": "2199-01-01"}, "cannot be right"),
        ({"key": "made up"}, "Open this page again"),
        ({"language": "xx"}, "Select a valid choice"),
    ],
)
def test_bad_input_is_told_and_asks_for_nothing(world, as_member, fields, says):
    url = reverse("award-reports", args=[world.award.uuid])
    page = as_member(world.manager).post(url, world.form(**fields))
    assert page.status_code == 422
    assert says in page.content.decode()
    with acting(world.manager):
        assert not Report.objects.exists()


def test_progress_stops_by_itself(world, as_member):
    client = as_member(world.manager)
    client.post(reverse("award-reports", args=[world.award.uuid]), world.form())
    url = reverse("report-progress", args=[world.report().uuid])
    assert 'hx-trigger="every 2s"' in client.get(url).content.decode()
    run(world.report().job.uuid)
    assert client.get(url).headers["HX-Refresh"] == "true"


def test_a_story_taken_back_before_issuing_is_not_in_the_edition(world, as_member):
    """What is issued asks anew what may be told; the draft's page too."""
    with acting(world.manager):
        on = date(2026, 2, 1)
        kept, taken = (
            make_story(world.manager, words=words, told_on=on) for words in ("I lead.", "I left.")
        )
        for story in (kept, taken):
            agree(world.manager, story, funder=world.officer.organisation)
    report = world.made(as_member(world.manager))
    url = reverse("report", args=[report.uuid])
    page = as_member(world.manager).get(url).content.decode()
    assert "I lead." in page and "I left." in page
    with acting(world.manager):
        take_story_back(by=world.manager, story=taken)
    page = as_member(world.manager).get(url).content.decode()
    assert "I lead." in page and "I left." not in page
    edition = world.issued(as_member, report)
    assert [voice["text"] for voice in edition.document["voices"]] == ["I lead."]
    assert not edition.document["voices"][0]["source"]
    with acting(world.manager):
        assert take_story_back(by=world.manager, story=kept).issued
