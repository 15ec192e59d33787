"""A story's copies: in what somebody gets who asks, in everything out, under a new key."""

import io
import zipfile
from datetime import date

import pytest
from django.test import override_settings

from organisations.enums import Role
from outcomes.models import Story, StoryFile, StoryFileContent
from rco_network.core.rotation import FILES, rotate, sealed_columns
from rco_network.reports.actions.takeouts import _write_documents
from rco_network.reports.holdings import everything
from tests import factories

pytestmark = pytest.mark.django_db


@pytest.fixture
def manager(db):
    return factories.make_membership(Role.MANAGER)


@pytest.fixture
def amina(manager):
    with factories.acting(manager):
        amina = factories.make_participant(manager.organisation, name="Amina Yusuf")
        story = Story.objects.create(
            organisation=manager.organisation,
            participant=amina,
            teller="participant",
            title="The bakery",
            words="I found work.",
            chosen_name="Rose",
            told_on=date(2026, 5, 4),
        )
        for n in range(FILES + 2):
            file = StoryFile.objects.create(
                story=story, kind="picture", content_type="image/jpeg", size=3, describes="Bread"
            )
            StoryFileContent.objects.create(story=story, file=file, content=bytes([n, 0, 255]))
    return amina


def test_who_asks_gets_the_words_and_hears_of_the_picture(manager, amina):
    with factories.acting(manager):
        held = {table.what: table for table in everything(amina).tables}
    assert "I found work." in str(held["Story"].rows)
    assert "Bread" in str(held["Picture or recording of a story"].rows)
    assert "Content of a picture or recording" not in held


def test_everything_out_has_the_pictures_as_files(manager, amina):
    out = io.BytesIO()
    with factories.acting(manager), zipfile.ZipFile(out, "w") as packed:
        _write_documents(packed, manager.organisation_id)
    with zipfile.ZipFile(out) as packed:
        names = packed.namelist()
        assert len(names) == FILES + 2 and all(name.endswith(".jpg") for name in names)
        assert {packed.read(name)[1:] for name in names} == {b"\0\xff"}


def test_files_move_to_a_new_key_a_few_at_a_time(settings, manager, amina):
    newest = "a-newer-key-of-more-than-thirty-two-letters"
    place = next(p for p in sealed_columns() if p.model is StoryFileContent)
    with override_settings(FIELD_KEYS=[newest, *settings.FIELD_KEYS]):
        assert rotate(place, lambda *_: None).moved == FILES + 2
    with override_settings(FIELD_KEYS=[newest]), factories.acting(manager):
        kept = StoryFileContent.objects.order_by("pk").values_list("content", flat=True)
        assert list(kept) == [bytes([n, 0, 255]) for n in range(FILES + 2)]
