"""What a user hands to a command of the desk, read strictly; what cannot be used is said in two languages."""

from pathlib import Path

from mingbai.evidence.notes.checkpoint import Checkpoint, CheckpointRefused, parse_checkpoint
from mingbai.evidence.notes.keys import KeyKind, KeyRefused, VerifierKey, parse_verifier
from mingbai.evidence.notes.note import NoteRefused, parse_note
from mingbai.evidence.proofs.proof import Proof, ProofRefused, parse_proof
from mingbai.evidence.witnesses.policy import Policy, PolicyRefused, parse_policy


class Unusable(ValueError):
    """A file or a word cannot be used; says why in two languages."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def read_policy(path: Path) -> Policy:
    """Return the policy in a file."""
    try:
        return parse_policy(path.read_text(encoding="utf-8"))
    except (PolicyRefused, UnicodeDecodeError) as error:
        raise Unusable(f"{path} 不是见证规则：{error}。", f"{path} is not a policy: {error}.") from error


def read_checkpoint(path: Path, policy: Policy) -> Checkpoint:
    """Return the checkpoint in a file, signed by a log that the policy believes."""
    try:
        note = parse_note(path.read_bytes())
        checkpoint = parse_checkpoint(note.text)
        if not any(key.name == checkpoint.origin for key in note.verified(policy.logs)):
            raise NoteRefused("no log that is believed signed it")
    except (NoteRefused, CheckpointRefused) as error:
        raise Unusable(
            f"{path} 不是可信的检查点：{error}。", f"{path} is not a checkpoint to trust: {error}."
        ) from error
    return checkpoint


def read_proof(path: Path) -> Proof:
    """Return the proof in a file."""
    try:
        return parse_proof(path.read_text(encoding="utf-8"))
    except (ProofRefused, UnicodeDecodeError) as error:
        raise Unusable(f"{path} 不是证明文件：{error}。", f"{path} is not a proof: {error}.") from error


def log_named(text: str) -> VerifierKey:
    """Return a log's public key from its text."""
    try:
        key = parse_verifier(text.strip())
    except KeyRefused as error:
        raise Unusable(f"不是日志公钥：{text[:80]}", f"Not a log's public key: {text[:80]}") from error
    if key.kind is not KeyKind.LOG:
        raise Unusable(f"{key.name} 是见证公钥，不是日志公钥。", f"{key.name} is the key of a witness, not of a log.")
    return key
