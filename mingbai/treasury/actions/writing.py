"""Entries written: judged, sent as one statement however many they are, all of them or none."""

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from operator import attrgetter
from typing import Any
from uuid import UUID

from django.db import IntegrityError, connection, transaction

from mingbai.treasury.actions.recording import record_voucher
from mingbai.treasury.books import EFFECT
from mingbai.treasury.decisions import (
    already_resolved,
    already_written,
    decide,
    decide_together,
    without_repeats,
    year_closed,
)
from mingbai.treasury.entries import Transfer, body_sha256
from mingbai.treasury.ladder import RUNGS
from mingbai.treasury.queries import closed, digests, standings, transfers
from mingbai.treasury.refused import BadEntry, NotEnough, Refused, UnknownAccount

COLUMNS = {  # column → its type, and the fact of an entry it holds
    "id": ("uuid", "id"),
    "fund_id": ("bigint", "fund_id"),
    "debit_account_id": ("bigint", "debit.id"),
    "credit_account_id": ("bigint", "credit.id"),
    "debit_rung": ("text", "debit.rung"),
    "credit_rung": ("text", "credit.rung"),
    "fen": ("bigint", "fen"),
    "code": ("text", "code"),
    "kind": ("text", "kind"),
    "party": ("text", "party"),
    "document": ("text", "document"),
    "made_by": ("bigint", "made_by"),
    "approved_by": ("bigint", "approved_by"),
    "approved_also_by": ("bigint", "approved_also_by"),
    "made_at": ("timestamptz", "made_at"),
    "pending_id": ("uuid", "pending_id"),
    "corrects_id": ("uuid", "corrects_id"),
    "pair_id": ("uuid", "pair_id"),
}

# What the database says where others have written the same since we looked, or have just put money back: look again.
RACES = {"treasury_transfer_pkey", "treasury_voucher_pkey", "treasury_no_overdraft"}


def write(entries: Sequence[Transfer]) -> int:
    """
    Write all entries or none, as one statement; return how many were not in the books already.

    An entry met again, the same to the last fact, is done: a batch sent twice changes nothing. Raises a Refused, and
    has written nothing.
    """
    try:
        return _write(entries)
    except IntegrityError as error:
        if _constraint(error) not in RACES:
            raise
    return _write(entries)


def _write(entries: Sequence[Transfer]) -> int:
    with transaction.atomic():
        new = _judged(entries)
        if new:
            bodies = [*map(body_sha256, new)]
            with _told_in_words(new), transaction.atomic():
                _insert(new, bodies, record_voucher(new, sum(one.fen for one in new), bodies).pk)
        return len(new)


def _judged(entries: Sequence[Transfer]) -> list[Transfer]:
    """Return the entries that are new, none of which may be refused for what it says."""
    entries = without_repeats(entries)
    there = _refuse_other_bodies(entries)
    # In the order of their ids, two batches that share entries never wait for each other in a circle.
    new = sorted((one for one in entries if one.id not in there), key=attrgetter("id.int"))
    named = {about for one in new if (about := one.pending_id or one.corrects_id)}
    abouts = transfers(named) if named else {}
    closed_funds = closed({one.fund_id for one in new})
    for one in new:
        about = one.pending_id or one.corrects_id
        decide(one, abouts.get(about) if about else None, is_closed=one.fund_id in closed_funds)
    decide_together(new)
    if len({(one.document, one.made_by, one.approved_by, one.made_at) for one in new}) > 1:
        raise BadEntry("一张凭证只能依据同一文号，由同样的人办理。", "What is written together rests on one paper.")
    return new


def _refuse_other_bodies(entries: Sequence[Transfer]) -> Mapping[UUID, bytes]:
    """Return the digests of the entries that are in the books; raise AlreadyWritten where one says something else."""
    there = digests([one.id for one in entries])
    for one in entries if there else ():
        if one.id in there and there[one.id] != body_sha256(one):
            raise already_written(one)
    return there


def _insert(entries: Sequence[Transfer], bodies: Sequence[bytes], voucher_id: UUID) -> None:
    """Send the entries as one statement: an array for each fact that differs, one value for each that does not."""
    facts: dict[str, Sequence[Any]] = {
        column: [*map(attrgetter(fact), entries)] for column, (_, fact) in COLUMNS.items()
    }
    types = {column: type_ for column, (type_, _) in COLUMNS.items()} | {"body_sha256": "bytea", "voucher_id": "uuid"}
    facts |= {"body_sha256": bodies, "voucher_id": [voucher_id]}
    differ = [column for column, values in facts.items() if column == "id" or len(set(values)) > 1]
    chosen = ", ".join(column if column in differ else f"%s::{types[column]}" for column in facts)
    arrays = ", ".join(f"%s::{types[column]}[]" for column in differ)
    values: list[Any] = [values[0] for column, values in facts.items() if column not in differ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO treasury_transfer ({', '.join(facts)}) SELECT {chosen} "
            f"FROM unnest({arrays}) AS given ({', '.join(differ)})",
            [*values, *(_array(types[column], facts[column]) for column in differ)],
        )


def _array(type_: str, values: Sequence[Any]) -> Any:
    """Return the values as PostgreSQL writes an array; as one text where that needs no quoting, which is faster."""
    match type_:
        case "uuid" | "bigint":
            return f"{{{','.join('NULL' if value is None else str(value) for value in values)}}}"
        case "bytea":
            return "{" + ",".join(f'"\\\\x{value.hex()}"' for value in values) + "}"
    return list(values)


@contextmanager
def _told_in_words(entries: Sequence[Transfer]) -> Iterator[None]:
    """Say in a sentence why the database refused what nobody could see coming."""
    try:
        yield
    except IntegrityError as error:
        refused = _in_words(_constraint(error), str(error), entries)
        if refused is None:
            raise
        raise refused from error


def _constraint(error: IntegrityError) -> str:
    """Return the name of the guard that refused."""
    return getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""


def _in_words(constraint: str, detail: str, entries: Sequence[Transfer]) -> Refused | None:
    match constraint:
        case "treasury_no_overdraft":
            return _not_enough(entries)
        case "treasury_one_answer" | "treasury_one_correction":
            return next(already_resolved(one) for one in entries if str(one.pending_id or one.corrects_id) in detail)
        case "treasury_year_is_closed":
            late = closed({one.fund_id for one in entries})
            return year_closed(next((one for one in entries if one.fund_id in late), entries[0]))
        case "treasury_debit_of_its_fund" | "treasury_credit_of_its_fund":
            return UnknownAccount("没有这样的账户。", "There is no such account.")
    return None


def _not_enough(entries: Sequence[Transfer]) -> NotEnough | None:
    """Return which account has how much less than the entries take together; None where by now it has enough."""
    drawn: dict[int, int] = {}
    for one in entries:
        held, counted = EFFECT[one.kind]
        drawn[one.debit.id] = drawn.get(one.debit.id, 0) + one.fen * (held + counted)
        drawn[one.credit.id] = drawn.get(one.credit.id, 0) - one.fen * counted
    for standing in standings(drawn):
        account, taken_fen, free_fen = standing.account, drawn[standing.account.id], standing.balances.free_fen
        if taken_fen > free_fen and not RUNGS[account.rung].may_overdraw:
            return NotEnough(account.rung, taken_fen, free_fen)
    return None
