from django.apps import AppConfig


class AccountsConfig(AppConfig):
    name = "rco_network.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import sign_in_time

        sign_in_time.connect()
