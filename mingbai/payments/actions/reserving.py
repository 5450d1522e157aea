"""A second person looks at a file and sets its money aside; before it leaves it can be withdrawn whole."""

from collections.abc import Sequence
from datetime import datetime

from django.db.models import Sum

from mingbai.evidence.actions import record
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.payments.acting import acting, locked, move_to
from mingbai.payments.changing import Act, change_states
from mingbai.payments.models import BankFile, Payment
from mingbai.payments.officers import Signed
from mingbai.payments.refused import SamePerson
from mingbai.payments.states import FILE, FileState, State
from mingbai.treasury.actions import single, write
from mingbai.treasury.entries import Transfer
from mingbai.treasury.officers import Paper

WHAT = ("代发文件", "bank file")


def reserve(*, file_id: int, by: Actor, at: datetime) -> None:
    """Set the money of a drafted file aside, as its reviewer: from the plan of use, or from what the bank sent back."""
    with acting():
        file = locked(BankFile, file_id, *WHAT)
        move_to(FILE, file, FileState.RESERVED, by, at)
        if by.id == file.made_by:
            raise SamePerson
        file.reviewed_by, file.reviewed_at = by.id, at
        file.save(update_fields=["state", "reviewed_by", "reviewed_at"])
        record(type="payments.file_reserved", rows=[file], by=by, at=at)
        paper = Paper(file.message_id, Signed(file.made_by, Kind.CIVIL_AFFAIRS), by, at)
        write([_entry(code, fen, file, paper) for code, fen in _needed(file) if fen])
        change_states(ids_of(file), file.total_fen, file.region, State.RESERVED, Act(by.id, at, file.message_id))


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
        write([_entry(code, fen, file, paper) for code, fen in freed])
        change_states(ids_of(file), file.total_fen, file.region, State.VOID, Act(by.id, at, file.message_id))


def ids_of(file: BankFile) -> list[int]:
    """Return the payments of a file, in their order."""
    return list(Payment.objects.filter(file=file).order_by("id").values_list("id", flat=True))


def held_fen(file: BankFile) -> dict[str, int]:
    """Return what of a file follows a rejected payment (still set aside) or a returned one (in the books as such)."""
    found = Payment.objects.filter(file=file, previous__state__in=[State.REJECTED.value, State.RETURNED.value])
    return dict(found.order_by().values_list("previous__state").annotate(Sum("amount_fen")))


def _needed(file: BankFile) -> Sequence[tuple[str, int]]:
    held = held_fen(file)
    fresh = file.total_fen - sum(held.values())
    return [("reserve", fresh), ("reissue", held.get(State.RETURNED, 0))]


def _freed(file: BankFile, before: str) -> Sequence[tuple[str, int]]:
    """Return the moves that free what was set aside for a file: a void payment has no money anywhere."""
    if before != FileState.DRAFTED:
        return [("release", file.total_fen)]
    held = held_fen(file)
    return [("reissue", held.get(State.RETURNED, 0)), ("release", sum(held.values()))]


def _entry(code: str, fen: int, file: BankFile, paper: Paper) -> Transfer:
    return single(code, fund_id=file.fund_id, fen=fen, name=file.message_id, paper=paper)
