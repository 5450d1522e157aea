"""The proof file (C2SP tlog-proof): a leaf, opened fields, its way to the root, and who vouches for the root."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from mingbai.evidence.leaves.canonical import NotCanonical, canonical
from mingbai.evidence.leaves.commitments import Opening, is_opened_by
from mingbai.evidence.leaves.leaf import Leaf, LeafRefused, parse_leaf
from mingbai.evidence.notes.base64_text import NotBase64, decoded, encoded
from mingbai.evidence.notes.checkpoint import Checkpoint, CheckpointRefused, decimal, parse_checkpoint
from mingbai.evidence.notes.note import Note, NoteRefused, parse_note
from mingbai.evidence.tree.hashing import leaf_hash
from mingbai.evidence.tree.inclusion import is_included
from mingbai.evidence.witnesses.policy import Policy

HEADER = "c2sp.org/tlog-proof@v1"
MOST_STEPS = 63


class ProofRefused(ValueError):
    """A file is not a proof, or proves nothing."""


@dataclass(frozen=True)
class Proof:
    """Everything needed to check one leaf offline, besides whom to believe."""

    index: int
    steps: tuple[bytes, ...]
    checkpoint: Note
    entry: bytes
    openings: tuple[Opening, ...] = ()

    def __str__(self) -> str:
        openings = [{"field": one.field, "key": one.key.hex(), "value": one.value} for one in self.openings]
        extra = canonical({"leaf": self.entry.decode(), "openings": openings})
        steps = "".join(f"{encoded(step)}\n" for step in self.steps)
        return f"{HEADER}\nextra {encoded(extra)}\nindex {self.index}\n{steps}\n{bytes(self.checkpoint).decode()}"


@dataclass(frozen=True)
class Proven:
    """What a proof proves: the leaf, the fields opened, and the checkpoint with those who cosigned it."""

    leaf: Leaf
    fields: dict[str, Any]
    checkpoint: Checkpoint
    witnesses: dict[str, int]  # name → when it saw the checkpoint, in seconds since 1970


def parse_proof(text: str) -> Proof:
    """Return the proof a text spells; raise ProofRefused for anything else."""
    head, gap, note = text.partition("\n\n")
    lines = head.split("\n")
    if not gap or len(lines) < 3 or lines[0] != HEADER or len(lines) - 3 > MOST_STEPS:
        raise ProofRefused("not a proof of the form " + HEADER)
    try:
        entry, openings = _extra(_after("extra ", lines[1]))
        index = decimal(_after("index ", lines[2]))
        return Proof(index, tuple(map(decoded, lines[3:])), parse_note(note.encode()), entry, openings)
    except (NotBase64, CheckpointRefused, NoteRefused, UnicodeEncodeError) as error:
        raise ProofRefused(str(error)) from error


def proven(proof: Proof, policy: Policy) -> Proven:
    """Return what a proof proves to somebody who believes a policy; raise ProofRefused when it proves nothing."""
    try:
        checkpoint = parse_checkpoint(proof.checkpoint.text)
        witnesses = policy.vouched(proof.checkpoint, checkpoint.origin)
        leaf, sequence = parse_leaf(proof.entry)
    except (CheckpointRefused, NoteRefused, LeafRefused) as error:
        raise ProofRefused(str(error)) from error
    if sequence != proof.index:
        raise ProofRefused(f"the leaf says it is number {sequence}, the proof says {proof.index}")
    if not is_included(leaf_hash(proof.entry), proof.index, checkpoint.size, proof.steps, checkpoint.root):
        raise ProofRefused("the leaf does not lead to the root of the checkpoint")
    return Proven(leaf, _fields(leaf, proof.openings), checkpoint, witnesses)


def _fields(leaf: Leaf, openings: Sequence[Opening]) -> dict[str, Any]:
    for one in openings:
        if not is_opened_by(leaf.commitments.get(one.field, ""), one):
            raise ProofRefused(f"the field {one.field} is not the one that was logged")
    return {one.field: one.value for one in openings}


def _extra(text: str) -> tuple[bytes, tuple[Opening, ...]]:
    try:
        said = json.loads(decoded(text))
        openings = (Opening(one["field"], one["value"], bytes.fromhex(one["key"])) for one in said["openings"])
        canonical(said["openings"])
        return said["leaf"].encode(), tuple(openings)
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError, NotCanonical) as error:
        raise ProofRefused("the leaf and its openings are not spelt as they should be") from error


def _after(word: str, line: str) -> str:
    if not line.startswith(word):
        raise ProofRefused(f"a line must begin with {word.strip()!r}: {line[:40]!r}")
    return line.removeprefix(word)
