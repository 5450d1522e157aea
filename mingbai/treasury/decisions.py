"""Whether an entry may be written: the whole treasury's judgement on one transfer, before any balance is looked at."""

from collections.abc import Iterable, Sequence
from uuid import UUID

from mingbai.kernel.money import LARGEST_FEN, show_yuan
from mingbai.offices.kinds import TITLES
from mingbai.treasury.entries import Transfer
from mingbai.treasury.ladder import RUNGS, Rung
from mingbai.treasury.refused import (
    AlreadyResolved,
    AlreadyWritten,
    BadEntry,
    CrossesFunds,
    NotAllowed,
    NotAPair,
    NothingToResolve,
    SamePerson,
    UnableToClose,
    WrongParty,
    YearClosed,
)
from mingbai.treasury.states import ALLOWED, CORRECTION, MOVE, PAIRS, Entry, Kind

LONGEST = 100  # characters of a document's number
_PAIRS = [{gives, takes} for gives, takes in PAIRS.items()]


def decide(one: Transfer, about: Transfer | None = None, *, is_closed: bool = False) -> None:
    """
    Do nothing where the entry may be written; raise the Refused that says why it may not.

    `about` is the transfer that a post, a void or a correction names, as the books have it. `is_closed` says
    that the fund's year is closed. Whether there is enough money, and whether the id is new, the books decide.
    """
    _entry_says_something(one)
    _one_fund(one)
    _move_is_known(one)
    _enough_people(one)
    _resolves_what_is_there(one, about)
    if is_closed and not (RUNGS[one.debit.rung].stays_open and RUNGS[one.credit.rung].stays_open):
        raise year_closed(one)


def decide_together(entries: Sequence[Transfer]) -> None:
    """Do nothing where each half of an adjustment comes with the other, for as much, in another fund; else NotAPair."""
    halves: dict[UUID | None, list[Transfer]] = {}
    for one in entries:
        if is_half(one) or one.pair_id is not None:
            halves.setdefault(one.pair_id, []).append(one)
    for pair_id, pair in halves.items():
        codes = {one.code for one in pair}
        fits = pair_id is not None and len(pair) == 2 and codes in _PAIRS
        if not fits or pair[0].fen != pair[1].fen or pair[0].fund_id == pair[1].fund_id:
            raise NotAPair(
                "调剂必须成对记账：一个基金拨出，另一个基金拨入，金额相等。",
                "An adjustment is a pair: one fund gives, another takes, as much as was given.",
            )


def year_closed(one: Transfer) -> YearClosed:
    """Return the refusal of an entry that came after the end of its fund's year."""
    return YearClosed(
        f"基金{one.fund_id}已年终结账，不能再办理“{title(one)[0]}”。",
        f"The year of fund {one.fund_id} is closed: “{title(one)[1]}” is no longer possible.",
    )


def already_written(one: Transfer) -> AlreadyWritten:
    """Return the refusal of an id that stands in the books for something else."""
    return AlreadyWritten(
        f"编号{one.id}已记账，内容不同；账目只能更正，不能改写。",
        f"Entry {one.id} is in the books and says something else: books are corrected, never rewritten.",
    )


def already_resolved(one: Transfer) -> AlreadyResolved:
    """Return the refusal of a second answer to the same question."""
    if one.code == CORRECTION:
        return AlreadyResolved(f"{one.corrects_id}已更正过。", f"Entry {one.corrects_id} is corrected already.")
    return AlreadyResolved(
        f"{one.pending_id}已有银行结果，不能再次确认或撤销。",
        f"Entry {one.pending_id} is posted or voided already: there is one answer to each.",
    )


def unable_to_close(fund_id: int, left: dict[Rung, int]) -> UnableToClose:
    """Return the refusal to close a fund that has money on these rungs."""
    names = "、".join(RUNGS[rung].title for rung in left)
    names_en = ", ".join(RUNGS[rung].title_en for rung in left)
    return UnableToClose(
        f"基金{fund_id}不能结账：{names}尚有余额；请先了结在途和退回资金，并结转未用资金。",
        f"Fund {fund_id} cannot close with money in: {names_en}. Settle what is on its way or returned, "
        "and carry over what is unspent.",
    )


def without_repeats(entries: Iterable[Transfer]) -> list[Transfer]:
    """Return the entries, each once; raise AlreadyWritten where two of one id say different things."""
    found: dict[UUID, Transfer] = {}
    for one in entries:
        if found.setdefault(one.id, one) != one:
            raise already_written(one)
    return list(found.values())


def is_half(one: Transfer) -> bool:
    """Return whether the entry is one half of an adjustment between funds or years."""
    return one.code in MOVE and MOVE[one.code].is_half


def title(one: Transfer) -> tuple[str, str]:
    """Return what the entry's move is called, in Chinese and English."""
    if one.code == CORRECTION:
        return "更正", "correct"
    move = MOVE.get(one.code)
    return (move.title, move.title_en) if move else (one.code, one.code)


def _entry_says_something(one: Transfer) -> None:
    if isinstance(one.fen, bool) or not isinstance(one.fen, int) or not 0 < one.fen <= LARGEST_FEN:
        raise BadEntry(
            f"金额必须是大于零的整数分，不能是{one.fen}。",
            f"An entry is a positive whole number of fen, not {one.fen}.",
        )
    if not one.document.strip() or not one.document.isprintable() or len(one.document) > LONGEST:
        raise BadEntry(
            f"请填写文号或单据号，不超过{LONGEST}字。",
            f"Give the number of the document this entry rests on, in up to {LONGEST} characters.",
        )
    if one.made_at.tzinfo is None:
        raise BadEntry("记账时间缺少时区。", "The moment of the entry has no time zone.")


def _one_fund(one: Transfer) -> None:
    if not one.fund_id == one.debit.fund_id == one.credit.fund_id:
        raise CrossesFunds(
            f"基金{one.debit.fund_id}的钱不能记入基金{one.credit.fund_id}（专款专用）；确需调剂的，凭文件办理调剂。",
            f"Money of fund {one.debit.fund_id} may not go to fund {one.credit.fund_id}: "
            "where a document allows it, make an adjustment between the two.",
        )


def _move_is_known(one: Transfer) -> None:
    if Entry(one.code, one.kind, one.debit.rung, one.credit.rung, one.party) in ALLOWED:
        return
    lawful = [entry for entry in ALLOWED if (entry.code, entry.kind) == (one.code, one.kind)]
    for entry in lawful:
        if (entry.debit, entry.credit) == (one.debit.rung, one.credit.rung):
            (ours, ours_en), (theirs, theirs_en) = TITLES[entry.party], TITLES[one.party]
            raise WrongParty(
                f"“{title(one)[0]}”由{ours}办理，不由{theirs}办理。",
                f"“{title(one)[1]}” is for {ours_en} to do, not for {theirs_en}.",
            )
    raise NotAllowed(one.code, one.debit.rung, one.credit.rung)


def _enough_people(one: Transfer) -> None:
    if one.made_by == one.approved_by:
        raise SamePerson(
            f"“{title(one)[0]}”的经办人和审批人不能是同一人，请另一人审批。",
            f"Who makes “{title(one)[1]}” may not approve it: ask somebody else to.",
        )
    if not is_half(one) and one.approved_also_by is None:
        return
    if one.approved_also_by in (None, one.made_by, one.approved_by):
        raise SamePerson(
            f"“{title(one)[0]}”须两人审批，且均非经办人。",
            f"“{title(one)[1]}” needs two approvers, neither of them who makes it.",
        )


def _resolves_what_is_there(one: Transfer, about: Transfer | None) -> None:
    resolves, corrects = one.kind in (Kind.POST, Kind.VOID), one.code == CORRECTION
    if resolves != (one.pending_id is not None) or corrects != (one.corrects_id is not None):
        raise NothingToResolve(
            "确认、撤销或更正必须写明针对哪一笔，其他变动不得写。",
            "To post, void or correct, name the entry it is about; no other entry names one.",
        )
    if not resolves and not corrects:
        return
    if about is None or about.id != (one.pending_id or one.corrects_id):
        raise NothingToResolve("账上没有所指的那一笔。", "The books have no entry of the id named.")
    if about.fen != one.fen:
        raise NothingToResolve(
            f"金额须与原笔一致：原笔{show_yuan(about.fen)}元，本次{show_yuan(one.fen)}元。",
            f"The amount must be that of the entry it is about: {show_yuan(about.fen)} yuan, not {show_yuan(one.fen)}.",
        )
    if resolves:
        fits = about.kind is Kind.PENDING and (about.debit, about.credit) == (one.debit, one.credit)
    else:
        counts = about.kind in (Kind.SINGLE, Kind.POST) and about.code != CORRECTION
        fits = counts and (about.debit, about.credit) == (one.credit, one.debit)
    if not fits:
        raise NothingToResolve(
            "所指的那一笔不是待确认的同一笔变动，或不能这样更正。",
            "The entry named is not held between these accounts, or cannot be corrected so.",
        )
