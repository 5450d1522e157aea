"""The web server of a round, begun as `mingbai serve` begins it; its threads pass points, and faults leave files."""

import json
import logging
import os
import re
import tempfile
import traceback
from collections import Counter
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from django.core.signals import request_finished, request_started
from django.utils import timezone
from steps.faults.blows import Armed
from steps.faults.servants import at_the_desk, is_cut_off
from steps.faults.web.shared import Shared

from mingbai.config.serving import serve

WORKERS, THREADS = 1, 2
NUMBER = re.compile(r"(?<=/)\d+")
POINTS = "points-web.json"


class Faults(logging.Handler):
    """Leaves as a file what the server answers as a fault of its own, unless a connection was lost."""

    def __init__(self, folder: Path) -> None:
        super().__init__(logging.ERROR)
        self.folder = folder

    def emit(self, record: logging.LogRecord) -> None:
        """Look at a fault."""
        error = record.exc_info[1] if record.exc_info else None
        if error is not None and not is_cut_off(error):
            text = "".join(traceback.format_exception(error))
            (self.folder / f"web-{os.getpid()}.failed").write_text(text, encoding="utf-8")


def serve_round(port: int, folder: Path, shared: Shared, points: Armed, *, is_counted: bool) -> None:
    """Serve until killed; what time it is the round says, for its month lies in the past."""
    tempfile.tempdir = str(folder)
    timezone.now = shared.now
    for name in (None, "django"):
        logging.getLogger(name).addHandler(Faults(folder))
    request_started.connect(lambda environ, **_: _begin(points, environ), weak=False)
    if is_counted:
        request_finished.connect(lambda **_: _keep(points, folder), weak=False)
    with at_the_desk(), points.watching_threads():
        serve(host="127.0.0.1", port=port, workers=WORKERS, threads=THREADS)


def _begin(points: Armed, environ: Mapping[str, Any]) -> None:
    points.phase = f"{environ['REQUEST_METHOD']} {NUMBER.sub('N', environ['PATH_INFO'])}"


def _keep(points: Armed, folder: Path) -> None:
    (folder / POINTS).write_text(json.dumps(Counter(points.names)), encoding="utf-8")
