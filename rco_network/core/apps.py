from django.apps import AppConfig


class CoreConfig(AppConfig):
    name = "rco_network.core"
    label = "core"
    default_auto_field = "django.db.models.BigAutoField"

    def ready(self) -> None:
        from django.db.models.signals import post_migrate

        from . import encryption, rotation, server_logs  # noqa: F401 (what `check` looks at)

        post_migrate.connect(_let_rotation_through, sender=self)
        post_migrate.connect(_shut_doors, sender=self)  # what the line above made too


def _let_rotation_through(using: str, **_: object) -> None:
    from .rotation import let_rotation_through

    let_rotation_through(using)


def _shut_doors(using: str, **_: object) -> None:
    from .tenancy import gates

    gates.hang_gates(using)
    gates.keep_triggers(using)
