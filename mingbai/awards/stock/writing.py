"""Writes the awards of an opening stock: numbered beforehand, a whole table at a time."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import connection

from mingbai.awards.coverage import ends_on
from mingbai.awards.reckoning import RECKONED, Reckoned
from mingbai.awards.states import Kind, State
from mingbai.awards.stock.taking import Taken
from mingbai.people.stock.streaming import insert

AWARD = {
    "id": "bigint", "region": "text", "programme": "text", "household_id": "bigint", "person_id": "bigint",
    "certificate_no": "text", "certificate_of_id": "bigint",
}  # fmt: skip
DECISION = {
    "award_id": "bigint", "region": "text", "programme": "text", "effective_month": "date", "until_month": "date",
    "grace_until": "date", "amount_fen": "bigint", "reckoned_fen": "bigint", "reckoning_id": "uuid",
    "has_formula": "boolean", "member_count": "smallint", "priority_member_count": "smallint",
    "annual_income_fen": "bigint", "standard_fen": "bigint", "case_kind": "text", "supply_mode": "text",
    "care_level": "text", "reason_code": "text", "payee_id": "bigint", "account_id": "bigint", "members": "bigint[]",
    "publicity_ended_on": "date", "confirmed_on": "date", "review_due_on": "date",
}  # fmt: skip
COVERED = {
    "award_id": "bigint", "region": "text", "person_id": "bigint", "claims": "int4multirange", "from_on": "date",
    "ends_on": "date",
}  # fmt: skip
COVERING = {name: f"given.{name}" for name in ("award_id", "region", "person_id", "claims")}
COVERING |= {"months": "daterange(given.from_on, given.ends_on)"}
STORED = {  # by the number that follows from what it says
    "wording": ("id", "text"),
    "reckoning": (
        "id", "programme", "county", "month", "facts", "amount_fen", "wording_id", "figures", "parameters_sha256",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Writing:
    """One opening stock being written: its batch, by whom and when."""

    batch_id: int
    by: int
    at: datetime

    def write(self, taken: Sequence[Taken], reckoned: Iterable[Reckoned]) -> None:
        """Write reckonings, awards, decisions and whom they cover; the database refuses cover that overlaps."""
        keep(reckoned)
        made = {"batch_id": self.batch_id, "made_at": self.at}
        insert("awards_award", AWARD, map(_award, taken), made)
        fixed = made | {
            "made_by": self.by, "version": 1, "is_stock": True, "kind": Kind.NEW.value, "cause": "stock",
            "evidence": "", "evidence_sha256": "", "before_fen": 0, "is_unstable": False,
            "state": State.PROPOSED.value, "reason": "",
        }  # fmt: skip
        insert("awards_decision", DECISION, map(_decision, taken), fixed)
        covered = (row for one in taken for row in _covered(one))
        insert("awards_covered", COVERED, covered, {}, said=COVERING)


def keep(reckoned: Iterable[Reckoned]) -> None:
    """Store reckonings that are not stored yet, and the words of their explanations."""
    rows: dict[str, Sequence[str | None]] = {}
    words: dict[str, str] = {}
    for one in reckoned:
        text = one.words.text
        wording = words.get(text) or words.setdefault(text, str(one.words.id))
        amount = None if one.amount_fen is None else str(one.amount_fen)
        rows[str(one.id)] = (
            one.programme, one.county, str(one.month.first_on), one.facts_text, amount, wording, one.figures,
            one.parameters_sha256,
        )  # fmt: skip
    _copy("wording", {wording: (text,) for text, wording in words.items()})
    _copy("reckoning", rows)


def _copy(table: str, rows: Mapping[str, Sequence[str | None]]) -> None:
    """Store rows that are not stored yet as a stream, which tables may take that say nothing of anybody."""
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM awards_{table} WHERE id = ANY (%s::uuid[])", [list(rows)])
        stored = {str(key) for (key,) in cursor.fetchall()}
        with cursor.copy(f"COPY awards_{table} ({', '.join(STORED[table])}) FROM STDIN") as copy:
            for key, said in rows.items():
                if key not in stored:
                    copy.write_row((key, *said))


def _award(one: Taken) -> tuple[Any, ...]:
    line = one.line
    person = one.persons[0] if line.is_of_a_person else None
    certificate = line.certificate or None
    return one.number, one.region, line.programme, one.household, person, certificate, one.certificate_of


def _decision(one: Taken) -> tuple[Any, ...]:
    line, due = one.line, one.due
    members = "{" + ",".join(map(str, one.persons)) + "}"
    due_fen = None if line.grace_until else due.amount_fen
    return (
        one.number, one.region, line.programme, line.valid_from, line.until_month, line.grace_until, line.amount_fen,
        due_fen, due.id, line.programme in RECKONED, line.member_count, line.priority_member_count,
        line.annual_income_fen, line.standard_fen or due.standard_fen, line.case_kind, line.supply_mode,
        line.care_level, line.reason_code, one.payee, one.account, members, line.publicity_ended_on,
        line.confirmed_on, one.review_due_on,
    )  # fmt: skip


def _covered(one: Taken) -> Iterable[tuple[Any, ...]]:
    for person in one.persons:
        yield one.number, one.region, person, one.claims, one.line.valid_from, ends_on(one.line.until_month)
