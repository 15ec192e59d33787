from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    name = "services.volunteering"
    label = "volunteering"
    verbose_name = "Volunteering"

    def ready(self) -> None:
        from . import shown, trail_words  # noqa: F401 - they register themselves
        from .resources import volunteers  # noqa: F401 - what files can bring in
