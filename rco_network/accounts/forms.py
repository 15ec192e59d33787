"""allauth's forms for the second step, with our limits and our words."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from allauth.core import context
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.totp.internal.auth import SECRET_SESSION_KEY
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from django import forms
from django.utils.translation import gettext_lazy as _

from .codes import use_up
from .device_words import device_in_words
from .limits import count_try


def _code_field(hint: Any) -> forms.CharField:
    attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "dir": "ltr"}
    return forms.CharField(
        label=_("Code"), help_text=hint, max_length=32, widget=forms.TextInput(attrs=attrs)
    )


class _CountedCode:
    """Each try is counted (limits.py), and a code of the app works once (codes.py)."""

    user: Any
    authenticator: Any

    def clean_code(self) -> str:
        take_back = count_try(context.request, email=self.user.email, step="code")
        code: str = super().clean_code()  # type: ignore[misc]
        is_app = self.authenticator.type == Authenticator.Type.TOTP
        if is_app and not use_up(self.authenticator, code):
            raise get_adapter().validation_error("incorrect_code")
        take_back()
        return code


class SecondStepForm(_CountedCode, AuthenticateForm):
    """The second step of signing in, by a code."""

    code = _code_field(_("The six digits in your app now, or one of your recovery codes."))


class SecondStepAgainForm(_CountedCode, ReauthenticateForm):
    """The same, asked again before something important."""

    code = _code_field(_("The six digits in your app now, or one of your recovery codes."))


class EnrolAppForm(ActivateTOTPForm):
    """The first code from a new app. The secret stays while a phone goes to its app and back."""

    code = _code_field(_("The six digits that the app shows now."))

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        session = context.request.session
        pending = session.get(SECRET_SESSION_KEY)
        super().__init__(*args, **kwargs)
        if pending:
            self.secret = session[SECRET_SESSION_KEY] = pending

    @property
    def secret_in_fours(self) -> str:
        """The secret as a person types it: in groups of four."""
        return " ".join(self.secret[n : n + 4] for n in range(0, len(self.secret), 4))


# What fido2 and Django stop with where a device's answer is no such thing: they say none of it in
# a type of their own, and a door that anybody can knock at must not fall over.
_UNREADABLE = (
    TypeError,
    ValueError,
    LookupError,
    AttributeError,
    OverflowError,
    RecursionError,
)


@contextmanager
def _reading_a_device() -> Iterator[None]:
    try:
        yield
    except _UNREADABLE:
        raise get_adapter().validation_error("incorrect_code") from None


class _DeviceAnswer(forms.JSONField):
    """The JSON object that passkey.js puts in.

    Numbers and nesting without end are refused, and whatever is no object: allauth takes `false`
    and `0` for a form that was not filled in, and would keep them as a passkey that nobody has.
    """

    widget = forms.HiddenInput

    def to_python(self, value: Any) -> Any:
        with _reading_a_device():
            told = super().to_python(value)
            if not isinstance(told, dict):
                raise TypeError
        return told

    def bound_data(self, data: Any, initial: Any) -> Any:
        """Nothing is drawn again: the device makes another answer."""
        return None


class _AnswerOfDevice(forms.Form):
    """A form of allauth that reads what a device answers."""

    credential = _DeviceAnswer()

    def clean_credential(self) -> Any:
        with _reading_a_device():
            return super().clean_credential()  # type: ignore[misc]


class PasskeySignInForm(_AnswerOfDevice, LoginWebAuthnForm):
    """Signing in by a passkey alone."""


class PasskeySecondStepForm(_AnswerOfDevice, AuthenticateWebAuthnForm):
    """The second step of signing in, by a passkey."""


class PasskeyAgainForm(_AnswerOfDevice, ReauthenticateWebAuthnForm):
    """The same, asked again before something important."""


class AddPasskeyForm(AddWebAuthnForm):
    """A name for a new passkey; what the device makes comes with it, put in by passkey.js."""

    passwordless = None
    credential = _DeviceAnswer()
    name = forms.CharField(
        label=_("What do you call this device?"),
        help_text=_("So that you know later which one it is."),
        max_length=60,
    )

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        agent = context.request.headers.get("User-Agent", "")
        kwargs["initial"] = {"name": device_in_words(agent), **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)

    def clean(self) -> dict[str, Any]:
        with _reading_a_device():
            return super().clean()
