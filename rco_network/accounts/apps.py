from django.apps import AppConfig, apps


class AccountsConfig(AppConfig):
    name = "rco_network.accounts"
    label = "accounts"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from . import checks  # noqa: F401

        # The bench compares with a server that has accounts and no allauth.
        if apps.is_installed("allauth.usersessions"):
            from . import second_factor, sign_in_time, trail

            second_factor.connect()
            sign_in_time.connect()
            trail.connect()
        if apps.is_installed("allauth.mfa"):
            from rco_network.core.rotation import holds_sealed_text

            from .factor_secrets import CONTEXT

            holds_sealed_text("mfa.Authenticator", "data", CONTEXT)
