"""The only readers of evidence for other stages: what was recorded of what, by whom, and how far it is witnessed."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby

from django.db import connection
from django.db.models import QuerySet

from mingbai.evidence.models import Act, Checkpoint, Cosignature, Leaf, Waiting
from mingbai.evidence.notes.checkpoint import parse_checkpoint
from mingbai.evidence.notes.note import NoteRefused
from mingbai.evidence.publishing import note_of
from mingbai.evidence.witnesses.policy import NOBODY, Policy, QuorumMissing
from mingbai.kernel.region import Region

COVERED = """
SELECT min(asked.subject) FILTER (WHERE act.id IS NULL), min(act.subject) FILTER (WHERE leaf.act_id IS NULL),
    max(leaf.index)
FROM unnest(%s::text[]) AS asked (subject)
LEFT JOIN evidence_act AS act ON act.subject = asked.subject
LEFT JOIN evidence_leaf AS leaf ON leaf.act_id = act.id
"""


@dataclass(frozen=True)
class Standing:
    """How far the log is: acts placed, acts that wait, the last checkpoint and the last that the quorum cosigned."""

    placed: int
    waiting: int
    checkpoint: int
    witnessed: int


class NotLogged(LookupError):
    """Nothing was ever recorded of a subject, or it has no place in the log yet."""

    def __init__(self, subject: str) -> None:
        super().__init__(subject)
        self.zh = f"“{subject}”还没有存证。"
        self.en = f"“{subject}” has no place in the log yet."


def standing(policy: Policy) -> Standing:
    """Return how far the log is."""
    last = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first() or 0
    witnessed = witnessed_size(policy)
    return Standing(Leaf.objects.count(), Waiting.objects.count(), last, witnessed)


def witnessed_size(policy: Policy, at_least: int = 0) -> int:
    """
    Return the size of the last checkpoint beyond `at_least` that the policy's quorum cosigned, else 0.

    Names in the table are a hint only: signatures are verified, so that a row written by hand opens no gate.
    """
    if policy.quorum == NOBODY:
        return (
            Checkpoint.objects.filter(size__gt=at_least).order_by("-size").values_list("size", flat=True).first() or 0
        )
    signed = Cosignature.objects.filter(checkpoint_id__gt=at_least).order_by("-checkpoint_id")
    pairs = signed.values_list("checkpoint_id", "witness").iterator()
    for size, of_size in groupby(pairs, key=lambda pair: pair[0]):
        if policy.is_met_by({witness for _, witness in of_size}) and _is_vouched(policy, size):
            return int(size)
    return 0


def _is_vouched(policy: Policy, size: int) -> bool:
    note = note_of(Checkpoint.objects.get(size=size))
    try:
        return bool(policy.vouched(note, parse_checkpoint(note.text).origin))
    except NoteRefused:
        return False


def cosigners(size: int) -> list[str]:
    """Return the witnesses that cosigned a checkpoint."""
    return list(Cosignature.objects.filter(checkpoint_id=size).order_by("witness").values_list("witness", flat=True))


def require_witnessed(subjects: Collection[str], policy: Policy) -> int:
    """
    Return the size of the checkpoint that covers all that was recorded of these subjects and that the quorum cosigned.

    The gate before money leaves: raise NotLogged when a subject has no act or one without a place, QuorumMissing when
    no checkpoint that covers them all is cosigned by enough.
    """
    assert subjects, "a gate over nothing"
    with connection.cursor() as cursor:
        cursor.execute(COVERED, [list(subjects)])
        unknown, unplaced, last = cursor.fetchone() or (None, None, None)
    if missing := unknown or unplaced:
        raise NotLogged(missing)
    assert last is not None
    size = witnessed_size(policy, at_least=last)
    if not size:
        newest = Checkpoint.objects.order_by("-size").values_list("size", flat=True).first()
        raise QuorumMissing(policy.lacking(cosigners(newest or 0)) or [policy.quorum])
    return size


def acts_of(subject: str) -> "QuerySet[Act]":
    """Return all that was recorded of a subject, oldest first."""
    return Act.objects.filter(subject=subject).select_related("leaf").order_by("id")


def log_size() -> int:
    """Return how many acts have their place in the log."""
    last = Leaf.objects.order_by("-index").values_list("index", flat=True).first()
    return 0 if last is None else last + 1


def placed_between(first: int, until: int, types: Collection[str]) -> "QuerySet[Leaf]":
    """Return the places of some types of acts, from one place on up to but without another, with the acts."""
    found = Leaf.objects.filter(index__gte=first, index__lt=until, act__type__in=list(types))
    return found.select_related("act").order_by("index")


def acts_in(region: Region, subject: str) -> "QuerySet[Act]":
    """Return all that was recorded of a subject by acts that belong to a division, oldest first."""
    found = Act.objects.filter(subject=subject, region__startswith=region.code)
    return found.select_related("leaf").order_by("id")


def acts_numbered(numbers: Collection[int]) -> "QuerySet[Act]":
    """Return the acts of these numbers, in the order in which they were recorded."""
    return Act.objects.filter(pk__in=list(numbers)).order_by("id")


def last_note() -> str:
    """Return the last checkpoint as its signed note with the cosignatures it has, empty before the first."""
    last = Checkpoint.objects.order_by("-size").first()
    return bytes(note_of(last)).decode() if last else ""


def acts_of_all(subjects: Collection[str]) -> "QuerySet[Act]":
    """Return all that was recorded of these subjects, the newest first, with the place of each in the log."""
    return Act.objects.filter(subject__in=list(subjects)).select_related("leaf").order_by("-at", "-id")


def operation_log(begin: datetime, end: datetime, by: int | None = None) -> Iterator[Act]:
    """Return the acts from one moment up to but without another, of everybody or of one officer (R-912)."""
    found = Act.objects.filter(at__gte=begin, at__lt=end).order_by("at", "id")
    return (found if by is None else found.filter(by=by)).iterator()
