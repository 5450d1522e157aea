"""Replays the whole log from the tables and names the first record that is not what was logged."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from django.db import DataError, transaction

from mingbai.evidence.faults import Fault, Kind
from mingbai.evidence.leaves.leaf import entry_of
from mingbai.evidence.models import Checkpoint as CheckpointRow
from mingbai.evidence.models import Leaf
from mingbai.evidence.notes.checkpoint import Checkpoint, CheckpointRefused, parse_checkpoint
from mingbai.evidence.notes.keys import VerifierKey
from mingbai.evidence.notes.note import NoteRefused, parse_note, parse_signatures
from mingbai.evidence.rows.compared import first_bad_row
from mingbai.evidence.rows.placed import Placed, placed
from mingbai.evidence.tree.frontier import Frontier, grown
from mingbai.evidence.tree.hashing import leaf_hash
from mingbai.evidence.witnesses.policy import Policy
from mingbai.kernel.secrecy import KeyRing

BATCH = 5_000
UNREADABLE = (DataError, ValueError, TypeError)
Tick = Callable[[int, int], None]  # leaves done, leaves in all


@dataclass
class Replay:
    """One pass over the log: what is believed, what was counted, and the first fault."""

    policy: Policy
    ring: KeyRing
    trusted: Checkpoint | None = None
    checkpoints: int = 0
    cosignatures: int = 0
    rows: int = 0
    edge: Frontier = field(default_factory=Frontier)
    vouched: int = 0  # leaves under the last checkpoint that was right
    fault: Fault | None = None

    def run(self, tick: Tick = lambda _done, _all: None) -> Fault | None:
        """Replay everything under the last checkpoint; return the first fault, or None."""
        last = CheckpointRow.objects.order_by("-size").values_list("size", flat=True).first() or 0
        for begin in range(0, last, BATCH):
            self.fault = self._batch(begin, min(begin + BATCH, last))
            if self.fault:
                return self.fault
            tick(self.edge.size, last)
        self.fault = self._ends(last)
        return self.fault

    def _batch(self, begin: int, end: int) -> Fault | None:
        """Check the leaves from `begin` up to but without `end`, their rows, and the checkpoints among them."""
        try:
            with transaction.atomic():
                leaves = placed(begin, end)
                fault = first_wrong(self.ring, begin, end, leaves)
        except UNREADABLE:  # somebody wrote what nobody can read: find the one
            if end - begin == 1:
                return _unreadable(begin)
            middle = (begin + end) // 2
            return self._batch(begin, middle) or self._batch(middle, end)
        if fault:
            return fault
        self.rows += len(leaves)
        return self._checkpoints([one.hash for one in leaves])

    def _checkpoints(self, hashes: Sequence[bytes]) -> Fault | None:
        """Grow by the batch, stopping wherever a checkpoint says what the root must be."""
        begin, end = self.edge.size, self.edge.size + len(hashes)
        found = CheckpointRow.objects.filter(size__gt=begin, size__lte=end).order_by("size")
        stops = {row.size: row for row in found.prefetch_related("cosignatures")}
        known = {self.trusted.size} if self.trusted and begin < self.trusted.size <= end else set()
        for size in sorted({*stops, *known, end}):
            self.edge, _ = grown(self.edge, hashes[self.edge.size - begin : size - begin])
            if self.trusted and self.trusted.size == size and self.trusted.root != self.edge.root:
                return Fault(Kind.TRUSTED, index=size - 1, size=size)
            if size in stops and (fault := self._checkpoint(stops[size])):
                return fault
        return None

    def _checkpoint(self, row: CheckpointRow) -> Fault | None:
        if (bytes(row.root), bytes(row.frontier)) != (self.edge.root, self.edge.stored()):
            return Fault(Kind.ROOT, index=row.size - 1, first=self.vouched, size=row.size)
        try:
            note = parse_note(row.note.encode())
            checkpoint = parse_checkpoint(note.text)
            signed = note.verified(self.policy.logs)
        except (NoteRefused, CheckpointRefused) as error:
            return Fault(Kind.CHECKPOINT, index=row.size - 1, size=row.size, reason=str(error))
        if (checkpoint.size, checkpoint.root) != (row.size, self.edge.root) or not _is_by_log(signed, checkpoint):
            return Fault(Kind.CHECKPOINT, index=row.size - 1, size=row.size, reason="signed for something else")
        self.checkpoints += 1
        self.vouched = row.size
        return self._cosignatures(row, note.text)

    def _cosignatures(self, row: CheckpointRow, text: str) -> Fault | None:
        for one in row.cosignatures.all():
            if not _holds(one.line, self.policy.witnesses.get(one.witness), text):
                reason = "not the signature of a witness in the policy"
                return Fault(Kind.COSIGNATURE, index=row.size - 1, subject=one.witness, size=row.size, reason=reason)
            self.cosignatures += 1
        return None

    def _ends(self, last: int) -> Fault | None:
        """Check that nothing lies beyond the last checkpoint, and that it reaches the one we were given."""
        beyond = Leaf.objects.filter(index__gte=last).order_by("index").first()
        if beyond and not CheckpointRow.objects.filter(size__gt=beyond.index).exists():
            return Fault(Kind.ROOT, index=beyond.index, first=last, size=last)
        if self.trusted and self.trusted.size > last:
            return Fault(Kind.TRUSTED, size=self.trusted.size)
        return None


def _holds(line: str, key: VerifierKey | None, text: str) -> bool:
    """Return whether a line is a witness's own cosignature; one that has retired stays in the policy, in no group."""
    try:
        (signature,) = parse_signatures(line)
    except (NoteRefused, ValueError):
        return False
    return key is not None and signature.is_by(key) and key.accepts(text, signature.value)


def first_wrong(ring: KeyRing, begin: int, end: int, leaves: Sequence[Placed]) -> Fault | None:
    """Return the first fault of leaves and of the rows they speak of: nothing is said of rows beyond a bad leaf."""
    fault = next(_leaf_faults(begin, end, leaves), None)
    sound = leaves if fault is None else [one for one in leaves if one.place < fault.place]
    return first_bad_row(ring, sound) or fault


def _unreadable(index: int) -> Fault:
    """Return the fault of the one leaf whose act, or whose row, holds what cannot be read."""
    kind = Kind.ROW_CHANGED
    try:
        with transaction.atomic():
            for one in placed(index, index + 1):
                entry_of(one.said, index)
    except UNREADABLE:
        kind = Kind.ACT_CHANGED
    subject, act = Leaf.objects.values_list("act__subject", "act__type").get(index=index)
    return Fault(kind, index=index, subject=subject, type=act)


def _is_by_log(signed: dict[VerifierKey, Any], checkpoint: Checkpoint) -> bool:
    return any(key.name == checkpoint.origin for key in signed)


def _leaf_faults(begin: int, end: int, leaves: Sequence[Placed]) -> Iterator[Fault]:
    """Find the first place that is empty and the first act that does not have its leaf's hash."""
    for expected, one in zip(range(begin, end), leaves, strict=False):
        if one.place != expected:
            yield Fault(Kind.GAP, index=expected)
            return
        if leaf_hash(entry_of(one.said, expected)) != one.hash:
            yield Fault(Kind.ACT_CHANGED, index=expected, subject=one.said.subject, type=one.said.type)
            return
    if len(leaves) < end - begin:
        yield Fault(Kind.GAP, index=begin + len(leaves))
