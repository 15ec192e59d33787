"""A device in plain words, from what its browser says of itself. Nobody's place is guessed."""

from django.utils.translation import gettext as _

# The first that is found counts: most browsers also claim to be several others.
_BROWSERS = (
    ("Edg", "Edge"),
    ("OPR/", "Opera"),
    ("SamsungBrowser", "Samsung Internet"),
    ("Firefox", "Firefox"),
    ("FxiOS", "Firefox"),
    ("CriOS", "Chrome"),
    ("Chrom", "Chrome"),
    ("Safari", "Safari"),
)
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("CrOS", "Chromebook"),
    ("Windows", "Windows"),
    ("Mac OS", "Mac"),
    ("Linux", "Linux"),
)


def _first(agent: str, names: tuple[tuple[str, str], ...]) -> str:
    return next((name for sign, name in names if sign in agent), "")


def device_in_words(agent: str) -> str:
    """Return “Chrome, Android” for a browser's User-Agent, “unknown device” where it tells none."""
    found = [_first(agent, _BROWSERS), _first(agent, _SYSTEMS)]
    return ", ".join(part for part in found if part) or _("unknown device")
