"""Signing in: by invitation only, and a mail server that is away is nobody's business."""

import re

import pytest
from django.core import mail

from rco_network.core.mail import MAIL
from rco_network.core.mail.sending import send_waiting
from rco_network.core.models import Mail
from rco_network.core.tenancy import scope
from tests import factories as make

pytestmark = pytest.mark.django_db
DOORS = ["/accounts/login/code/", "/accounts/password/reset/"]


def test_nobody_signs_up(client):
    page = client.get("/accounts/signup/")
    assert page.status_code == 200
    assert "password1" not in page.content.decode()


@pytest.mark.parametrize("url", DOORS)
def test_known_and_unknown_addresses_see_the_same_and_both_get_one_mail(client, url):
    answers = []
    for email in (make.make_user().email, "nobody@example.org"):
        page = client.post(url, {"email": email})
        answers.append((page.status_code, page.headers.get("Location")))
        client.cookies.clear()
    assert answers[0] == answers[1]
    assert mail.outbox == []
    assert send_waiting() == 2
    assert [message.cc + message.bcc for message in mail.outbox] == [[], []]


def test_a_code_is_readable_in_the_mail_and_nowhere_else(client):
    client.post("/accounts/login/code/", {"email": make.make_user().email})
    with scope(rights=[MAIL]):
        (body,) = Mail.objects.values_list("body", flat=True)
        code = re.search(r"^[A-Z0-9-]{6,}$", body, re.MULTILINE)[0]
        from django.db import connection

        with connection.cursor() as cursor:
            cursor.execute("select row_to_json(m)::text from core_mail m")
            assert code not in cursor.fetchone()[0]
    send_waiting()
    assert code in mail.outbox[0].body
    assert code not in mail.outbox[0].subject
