"""How long requests take, counted by address; every serving process adds to the same counts."""

import os
from collections.abc import Callable
from time import perf_counter

from django.http import HttpRequest, HttpResponse
from prometheus_client import REGISTRY, CollectorRegistry, Histogram, generate_latest
from prometheus_client.multiprocess import MultiProcessCollector

TOGETHER = "PROMETHEUS_MULTIPROC_DIR"  # where processes count together; `mingbai serve` names a folder
BUCKETS = (0.01, 0.025, 0.05, 0.1, 0.15, 0.2, 0.3, 0.5, 1, 2, 5, 10, 30)
TIMES = Histogram(
    "mingbai_request_seconds", "How long requests take.", ["address", "method", "status"], buckets=BUCKETS
)


class Timed:
    """Django's middleware that counts how long each request takes: by the address's name, never by what is in it."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer a request and count it."""
        begun = perf_counter()
        response = self.get_response(request)
        found = request.resolver_match
        name = (found.view_name or "other") if found else "none"
        method = request.method if request.method in ("GET", "POST", "HEAD") else "OTHER"
        TIMES.labels(name, method, f"{response.status_code // 100}xx").observe(perf_counter() - begun)
        return response


def counted() -> bytes:
    """Return the counts of all serving processes as Prometheus reads them."""
    if TOGETHER not in os.environ:
        return generate_latest(REGISTRY)
    together = CollectorRegistry()
    MultiProcessCollector(together)  # type: ignore[no-untyped-call]
    return generate_latest(together)
