"""A witness's decision: it cosigns only what grew from what it saw last. Pure; remembering is the caller's part."""

from collections.abc import Collection
from dataclasses import dataclass
from http import HTTPStatus

from mingbai.evidence.notes.checkpoint import Checkpoint, CheckpointRefused, parse_checkpoint
from mingbai.evidence.notes.keys import VerifierKey
from mingbai.evidence.notes.note import NoteRefused
from mingbai.evidence.tree.consistency import is_consistent
from mingbai.evidence.tree.hashing import EMPTY_ROOT
from mingbai.evidence.witnesses.request import AddCheckpoint


@dataclass(frozen=True)
class Seen:
    """The largest tree that a witness cosigned for a log."""

    size: int = 0
    root: bytes = EMPTY_ROOT


@dataclass(frozen=True)
class Refusal:
    """Why a witness does not cosign: the status and body that the protocol prescribes."""

    status: HTTPStatus
    body: str
    size: int | None = None  # what was seen last, when the log has to know


def decide(request: AddCheckpoint, logs: Collection[VerifierKey], seen: Seen) -> Checkpoint | Refusal:
    """Return the checkpoint to remember and then cosign, or the refusal; in the order of C2SP tlog-witness."""
    try:
        checkpoint = parse_checkpoint(request.note.text)
    except CheckpointRefused as error:
        return Refusal(HTTPStatus.BAD_REQUEST, str(error))
    trusted = [key for key in logs if key.name == checkpoint.origin]
    if not trusted:
        return Refusal(HTTPStatus.NOT_FOUND, "this witness does not know the log")
    if not _is_signed(request, trusted):
        return Refusal(HTTPStatus.FORBIDDEN, "the log did not sign this checkpoint")
    if request.old_size > checkpoint.size:
        return Refusal(HTTPStatus.BAD_REQUEST, "the old size is larger than the checkpoint")
    if request.old_size != seen.size:
        return Refusal(HTTPStatus.CONFLICT, "another size was seen last", seen.size)
    if checkpoint.size == seen.size and checkpoint.root != seen.root:
        return Refusal(HTTPStatus.CONFLICT, "another root was seen at this size", seen.size)
    if not is_consistent(seen.size, seen.root, checkpoint.size, checkpoint.root, request.proof):
        return Refusal(HTTPStatus.UNPROCESSABLE_ENTITY, "the log did not grow from what was seen last")
    return checkpoint


def _is_signed(request: AddCheckpoint, trusted: Collection[VerifierKey]) -> bool:
    try:
        return bool(request.note.verified(trusted))
    except NoteRefused:
        return False
