from django.apps import AppConfig


class ReferralsConfig(AppConfig):
    name = "services.referrals"
    label = "referrals"
    verbose_name = "Referrals"

    def ready(self) -> None:
        from . import emails, shown, trail_words  # noqa: F401
