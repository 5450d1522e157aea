"""Makes the proof of one act: its leaf, the fields to be shown, and the checkpoint that is best witnessed."""

from collections.abc import Collection, Mapping
from typing import Any

from mingbai.evidence.custody import record_keys
from mingbai.evidence.kept import row_named
from mingbai.evidence.leaves.commitments import Opening, opened, record_digest
from mingbai.evidence.leaves.leaf import entry_of
from mingbai.evidence.models import Act, Checkpoint
from mingbai.evidence.proofs.proof import Proof
from mingbai.evidence.publishing import note_of
from mingbai.evidence.queries import NotLogged, witnessed_size
from mingbai.evidence.sequencer import COLUMNS, said_by
from mingbai.evidence.tiles.reading import TileNodes
from mingbai.evidence.tiles.storage import Storage
from mingbai.evidence.tree.inclusion import inclusion_proof
from mingbai.evidence.witnesses.policy import Policy
from mingbai.kernel.secrecy import KeyRing


class CannotOpen(LookupError):
    """A field cannot be shown: it was never recorded, its record was changed or erased since."""

    def __init__(self, zh: str, en: str) -> None:
        super().__init__(en)
        self.zh, self.en = zh, en


def proof_of(subject: str, *, fields: Collection[str], storage: Storage, policy: Policy, ring: KeyRing) -> Proof:
    """
    Return the proof of the last act recorded of a subject, with some fields of its record opened.

    Fields that the leaf says in clear (month, region ...) need no opening. The checkpoint is the last that the quorum
    cosigned and that covers the act, else the last. The files must be published up to it. Raise NotLogged, CannotOpen
    or TilesDamaged.
    """
    act = Act.objects.filter(subject=subject, leaf__isnull=False).select_related("leaf").order_by("-id").first()
    if act is None:
        raise NotLogged(subject)
    return proof_of_act(act, fields=fields, storage=storage, policy=policy, ring=ring)


def proof_of_act(act: Act, *, fields: Collection[str], storage: Storage, policy: Policy, ring: KeyRing) -> Proof:
    """Return the proof of one act that has its place in the log, as `proof_of` otherwise."""
    size = witnessed_size(policy, at_least=act.leaf.index)
    row = Checkpoint.objects.get(size=size) if size else Checkpoint.objects.order_by("-size")[0]
    entry = entry_of(said_by([getattr(act, column) for column in COLUMNS]), act.leaf.index)
    steps = inclusion_proof(act.leaf.index, row.size, TileNodes(storage, row.size))
    openings = _openings(act, fields, ring) if fields else ()
    return Proof(act.leaf.index, tuple(steps), note_of(row), entry, openings)


def _openings(act: Act, fields: Collection[str], ring: KeyRing) -> tuple[Opening, ...]:
    key, record = record_keys(ring, [act.pk]).get(act.pk), _record(act.subject)
    if key is None:
        raise CannotOpen(f"“{act.subject}”的密钥已销毁，不能再出示内容。", f"The key of {act.subject} was destroyed.")
    if record is None or record_digest(key, record) != act.digest:
        raise CannotOpen(
            f"“{act.subject}”现在的内容与登记时不符，不能出示。", f"{act.subject} is no longer what was recorded."
        )
    if unknown := sorted(set(fields) - set(record)):
        raise CannotOpen(
            f"“{act.subject}”没有登记字段 {unknown[0]}，可选：{'、'.join(sorted(record))}。",
            f"{act.subject} has no field {unknown[0]}; it has {', '.join(sorted(record))}.",
        )
    return tuple(opened(key, field, record[field]) for field in sorted(fields) if f'"{field}":' in act.commitments)


def _record(subject: str) -> Mapping[str, Any] | None:
    named = row_named(subject)
    if named is None:
        return None
    kept, key = named
    return dict(kept.contents([key])).get(subject)
