"""The log's side: asks a witness for its cosignature, and believes nothing in the answer that it has not verified."""

from collections.abc import Callable
from http import HTTPStatus
from http.client import HTTPException
from urllib.error import HTTPError, URLError
from urllib.request import ProxyHandler, Request, build_opener

from mingbai.evidence.notes.checkpoint import CheckpointRefused, decimal, parse_checkpoint
from mingbai.evidence.notes.keys import VerifierKey
from mingbai.evidence.notes.note import Note, NoteRefused, Signature, parse_signatures
from mingbai.evidence.tree.consistency import consistency_proof
from mingbai.evidence.tree.nodes import Nodes
from mingbai.evidence.witnesses.request import PATH, AddCheckpoint

PATIENCE_S = 5.0
MOST_ANSWER_BYTES = 100_000
TRIES = 3  # somebody else may have brought the witness a checkpoint between two of ours

Post = Callable[[bytes], tuple[int, bytes]]  # a request's body → status and body of the answer


class WitnessRefused(RuntimeError):
    """A witness answered, but did not cosign."""


class WitnessSilent(RuntimeError):
    """A witness could not be reached, or did not answer in time."""


def cosignature(note: Note, key: VerifierKey, nodes: Nodes, post: Post, old_size: int = 0) -> Signature:
    """
    Return a witness's verified cosignature of a checkpoint of ours.

    `old_size` is what the witness saw last as far as we know; when it says another, we prove from there. Raise
    WitnessRefused when it does not cosign, WitnessSilent when it does not answer.
    """
    size = parse_checkpoint(note.text).size
    for _ in range(TRIES):
        proof = tuple(consistency_proof(old_size, size, nodes))
        status, body = post(bytes(AddCheckpoint(old_size, proof, note)))
        if status == HTTPStatus.OK:
            return _verified(note, key, body)
        said = body.decode("utf-8", "replace").strip()
        if status != HTTPStatus.CONFLICT:
            raise WitnessRefused(f"{key.name}: {status} {said[:200]}")
        before, old_size = old_size, _size(said, key)
        if old_size > size or old_size == before:
            raise WitnessRefused(f"{key.name} has seen a tree of {old_size} leaves that ours of {size} does not extend")
    raise WitnessRefused(f"{key.name} kept changing what it saw last")


def size_seen(note: Note, key: VerifierKey, post: Post) -> int:
    """
    Return the size of our log that a witness saw last: larger than the checkpoint's where we have forgotten leaves.

    Nothing is claimed: the checkpoint is offered as if the witness had seen just it, and it says what it has seen.
    """
    size = parse_checkpoint(note.text).size
    status, body = post(bytes(AddCheckpoint(size, (), note)))
    if status == HTTPStatus.OK:
        return size
    if status != HTTPStatus.CONFLICT:
        raise WitnessRefused(f"{key.name}: {status} {body.decode('utf-8', 'replace').strip()[:200]}")
    seen = _size(body.decode("utf-8", "replace").strip(), key)
    if seen == size:
        raise WitnessRefused(f"{key.name} has seen another history of {size} leaves")
    return seen


def poster(url: str, patience_s: float = PATIENCE_S) -> Post:
    """Return a function that posts to a witness; no proxy is asked. Raise WitnessSilent for what is no web address."""
    if not url.startswith(("http://", "https://")):
        raise WitnessSilent(f"not the address of a witness: {url}")
    opener, address = build_opener(ProxyHandler({})), url.rstrip("/") + PATH

    def post(body: bytes) -> tuple[int, bytes]:
        try:
            request = Request(address, data=body, headers={"Content-Type": "text/plain; charset=utf-8"})  # noqa: S310
            with opener.open(request, timeout=patience_s) as answer:
                return answer.status, answer.read(MOST_ANSWER_BYTES)
        except HTTPError as error:
            with error:
                return error.code, error.read(MOST_ANSWER_BYTES)
        except (URLError, OSError, HTTPException, ValueError) as error:  # a ValueError for an address that is none
            raise WitnessSilent(f"{url}: {error}") from error

    return post


def _verified(note: Note, key: VerifierKey, body: bytes) -> Signature:
    try:
        found = Note(note.text, parse_signatures(body.decode())).verified([key])
    except (NoteRefused, UnicodeDecodeError) as error:
        raise WitnessRefused(f"{key.name}: {error}") from error
    if key not in found:
        raise WitnessRefused(f"{key.name} answered without a cosignature of its own")
    return found[key]


def _size(said: str, key: VerifierKey) -> int:
    try:
        return decimal(said)
    except CheckpointRefused as error:
        raise WitnessRefused(f"{key.name}: {said[:200]}") from error
