"""Who vouches for the log and how far: the last checkpoints with their cosigners, and each witness's last word."""

from dataclasses import dataclass
from datetime import UTC, datetime

from mingbai.evidence.models import Checkpoint, Cosignature
from mingbai.evidence.notes.keys import signed_at
from mingbai.evidence.notes.note import parse_signatures
from mingbai.evidence.witnesses.policy import Policy


@dataclass(frozen=True)
class Word:
    """A witness's last word: the size of the log it cosigned and when; 0 and None where it never did."""

    witness: str
    size: int
    at: datetime | None


@dataclass(frozen=True)
class Signed:
    """A checkpoint: so many leaves, their root, and who cosigned it."""

    size: int
    root: str
    witnesses: list[str]


def last_words(policy: Policy) -> list[Word]:
    """Return the last word of every witness of a policy; a signature that is not its own counts as none."""
    rows = Cosignature.objects.filter(witness__in=list(policy.witnesses)).order_by("witness", "-checkpoint_id")
    last = rows.distinct("witness").values_list("witness", "checkpoint_id", "line", "checkpoint__note")
    said = {name: (size, line, note) for name, size, line, note in last}
    return [_word(policy, name, *said[name]) if name in said else Word(name, 0, None) for name in policy.witnesses]


def checkpoints(most: int) -> list[Signed]:
    """Return the last checkpoints, the newest first."""
    rows = Checkpoint.objects.order_by("-size").prefetch_related("cosignatures")[:most]
    named = [(row, sorted(one.witness for one in row.cosignatures.all())) for row in rows]
    return [Signed(row.size, bytes(row.root).hex(), names) for row, names in named]


def _word(policy: Policy, name: str, size: int, line: str, note: str) -> Word:
    """Return what a cosignature says, if it is the witness's own."""
    key, text = policy.witnesses[name], note.split("\n\n", maxsplit=1)[0] + "\n"
    (signature,) = parse_signatures(line)
    if not (signature.is_by(key) and key.accepts(text, signature.value)):
        return Word(name, 0, None)
    return Word(name, size, datetime.fromtimestamp(signed_at(signature.value), UTC))
