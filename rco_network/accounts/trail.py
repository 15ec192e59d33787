"""What people do with their accounts, into the trail of every organisation in which they work.

The one place that writes it, by allauth's and Django's signals and a few calls. It names the
account by its id and the step by a code. An address that nobody has is not written down, nor is
anything else that was typed.
"""

from collections.abc import Callable
from typing import Any

from allauth.account import signals as account
from allauth.account.authentication import get_authentication_records
from allauth.mfa import signals as mfa
from django.contrib.auth import user_logged_out
from django.http import HttpRequest

from rco_network.core import audit
from rco_network.core.tenancy import SIGN_IN, scope

from .models import User

PASSWORD, CODE_BY_MAIL = "password", "mail_code"


def person_of(email: str) -> User | None:
    """Return who signs in with this address, or None: for the trail only, never for an answer."""
    with scope(rights=[SIGN_IN]):
        return User.objects.filter(email__iexact=email.strip()).first()


def sign_in_failed(email: str, step: str) -> None:
    """Write that somebody was wrong; whose account it was, if it is anybody's."""
    audit.of_person("sign in failed", user=person_of(email), step=step)


def asked_by_mail(email: str, what: str) -> None:
    """Write that a code or a link was asked for; whose account it was, if it is anybody's."""
    audit.of_person(f"{what} asked", user=person_of(email))


def session_ended(user: Any, why: str) -> None:
    """Write that a session ended otherwise than by signing out: by the clock, or by its owner."""
    audit.of_person("session ended", user=user, why=why)


def second_step_removed(user: Any, kind: str) -> None:
    """Write that an account has no second step any more, or one of a kind fewer."""
    audit.of_person("second step removed", user=user, kind=kind)


def _signed_in(sender: Any, request: HttpRequest, user: Any, **kwargs: Any) -> None:
    audit.of_person("signed in", user=user, steps=_steps(request, user))


def _steps(request: HttpRequest, user: Any) -> list[str]:
    """The codes of the steps that were taken: “password”, “totp”, “webauthn”, “code”."""
    records = get_authentication_records(request, user)
    return [str(record.get("type") or record["method"]) for record in records]


def _signed_out(sender: Any, user: Any = None, **kwargs: Any) -> None:
    if user is not None:
        audit.of_person("signed out", user=user)


def _wrong_code(sender: Any, user: Any, reauthentication: bool = False, **kwargs: Any) -> None:
    audit.of_person("sign in failed", user=user, step="code", again=reauthentication)


def _wrong_mail_code(sender: Any, user: Any, **kwargs: Any) -> None:
    audit.of_person("sign in failed", user=user, step=CODE_BY_MAIL)


def _factor(action: str) -> Callable[..., None]:
    def write(sender: Any, user: Any, authenticator: Any, **kwargs: Any) -> None:
        audit.of_person(action, user=user, kind=str(authenticator.type))

    return write


def _account(action: str) -> Callable[..., None]:
    def write(sender: Any, user: Any, **kwargs: Any) -> None:
        audit.of_person(action, user=user)

    return write


_RECEIVERS: tuple[tuple[Any, Callable[..., None]], ...] = (
    # allauth's, whose doors are the only ones; Django's is also sent where no one came in.
    (account.user_logged_in, _signed_in),
    (user_logged_out, _signed_out),
    (mfa.authentication_failed, _wrong_code),
    (account.login_code_rejected, _wrong_mail_code),
    (mfa.authenticator_added, _factor("second step added")),
    (mfa.authenticator_removed, _factor("second step removed")),
    (mfa.authenticator_reset, _factor("paper codes made")),
    (account.password_changed, _account("password changed")),
    (account.password_set, _account("password changed")),
    (account.password_reset, _account("password reset")),
    (account.email_changed, _account("address changed")),
)


def connect() -> None:
    """Listen, once, when the app is ready."""
    for number, (signal, receiver) in enumerate(_RECEIVERS):
        signal.connect(receiver, weak=False, dispatch_uid=f"trail of accounts {number}")
