"""Writes what an import brings: rows numbered, sealed and inserted a whole table at a time."""

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache
from typing import Any

from mingbai.kernel.identity import BadId, IdNumber, parse_id
from mingbai.kernel.names import pinyin_key
from mingbai.kernel.secrecy import Kind, canonical
from mingbai.people.fields import Field, hint_of, sealing
from mingbai.people.numbering import draw
from mingbai.people.states import State
from mingbai.people.stock.deciding import NewAccount, NewFact, NewHousehold, NewPerson, Plan
from mingbai.people.stock.streaming import insert

PERSON = {
    "id": "bigint", "region": "text", "name": "text", "name_key": "text", "id_sealed": "bytea", "id_index": "bytea",
    "id_is_valid": "boolean", "born_on": "date", "sex": "text",
}  # fmt: skip
HOUSEHOLD = {"id": "bigint", "region": "text", "number": "text", "address_sealed": "bytea", "opened_on": "date"}
MEMBERSHIP = {
    "region": "text", "household_id": "bigint", "person_id": "bigint", "relation": "text", "is_head": "boolean",
    "exclusion": "text",
}  # fmt: skip
ACCOUNT = {
    "id": "bigint", "region": "text", "person_id": "bigint", "organisation_id": "bigint", "number_sealed": "bytea",
    "number_index": "bytea", "number_hint": "text", "holder_name": "text", "holder": "text",
}  # fmt: skip
FACT = {"id": "bigint", "region": "text", "person_id": "bigint", "kind": "text", "sealed": "bytea"}


@dataclass(frozen=True)
class Writing:
    """One import being written: its number, the first day of its month, by whom and when."""

    import_id: int
    first_on: date
    by: int
    at: datetime

    def write(self, plan: Plan) -> None:
        """Write all that is new, table by table."""
        _number("person", persons := list(plan.persons.values()))
        _number("household", households := list(plan.households.values()))
        self._insert("person", PERSON, _persons(persons, plan), {})
        self._insert("household", HOUSEHOLD, _households(households), {})
        begins = {"from_on": self.first_on}
        self._insert("membership", MEMBERSHIP, _memberships(plan), {**begins, "reason": ""})
        _number("account", accounts := list(plan.accounts.values()))
        constants = {**begins, "bank": "", "state": State.PROPOSED.value, "reason": ""}
        self._insert("account", ACCOUNT, _accounts(accounts, plan), constants)
        _number("healthfact", facts := list(plan.facts.values()))
        self._insert("healthfact", FACT, _facts(facts), {**begins, "source": "members"})

    def _insert(
        self, table: str, columns: dict[str, str], rows: Iterable[Sequence[Any]], constants: dict[str, Any]
    ) -> None:
        """Insert rows of a table; the constants and who brought them stand in each."""
        fixed = constants | {"brought_by_id": self.import_id, "made_by": self.by, "made_at": self.at}
        insert(f"people_{table}", columns, rows, fixed)


def _number(table: str, rows: Sequence[NewPerson | NewHousehold | NewAccount | NewFact]) -> None:
    for row, key in zip(rows, draw(table, len(rows)), strict=True):
        row.id = key


def _persons(persons: Sequence[NewPerson], plan: Plan) -> Iterable[tuple[Any, ...]]:
    seal, reading = sealing(Field.ID_NUMBER), cache(pinyin_key)
    for one in persons:
        number = _valid(one.number)
        born_on, sex = (number.born_on, number.sex.value) if number else (one.born_on, "")
        yield (
            one.id, one.region, one.name, reading(one.name)[:240], seal(one.id, one.number),
            plan.index(one.number), number is not None, born_on, sex,
        )  # fmt: skip


def _valid(number: str) -> IdNumber | None:
    try:
        return parse_id(number)
    except BadId:
        return None


def _households(households: Sequence[NewHousehold]) -> Iterable[tuple[Any, ...]]:
    seal = sealing(Field.ADDRESS)
    for one in households:
        address = seal(one.id, one.address) if one.address else None
        yield one.id, one.region, one.number, address, one.opened_on


def _memberships(plan: Plan) -> Iterable[tuple[Any, ...]]:
    for one in plan.memberships.values():
        yield one.household.region, one.household.id, one.person.id, one.relation[:20], one.is_head, one.exclusion[:100]


def _accounts(accounts: Sequence[NewAccount], plan: Plan) -> Iterable[tuple[Any, ...]]:
    seal = sealing(Field.ACCOUNT)
    for one in accounts:
        digits = canonical(Kind.ACCOUNT, one.number)
        organisation, lies_in = one.home or (None, one.person.region if one.person else "")
        yield (
            one.id, lies_in, one.person and one.person.id, organisation, seal(one.id, digits),
            plan.account_index(digits), hint_of(Field.ACCOUNT, digits), one.holder_name, one.holder.value,
        )  # fmt: skip


def _facts(facts: Sequence[NewFact]) -> Iterable[tuple[Any, ...]]:
    seal = sealing(Field.HEALTH)
    for one in facts:
        said = json.dumps({"level": one.level}, ensure_ascii=False)
        yield one.id, one.person.region, one.person.id, one.kind, seal(one.id, said)
