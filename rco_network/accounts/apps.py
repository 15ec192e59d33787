from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "rco_network.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks, sign_in_time  # noqa: F401

        sign_in_time.connect()
