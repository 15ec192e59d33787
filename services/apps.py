from django.apps import AppConfig


class ServicesConfig(AppConfig):
    name = "services"
    label = "services"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        # Register what every mail must meet, and what the wing shows on pages it shares.
        from . import emails, phone_shown, shown  # noqa: F401
