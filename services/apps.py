from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "services"
    label = "services"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Register what every mail must meet, what the wing shows on pages it shares, and what
        # files can bring in.
        from . import emails, phone_shown, shown  # noqa: F401
        from .resources import attendances, people  # noqa: F401
