"""What processes were told is done, and where they were struck: a killed process leaves every line it wrote."""

import json
import os
from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

from mingbai.evidence.models import Act, Checkpoint

DONE, SIGNED, STRUCK, ASKED, ANSWERED = "done", "signed", "struck", "asked", "answered"


class Journal:
    """The journal of a round, shared by all its processes: one whole line a write, appended."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._last: int | None = None

    def write(self, kind: str, **said: Any) -> None:
        """Add a line."""
        line = json.dumps({"kind": kind, **said}) + "\n"
        number = os.open(self.path, os.O_WRONLY | os.O_APPEND | os.O_CREAT, 0o600)
        try:
            os.write(number, line.encode())
        finally:
            os.close(number)

    def begin(self) -> None:
        """From now on acts of this process are its own."""
        self._last = Act.objects.order_by("-pk").values_list("pk", flat=True).first() or 0

    def acknowledge(self) -> None:
        """Write down the acts that were committed since: whoever asked for them has been told so."""
        for act, digest in Act.objects.filter(pk__gt=self._last).order_by("pk").values_list("pk", "digest"):
            self.write(DONE, act=act, digest=digest)
            self._last = act

    def receipt(self, logged: Iterable[Mapping[str, Any]]) -> None:
        """Write down the acts that the web server told a system are done: each of them once."""
        for one in logged:
            self.write(DONE, act=one["id"], digest=one["digest"], once=[one["type"], one["subject"]])
            self._last = max(self._last or 0, one["id"])

    def signed(self, points: int) -> None:
        """Write down the last checkpoint, which may have been shown to anybody, after so many points of ours."""
        last = Checkpoint.objects.order_by("-size").first()
        if last is not None:
            self.write(SIGNED, size=last.size, root=bytes(last.root).hex(), points=points)

    def lines(self, kind: str) -> Iterator[dict[str, Any]]:
        """Yield the lines of a kind."""
        if self.path.exists():
            for line in self.path.read_text(encoding="utf-8").splitlines():
                said = json.loads(line)
                if said.pop("kind") == kind:
                    yield said
