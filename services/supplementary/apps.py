from django.apps import AppConfig


class SupplementaryConfig(AppConfig):
    name = "services.supplementary"
    label = "supplementary"
    verbose_name = "Supplementary education"
