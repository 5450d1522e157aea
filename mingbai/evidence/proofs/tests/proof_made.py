"""A proof and a policy, as the office would hand them out: what the tests of proofs start from."""

from mingbai.evidence.leaves.commitments import commitments, opened, record_digest
from mingbai.evidence.leaves.leaf import Leaf
from mingbai.evidence.notes.keys import KeyKind, new_key
from mingbai.evidence.notes.note import sign
from mingbai.evidence.proofs.proof import Proof
from mingbai.evidence.tiles.log import TileLog
from mingbai.evidence.tiles.storage import MemoryStorage
from mingbai.evidence.tree.inclusion import inclusion_proof
from mingbai.evidence.witnesses.policy import parse_policy

LOG = new_key("log.example/某县", KeyKind.LOG)
WITNESSES = {
    office: new_key(f"witness.example/{office}", KeyKind.WITNESS) for office in ("民政", "财政", "审计", "纪检")
}
POLICY_TEXT = "\n".join(
    (
        f"log {LOG.verifier}",
        *(f"witness {office} {key.verifier}" for office, key in WITNESSES.items()),
        "group 业务 any 民政 财政",
        "group 监督 any 审计 纪检",
        "group 法定 all 业务 监督",
        "quorum 法定\n",
    )
)
POLICY = parse_policy(POLICY_TEXT)
RECORD = {"account": "6217000000000000000", "fen": 65_000, "month": "2026-11", "name": "某某"}
KEY = bytes(range(32))


def leaf_of(number: int) -> Leaf:
    """Return a leaf about payment `number`."""
    return Leaf(
        type="payments.instructed",
        subject=f"payments.attempt/{number}",
        by="officer/3",
        time="2026-11-01T08:00:00.000000Z",
        digest=record_digest(KEY, RECORD),
        commitments=commitments(KEY, RECORD),
    )


def made_proof(index: int = 5, size: int = 11, offices: tuple[str, ...] = ("财政", "审计")) -> Proof:
    """Return the proof of one payment with its amount and month opened."""
    log = TileLog(MemoryStorage(), LOG)
    log.append([leaf_of(number).entry(number) for number in range(size)])
    note = log.note().with_signatures(sign(log.note().text, WITNESSES[office], at=1_793_520_000) for office in offices)
    openings = tuple(opened(KEY, field, RECORD[field]) for field in ("fen", "month"))
    steps = tuple(inclusion_proof(index, size, log.nodes()))
    return Proof(index, steps, note, leaf_of(index).entry(index), openings)
