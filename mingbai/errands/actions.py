"""The only writers of this stage: an errand is asked for, done once by a worker, cancelled, and forgotten."""

import logging
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from django.db import InterfaceError, OperationalError, transaction
from django.db.models import Q
from django.utils import timezone

from mingbai.config.jobs import enqueue
from mingbai.errands.doing import Cancelled, Doing, Pen
from mingbai.errands.kinds import Came, errand_named
from mingbai.errands.models import Enclosure, Errand
from mingbai.errands.refused import AskedByAnother, NotThere, TooLarge, TooMany
from mingbai.errands.states import OPEN, State
from mingbai.evidence.installation import installed_ring
from mingbai.kernel.secrecy import Place, opened_whole, seal_whole
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.queries import actor, officer_names

KEPT = timedelta(days=30)
MOST_OPEN = 20  # errands of one officer
LARGEST = 100_000_000  # bytes of one file
GONE = (OperationalError, InterfaceError)  # the database went away: the queue tries again
File = tuple[str, bytes]  # name, content
log = logging.getLogger("mingbai.errands")


def ask(
    kind: str,
    /,
    *,
    subject: str,
    by: Actor,
    at: datetime,
    once: str = "",
    files: Sequence[File] = (),
    **arguments: Any,
) -> int:
    """
    Ask for an errand and return its id: it is done if and only if the present transaction commits.

    Arguments are plain JSON, ids and never personal data; files are kept sealed. While one with the same word
    `once` is open, that one's id is returned and nothing new begins: who clicks twice does nothing twice.
    Raise NoSuchErrand, TooMany, TooLarge, and AskedByAnother where the open one is somebody else's.
    """
    errand_named(kind)
    for name, content in files:
        if len(content) > LARGEST:
            raise TooLarge(name, LARGEST)
    with transaction.atomic():
        waiting = Errand.objects.filter(state__in=OPEN)
        same = waiting.filter(kind=kind, once=once).first() if once else None
        if same is not None and same.officer_id != by.id:
            raise AskedByAnother(officer_names([same.officer_id])[same.officer_id], same.subject)
        if same is not None:
            return same.pk
        if waiting.filter(officer_id=by.id).count() >= MOST_OPEN:
            raise TooMany(MOST_OPEN)
        made = Errand.objects.create(
            officer_id=by.id, post=by.post_id, kind=kind, subject=subject, once=once, arguments=arguments, asked_at=at
        )
        _enclose(made.pk, files, is_result=False)
        enqueue("errands.perform", errand_id=made.pk)
        return made.pk


def cancel(*, errand_id: int, by: Actor, at: datetime) -> None:
    """End an errand that has not begun, or ask that a running one be stopped and undone; raise NotThere."""
    with transaction.atomic():
        errand = Errand.objects.select_for_update().filter(pk=errand_id, officer_id=by.id).first()
        if errand is None:
            raise NotThere
        if errand.state == State.WAITING:
            _end(errand.pk, State.CANCELLED, Came("开始前已取消，什么都没有做。", "Cancelled before it began."), at)
        elif errand.state == State.RUNNING:
            Errand.objects.filter(pk=errand.pk, cancel_asked_at=None).update(cancel_asked_at=at)


def perform(*, errand_id: int, at: datetime) -> None:
    """
    Do an errand; what it writes and that it is done are one transaction, so that it is done once or not at all.

    One whose worker was killed comes here again. A refusal or a fault is its end; only a database that went away
    is a matter for the queue.
    """
    begun = Errand.objects.filter(pk=errand_id, state__in=OPEN)
    if not begun.update(state=State.RUNNING.value, began_at=at, done=0, total=0, phase_zh="", phase_en=""):
        return
    errand = Errand.objects.get(pk=errand_id)
    try:
        _do(errand, at)
    except GONE:
        raise
    except Cancelled:
        _end(errand_id, State.CANCELLED, Came("已按您的要求停止，所做的全部撤回。", "Stopped, and all of it undone."))
    except Exception as error:  # whatever it was, its asker is told and nothing remains of it
        if callable(getattr(error, "in_language", None)):
            said = (error.in_language(language) for language in ("zh", "en"))  # type: ignore[attr-defined]
            _end(errand_id, State.REFUSED, Came(*said))
            return
        log.exception("errand %s (%s) failed", errand_id, errand.kind)
        zh = f"程序出错，什么都没有写入。请把任务号{errand_id}告诉系统管理员，或稍后再提交一次。"
        en = f"The program failed; nothing was written. Tell the administrator task {errand_id}, or ask once more."
        _end(errand_id, State.FAILED, Came(zh, en))


def note_seen(*, errand_id: int, by: Actor, at: datetime) -> None:
    """Keep that its asker saw how an errand ended."""
    seen = Errand.objects.filter(pk=errand_id, officer_id=by.id, seen_at=None, ended_at__isnull=False)
    seen.update(seen_at=at)


def forget_old(*, at: datetime) -> int:
    """Forget errands that ended 30 days ago, with their files; return how many."""
    with transaction.atomic():
        return Errand.objects.filter(Q(ended_at__lt=at - KEPT)).delete()[1].get("errands.Errand", 0)


def _do(errand: Errand, at: datetime) -> None:
    kind, by = errand_named(errand.kind), actor(errand.post, day_of(at))
    with Pen(errand.pk) as pen:
        doing = Doing(actor=by, at=at, files=enclosed(errand.pk, is_result=False), write=pen.write)
        with working_as(by):
            came = kind.run(doing, **errand.arguments)
            pen.rest()
            _enclose(errand.pk, doing.made, is_result=True)
            _end(errand.pk, State.DONE, came)


def enclosed(errand_id: int, *, is_result: bool) -> list[File]:
    """Return the files sent with an errand, or those that came of it, opened."""
    found = Enclosure.objects.filter(errand_id=errand_id, is_result=is_result).order_by("pk")
    ring = installed_ring()
    return [(one.name, opened_whole(ring, _place(errand_id, is_result, one.name), bytes(one.sealed))) for one in found]


def _enclose(errand_id: int, files: Sequence[File], *, is_result: bool) -> None:
    ring = installed_ring()
    Enclosure.objects.bulk_create(
        Enclosure(
            errand_id=errand_id,
            is_result=is_result,
            name=name,
            size=len(content),
            sealed=seal_whole(ring, _place(errand_id, is_result, name), content),
        )
        for name, content in files
    )


def _place(errand_id: int, is_result: bool, name: str) -> Place:
    kind = "result" if is_result else "sent"
    return Place("errands_enclosure", "sealed", f"{errand_id}/{kind}/{name.replace('|', '_')}")


def _end(errand_id: int, state: State, came: Came, at: datetime | None = None) -> None:
    ended: Mapping[str, object] = {
        "state": state.value,
        "ended_at": at or timezone.now(),
        "told_zh": came.zh,
        "told_en": came.en,
        "result": came.result,
    }
    Errand.objects.filter(pk=errand_id).update(**ended)
