from django.apps import AppConfig


class AdviceConfig(AppConfig):
    name = "services.advice"
    label = "advice"
    verbose_name = "Advice"

    def ready(self) -> None:
        from . import emails, shown, trail_words  # noqa: F401 (each registers itself)
        from .resources import matters  # noqa: F401 (what files can bring in)
