"""What gunicorn serves."""

import os

from django.core.exceptions import ImproperlyConfigured
from django.core.wsgi import get_wsgi_application

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "rco_network.settings.base")

application = get_wsgi_application()


def refuse_reachable_demonstration() -> None:
    """Raise ImproperlyConfigured for a demonstration that others reach: no check runs here."""
    from rco_network.accounts.checks import demonstration_is_reachable

    if problem := demonstration_is_reachable():
        raise ImproperlyConfigured(problem)


refuse_reachable_demonstration()
