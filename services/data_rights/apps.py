from django.apps import AppConfig


class DataRightsConfig(AppConfig):
    name = "services.data_rights"
    label = "data_rights"
    verbose_name = "What people agree to and ask for"
