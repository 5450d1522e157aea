"""Payments written and their states changed, set by set: one statement and one leaf for however many there are."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

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
CHANGE = """
INSERT INTO payments_paymentstate (payment_id, region, before, state, step_id, at)
SELECT id, region, state, %s, %s, %s FROM payments_payment WHERE id = ANY (%s::bigint[])
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
    """Write the attempts as one statement, a leaf for each; return their ids."""
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
        rows = cursor.fetchall()
    record_returned(type="payments.drafted", model=Payment, rows=rows, by=act.by, at=act.at)
    return [row[0] for row in rows]


def change_states(ids: Sequence[int], fen: int, region: str, state: State, act: Act) -> int:
    """Append a change of each of these payments, all to one state, as one step; return the step's id."""
    step = Step.objects.create(
        region=region,
        state=state.value,
        payments=len(ids),
        fen=fen,
        digest=step_digest(ids, state.value),
        document=act.document,
        by=act.by,
        confirmed_by=act.confirmed_by,
        at=act.at,
    )
    with connection.cursor() as cursor:
        cursor.execute(CHANGE, [state.value, step.pk, act.at, array(ids)])
        if cursor.rowcount != len(ids):
            raise LookupError("a payment is out of sight")
    record(type=f"payments.{state.value}", rows=[step], by=act.by, at=act.at)
    return step.pk
