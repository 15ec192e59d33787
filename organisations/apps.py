from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    name = "organisations"
    label = "organisations"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from rco_network.core.charts.places import outlines_come_from

        from . import acting  # noqa: F401 (says how jobs act for whoever asked)
        from .outlines import outlines_of

        outlines_come_from(outlines_of)
