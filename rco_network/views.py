"""Whether the house stands."""

import sys
from datetime import timedelta

from django.contrib.auth.decorators import login_not_required
from django.core.cache import cache
from django.db import DatabaseError, InterfaceError, OperationalError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.template import loader
from django.utils import timezone

from rco_network.core.joined_migrations import half_way
from rco_network.core.models import Job
from rco_network.core.tenancy import scope

STALE_MINUTES = 10


@login_not_required
def healthz(request: HttpRequest) -> HttpResponse:
    """The process answers."""
    return HttpResponse("ok\n", content_type="text/plain")


@login_not_required
def readyz(request: HttpRequest) -> JsonResponse:
    """What the process needs answers too: database, migrations, broker, jobs that move."""
    checks = {
        "database": _database_answers(),
        "broker": _broker_answers(),
    }
    if checks["database"]:
        checks |= {"migrations": _is_migrated(), "jobs": _jobs_move()}
    return JsonResponse(checks, status=200 if all(checks.values()) else 503)


def server_error(request: HttpRequest) -> HttpResponse:
    """What is answered when a page breaks: 503 where only the database is away for a while."""
    error = sys.exc_info()[1]
    if isinstance(error, OperationalError | InterfaceError):
        page = loader.render_to_string("503.html")
        return HttpResponse(page, status=503, headers={"Retry-After": "10"})
    return HttpResponse(loader.render_to_string("500.html"), status=500)


def _database_answers() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("select 1")
    except DatabaseError:
        return False
    return True


def _broker_answers() -> bool:
    cache.set("readyz", "1", timeout=60)
    return cache.get("readyz") == "1"


def _is_migrated() -> bool:
    executor = MigrationExecutor(connection)
    to_do = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return not to_do and not half_way(connection)


def _jobs_move() -> bool:
    """No job has waited for long: somebody is there to do them."""
    limit = timezone.now() - timedelta(minutes=STALE_MINUTES)
    with scope(installation=True):
        waiting = Job.objects.filter(state="waiting", asked_at__lt=limit)
        return not waiting.exists()
