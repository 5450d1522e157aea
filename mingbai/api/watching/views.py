"""Whether the desk is ready to be sent requests, and its numbers: for this machine, or for who knows the token."""

import hmac
import ipaddress
import os
from functools import lru_cache

from django.conf import settings
from django.db import DatabaseError, connection
from django.db.migrations.executor import MigrationExecutor
from django.http import HttpRequest, HttpResponse
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET
from prometheus_client import CONTENT_TYPE_LATEST

from mingbai.api.problems import Problem, told
from mingbai.api.watching import standing
from mingbai.api.watching.times import counted

TOKEN = "MINGBAI_METRICS_TOKEN"  # noqa: S105 -- the name of what holds it


@require_GET
@never_cache
def ready(_: HttpRequest) -> HttpResponse:
    """Say whether requests can be sent here: database reached, its tables as they must be, pages built; else 503."""
    missing = [name for name, is_there in (("database", _tables()), ("pages", _pages())) if not is_there]
    words = f"not ready: {', '.join(missing)}\n" if missing else "ready\n"
    return HttpResponse(words, content_type="text/plain", status=503 if missing else 200)


@require_GET
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """Tell the numbers in Prometheus' text format."""
    if not _may_watch(request):
        return told(request, Problem("forbidden"))
    return HttpResponse(counted() + standing.told(timezone.now()), content_type=CONTENT_TYPE_LATEST)


def _may_watch(request: HttpRequest) -> bool:
    """Return whether somebody asks from this machine itself, with nobody in between, or knows the token."""
    token, sent = os.environ.get(TOKEN, ""), request.headers.get("Authorization", "").removeprefix("Bearer ")
    if token and hmac.compare_digest(token.encode(), sent.encode()):
        return True
    passed_on = any(name in request.headers for name in ("X-Forwarded-For", "Forwarded", "X-Real-Ip", "Via"))
    return not passed_on and ipaddress.ip_address(str(request.META["REMOTE_ADDR"])).is_loopback


def _tables() -> bool:
    try:
        with connection.cursor() as cursor:
            cursor.execute("SELECT 1")
        return _are_migrated(str(connection.settings_dict["NAME"]))
    except DatabaseError:
        return False


@lru_cache(maxsize=1)
def _are_migrated(_: str) -> bool:
    executor = MigrationExecutor(connection)
    if executor.migration_plan(executor.loader.graph.leaf_nodes()):
        raise DatabaseError("the tables are not what this program wants")
    return True


def _pages() -> bool:
    return (settings.STATIC_ROOT / "names.json").exists()
