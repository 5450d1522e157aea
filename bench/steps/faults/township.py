"""A township of some thirty lines on the eve of a month, made once; every round works in a copy of its folder."""

import os
import pickle
import shutil
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from django.utils.timezone import get_current_timezone
from steps.faults.web.keys import Keys, keys_for

from mingbai.awards.queries import in_force
from mingbai.cli.demo import opening
from mingbai.cli.demo.cast import Cast, found
from mingbai.cli.demo.opening import Purse
from mingbai.cli.demo.witnesses import AGENCIES
from mingbai.cli.demo.work import PAY_DAY, Work
from mingbai.config.desk import open_desk
from mingbai.config.guards import NATION, scope
from mingbai.config.postgres import hold
from mingbai.evidence.installation import log_key
from mingbai.evidence.notes.keyfile import load_or_make_key
from mingbai.evidence.notes.keys import KeyKind
from mingbai.kernel.month import Month
from mingbai.simulation.county import County
from mingbai.simulation.simulate import Order, simulate
from mingbai.simulation.sizes import Size

MONTH, SEED = Month(2026, 8), 20261122
SIZE = Size("township", 1, 1, 40, 0, 12.0, "csv")  # strangers have died there, and no fault is planted
PROGRAMMES = {
    "dibao_rural": "农村低保",
    "tekun_rural": "农村特困",
    "old_age": "高龄津贴",
}
LISTS = ("死亡名单.csv", "火化名单.csv")  # of other departments: a roster is not released without them


@dataclass(frozen=True)
class Township:
    """Where the prepared folder lies, who acts there, by which keys, from which purses, and whose award is stopped."""

    folder: Path
    cast: Cast
    purses: Mapping[str, Purse]
    stopped: int
    keys: Keys

    def work(self) -> Work:
        """Return the month as it is worked on."""
        return Work(MONTH, self.cast, self.purses, self.folder / "outbox", self.folder / "inbox", 0)


def signed_at() -> datetime:
    """Return when the month's result is signed."""
    return datetime(MONTH.year, MONTH.month, PAY_DAY, 9, tzinfo=get_current_timezone()) + timedelta(days=7)


def prepare(folder: Path) -> None:
    """Make the township in an empty folder, and leave no server behind; `prepared` reads who is there."""
    folder.chmod(0o755)  # the account that runs the database must reach what lies in it
    os.environ["MINGBAI_DATA"] = str(folder / "data")
    began = datetime(2026, 7, 1, 9, tzinfo=get_current_timezone())
    simulate(Order(SIZE, SEED, MONTH, 1, faults=False), folder / "place", jobs=1)
    _reduce(folder / "place" / "files", folder / "lists")
    with hold(folder / "data" / "postgres") as server, open_desk():
        cast = found(County(SIZE, 0, SEED, MONTH, 1, faults=False), began)
        opening.take_stock(folder / "place" / "files", MONTH, cast, began + timedelta(days=1))
        purses = opening.fill_purses(cast, sorted(PROGRAMMES), MONTH.year, began)
        keys = keys_for(cast, began + timedelta(days=1), signed_at())
        with scope(NATION):
            stopped = in_force(cast.region, MONTH).filter(member_count=1)[0].award_id
        log_key()
        for agency, name in AGENCIES.items():
            load_or_make_key(folder / "witnesses" / agency / "key", name, KeyKind.WITNESS)
    for name in ("outbox", "inbox", "delivered", "bank"):
        (folder / name).mkdir()
    in_office = replace(cast, staff=None)  # nobody is appointed any more
    kept: dict[str, Any] = {"cast": in_office, "purses": purses, "stopped": stopped, "keys": keys}
    (folder / "township.pickle").write_bytes(pickle.dumps(kept))
    server.stopped()  # else its files would change while they are copied


def _reduce(files: Path, lists: Path) -> None:
    """Keep the lines of few programmes, and apart from them the lists of deaths: a round is to be cheap."""
    lists.mkdir()
    for name in LISTS:
        (files / name).rename(lists / name)
    for path in files.iterdir():
        head, *lines = path.read_text(encoding="utf-8-sig").splitlines(keepends=True)
        if "救助项目" in head:
            lines = [line for line in lines if any(f'"{one}"' in line for one in PROGRAMMES.values())]
        path.write_text("".join([head, *lines]), encoding="utf-8")


def prepared(folder: Path) -> Township:
    """Return the township that was made in a folder."""
    return Township(folder, **pickle.loads((folder / "township.pickle").read_bytes()))


def copied(place: Township, into: Path) -> Township:
    """Return the township in a copy of its own, database, keys, log and all."""
    shutil.rmtree(into, ignore_errors=True)
    subprocess.run(["cp", "-a", place.folder, into], check=True)  # owners too: the database's files are not ours
    return replace(place, folder=into)
