from django.apps import AppConfig


class InstallationConfig(AppConfig):
    """The installation itself: its management commands."""

    name = "rco_network"
    label = "rco_network"
