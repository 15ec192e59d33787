from django.apps import AppConfig


class ReportsConfig(AppConfig):
    name = "rco_network.reports"
    label = "reports"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import shown, standing  # noqa: F401 (first page; what stands on an import)
        from .matching import words  # noqa: F401 (hands over its words)
