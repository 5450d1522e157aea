"""The console as it is served, each answer with what it cost: milliseconds by the clock, and of CPU, of its thread."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from mingbai.config.wsgi import application as console

Start = Callable[..., Any]


def application(environ: dict[str, Any], start: Start) -> Iterable[bytes]:
    """Answer as the console does, whole, and say what that cost."""
    began, worked = time.perf_counter(), time.thread_time()
    said: list[Any] = []
    body = b"".join(_closed(console(environ, lambda *head: said.append(head))))
    wall, cpu = (time.perf_counter() - began) * 1e3, (time.thread_time() - worked) * 1e3
    status, headers, *rest = said[-1]
    start(status, [*headers, ("Server-Timing", f"wall;dur={wall:.2f}, cpu;dur={cpu:.2f}")], *rest)
    return [body]


def _closed(answer: Any) -> Iterator[bytes]:
    try:
        yield from answer
    finally:
        if hasattr(answer, "close"):
            answer.close()
