from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "services"
    label = "services"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import emails  # noqa: F401 (registers what every mail must meet)
