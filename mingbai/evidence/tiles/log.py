"""A whole log in files: append, sign, prove, publish; one writer at a time, safe to kill at any point."""

from collections.abc import Sequence

from mingbai.evidence.notes.checkpoint import Checkpoint, parse_checkpoint
from mingbai.evidence.notes.keys import SigningKey
from mingbai.evidence.notes.note import Note, NoteRefused, parse_note, sign
from mingbai.evidence.tiles.reading import TileNodes, TilesDamaged
from mingbai.evidence.tiles.storage import Storage
from mingbai.evidence.tiles.writing import write_entries
from mingbai.evidence.tree.hashing import EMPTY_ROOT

CHECKPOINT = "checkpoint"


class TileLog:
    """
    A log whose truth is its files and whose state is its last checkpoint.

    Files are flushed before the checkpoint that needs them is put in place; what a killed append left behind
    belongs to no checkpoint and is written over by the next.
    """

    def __init__(self, storage: Storage, key: SigningKey) -> None:
        self.storage, self.key = storage, key

    def note(self) -> Note:
        """Return the last checkpoint as published; of a new log, the checkpoint of nothing."""
        raw = self.storage.read(CHECKPOINT)
        return self._signed(Checkpoint(self.key.name, 0, EMPTY_ROOT)) if raw is None else parse_note(raw)

    def checkpoint(self) -> Checkpoint:
        """Return the last checkpoint, its signature checked; raise NoteRefused when it is not this log's own."""
        note = self.note()
        checkpoint = parse_checkpoint(note.text)
        if self.key.verifier not in note.verified([self.key.verifier]) or checkpoint.origin != self.key.name:
            raise NoteRefused(f"the checkpoint is not signed by {self.key.name}")
        return checkpoint

    def nodes(self) -> TileNodes:
        """Return the nodes of the log at its last checkpoint."""
        return TileNodes(self.storage, self.checkpoint().size)

    def append(self, entries: Sequence[bytes]) -> Checkpoint:
        """Append entries and publish the checkpoint over them; raise TilesDamaged when the files are not the log's."""
        before = self.checkpoint()
        edge = TileNodes(self.storage, before.size).frontier()
        if edge.root != before.root:
            raise TilesDamaged(f"the files do not have the root of the checkpoint of {before.size}")
        after = write_entries(self.storage, edge, entries)
        checkpoint = Checkpoint(self.key.name, after.size, after.root)
        self.storage.flush()
        self.publish(self._signed(checkpoint))
        return checkpoint

    def publish(self, note: Note) -> None:
        """Put a checkpoint in place, perhaps the same with more cosignatures."""
        self.storage.write(CHECKPOINT, bytes(note))
        self.storage.flush()

    def _signed(self, checkpoint: Checkpoint) -> Note:
        return Note(checkpoint.text, (sign(checkpoint.text, self.key),))
