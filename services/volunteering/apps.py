from django.apps import AppConfig


class VolunteeringConfig(AppConfig):
    name = "services.volunteering"
    label = "volunteering"
    verbose_name = "Volunteering"
