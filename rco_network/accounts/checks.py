"""What must not be true of an installation that people rely on."""

from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.core import checks

_THIS_MACHINE = {"127.0.0.1", "localhost", "[::1]", "::1", "testserver"}


def demonstration_is_reachable() -> str:
    """Return why the demonstration must not be on here, "" where it may be or is off.

    Its accounts have passwords and app secrets that are printed and kept in a file.
    """
    if not getattr(settings, "IS_DEMONSTRATION", False):
        return ""
    named = {*settings.ALLOWED_HOSTS, urlsplit(settings.SITE_URL).hostname or ""}
    others = sorted(named - _THIS_MACHINE)
    if not others:
        return ""
    return (
        f"IS_DEMONSTRATION is on, and this site answers to {', '.join(others)}. A demonstration, "
        "whose passwords are printed, runs on this machine only: leave IS_DEMONSTRATION off "
        "(production's settings do), or serve it at 127.0.0.1."
    )


@checks.register(checks.Tags.security)
def check_demonstration(app_configs: Any, **kwargs: Any) -> list[Any]:
    """Fail `manage.py check`, `migrate` and the web server's start (rco_network/wsgi.py)."""
    problem = demonstration_is_reachable()
    return [checks.Error(problem, id="accounts.E001")] if problem else []
