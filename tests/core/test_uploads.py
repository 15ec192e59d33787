"""Files are known by what is in them, whatever they are called; none is ever served back."""

import io
import zipfile

import pytest
from django.apps import apps
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db.models import FileField

from rco_network.core.jobs.run import run
from services.actions import import_jobs  # noqa: F401 (registers the job)
from services.models import FileImport, Participant
from tests.factories import acting, make_membership

pytestmark = pytest.mark.django_db


def bomb():
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as file:
        file.writestr("xl/workbook.xml", "<workbook/>")
        file.writestr("xl/sharedStrings.xml", b"\0" * 80_000_000)
    return packed.getvalue()


EICAR = r"X5O!P%@AP[4\PZX54(P^)7CC)7}$EICAR-STANDARD-ANTIVIRUS-TEST-FILE!$H+H*"
NOT_LISTS = {
    "a page": b"<!doctype html><html><script>alert(1)</script></html>",
    "a picture with a script": b'<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>',
    "the virus that is none": EICAR.encode(),
    "a program": b"\x7fELF\x02\x01\x01" + bytes(9) + b"\x03\x00\x3e\x00" * 40,
    "a bomb": bomb(),
    "a zip that is no workbook": b"PK\x05\x06" + bytes(18),
    "a PDF": b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj\n<<>>\nendobj\n",
    "a picture": b"\x89PNG\r\n\x1a\n" + bytes(64),
}


@pytest.mark.parametrize("ending", ["csv", "xlsx"])
@pytest.mark.parametrize("what", NOT_LISTS)
def test_what_is_no_list_is_refused_with_a_sentence_under_any_name(as_member, what, ending):
    manager = make_membership()
    file = SimpleUploadedFile(f"register.{ending}", NOT_LISTS[what], "text/csv")
    page = as_member(manager).post("/imports/new/", {"file": file}, follow=True)
    assert page.status_code in (200, 422)
    with acting(manager):
        kept = FileImport.objects.select_related("job").first()
    if kept and kept.job and kept.state == "uploaded":
        run(kept.job.uuid)  # a larger file is a job's to open
    with acting(manager):
        kept = FileImport.objects.first()
        said = kept.problem if kept else ""
        assert kept is None or kept.state == "refused"
        assert Participant.objects.count() == 0
    assert (said or page.text).rstrip()
    assert said.endswith((".", "?", "…")) if said else "attention" in page.text
    assert "<script>alert" not in page.text and "onload=" not in page.text


def test_nothing_that_came_in_is_sent_out_again():
    """No address serves what was uploaded: there is no store of files and no field for one."""
    assert settings.STORAGES["default"]["BACKEND"].endswith("InMemoryStorage")
    assert not settings.MEDIA_URL.strip("/") and not settings.MEDIA_ROOT
    fields = [f for model in apps.get_models() for f in model._meta.get_fields()]
    assert not [f for f in fields if isinstance(f, FileField)]


def test_a_file_too_large_is_dropped_while_it_arrives(as_member, monkeypatch):
    monkeypatch.setattr("rco_network.core.uploads.MOST_BYTES", 100)
    file = SimpleUploadedFile("register.csv", b"Date,Group,Name\n" * 40)
    page = as_member(make_membership()).post("/imports/new/", {"file": file})
    assert page.status_code == 422
    assert "larger than" in page.text
