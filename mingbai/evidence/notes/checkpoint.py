"""Checkpoints (C2SP tlog-checkpoint): a log's name, size and root, as the text of a signed note."""

import re
from dataclasses import dataclass

from mingbai.evidence.notes.base64_text import NotBase64, decoded, encoded
from mingbai.evidence.notes.note import is_note_text
from mingbai.evidence.tree.hashing import HASH_BYTES

DECIMAL = re.compile(r"0|[1-9][0-9]{0,18}")  # no sign, no leading zero, ASCII only
MOST_LEAVES = (1 << 63) - 1


class CheckpointRefused(ValueError):
    """A text is not a checkpoint."""


@dataclass(frozen=True)
class Checkpoint:
    """What a log says of itself: at this size it has this root."""

    origin: str
    size: int
    root: bytes
    extensions: tuple[str, ...] = ()

    def __post_init__(self) -> None:
        lines = (self.origin, *self.extensions)
        if not all(line and "\n" not in line and is_note_text(line + "\n") for line in lines):
            raise CheckpointRefused("the origin and what follows must be lines of text, none empty")
        if not 0 <= self.size <= MOST_LEAVES or len(self.root) != HASH_BYTES:
            raise CheckpointRefused("the size or the root is none that a tree can have")

    @property
    def text(self) -> str:
        """Return the text that is signed."""
        return "".join(f"{line}\n" for line in (self.origin, self.size, encoded(self.root), *self.extensions))


def parse_checkpoint(text: str) -> Checkpoint:
    """Return the checkpoint a text spells; raise CheckpointRefused unless it spells it exactly."""
    lines = text.split("\n")
    if len(lines) < 4 or lines.pop():
        raise CheckpointRefused("a checkpoint has three lines or more, each with its newline")
    origin, size, root, *extensions = lines
    try:
        return Checkpoint(origin, decimal(size), decoded(root), tuple(extensions))
    except NotBase64 as error:
        raise CheckpointRefused(str(error)) from error


def decimal(text: str) -> int:
    """Return a number from its one proper spelling; raise CheckpointRefused for any other."""
    if not DECIMAL.fullmatch(text) or (number := int(text)) > MOST_LEAVES:
        raise CheckpointRefused(f"not a number of leaves: {text[:40]!r}")
    return number
