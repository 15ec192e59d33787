"""Settings of the trials: the product's own, over plain http on loopback."""

from rco_network.settings.local import *  # noqa: F403

ALLOWED_HOSTS = ["127.0.0.1", "localhost", "testserver"]
LOGGING["root"]["level"] = "ERROR"  # type: ignore[index]  # noqa: F405
LOGGING["loggers"]["django"]["level"] = "ERROR"  # type: ignore[index]  # noqa: F405
