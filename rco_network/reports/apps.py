from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "rco_network.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import standing  # noqa: F401 (what keeps an import from being taken back)
        from .matching import words  # noqa: F401 (hands over its words)
