"""
The bank's inbox: files its systems put down, delivered for the teller's post whose folder they lie in.

They lie under `inbox/<post>/<bank>/`: who may write into a post's folder answers for it with that post. What was
delivered moves to `taken/`, what was refused to `refused/`, each with a page that says what came of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mingbai.config.place import data_folder
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import working_as
from mingbai.offices.queries import actor
from mingbai.offices.refused import Refused
from mingbai.receipts.actions import Delivered, import_statement
from mingbai.receipts.profiles import FileRefused
from mingbai.receipts.refused import OutOfInbox
from mingbai.sources.inbox import files_in, keep

DEPTH = 2  # post, bank
STILL_S = 30  # a file that changed within so many seconds may still be on its way here
UNFINISHED = (".part", ".tmp", ".filepart")


@dataclass(frozen=True)
class Outcome:
    """What came of one file: its statements, or why there is none."""

    place: Path
    done: tuple[Delivered, ...]
    zh: str
    en: str


def receipts_folder() -> Path:
    """Return where the bank's files are put down and kept."""
    return data_folder() / "receipts"


def take_in(folder: Path, at: datetime) -> list[Outcome]:
    """Deliver every file that waits, each in a transaction of its own; one that is refused stops no other."""
    return [_taken_in(folder, place, path, at) for place, path in _waiting(folder / "inbox", at)]


def _waiting(inbox: Path, at: datetime) -> Iterator[tuple[Path, Path]]:
    for place, path in files_in(inbox):
        is_still = at.timestamp() - path.stat().st_mtime >= STILL_S
        if is_still and path.suffix.lower() not in UNFINISHED:
            yield place, path


def _taken_in(folder: Path, place: Path, path: Path, at: datetime) -> Outcome:
    """Deliver a file and keep it; one delivered before a worker was killed is recognised, and only moved."""
    try:
        if len(place.parts) != DEPTH + 1 or not place.parts[0].isdigit():
            raise OutOfInbox(str(place))
        post, bank, _ = place.parts
        by = actor(int(post), day_of(at))
        with working_as(by):
            done = import_statement(path=path, bank=bank, region=by.region, by=by, at=at)
    except (Refused, FileRefused) as error:
        keep(folder, "refused", place, error.zh, error.en)
        return Outcome(place, (), error.zh, error.en)
    zh, en = "".join(one.zh for one in done), " ".join(one.en for one in done)
    keep(folder, "taken", place, zh, en)
    return Outcome(place, tuple(done), zh, en)
