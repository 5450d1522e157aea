"""Answers to acts of systems: kept in the act's own transaction, sealed, so that asking again does nothing again."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from django.db import connection, transaction

from mingbai.access.limits import ANSWERS_KEPT
from mingbai.access.models import Answer
from mingbai.evidence.installation import installed_ring
from mingbai.kernel.secrecy import Place, opened_whole, seal_whole

LOCK = "SELECT pg_try_advisory_xact_lock(hashtextextended('access.answer/' || %s, 0))"


@dataclass(frozen=True)
class Answered:
    """What was answered to which request."""

    request_sha256: str
    status: int
    headers: Mapping[str, str]
    body: str


def begin_act(key_id: int, name: str) -> bool:
    """Return whether nobody else is at the act of this name; it is ours until the transaction ends."""
    with connection.cursor() as cursor:
        cursor.execute(LOCK, [_named(key_id, name)])
        return bool((cursor.fetchone() or [False])[0])


def answer_kept(key_id: int, name: str) -> Answered | None:
    """Return what was answered under this name, None where nothing was, or it was forgotten."""
    kept = Answer.objects.filter(key_id=key_id, name=name).first()
    if kept is None:
        return None
    body = opened_whole(installed_ring(), _place(key_id, name), bytes(kept.sealed))
    return Answered(kept.request_sha256, kept.status, kept.headers, body.decode())


def keep_answer(key_id: int, name: str, answered: Answered, *, at: datetime) -> None:
    """Keep an answer in the present transaction, however long it is."""
    sealed = seal_whole(installed_ring(), _place(key_id, name), answered.body.encode())
    Answer.objects.create(
        key_id=key_id, name=name, request_sha256=answered.request_sha256, status=answered.status,
        headers=dict(answered.headers), sealed=sealed, made_at=at,
    )  # fmt: skip


def forget_old_answers(*, at: datetime) -> int:
    """Forget answers nobody asks for again; return how many."""
    with transaction.atomic():
        return Answer.objects.filter(made_at__lt=at - ANSWERS_KEPT).delete()[0]


def _named(key_id: int, name: str) -> str:
    return f"{key_id}/{name}"


def _place(key_id: int, name: str) -> Place:
    return Place("access_answer", "sealed", _named(key_id, name))
