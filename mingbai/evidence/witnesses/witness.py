"""A witness: keys of the logs it watches, its own key, its memory; answers one request at a time."""

from collections.abc import Collection
from dataclasses import dataclass
from http import HTTPStatus

from mingbai.evidence.notes.checkpoint import CheckpointRefused, parse_checkpoint
from mingbai.evidence.notes.keys import SigningKey, VerifierKey
from mingbai.evidence.notes.note import sign
from mingbai.evidence.witnesses.decision import Refusal, Seen, decide
from mingbai.evidence.witnesses.memory import WitnessMemory
from mingbai.evidence.witnesses.request import AddCheckpoint, RequestRefused, parse_request

TEXT, SIZE = "text/plain; charset=utf-8", "text/x.tlog.size"


@dataclass(frozen=True)
class Answer:
    """What goes back to the log."""

    status: HTTPStatus
    body: str
    kind: str = TEXT


@dataclass(frozen=True)
class Witness:
    """One agency's witness."""

    key: SigningKey
    logs: Collection[VerifierKey]
    memory: WitnessMemory

    def answer(self, raw: bytes, at: int) -> Answer:
        """Return the answer to an add-checkpoint request; `at` in seconds since 1970. Remember before answering."""
        try:
            request = parse_request(raw)
        except RequestRefused as error:
            return Answer(HTTPStatus.BAD_REQUEST, f"{error}\n")
        with self.memory.alone():
            decided = decide(request, self.logs, self._seen(request))
            if isinstance(decided, Refusal):
                return _refused(decided)
            self.memory.remember(decided)
        return Answer(HTTPStatus.OK, str(sign(request.note.text, self.key, at)))

    def _seen(self, request: AddCheckpoint) -> Seen:
        try:
            return self.memory.seen(parse_checkpoint(request.note.text).origin)
        except CheckpointRefused:
            return Seen()


def _refused(refusal: Refusal) -> Answer:
    if refusal.size is not None:
        return Answer(refusal.status, f"{refusal.size}\n", SIZE)
    return Answer(refusal.status, f"{refusal.body}\n")
