"""Settings of the bench's own server: production's, over plain http on loopback."""

from rco_network.settings.local import *  # noqa: F403

ROOT_URLCONF = "rco_network.management.bench.urls"
LOGGING["root"]["level"] = "WARNING"  # type: ignore[index]  # noqa: F405
