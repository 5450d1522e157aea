"""Writes the awards of an opening stock: numbered beforehand, a whole table at a time."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from mingbai.awards.coverage import ends_on
from mingbai.awards.reckoning import RECKONED, Reckoned
from mingbai.awards.states import Kind, State
from mingbai.awards.stock.taking import Taken

AT_ONCE = 10_000  # rows in one statement
AWARD = {
    "id": "bigint", "region": "text", "programme": "text", "household_id": "bigint", "person_id": "bigint",
    "certificate_no": "text",
}  # fmt: skip
DECISION = {
    "award_id": "bigint", "region": "text", "programme": "text", "effective_month": "date", "until_month": "date",
    "grace_until": "date", "amount_fen": "bigint", "reckoned_fen": "bigint", "reckoning_id": "uuid",
    "has_formula": "boolean", "member_count": "smallint", "priority_member_count": "smallint",
    "annual_income_fen": "bigint", "standard_fen": "bigint", "case_kind": "text", "supply_mode": "text",
    "care_level": "text", "reason_code": "text", "payee_id": "bigint", "account_id": "bigint", "members": "text",
    "publicity_ended_on": "date", "confirmed_on": "date", "review_due_on": "date",
}  # fmt: skip
COVERED = {
    "award_id": "bigint", "region": "text", "person_id": "bigint", "claims": "text", "from_on": "date",
    "ends_on": "date",
}  # fmt: skip
COPIED = """
COPY awards_reckoning (id, programme, county, month, facts, amount_fen, explanation, parameters_sha256) FROM STDIN
"""


@dataclass(frozen=True)
class Writing:
    """One opening stock being written: its batch, by whom and when."""

    batch_id: int
    by: int
    at: datetime

    def write(self, taken: Sequence[Taken], reckoned: Iterable[Reckoned]) -> None:
        """Write reckonings, awards, decisions and whom they cover, ten thousand rows with one statement."""
        numbers = _draw(len(taken))
        copy_reckonings(list(reckoned))
        made = {"batch_id": self.batch_id, "made_at": self.at}
        insert("award", AWARD, map(_award, numbers, taken), made)
        fixed = made | {
            "made_by": self.by, "version": 1, "is_stock": True, "kind": Kind.NEW.value, "cause": "stock",
            "evidence": "", "evidence_sha256": "", "before_fen": 0, "is_unstable": False,
            "state": State.PROPOSED.value, "reason": "",
        }  # fmt: skip
        insert("decision", DECISION, map(_decision, numbers, taken), fixed, casts={"members": "bigint[]"})
        insert_covered([row for number, one in zip(numbers, taken, strict=True) for row in _covered(number, one)])


def insert(
    table: str,
    columns: dict[str, str],
    rows: Iterable[Sequence[Any]],
    fixed: dict[str, Any],
    *,
    casts: dict[str, str] | None = None,
) -> None:
    """Insert rows of a table; the fixed values stand in each."""
    arrays = ", ".join(f"%s::{kind}[]" for kind in columns.values())
    said = ", ".join(f"given.{name}::{(casts or {}).get(name, kind)}" for name, kind in columns.items())
    statement = (
        f"INSERT INTO awards_{table} ({', '.join([*columns, *fixed])}) "
        f"SELECT {', '.join([said, *['%s'] * len(fixed)])} "
        f"FROM unnest({arrays}) AS given ({', '.join(columns)})"
    )
    _execute(statement, list(fixed.values()), rows)


def copy_reckonings(reckoned: Sequence[Reckoned]) -> None:
    """Store the reckonings that are not stored yet; they say nothing of anybody, so they may come as a stream."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT id FROM awards_reckoning WHERE id = ANY (%s)", [[one.id for one in reckoned]])
        stored = {key for (key,) in cursor.fetchall()}
        with cursor.copy(COPIED) as copy:
            for one in {one.id: one for one in reckoned if one.id not in stored}.values():
                copy.write(_copied(one))


def _copied(one: Reckoned) -> str:
    """Return a reckoning as a line of a stream: backslashes of JSON doubled, an unknown amount as nothing."""
    amount = "\\N" if one.amount_fen is None else str(one.amount_fen)
    facts, explanation = (text.replace("\\", "\\\\") for text in (one.facts_text, one.explanation_text))
    said = (str(one.id), one.programme, one.county, str(one.month.first_on), facts, amount, explanation)
    return "\t".join((*said, one.parameters_sha256)) + "\n"


def insert_covered(rows: Iterable[Sequence[Any]]) -> None:
    """Insert whom awards cover; the database refuses what overlaps."""
    arrays = ", ".join(f"%s::{kind}[]" for kind in COVERED.values())
    statement = (
        "INSERT INTO awards_covered (award_id, region, person_id, claims, months) "
        "SELECT given.award_id, given.region, given.person_id, given.claims::int4multirange, "
        f"daterange(given.from_on, given.ends_on) FROM unnest({arrays}) AS given ({', '.join(COVERED)})"
    )
    _execute(statement, [], rows)


def _execute(statement: str, fixed: list[Any], rows: Iterable[Sequence[Any]]) -> None:
    every = list(rows)
    with connection.cursor() as cursor:
        for begin in range(0, len(every), AT_ONCE):
            cursor.execute(statement, [*fixed, *map(list, zip(*every[begin : begin + AT_ONCE], strict=True))])


def _draw(count: int) -> list[int]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT awards_draw_numbers('award', %s)", [count])
        return [number for (number,) in cursor.fetchall()]


def _award(number: int, one: Taken) -> tuple[Any, ...]:
    line = one.line
    person = one.persons[0] if line.is_of_a_person else None
    return number, one.region, line.programme, one.household, person, line.certificate[:64] or None


def _decision(number: int, one: Taken) -> tuple[Any, ...]:
    line, reckoned = one.line, one.reckoned
    members = "{" + ",".join(map(str, one.persons)) + "}"
    due_fen = None if line.grace_until else reckoned.amount_fen
    return (
        number, one.region, line.programme, line.valid_from, line.until_month, line.grace_until, line.amount_fen,
        due_fen, reckoned.id, line.programme in RECKONED, line.member_count, line.priority_member_count,
        line.annual_income_fen, line.standard_fen or reckoned.standard_fen, line.case_kind, line.supply_mode,
        line.care_level, line.reason_code, one.payee, one.account, members, line.publicity_ended_on,
        line.confirmed_on, one.review_due_on,
    )  # fmt: skip


def _covered(number: int, one: Taken) -> Iterable[tuple[Any, ...]]:
    for person in one.persons:
        yield number, one.region, person, one.claims, one.line.valid_from, ends_on(one.line.until_month)
