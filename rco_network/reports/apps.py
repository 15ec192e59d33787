from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "rco_network.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import shown, standing, trail_words  # noqa: F401 (hand over what they hold)
        from .matching import words  # noqa: F401 (hands over its words)
