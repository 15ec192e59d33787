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


def forget_what_the_worker_alone_holds() -> None:
    """Take the key of the match codes away from the web, should it have been given to it."""
    from rco_network.reports.matching.key import forget_key

    forget_key()


refuse_reachable_demonstration()
forget_what_the_worker_alone_holds()
