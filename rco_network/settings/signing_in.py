"""How people sign in: allauth's settings, in one place.

Nobody signs up; people are invited. A password or a code by mail is the first step, an
authenticator app or a passkey the second, for everybody (accounts/middleware.py).
"""

from typing import Any

AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
# Django's list of 20,000 common passwords comes with the code. A list of breached ones would have
# to be asked for over the network at every new password, so there is none.
AUTH_PASSWORD_VALIDATORS: list[dict[str, Any]] = [
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {
        "NAME": "django.contrib.auth.password_validation.MinimumLengthValidator",
        "OPTIONS": {"min_length": 12},
    },
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
]
LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "home"
ACCOUNT_ADAPTER = "rco_network.accounts.adapter.InvitedPeopleOnly"
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_LOGIN_BY_CODE_ENABLED = True
# Mail can be slow, and so can somebody who reads it in a third language.
ACCOUNT_LOGIN_BY_CODE_TIMEOUT = 900
ACCOUNT_LOGIN_BY_CODE_MAX_ATTEMPTS = 3
# One address an account; a new one counts once the code that went there came back.
ACCOUNT_CHANGE_EMAIL = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_LOGOUT_ON_PASSWORD_CHANGE = True
ACCOUNT_EMAIL_NOTIFICATIONS = True
ACCOUNT_REAUTHENTICATION_REQUIRED = True
ACCOUNT_REAUTHENTICATION_TIMEOUT = 900
ACCOUNT_SESSION_REMEMBER = False
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""

# What one address may ask for is generous, since an office of forty sits behind one. What slows
# an attacker down is counted for each account (accounts/limits.py): `login_failed`, allauth's own
# count, would let anybody lock anybody out of everywhere.
ACCOUNT_RATE_LIMITS: Any = {
    "login": "300/m/ip",
    "login_failed": None,
    "reset_password": "100/m/ip,5/h/key",
    "reset_password_from_key": "100/m/ip",
    "request_login_code": "100/m/ip,6/15m/key",
    "signup": "100/m/ip",
    # The three counts of accounts/limits.py.
    "wrong_here": "5/5m/key",
    "wrong_anywhere": "30/h/key",
    "wrong_from_address": "200/5m/ip",
    # Calendars by secret address: those that open nothing, and one that is read again and again.
    "calendar_missed": "60/5m/ip",
    "calendar_read": "120/h/key",
    # Questions by a link: those that open nothing, and one that is opened again and again.
    "answer_missed": "60/5m/ip",
    "answer_opened": "120/h/key",
    # Links to reports, whether they open something or not.
    "report_link": "60/5m/ip",
}

MFA_ADAPTER = "rco_network.accounts.factor_secrets.SealedSecrets"
MFA_SUPPORTED_TYPES = ["webauthn", "totp", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
MFA_RATE_LIMITS: Any = {"webauthn_login": "300/m/ip"}
MFA_TOTP_ISSUER = "Common Thread"
# The clock of a cheap phone may be half a minute off. A code still works once (accounts/codes.py).
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "rco_network.accounts.forms.SecondStepForm",
    "reauthenticate": "rco_network.accounts.forms.SecondStepAgainForm",
    "activate_totp": "rco_network.accounts.forms.EnrolAppForm",
    "add_webauthn": "rco_network.accounts.forms.AddPasskeyForm",
    "login_webauthn": "rco_network.accounts.forms.PasskeySignInForm",
    "authenticate_webauthn": "rco_network.accounts.forms.PasskeySecondStepForm",
    "reauthenticate_webauthn": "rco_network.accounts.forms.PasskeyAgainForm",
}

# Half an hour untouched, twelve hours in all (accounts/middleware.py).
SESSION_IDLE_SECONDS = 30 * 60
SESSION_LONGEST_SECONDS = 12 * 3600
CSRF_FAILURE_VIEW = "rco_network.accounts.views.kept.csrf_failure"
