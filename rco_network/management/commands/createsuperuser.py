"""Django's command, by right of the installation: accounts are nobody's else to make."""

from typing import Any

from django.contrib.auth.management.commands.createsuperuser import Command as CreateSuperuser

from rco_network.core.tenancy import scope


class Command(CreateSuperuser):
    def handle(self, *args: Any, **options: Any) -> str | None:
        with scope(installation=True):
            return super().handle(*args, **options)
