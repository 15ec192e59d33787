from django.apps import AppConfig


class EsolConfig(AppConfig):
    name = "services.esol"
    label = "esol"
    verbose_name = "English classes (ESOL)"
