from django.apps import AppConfig


class AdviceConfig(AppConfig):
    name = "services.advice"
    label = "advice"
    verbose_name = "Advice"
