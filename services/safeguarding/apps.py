from django.apps import AppConfig


class SafeguardingConfig(AppConfig):
    name = "services.safeguarding"
    label = "safeguarding"
    verbose_name = "Safeguarding"
