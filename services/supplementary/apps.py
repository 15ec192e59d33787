from django.apps import AppConfig


class SupplementaryConfig(AppConfig):
    name = "services.supplementary"
    label = "supplementary"
    verbose_name = "Supplementary education"

    def ready(self) -> None:
        from . import shown, trail_words  # noqa: F401 (hand over blocks, tasks and words)
