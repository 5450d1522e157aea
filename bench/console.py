"""
How fast the console answers with 100,000 households and 36 months: every list and detail page, one user and fifty.

`python bench/console.py [--lines 98304] [--months 36] [--at FOLDER]` fills a desk unless FOLDER holds one already,
serves it with granian on the loopback, and writes `results/console.md`. Without `--at` the desk is gone afterwards.
"""

import argparse
import http.client
import json
import os
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING, Any

from _measured import cores, processor

from mingbai.config.databases import DESK, address_now
from mingbai.config.desk import open_desk
from mingbai.config.place import data_folder
from mingbai.config.serving import secret_key

if TYPE_CHECKING:
    from steps.console.seats import Page, User

HERE = Path(__file__).parent
RESULTS, FILLED = HERE / "results", "filled.json"
WORKERS, THREADS, PORT = 2, 4, 8377
WARM = 1  # visits of each page and user that are not counted
ALONE, TOGETHER = 8, 2  # addresses of each page that a user opens
Told = dict[str, Any]


def main() -> None:
    """Fill, measure, and write the page."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--lines", type=int, default=98_304)
    arguments.add_argument("--months", type=int, default=36)
    arguments.add_argument("--at", type=Path)
    arguments.add_argument("--users", type=int, default=50)
    arguments.add_argument("--only", default="", help="names of pages, comma between")
    arguments.add_argument("--told", type=Path, help="where to write what each answer cost")
    given, load = arguments.parse_args(), os.getloadavg()[0]
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as gone:
        folder = given.at or Path(gone)
        os.environ["MINGBAI_DATA"] = str(folder)
        os.environ.pop("DATABASE_URL", None)
        os.environ["MINGBAI_SECRET_KEY"] = secret_key(data_folder() / "keys" / "pages.key")
        with open_desk():
            took = filled(folder, given.lines, given.months)
            from steps.console.seats import pages, users  # noqa: PLC0415 - Django must know where its tables are first

            with served():
                everybody, shown = users(), pages(given.months)
                if given.only:
                    shown = [page for page in shown if page.name in given.only.split(",")]
                one, all_ = alone(everybody, shown), together(everybody[: given.users], shown)
            from steps.console.page import written  # noqa: PLC0415

            said = {"lines": given.lines, "months": given.months, "took": took, "users": given.users}
            said |= {"processor": processor(), "cores": cores(), "on": date.today().isoformat(), "load": load}
            page = written(said, shown, one, all_)
    if given.told:
        given.told.write_text(json.dumps({"alone": one, "together": all_}), encoding="utf-8")
    if not given.only:
        (RESULTS / "console.md").write_text(page, encoding="utf-8")
    print(page)


def filled(folder: Path, lines: int, months: int) -> Mapping[str, float]:
    """Fill the desk unless it is; return what took how many seconds."""
    from steps.console import filled as fill  # noqa: PLC0415

    kept = folder / FILLED
    if not kept.exists():
        kept.write_text(json.dumps(fill.filled(folder, lines, months)), encoding="ascii")
    took: dict[str, float] = json.loads(kept.read_text(encoding="ascii"))
    return took


@contextmanager
def served() -> Iterator[None]:
    """Serve the console as the desk does, with what each answer cost."""
    own = os.environ | {"DATABASE_URL": address_now(DESK), "PYTHONPATH": os.pathsep.join([str(HERE), *sys.path])}
    own.pop("DATABASE_OWNER_URL", None)
    words = [sys.executable, "-m", "granian", "--interface", "wsgi", "--port", str(PORT), "--workers", str(WORKERS)]
    words += ["--blocking-threads", str(THREADS), "--no-ws", "--log-level", "warning", "steps.console.app:application"]
    with subprocess.Popen(words, env=own, cwd=HERE) as process:
        try:
            _reached()
            yield
        finally:
            process.terminate()


def _reached() -> None:
    for _ in range(300):
        try:
            http.client.HTTPConnection("127.0.0.1", PORT, timeout=5).request("GET", "/health")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise RuntimeError("granian did not begin to serve")


def alone(users: "Sequence[User]", pages: "Sequence[Page]") -> list[Told]:
    """Return what each answer cost one user at a time, page after page, with PostgreSQL's share of CPU of each page."""
    from steps.console.seats import visits  # noqa: PLC0415
    from steps.receipts_month import server_s  # noqa: PLC0415

    told: list[Told] = []
    for page in pages:
        work = visits(_one_of_each(users), [page], ALONE)
        for user, mine in work:
            looked(user, mine[:WARM])
        began = server_s()
        here = [each for user, mine in work for each in looked(user, mine)]
        server_ms = (server_s() - began) * 1e3 / max(len(here), 1)
        told += [each | {"server_cpu_ms": server_ms} for each in here]
        print(page.name, len(here), flush=True)
    return told


def together(users: "Sequence[User]", pages: "Sequence[Page]") -> list[Told]:
    """Return what each answer cost with all users at once, each opening pages one after the other."""
    from steps.console.seats import visits  # noqa: PLC0415

    told: list[Told] = []
    work = visits(users, pages, TOGETHER)
    threads = [threading.Thread(target=lambda one=one: told.extend(looked(*one))) for one in work]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return told


def _one_of_each(users: "Sequence[User]") -> "list[User]":
    """Return one user of each kind and role."""
    return list({(user.actor.party, user.actor.role): user for user in users}.values())


def looked(user: "User", mine: "Sequence[tuple[Page, str]]") -> list[Told]:
    """Open pages one after the other over one connection, as a browser does; return what each cost."""
    told, line = [], http.client.HTTPConnection("127.0.0.1", PORT, timeout=120)
    for page, address in mine:
        began = time.perf_counter()
        line.request("GET", address, headers={"Cookie": user.cookie, "Accept-Encoding": "gzip"})
        answer = line.getresponse()
        body = answer.read()
        cost = dict(one.strip().split(";dur=") for one in (answer.getheader("Server-Timing") or "").split(",") if one)
        told.append(
            {
                "page": page.name, "address": address, "bytes": len(body),
                "status": 401 if (answer.getheader("Location") or "").startswith("/enter") else answer.status,
                "seen_ms": (time.perf_counter() - began) * 1e3, "wall_ms": float(cost.get("wall", 0)),
                "cpu_ms": float(cost.get("cpu", 0)),
            }
        )  # fmt: skip
    line.close()
    return told


if __name__ == "__main__":
    main()
