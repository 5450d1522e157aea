"""Gives acts their places: a batch, a transaction, a signed checkpoint; killed anywhere, none is lost or doubled."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import connection, transaction

from mingbai.evidence.leaves.leaf import Said, entry_of, spelt
from mingbai.evidence.models import Act
from mingbai.evidence.models import Checkpoint as CheckpointRow
from mingbai.evidence.notes.checkpoint import Checkpoint
from mingbai.evidence.notes.keys import SigningKey
from mingbai.evidence.notes.note import Note, sign
from mingbai.evidence.sets import array, copied
from mingbai.evidence.tree.frontier import Frontier, grown, restored
from mingbai.evidence.tree.hashing import leaf_hash

BATCH = 10_000
KEPT = 16  # batches, some 6 MB each
LOCK = 6962  # one sequencer at a time, whoever started it
COLUMNS = (
    *("type", "subject", "by", "post", "organisation", "at", "fund", "region", "programme", "month", "digest"),
    "commitments",
)
PLACE = "COPY evidence_leaf (index, act_id, hash) FROM STDIN"
TAKE = "DELETE FROM evidence_waiting WHERE act_id = ANY (%s::bigint[])"
TIDY = """
DELETE FROM evidence_waiting
WHERE act_id < %s AND EXISTS (SELECT FROM evidence_leaf WHERE evidence_leaf.act_id = evidence_waiting.act_id)
"""  # what was queued a second time


def append_waiting(
    *,
    key: SigningKey,
    limit: int = BATCH,
    crashes: Callable[[str], None] = lambda _: None,
    spelt_so: Callable[[int, list[bytes]], None] = lambda _place, _entries: None,
) -> Checkpoint | None:
    """
    Give up to `limit` waiting acts their places and sign the checkpoint over them; return it, or None if none wait.

    `crashes` is told each step that is done, so that a test can die there; `spelt_so` where entries begin, and them.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s)", [LOCK])
        edge = last_edge()
        waiting = Act.objects.filter(waiting__isnull=False, leaf=None).order_by("waiting")[:limit]
        acts = list(waiting.values_list("id", *COLUMNS))
        crashes("read")
        if not acts:
            return None
        entries = [entry_of(said_by(said), place) for place, (_, *said) in enumerate(acts, edge.size)]
        hashes = list(map(leaf_hash, entries))
        placed = zip(acts, hashes, strict=True)
        rows = (f"{place}\t{act}\t\\\\x{hash_.hex()}\n" for place, ((act, *_), hash_) in enumerate(placed, edge.size))
        copied(PLACE, "".join(rows))
        crashes("placed")
        cursor.execute(TAKE, [array(act for act, *_ in acts)])
        assert cursor.rowcount == len(acts)
        cursor.execute(TIDY, [acts[0][0]])
        crashes("taken")
        checkpoint = _signed(key, grown(edge, hashes)[0])
        crashes("signed")
    crashes("committed")
    spelt_so(edge.size, entries)
    return checkpoint


def append_all(*, key: SigningKey, entries: dict[int, list[bytes]] | None = None) -> Checkpoint | None:
    """
    Give every act that waits its place, batch by batch; return the last checkpoint, or None if none waited.

    Where `entries` are given the first batches are kept in them, by their first place, for who publishes them at once.
    """

    def keep(place: int, spelt_so: list[bytes]) -> None:
        if entries is not None and len(entries) < KEPT:
            entries[place] = spelt_so

    last = None
    while checkpoint := append_waiting(key=key, spelt_so=keep):
        last = checkpoint
    return last


def last_edge() -> Frontier:
    """Return the edge of the log as it was last signed."""
    row = CheckpointRow.objects.order_by("-size").values_list("size", "frontier").first()
    return restored(row[0], bytes(row[1])) if row else Frontier()


def said_by(row: Sequence[Any]) -> Said:
    """Return what a leaf says of an act, from its columns in the order of COLUMNS."""
    type_, subject, by, post, organisation, at, *rest = row
    who = "machine" if by is None else f"officer/{by}"
    return Said(type_, subject, who, _number(post), _number(organisation), spelt(at), *rest)


def _number(number: int | None) -> str:
    return "" if number is None else str(number)


def _signed(key: SigningKey, edge: Frontier) -> Checkpoint:
    checkpoint = Checkpoint(key.name, edge.size, edge.root)
    note = Note(checkpoint.text, (sign(checkpoint.text, key),))
    CheckpointRow.objects.create(size=edge.size, root=edge.root, frontier=edge.stored(), note=bytes(note).decode())
    return checkpoint
