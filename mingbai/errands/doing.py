"""An errand while it is done: what it was given, how far it is, and whether its asker still wants it."""

import time
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime
from types import TracebackType
from typing import Self

from django.db import connection, connections
from django.utils import timezone

from mingbai.errands.models import Errand
from mingbai.offices.actor import Actor

EVERY_S = 0.5  # progress is written no more often


class Cancelled(Exception):
    """Its asker wants it no longer: whatever it wrote is undone."""


class Pen:
    """Writes how far an errand is, outside its transaction: what a transaction has not committed nobody else sees."""

    def __init__(self, errand_id: int) -> None:
        self.errand_id = errand_id
        self._thread = ThreadPoolExecutor(1, thread_name_prefix=f"errand-{errand_id}")
        self._written: Future[bool] | None = None

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._thread.submit(connections.close_all)
        self._thread.shutdown()

    def write(self, **progress: object) -> None:
        """Write how far it is; raise Cancelled if its asker wants it no longer."""
        if self._written is not None and self._written.result():
            raise Cancelled
        self._written = self._thread.submit(self._update, progress)

    def rest(self) -> None:
        """Wait until all is written; raise Cancelled as `write` does."""
        if self._written is not None and self._written.result():
            raise Cancelled

    def _update(self, progress: dict[str, object]) -> bool:
        connection.close_if_unusable_or_obsolete()
        Errand.objects.filter(pk=self.errand_id).update(**progress, heard_at=timezone.now())
        return Errand.objects.filter(pk=self.errand_id, cancel_asked_at__isnull=False).exists()


@dataclass
class Progress:
    """How far some work is; written nowhere unless somebody says where."""

    write: Callable[..., None] = field(default=lambda **_: None, repr=False)
    done: int = 0
    total: int = 0
    told_at: float = 0.0

    def phase(self, zh: str, en: str, of: int = 0) -> None:
        """Say what it does from now on, and how many things there are to do; raise Cancelled."""
        self.done, self.total, self.told_at = 0, of, time.monotonic()
        self.write(phase_zh=zh, phase_en=en, phase_at=timezone.now(), done=0, total=of)

    def step(self, count: int = 1) -> None:
        """Say that so many more are done; raise Cancelled."""
        self.reach(self.done + count)

    def reach(self, done: int) -> None:
        """Say how many are done; raise Cancelled."""
        self.done = done
        if (now := time.monotonic()) - self.told_at >= EVERY_S:
            self.told_at = now
            self.write(done=done)


@dataclass(kw_only=True)
class Doing(Progress):
    """What an errand's function is given: who asked, when it is done, what was sent with it."""

    actor: Actor
    at: datetime
    files: list[tuple[str, bytes]] = field(default_factory=list)  # name, bytes: what was sent with it
    made: list[tuple[str, bytes]] = field(default_factory=list)  # what came of it

    def give(self, name: str, content: bytes) -> None:
        """Keep a file for its asker."""
        self.made.append((name, content))
