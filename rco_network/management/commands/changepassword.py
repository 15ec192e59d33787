"""Django's command, by right of the installation: it looks an account up by its address."""

from typing import Any

from django.contrib.auth.management.commands.changepassword import Command as ChangePassword

from rco_network.core.tenancy import scope


class Command(ChangePassword):
    def handle(self, *args: Any, **options: Any) -> str | None:
        with scope(installation=True):
            return super().handle(*args, **options)
