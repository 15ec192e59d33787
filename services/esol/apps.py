from django.apps import AppConfig


class EsolConfig(AppConfig):
    name = "services.esol"
    label = "esol"
    verbose_name = "English classes (ESOL)"

    def ready(self) -> None:
        from . import shown, trail_words  # noqa: F401 (hand over blocks, tasks and words)
