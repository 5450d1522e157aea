"""A second person looks at files and sets their money aside; before a file leaves it can be withdrawn whole."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from datetime import datetime
from functools import cache, partial

from django.contrib.postgres.aggregates import ArrayAgg
from django.db.models import Sum

from mingbai.evidence.actions import record
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.payments.acting import acting, locked, locked_all, move_all, move_to
from mingbai.payments.changing import Act, Together, change_all
from mingbai.payments.models import BankFile, Payment
from mingbai.payments.officers import Signed
from mingbai.payments.refused import SamePerson
from mingbai.payments.states import FILE, FileState, State
from mingbai.treasury.actions import single, write_batches
from mingbai.treasury.entries import Alike, Transfer
from mingbai.treasury.officers import Paper
from mingbai.treasury.queries import account_of

WHAT = ("代发文件", "bank file")
Single = Callable[..., Transfer]


def reserve(*, file_id: int, by: Actor, at: datetime) -> None:
    """Set the money of a drafted file aside, as its reviewer: from the plan of use, or from what the bank sent back."""
    reserve_files(file_ids=[file_id], by=by, at=at)


def reserve_files(*, file_ids: Collection[int], by: Actor, at: datetime) -> None:
    """Set the money of several drafted files aside, of all or of none, as `reserve` does for one."""
    with acting():
        files = locked_all(BankFile, file_ids, *WHAT)
        move_all(FILE, files, FileState.RESERVED, by, at)
        if by.id in {file.made_by for file in files}:
            raise SamePerson
        BankFile.objects.filter(pk__in=file_ids).update(state=FileState.RESERVED, reviewed_by=by.id, reviewed_at=at)
        record(type="payments.file_reserved", rows=files, by=by, at=at)
        held, entry = held_fen(files), partial(single, find=cache(account_of))
        papers = [Paper(file.message_id, Signed(file.made_by, Kind.CIVIL_AFFAIRS), by, at) for file in files]
        write_batches([
            _batch(_needed(file, held[file.pk]), file, paper, entry)
            for file, paper in zip(files, papers, strict=True)
        ])  # fmt: skip
        change_all(_whole(files, by, at), State.RESERVED)


def withdraw_file(*, file_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Take back a file that has not been sent: its payments are void, what was set aside for them is free again."""
    with acting():
        file = locked(BankFile, file_id, *WHAT)
        before = file.state
        move_to(FILE, file, FileState.WITHDRAWN, by, at)
        file.withdrawn_by, file.withdrawn_at, file.reason = by.id, at, reason
        file.save(update_fields=["state", "withdrawn_by", "withdrawn_at", "reason"])
        record(type="payments.file_withdrawn", rows=[file], by=by, at=at)
        freed = [(code, fen) for code, fen in _freed(file, before) if fen]
        others = [one for one in (file.reviewed_by, file.made_by) if one not in (None, by.id)]
        if freed and not others:
            raise SamePerson
        paper = Paper(file.message_id, by, Signed(others[0] or 0, Kind.CIVIL_AFFAIRS) if others else by, at)
        write_batches([_batch(freed, file, paper, single)])
        change_all(_whole([file], by, at), State.VOID)


def ids_of(files: Collection[BankFile]) -> dict[int, list[int]]:
    """Return file → its payments, in their order."""
    found = Payment.objects.filter(file__in=[file.pk for file in files]).order_by()
    return dict(found.values_list("file").annotate(ids=ArrayAgg("id", order_by="id")))


def held_fen(files: Collection[BankFile]) -> Mapping[int, Mapping[str, int]]:
    """Return what of each file follows a rejected payment (still set aside) or a returned one (so in the books)."""
    dead = [State.REJECTED.value, State.RETURNED.value]
    found = Payment.objects.filter(file__in=[file.pk for file in files], previous__state__in=dead).order_by()
    held: defaultdict[int, dict[str, int]] = defaultdict(dict)
    for file, before, fen in found.values_list("file", "previous__state").annotate(Sum("amount_fen")):
        held[file][before] = fen
    return held


def _whole(files: Iterable[BankFile], by: Actor, at: datetime) -> list[Together]:
    """Return all payments of each file, to be changed as one step."""
    files = list(files)
    ids = ids_of(files)
    return [Together(ids[one.pk], one.total_fen, one.region, Act(by.id, at, one.message_id)) for one in files]


def _needed(file: BankFile, held: Mapping[str, int]) -> Sequence[tuple[str, int]]:
    fresh = file.total_fen - sum(held.values())
    return [("reserve", fresh), ("reissue", held.get(State.RETURNED, 0))]


def _freed(file: BankFile, before: str) -> Sequence[tuple[str, int]]:
    """Return the moves that free what was set aside for a file: a void payment has no money anywhere."""
    if before != FileState.DRAFTED:
        return [("release", file.total_fen)]
    held = held_fen([file])[file.pk]
    return [("reissue", held.get(State.RETURNED, 0)), ("release", sum(held.values()))]


def _batch(moves: Iterable[tuple[str, int]], file: BankFile, paper: Paper, entry: Single) -> list[Alike]:
    """Return the entries of a file's moves, none for those of no money."""
    return [
        Alike.only(entry(code, fund_id=file.fund_id, fen=fen, name=file.message_id, paper=paper))
        for code, fen in moves
        if fen
    ]
