"""Gives acts their places: a batch, a transaction, a signed checkpoint; killed anywhere, none is lost or doubled."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, transaction

from mingbai.evidence.leaves.leaf import entry_of, spelt
from mingbai.evidence.models import Act
from mingbai.evidence.models import Checkpoint as CheckpointRow
from mingbai.evidence.notes.checkpoint import Checkpoint
from mingbai.evidence.notes.keys import SigningKey
from mingbai.evidence.notes.note import Note, sign
from mingbai.evidence.tree.frontier import Frontier, grown, restored
from mingbai.evidence.tree.hashing import leaf_hash

BATCH = 10_000
LOCK = 6962  # one sequencer at a time, whoever started it
COLUMNS = ("type", "subject", "by", "at", "fund", "region", "programme", "month", "digest", "commitments")
PLACE = "INSERT INTO evidence_leaf (index, act_id, hash) SELECT * FROM unnest(%s::bigint[], %s::bigint[], %s::bytea[])"
TAKE = "DELETE FROM evidence_waiting USING evidence_leaf WHERE evidence_leaf.act_id = evidence_waiting.act_id"


def append_waiting(
    *, key: SigningKey, limit: int = BATCH, crashes: Callable[[str], None] = lambda _: None
) -> Checkpoint | None:
    """
    Give up to `limit` waiting acts their places and sign the checkpoint over them; return it, or None if none wait.

    `crashes` is told each step that is done, so that a test can die there.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        edge = last_edge()
        waiting = Act.objects.filter(waiting__isnull=False, leaf=None).order_by("waiting")[:limit]
        acts = list(waiting.values_list("id", *COLUMNS))
        crashes("read")
        if not acts:
            return None
        hashes = [leaf_hash(entry_of(said_by(said), place)) for place, (_, *said) in enumerate(acts, edge.size)]
        cursor.execute(PLACE, [list(range(edge.size, edge.size + len(acts))), [act for act, *_ in acts], hashes])
        crashes("placed")
        cursor.execute(TAKE)
        assert cursor.rowcount >= len(acts)
        crashes("taken")
        checkpoint = _signed(key, grown(edge, hashes)[0])
        crashes("signed")
    crashes("committed")
    return checkpoint


def append_all(*, key: SigningKey) -> Checkpoint | None:
    """Give every act that waits its place, batch by batch; return the last checkpoint, or None if none waited."""
    last = None
    while checkpoint := append_waiting(key=key):
        last = checkpoint
    return last


def last_edge() -> Frontier:
    """Return the edge of the log as it was last signed."""
    row = CheckpointRow.objects.order_by("-size").values_list("size", "frontier").first()
    return restored(row[0], bytes(row[1])) if row else Frontier()


def said_by(row: Sequence[Any]) -> dict[str, Any]:
    """Return what a leaf says of an act, from its columns in the order of COLUMNS."""
    said = dict(zip(COLUMNS, row, strict=True))
    by = said["by"]
    said["by"] = "machine" if by is None else f"officer/{by}"
    said["time"] = spelt(said.pop("at"))
    return {name: None if value == "" else value for name, value in said.items()}


def _signed(key: SigningKey, edge: Frontier) -> Checkpoint:
    checkpoint = Checkpoint(key.name, edge.size, edge.root)
    note = Note(checkpoint.text, (sign(checkpoint.text, key),))
    CheckpointRow.objects.create(size=edge.size, root=edge.root, frontier=edge.stored(), note=bytes(note).decode())
    return checkpoint
