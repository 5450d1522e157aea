"""Payments written and their states changed, set by set: one statement and one leaf for however many there are."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any, NamedTuple

from django.db import connection

from mingbai.evidence.actions import logged_columns, record, record_returned
from mingbai.evidence.sets import array
from mingbai.payments.digests import step_digest
from mingbai.payments.models import Payment, Step
from mingbai.payments.states import State

COLUMNS = {
    "file_id": "bigint",
    "line_id": "bigint",
    "urgent_id": "bigint",
    "attempt": "smallint",
    "previous_id": "bigint",
    "change_id": "bigint",
    "end_to_end_id": "text",
    "region": "text",
    "month": "date",
    "programme": "text",
    "fund_id": "bigint",
    "household_id": "bigint",
    "person_id": "bigint",
    "instalment": "smallint",
    "payee_id": "bigint",
    "payee_organisation_id": "bigint",
    "account_id": "bigint",
    "amount_fen": "bigint",
}
AT_ONCE = 2_500  # attempts in one statement
CHANGE = """
INSERT INTO payments_paymentstate (payment_id, region, before, state, step_id, at)
SELECT payment.id, payment.region, payment.state, %s, given.step_id, %s
FROM unnest(%s::bigint[], %s::bigint[]) AS given (payment_id, step_id)
JOIN payments_payment AS payment ON payment.id = given.payment_id
"""


class Draft(NamedTuple):
    """One attempt to be: every column of it, in the order of COLUMNS."""

    file_id: int
    line_id: int | None
    urgent_id: int | None
    attempt: int
    previous_id: int | None
    change_id: int | None
    end_to_end_id: str
    region: str
    month: date
    programme: str
    fund_id: int
    household_id: int
    person_id: int | None
    instalment: int
    payee_id: int | None
    payee_organisation_id: int | None
    account_id: int
    amount_fen: int


@dataclass(frozen=True)
class Act:
    """Who does something, who confirmed it, when, and on which paper."""

    by: int
    at: datetime
    document: str
    confirmed_by: int | None = None


def write_payments(drafts: Sequence[Draft], act: Act) -> list[int]:
    """Write the attempts, a leaf for each that is made while the next are written; return their ids."""
    ids: list[int] = []

    def rows() -> Iterator[Sequence[Any]]:
        for begin in range(0, len(drafts), AT_ONCE):
            written = _inserted(drafts[begin : begin + AT_ONCE])
            ids.extend(row[0] for row in written)
            yield from written

    record_returned(type="payments.drafted", model=Payment, rows=rows(), by=act.by, at=act.at)
    return ids


def _inserted(drafts: Sequence[Draft]) -> list[Sequence[Any]]:
    """Write attempts as one statement: an array for each fact that differs; return what of them is logged."""
    columns = dict(zip(COLUMNS, zip(*drafts, strict=True), strict=True))
    differ = [name for name, values in columns.items() if name == "end_to_end_id" or len(set(values)) > 1]
    chosen = ", ".join(name if name in differ else f"%s::{COLUMNS[name]}" for name in COLUMNS)
    arrays = ", ".join(f"%s::{COLUMNS[name]}[]" for name in differ)
    alike = [values[0] for name, values in columns.items() if name not in differ]
    with connection.cursor() as cursor:
        cursor.execute(
            f"INSERT INTO payments_payment ({', '.join(COLUMNS)}, state, is_live) SELECT {chosen}, 'drafted', true "
            f"FROM unnest({arrays}) AS given ({', '.join(differ)}) RETURNING id, {', '.join(logged_columns(Payment))}",
            [*alike, *(array(columns[name]) for name in differ)],
        )
        return list(cursor.fetchall())


class Together(NamedTuple):
    """Payments that change as one step: which, how much they come to, in which division, by which act."""

    ids: Sequence[int]
    fen: int
    region: str
    act: Act


def change_states(ids: Sequence[int], fen: int, region: str, state: State, act: Act) -> int:
    """Append a change of each of these payments, all to one state, as one step; return the step's id."""
    return change_all([Together(ids, fen, region, act)], state)[0]


def change_all(groups: Sequence[Together], state: State) -> list[int]:
    """Append the changes of several steps that one officer takes at one moment; return the steps' ids."""
    ((by, at),) = {(one.act.by, one.act.at) for one in groups}
    steps = Step.objects.bulk_create(_step(one, state) for one in groups)
    changed = [(id_, step.pk) for one, step in zip(groups, steps, strict=True) for id_ in one.ids]
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, [state.value, at, *map(array, zip(*changed, strict=True))])
        if cursor.rowcount != len(changed):
            raise LookupError("a payment is out of sight")
    record(type=f"payments.{state.value}", rows=steps, by=by, at=at)
    return [step.pk for step in steps]


def _step(one: Together, state: State) -> Step:
    return Step(
        region=one.region,
        state=state.value,
        payments=len(one.ids),
        fen=one.fen,
        digest=step_digest(one.ids, state.value),
        document=one.act.document,
        by=one.act.by,
        confirmed_by=one.act.confirmed_by,
        at=one.act.at,
    )
