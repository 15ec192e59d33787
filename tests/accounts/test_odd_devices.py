"""What a device answers may be anything: the doors that read it say no, and never fall over."""

import copy
import json
import random

import pytest
from allauth.core import context
from allauth.mfa.webauthn.internal import auth
from django.test import RequestFactory
from django.urls import reverse

from organisations.enums import Role
from rco_network.accounts.forms import (
    AddPasskeyForm,
    PasskeyAgainForm,
    PasskeySecondStepForm,
    PasskeySignInForm,
)
from rco_network.core.tenancy import SIGN_IN, scope
from rco_network.management.trials.passkeys import credential
from tests import factories

pytestmark = pytest.mark.django_db

ODD = [None, "", "a", "aa==", "é", 1, -1, 1.5, True, [], {"a": 1}, ["x"], "\x00", "////", 10**400]
DEEP = ["[" * 100_000, '{"a":' * 20_000]
TEXTS = ["", "{", "nothing", "1" * 5000, *DEEP, "null", "0", "false", "NaN", '"\\ud800"']


def answers():
    """Answers of a device with one to three things in them odd."""
    rng = random.Random(7)
    whole = credential("a phone")
    whole["response"] |= {"authenticatorData": "AAAA", "signature": "AAAA", "userHandle": "MQ"}
    for _ in range(120):
        answer = copy.deepcopy(whole)
        for _ in range(rng.randint(1, 3)):
            inner = answer.get("response")
            place = inner if isinstance(inner, dict) and rng.random() < 0.6 else answer
            name = rng.choice(sorted(place) or ["id"])
            place[name] = rng.choice(ODD)
            if rng.random() < 0.25:
                del place[name]
        yield json.dumps(answer)
    yield from TEXTS
    yield from (json.dumps(odd) for odd in ODD)


@pytest.mark.parametrize(
    "form", [PasskeySignInForm, PasskeySecondStepForm, PasskeyAgainForm, AddPasskeyForm]
)
def test_an_odd_answer_is_refused(form, settings):
    settings.ALLAUTH_RATE_LIMITS = {}
    user = factories.make_membership(Role.WORKER).user
    request = RequestFactory().post("/")
    request.session, request.user = {}, user
    own = {} if form is PasskeySignInForm else {"user": user}
    with context.request_context(request), scope(user_id=user.pk, rights=[SIGN_IN]):
        for text in answers():
            request.session[auth.STATE_SESSION_KEY] = {
                "challenge": "AAAA",
                "user_verification": None,
            }
            drawn = form({"name": "A phone", "credential": text}, **own)
            assert not drawn.is_valid(), text
            assert drawn["credential"].as_widget()


@pytest.mark.parametrize("text", TEXTS)
def test_signing_in_by_one_says_no(client, text):
    answer = client.post(reverse("mfa_login_webauthn"), {"credential": text})
    assert answer.status_code in (302, 429)
    assert "_auth_user_id" not in client.session
