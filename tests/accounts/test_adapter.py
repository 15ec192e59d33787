"""Signing in: by invitation only, and a mail server that is away is a sentence."""

import pytest

from tests import factories as make

pytestmark = pytest.mark.django_db


def test_nobody_signs_up(client):
    page = client.get("/accounts/signup/")
    assert page.status_code == 200
    assert "password1" not in page.content.decode()


@pytest.mark.parametrize("known", [True, False])
@pytest.mark.parametrize("url", ["/accounts/login/code/", "/accounts/password/reset/"])
def test_without_a_mail_server_there_is_a_sentence(client, monkeypatch, known, url):
    def send(*args, **kwargs):
        raise ConnectionRefusedError

    monkeypatch.setattr("django.core.mail.EmailMessage.send", send)
    monkeypatch.setattr("django.core.mail.EmailMultiAlternatives.send", send)
    email = make.make_user().email if known else "nobody@example.org"
    page = client.post(url, {"email": email})
    assert page.status_code == 503
    assert "mail server does not answer" in page.content.decode()
