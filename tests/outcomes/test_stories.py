"""Stories: written, looked through, agreed to by use, taken back from this moment on."""

import io
from datetime import date, timedelta
from uuid import uuid4

import pytest
from django.core.exceptions import ValidationError
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.urls import reverse
from django.utils import timezone
from PIL import Image

from organisations.enums import Kind, Role
from outcomes.actions.stories import record_use
from outcomes.actions.story_consents import take_story_back, withdraw_story_consent
from outcomes.calculations.telling import still_tellable, stories_for
from outcomes.calculations.themes import theme_counts
from outcomes.models import (
    Story,
    StoryConsent,
    StoryFile,
    StoryFileContent,
    StoryTheme,
    StoryUse,
)
from outcomes.retention import _let_stories_go, _untold_due
from rco_network.core.access import Refused
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import ERASE, scope
from services.actions.erasure import erase_participant
from services.data_rights.models import Consent, Limit, Objection
from tests import factories
from tests.core.test_pictures_and_recordings import m4a, photo
from tests.pages import same_number_of_queries

pytestmark = pytest.mark.django_db
TODAY = timezone.localdate


@pytest.fixture
def manager(db):
    return factories.make_membership(Role.MANAGER)


@pytest.fixture
def worker(manager):
    return factories.make_membership(Role.WORKER, organisation=manager.organisation)


@pytest.fixture
def funder(db):
    return factories.make_organisation(Kind.FUNDER, name="Example Trust")


@pytest.fixture
def amina(manager):
    with factories.acting(manager):
        return factories.make_participant(manager.organisation, name="Amina Yusuf")


def make_story(membership, person=None, *, is_checked=True, **fields):
    fields = {
        "teller": "participant" if person else "neighbour",
        "title": "The bakery",
        "words": "I found work near my home.",
        "chosen_name": "Rose",
        "told_on": date(2026, 5, 4),
        "checked_at": timezone.now() if is_checked else None,
    } | fields
    with factories.acting(membership):
        return Story.objects.create(
            organisation=membership.organisation, participant=person, **fields
        )


def agree(membership, story, use="funder", funder=None, **fields):
    fields = {
        "until": TODAY() + timedelta(days=90),
        "words": "May we?",
        "language": "en",
        "given": "spoken",
        "given_on": TODAY(),
    } | fields
    with factories.acting(membership):
        return StoryConsent.objects.create(story=story, use=use, funder=funder, **fields)


def told(membership, **asked):
    with factories.acting(membership):
        return [one.words for one in stories_for(membership.organisation, **asked)]


def typed(**fields):
    return {
        "key": str(uuid4()),
        "teller": "neighbour",
        "teller_name": "Mrs Hill",
        "title": "Next door",
        "words": "We share a garden now.",
        "language": "en",
        "chosen_name": "a neighbour",
        "told_on": "2026-05-04",
        **fields,
    }


def stored(membership):
    with factories.acting(membership):
        return list(Story.objects.order_by("pk"))


class TestWriting:
    def test_a_participants(self, as_member, worker, amina):
        client = as_member(worker)
        address = f"{reverse('story-new')}?person={amina.uuid}"
        fields = typed(themes=["home", "friends"], new_theme="The garden", language="ar")
        for _ in "ab":
            answer = client.post(address, fields)
        [story] = stored(worker)
        assert answer.url == reverse("story-check", args=[story.uuid])
        assert (story.participant_id, story.teller) == (amina.pk, "participant")
        assert (story.themes, story.language) == (["home", "friends"], "ar")
        with factories.acting(worker):
            assert [theme.name for theme in story.own_themes.all()] == ["The garden"]
            [event] = AuditEvent.objects.filter(action="story written")
        assert event.detail == {"teller": "participant"}

    def test_a_neighbours(self, as_member, worker):
        as_member(worker).post(reverse("story-new"), typed())
        [story] = stored(worker)
        assert (story.participant_id, story.teller_name) == (None, "Mrs Hill")

    def test_it_is_sealed_in_the_database(self, as_member, worker):
        as_member(worker).post(reverse("story-new"), typed())
        with factories.acting(worker), connection.cursor() as cursor:
            cursor.execute("select words, title, teller_name, chosen_name from outcomes_story")
            assert all(value.startswith("enc1:") for value in cursor.fetchone())

    def test_changed_words_are_looked_through_anew(self, as_member, worker):
        story, client = make_story(worker), as_member(worker)
        page = client.get(reverse("story-edit", args=[story.uuid]))
        was = page.context["form"].initial["was"]
        fields = typed(was=was, title="Other")
        client.post(reverse("story-edit", args=[story.uuid]), fields)
        assert stored(worker)[0].checked_at is None

    @pytest.mark.parametrize(
        ("field", "value"), [("words", " … "), ("chosen_name", ""), ("told_on", "2090-01-01")]
    )
    def test_what_is_missing_is_said_and_nothing_is_lost(self, as_member, worker, field, value):
        answer = as_member(worker).post(reverse("story-new"), typed(**{field: value}))
        assert answer.status_code == 422 and "Mrs Hill" in answer.text
        assert stored(worker) == []

    def test_who_may(self, as_member, manager, worker, amina):
        story = make_story(worker, amina)
        logger = factories.make_membership(Role.LOGGER, organisation=manager.organisation)
        stranger = factories.make_membership(Role.MANAGER)
        for name in ("story", "story-edit", "story-check", "story-take-back", "story-use-new"):
            address = reverse(name, args=[story.uuid])
            assert as_member(worker).get(address).status_code == 200
            assert as_member(logger).get(address).status_code == 403
            assert as_member(stranger).get(address).status_code == 404

    def test_of_a_restricted_person_only_named_people_see_it(
        self, as_member, manager, worker, amina
    ):
        story = make_story(worker, amina)
        agree(worker, story, "public")
        with factories.acting(manager):
            factories.restrict(amina)
        assert as_member(worker).get(reverse("story", args=[story.uuid])).status_code == 404
        assert "The bakery" not in as_member(worker).get(reverse("stories")).text
        assert "The bakery" in as_member(manager).get(reverse("stories")).text
        assert told(worker, is_public=True) == []

    def test_it_is_on_the_persons_page_and_has_a_history(self, as_member, manager, amina):
        story, client = make_story(manager, amina), as_member(manager)
        page = client.get(reverse("participant", args=[amina.uuid])).text
        assert "The bakery" in page and reverse("story", args=[story.uuid]) in page
        answer = client.get(reverse("record-history", args=["story", story.uuid]))
        assert answer.status_code == 200


class TestWhatMayBeTold:
    def test_only_to_whom_they_agreed(self, worker, amina, funder):
        other = factories.make_organisation(Kind.FUNDER)
        agree(worker, make_story(worker, amina), "funder", funder)
        assert told(worker, funder=funder) == ["I found work near my home."]
        assert told(worker, funder=other) == told(worker, is_public=True) == told(worker) == []

    @pytest.mark.parametrize(
        ("use", "to_a_funder", "to_all"),
        [("funders", 1, 0), ("public", 1, 1)],
    )
    def test_wider_uses(self, worker, amina, funder, use, to_a_funder, to_all):
        agree(worker, make_story(worker, amina), use)
        assert len(told(worker, funder=funder)) == to_a_funder
        assert len(told(worker, is_public=True)) == to_all

    def test_with_what_readers_see_and_nothing_else(self, worker, amina, funder):
        story = make_story(worker, amina, themes=["working"], language="ar")
        agree(worker, story, "funder", funder, with_picture=True)
        with factories.acting(worker):
            [one] = stories_for(worker.organisation_id, funder=funder.pk)
        assert (one.name, one.language, one.themes) == ("Rose", "ar", ("Work",))
        assert (one.with_picture, one.with_recording) == (True, False)
        assert "Amina" not in repr(one)

    def test_not_before_it_was_looked_through(self, worker, amina):
        agree(worker, make_story(worker, amina, is_checked=False), "public")
        assert told(worker, is_public=True) == []

    def test_not_after_the_day_until_which_they_agreed(self, worker, amina):
        yesterday = TODAY() - timedelta(days=1)
        agree(worker, make_story(worker), "public", until=yesterday, given_on=yesterday)
        assert told(worker, is_public=True) == []

    def test_of_whom_the_report_is_about(self, worker, amina):
        agree(worker, make_story(worker, amina, words="Hers."), "public")
        agree(worker, make_story(worker, words="Next door."), "public")
        assert told(worker, is_public=True, people=[]) == ["Next door."]
        assert len(told(worker, is_public=True, people=[amina.pk])) == 2

    def test_of_the_period(self, worker):
        agree(worker, make_story(worker), "public")
        may = (date(2026, 5, 1), date(2026, 5, 31))
        june = (date(2026, 6, 1), date(2026, 6, 30))
        assert len(told(worker, is_public=True, period=may)) == 1
        assert told(worker, is_public=True, period=june) == []

    def test_not_of_who_objected_or_asked_for_their_data_to_rest(self, manager, amina):
        agree(manager, make_story(manager, amina), "public")
        assert len(told(manager, is_public=True)) == 1
        own = {"organisation": manager.organisation, "participant": amina}
        with factories.acting(manager):
            objection = Objection.objects.create(**own, use="stories")
        assert told(manager, is_public=True) == []
        with factories.acting(manager):
            objection.delete()
            Limit.objects.create(**own)
        assert told(manager, is_public=True) == []

    def test_not_of_who_took_back_being_quoted_at_all(self, manager, amina):
        agree(manager, make_story(manager, amina), "public")
        with factories.acting(manager):
            Consent.objects.create(
                organisation=manager.organisation,
                participant=amina,
                to="quote",
                words="May we?",
                language="en",
                given="spoken",
                given_on=TODAY(),
                withdrawn_on=TODAY(),
            )
        assert told(manager, is_public=True) == []

    def test_one_report_is_one_report(self, manager, amina, funder):
        story = make_story(manager, amina)
        agree(manager, story, "report", funder)
        with factories.acting(manager):
            record_use(story, used_in="Report 1", by=manager, funder=funder)
            with pytest.raises(ValidationError):
                record_use(story, used_in="Report 2", by=manager, funder=funder)
        assert told(manager, funder=funder, used_in="Report 2") == []
        assert len(told(manager, funder=funder, used_in="Report 1")) == 1

    def test_no_use_is_noted_without_consent(self, manager, funder):
        story = make_story(manager)
        with factories.acting(manager), pytest.raises(ValidationError, match="nobody agreed"):
            record_use(story.uuid, used_in="Report", by=manager, funder=funder)


class TestTakingBack:
    def test_takes_effect_at_once_and_lists_where_it_was(self, manager, amina, funder):
        story = make_story(manager, amina)
        agree(manager, story, "public")
        consent = agree(manager, story, "funder", funder)
        with factories.acting(manager):
            record_use(story, used_in="Spring", by=manager, funder=funder)
            record_use(story, used_in="Summer", by=manager, funder=funder, is_issued=False)
            StoryConsent.objects.filter(use="public").update(withdrawn_on=TODAY())
            done = withdraw_story_consent(by=manager, consent=consent)
            asked = [story.uuid]
            assert still_tellable(manager.organisation, asked, funder=funder) == set()
        assert [use.used_in for use in done.removed] == ["Summer"]
        assert [use.used_in for use in done.issued] == ["Spring"]
        assert told(manager, funder=funder) == []

    def test_one_use_leaves_the_others(self, manager, amina, funder):
        story = make_story(manager, amina)
        agree(manager, story, "funders")
        consent = agree(manager, story, "funder", funder)
        with factories.acting(manager):
            record_use(story, used_in="Summer", by=manager, funder=funder, is_issued=False)
            assert withdraw_story_consent(by=manager, consent=consent).removed == []
        assert len(told(manager, funder=funder)) == 1

    def test_whole_removes_words_and_files(self, as_member, manager, amina, funder):
        story = make_story(manager, amina, themes=["home"])
        agree(manager, story, "funder", funder)
        with factories.acting(manager):
            record_use(story, used_in="Spring report", by=manager, funder=funder)
            file = StoryFile.objects.create(
                story=story, kind="picture", content_type="image/jpeg", size=4, describes="Hands"
            )
            StoryFileContent.objects.create(story=story, file=file, content=b"abcd")
        client = as_member(manager)
        assert "Spring report" in client.get(reverse("story-take-back", args=[story.uuid])).text
        for _ in "ab":
            answer = client.post(reverse("story-take-back", args=[story.uuid]), follow=True)
        assert "Spring report" in answer.text and "I found work" not in answer.text
        [kept] = stored(manager)
        assert kept.words == kept.title == kept.chosen_name == "" and kept.themes == []
        with factories.acting(manager):
            assert not StoryFileContent.objects.exists() and not StoryFile.objects.exists()
            assert StoryUse.objects.count() == 1
            assert AuditEvent.objects.filter(action="story taken back").count() == 1
        assert told(manager, funder=funder) == []
        for name in ("story-edit", "story-check", "story-file-new"):
            assert client.get(reverse(name, args=[kept.uuid])).status_code == 403

    def test_agreeing_twice_to_one_thing_is_refused(self, as_member, worker, amina, funder):
        story, client = make_story(worker, amina), as_member(worker)
        address = reverse("story-consent-new", args=[story.uuid, "funder"])
        for status in (302, 422):
            form = client.get(address).context["form"]
            fields = {name: form[name].value() or "" for name in form.fields}
            fields |= {"funder": funder.pk, "given": "spoken", "key": str(uuid4())}
            answer = client.post(address, fields)
            assert answer.status_code == status
        assert "They agreed to this already" in answer.text
        with factories.acting(worker):
            [consent] = StoryConsent.objects.all()
        assert "Example Trust" in consent.words and "…" not in consent.words

    def test_longer_than_can_be_remembered_is_refused(self, as_member, worker):
        story = make_story(worker)
        address = reverse("story-consent-new", args=[story.uuid, "public"])
        fields = {"until": TODAY() + timedelta(days=365 * 4), "given_on": TODAY()}
        fields |= {"words": "x", "language": "en", "given": "spoken", "key": str(uuid4())}
        answer = as_member(worker).post(address, fields)
        assert answer.status_code == 422 and "asked again" in answer.text

    def test_the_words_said_in_a_language_come_back(self, as_member, worker):
        said = "هل توافقين؟"
        agree(worker, make_story(worker), "public", words=said, language="ar")
        story = make_story(worker)
        address = reverse("story-consent-new", args=[story.uuid, "public"])
        assert said in as_member(worker).get(f"{address}?language=ar").text
        assert said not in as_member(worker).get(f"{address}?language=so").text


class TestFiles:
    def send(self, client, story, content, name="me.jpg"):
        fields = {"describes": "Two hands and bread", "agreed": "on", "key": str(uuid4())}
        fields["file"] = SimpleUploadedFile(name, content)
        return client.post(reverse("story-file-new", args=[story.uuid]), fields)

    def test_a_pictures_place_is_gone(self, as_member, worker):
        story, client = make_story(worker), as_member(worker)
        assert self.send(client, story, photo().getvalue(), "x.txt").status_code == 302
        with factories.acting(worker):
            [file] = StoryFile.objects.all()
        answer = client.get(reverse("story-file", args=[file.uuid]))
        assert answer["Content-Type"] == "image/jpeg"
        assert answer["Content-Disposition"].startswith("attachment")
        assert answer["X-Content-Type-Options"] == "nosniff"
        assert "no-store" in answer["Cache-Control"]
        with Image.open(io.BytesIO(answer.content)) as picture:
            assert not picture.getexif().get_ifd(0x8825) and not picture.getexif()
        with factories.acting(worker):
            assert AuditEvent.objects.filter(action="story file opened").count() == 1
            with connection.cursor() as cursor:
                cursor.execute("select content from outcomes_storyfilecontent")
                assert cursor.fetchone()[0].startswith("enc1:")
        assert stored(worker)[0].checked_at is None

    def test_a_recording(self, as_member, worker):
        story, client = make_story(worker), as_member(worker)
        assert self.send(client, story, m4a(), "memo.m4a").status_code == 302
        with factories.acting(worker):
            [file] = StoryFile.objects.all()
        assert (file.kind, file.content_type) == ("recording", "audio/mp4")
        client.post(reverse("story-file-remove", args=[file.uuid]))
        with factories.acting(worker):
            assert not StoryFileContent.objects.exists()

    @pytest.mark.parametrize("content", [b"<svg/>", b"<html>", b"", b"%PDF-1.4", b"\xff\xfe\0"])
    def test_anything_else_is_refused(self, as_member, worker, content):
        answer = self.send(as_member(worker), make_story(worker), content)
        assert answer.status_code == 422
        with factories.acting(worker):
            assert not StoryFile.objects.exists()

    def test_strangers_get_nothing(self, as_member, worker):
        story = make_story(worker)
        self.send(as_member(worker), story, photo().getvalue())
        with factories.acting(worker):
            [file] = StoryFile.objects.all()
        stranger = factories.make_membership(Role.MANAGER)
        address = reverse("story-file", args=[file.uuid])
        assert as_member(stranger).get(address).status_code == 404


class TestGoing:
    def test_with_its_person(self, manager, amina, funder):
        story = make_story(manager, amina)
        agree(manager, story, "funder", funder)
        with factories.acting(manager):
            record_use(story, used_in="Spring", by=manager, funder=funder)
            erase_participant(by=manager, participant=amina)
            left = [m.objects.count() for m in (Story, StoryConsent, StoryUse, StoryFile)]
        assert left == [0, 0, 0, 0]

    def test_long_after_nobody_may_use_it(self, manager):
        long_ago = TODAY() - timedelta(days=5 * 365)
        old, new = make_story(manager), make_story(manager)
        agree(manager, old, "public", given_on=long_ago, until=long_ago + timedelta(days=30))
        agree(manager, new, "public")
        organisation = manager.organisation
        with scope(organisation_ids=[organisation.pk], rights=[ERASE]):
            due = _untold_due(organisation.pk, 36, TODAY())
            assert [one.uuid for one in due] == [old.uuid]
            went = _let_stories_go(organisation, due)
        assert went["outcomes.story"] == went["outcomes.storyconsent"] == 1
        assert [one.uuid for one in stored(manager)] == [new.uuid]

    def test_taking_back_is_for_who_may(self, manager):
        logger = factories.make_membership(Role.LOGGER, organisation=manager.organisation)
        story = make_story(manager)
        with factories.acting(logger), pytest.raises(Refused):
            take_story_back(by=logger, story=story)


class TestThemes:
    def test_people_are_counted_and_few_are_not_shown(self, worker):
        with factories.acting(worker):
            people = [factories.make_participant(worker.organisation) for _ in range(6)]
        for person in people:
            make_story(worker, person, themes=["home"])
            make_story(worker, person, themes=["home"])
        make_story(worker, people[0], themes=["health"])
        with factories.acting(worker):
            assert theme_counts(worker.organisation_id).cells == {
                "A home": 6,
                "Health and feeling well": None,
            }

    def test_filtered_by_one_of_their_own(self, as_member, worker):
        client = as_member(worker)
        client.post(reverse("story-new"), typed(new_theme="The garden"))
        make_story(worker)
        page = client.get(reverse("stories"), {"theme": "own:The garden"}).text
        assert "Next door" in page and "The bakery" not in page
        with factories.acting(worker):
            assert StoryTheme.objects.count() == 1
        assert client.get(reverse("stories"), {"theme": "x"}).status_code == 422

    def test_the_list_asks_as_often_for_many(self, as_member, worker, amina):
        client = as_member(worker)
        same_number_of_queries(
            lambda: client.get(reverse("stories")),
            lambda: agree(worker, make_story(worker, amina, themes=["home"]), "public"),
        )
