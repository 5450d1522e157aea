"""`mingbai evidence verify`: the whole log, its rows and its files against each other, in one verdict."""

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Any

from django.db import connection, transaction

from mingbai.config.guards import NATION, scope
from mingbai.evidence.faults import Fault, Kind
from mingbai.evidence.models import Checkpoint as CheckpointRow
from mingbai.evidence.notes.checkpoint import Checkpoint, CheckpointRefused, parse_checkpoint
from mingbai.evidence.notes.note import NoteRefused, parse_note
from mingbai.evidence.publishing import note_of
from mingbai.evidence.replaying import Replay, Tick
from mingbai.evidence.rows.compared import unlogged_rows, unplaced_acts
from mingbai.evidence.tiles.checking import first_damage
from mingbai.evidence.tiles.log import CHECKPOINT
from mingbai.evidence.tiles.storage import Storage
from mingbai.evidence.witnesses.policy import Policy
from mingbai.kernel.secrecy import KeyRing


@dataclass(frozen=True)
class Verdict:
    """What was replayed, and the first fault, if any."""

    leaves: int
    checkpoints: int
    cosignatures: int
    rows: int
    fault: Fault | None

    def as_json(self) -> dict[str, Any]:
        """Return the verdict for machines, in both languages."""
        counts = {name: getattr(self, name) for name in ("leaves", "checkpoints", "cosignatures", "rows")}
        return {"whole": self.fault is None, **counts, "fault": self.fault and self.fault.as_json()}


def verify(
    *,
    policy: Policy,
    ring: KeyRing,
    storage: Storage | None,
    trusted: Checkpoint | None = None,
    tick: Tick = lambda _done, _all: None,
) -> Verdict:
    """
    Replay everything: acts against leaves, leaves against checkpoints, rows against acts, files against tables.

    `trusted` is a checkpoint that the reader kept elsewhere: the log must continue it. Without `storage` no files.
    The desk may go on working meanwhile: all tables are read as they were at one moment.
    """
    published = None if storage is None else storage.read(CHECKPOINT)  # before the tables, which then know it
    with _one_moment(), scope(NATION):
        replay = Replay(policy, ring, trusted)
        fault = replay.run(tick) or next(_others(storage, published, policy), None)
        return Verdict(replay.edge.size, replay.checkpoints, replay.cosignatures, replay.rows, fault)


@contextmanager
def _one_moment() -> Iterator[None]:
    """Read one snapshot and write nothing; within a transaction of the caller's, read as that does."""
    if connection.in_atomic_block:
        yield
        return
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ, READ ONLY")
        yield


def _others(storage: Storage | None, published: bytes | None, policy: Policy) -> Iterator[Fault]:
    """Find what lies beside the log: acts without a place, rows without an act, files of another history."""
    yield from unplaced_acts()
    yield from unlogged_rows()
    if storage is not None and published is not None:
        yield from _files(storage, published, policy)


def _files(storage: Storage, raw: bytes, policy: Policy) -> Iterator[Fault]:
    try:
        note = parse_note(raw)
        note.verified([*policy.logs, *policy.witnesses.values()])
        published = parse_checkpoint(note.text)
    except (NoteRefused, CheckpointRefused) as error:
        yield Fault(Kind.FILES, reason=str(error))
        return
    row = CheckpointRow.objects.filter(size=published.size).first()
    if row is None or bytes(row.root) != published.root:
        yield Fault(Kind.FILES, reason=f"{CHECKPOINT} {published.size}")
    elif lost := set(note.signatures) - set(note_of(row).signatures):
        yield Fault(Kind.FILES, index=published.size - 1, reason=f"{CHECKPOINT}: {', '.join(one.name for one in lost)}")
    elif damage := first_damage(storage, published):
        yield Fault(Kind.FILES, index=damage.index, reason=damage.place)
