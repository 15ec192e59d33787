"""Those who run the installation keep the directory, and no person exists for them."""

import csv
import io

import openpyxl
import pytest
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.core import mail
from django.core.files.uploadedfile import SimpleUploadedFile
from django.template import engines

from organisations.models import Invitation, Organisation
from rco_network.accounts.models import User
from rco_network.core.mail.sending import send_waiting
from rco_network.core.models import AuditEvent
from rco_network.core.tenancy import scope
from tests import factories as make

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def undefined_variables_fail(monkeypatch):
    """Not here: the templates of the admin and of import-export ask for what they may not have."""
    monkeypatch.setattr(engines["django"].engine, "string_if_invalid", "")


@pytest.fixture
def administrator(client):
    user = make.make_user(is_staff=True, is_superuser=True)
    client.force_login(user, backend="allauth.account.auth_backends.AuthenticationBackend")
    return client


def test_nobody_elses_tables_and_no_person_are_registered():
    names = {model._meta.label for model in admin.site._registry}
    assert names == {
        "accounts.User",
        "organisations.Organisation",
        "organisations.Place",
        "organisations.Invitation",
        "outcomes.Framework",
        "outcomes.Domain",
        "funding.Award",
    }


def test_signing_in_goes_through_the_one_door(client):
    page = client.get("/admin/")
    assert page.status_code == 302
    assert client.get(page.url).url.startswith("/accounts/login/?next=")


def test_others_are_refused(as_member):
    client = as_member(make.make_membership())
    assert client.get("/admin/", follow=True).status_code == 403
    assert client.get("/admin/organisations/organisation/", follow=True).status_code == 403


@pytest.mark.parametrize("model", [m._meta for m in admin.site._registry], ids=str)
@pytest.mark.parametrize("page", ["", "add/", "export/"])
def test_every_page_opens(administrator, model, page):
    site = admin.site._registry[model.model]
    request = type("R", (), {"user": User(is_superuser=True, is_active=True)})()
    missing = {
        "add/": not site.has_add_permission(request),
        "export/": not hasattr(site, "get_export_formats"),
        "": False,
    }[page]
    url = f"/admin/{model.app_label}/{model.model_name}/{page}"
    if missing:
        assert administrator.get(url).status_code in (302, 403, 404)
    else:
        assert administrator.get(url).status_code == 200


def test_an_organisation_is_made_with_its_number(administrator):
    form = administrator.get("/admin/organisations/organisation/add/").context["adminform"].form
    assert "name" in form.fields
    data = {"name": "Selam Centre", "kind": "rco", "about": "", "website": ""}
    for inline in (
        "identifiers",
        "places_served",
        "languages_served",
        "communities_served",
        "forum_memberships",
    ):
        data |= {f"{inline}-TOTAL_FORMS": 0, f"{inline}-INITIAL_FORMS": 0}
    data |= {
        "identifiers-TOTAL_FORMS": 1,
        "identifiers-0-scheme": "GB-COH",
        "identifiers-0-number": "9506232",
    }
    page = administrator.post("/admin/organisations/organisation/add/", data)
    assert page.status_code == 302
    with scope(installation=True):
        made = Organisation.objects.get(name="Selam Centre")
        assert made.identifiers.get().number == "09506232"
    page = administrator.get(f"/admin/organisations/organisation/{made.pk}/change/")
    assert page.status_code == 200
    assert "/delete/" not in page.content.decode()


def exported(administrator, number, model=Organisation):
    meta = model._meta
    fields = dict.fromkeys(("uuid", "name", "kind", "about", "identifiers"), "on")
    prefix = "organisationresource_"
    return administrator.post(
        f"/admin/{meta.app_label}/{meta.model_name}/export/",
        {"format": number, "resource": 0, **{prefix + f: v for f, v in fields.items()}},
    )


def test_the_list_offers_both_ways(administrator):
    text = administrator.get("/admin/organisations/organisation/").content.decode()
    assert "/admin/organisations/organisation/import/" in text
    assert "/admin/organisations/organisation/export/" in text


FORMULAS = ["=1+1", "==1+1", " +1", "-1", "@SUM(A1)", "＝1", "\t=1"]


@pytest.mark.parametrize("text", FORMULAS)
def test_an_export_runs_nothing(administrator, text):
    make.make_organisation(name=text)
    page = exported(administrator, 0)
    assert page["Content-Type"] == "text/csv"
    rows = list(csv.DictReader(io.StringIO(page.content.decode())))
    assert [row["name"] for row in rows] == ["'" + text]
    page = exported(administrator, 1)
    sheet = openpyxl.load_workbook(io.BytesIO(page.content)).active
    cells = [cell for row in sheet.iter_rows() for cell in row]
    assert "f" not in {cell.data_type for cell in cells}
    assert "'" + text in [cell.value for cell in cells]
    with scope(installation=True):
        written = AuditEvent.objects.filter(action="file exported").order_by("id")
        assert [event.detail["kind"] for event in written] == ["csv", "xlsx"]


def upload(administrator, text):
    sheet = SimpleUploadedFile("list.csv", text.encode(), content_type="text/csv")
    return administrator.post(
        "/admin/organisations/organisation/import/",
        {"import_file": sheet, "format": 0, "resource": 0},
    )


def test_a_list_comes_in_and_twice_changes_nothing(administrator):
    text = (
        "uuid,name,kind,about,identifiers\n"
        ',"Selam\u202e Centre",rco,,GB-CHC-1121560 GB-COH-9506232\n'
        ",'=Odd,partner,,\n"
    )
    assert upload(administrator, text).status_code == 302
    with scope(installation=True):
        assert set(Organisation.objects.values_list("name", flat=True)) == {"Selam Centre", "=Odd"}
        assert Organisation.objects.get(name="Selam Centre").identifiers.count() == 2
    back = exported(administrator, 0).content.decode()
    assert upload(administrator, back).status_code == 302
    with scope(installation=True):
        assert Organisation.objects.count() == 2
        assert Organisation.objects.filter(name="=Odd").exists()


@pytest.mark.parametrize(
    "row", [",Good,rco,,GB-CHC-12", ",,rco,,", ",Good,nonsense,,", "x,Good,rco,,"]
)
def test_one_bad_row_and_nothing_comes_in(administrator, row):
    page = upload(administrator, f"uuid,name,kind,about,identifiers\n,First,rco,,\n{row}\n")
    assert page.status_code == 200
    with scope(installation=True):
        assert not Organisation.objects.exists()


def test_the_first_person_of_an_organisation_is_invited(administrator):
    organisation = make.make_organisation()
    typed = {"organisation": organisation.pk, "email": "First@Example.org", "role": "officer"}
    page = administrator.post("/admin/organisations/invitation/add/", typed)
    assert page.status_code == 200
    assert "can have these roles" in page.content.decode()
    page = administrator.post("/admin/organisations/invitation/add/", {**typed, "role": "manager"})
    assert page.status_code == 302
    with scope(installation=True):
        assert Invitation.objects.get().email == "first@example.org"
    assert send_waiting() == 1
    assert mail.outbox[0].recipients() == ["first@example.org"]


def test_an_account_is_closed(administrator):
    other = make.make_user()
    page = administrator.post(
        f"/admin/accounts/user/{other.pk}/change/", {"name": other.name, "is_staff": "on"}
    )
    assert page.status_code == 302
    with scope(installation=True):
        other.refresh_from_db()
    assert not other.is_active
    form = administrator.get(f"/admin/accounts/user/{other.pk}/change/").context["adminform"].form
    assert set(form.fields) == {"name", "is_active", "is_staff"}


def test_staff_who_are_no_superusers_promote_nobody(client):
    staff = make.make_user(is_staff=True)
    with scope(installation=True):
        staff.user_permissions.set(Permission.objects.filter(codename="change_user"))
    client.force_login(staff, backend="allauth.account.auth_backends.AuthenticationBackend")
    url = f"/admin/accounts/user/{staff.pk}/change/"
    assert set(client.get(url).context["adminform"].form.fields) == {"name", "is_active"}
    assert client.get("/admin/organisations/organisation/").status_code == 403
