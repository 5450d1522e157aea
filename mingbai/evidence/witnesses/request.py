"""What a log asks of a witness (C2SP tlog-witness, add-checkpoint): an old size, a proof, a checkpoint."""

from dataclasses import dataclass

from mingbai.evidence.notes.base64_text import NotBase64, decoded, encoded
from mingbai.evidence.notes.checkpoint import CheckpointRefused, decimal
from mingbai.evidence.notes.note import Note, NoteRefused, parse_note

MOST_STEPS = 63
PATH = "/add-checkpoint"


class RequestRefused(ValueError):
    """Bytes are not a request that a witness understands."""


@dataclass(frozen=True)
class AddCheckpoint:
    """Cosign this: it grew from the size that you saw last, as the proof shows."""

    old_size: int
    proof: tuple[bytes, ...]
    note: Note

    def __bytes__(self) -> bytes:
        steps = "".join(f"{encoded(step)}\n" for step in self.proof)
        return f"old {self.old_size}\n{steps}\n".encode() + bytes(self.note)


def parse_request(raw: bytes) -> AddCheckpoint:
    """Return the request that bytes spell; raise RequestRefused for anything else."""
    head, gap, note = raw.partition(b"\n\n")
    try:
        first, *steps = head.decode("ascii").split("\n")
        if not gap or not first.startswith("old ") or len(steps) > MOST_STEPS:
            raise RequestRefused("old SIZE, up to 63 lines of proof, an empty line, a checkpoint")
        return AddCheckpoint(decimal(first.removeprefix("old ")), tuple(map(decoded, steps)), parse_note(note))
    except (UnicodeDecodeError, CheckpointRefused, NotBase64, NoteRefused) as error:
        raise RequestRefused(str(error)) from error
