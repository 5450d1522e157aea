"""Awards as the lists that rules read: approvals and members of a month, with the columns of `Table.frozen()`."""

from collections.abc import Collection, Mapping, Sequence
from datetime import date
from typing import Any

import duckdb
import pyarrow as pa
from django.db import connection

from mingbai.awards.planning import hashing
from mingbai.files.tables import TABLES, Column, Kind, Table
from mingbai.files.typing import keyed
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.people.queries import names, opened_accounts, opened_addresses, opened_health, opened_numbers

LINES = """
SELECT award.certificate_no, line.programme, line.region, line.household_id, household.number,
       coalesce(line.person_id, head.person_id, line.payee_id), line.payee_id, line.account_id, account.holder_name,
       line.amount_fen, line.member_count, line.priority_member_count, word.annual_income_fen, word.case_kind,
       word.reason_code, word.grace_until, began.publicity_ended_on, word.standard_fen, word.supply_mode,
       word.care_level, began.effective_month, word.until_month, began.confirmed_on
FROM awards_lines(%(month)s) AS line
JOIN awards_award AS award ON award.id = line.award_id
JOIN awards_decision AS word ON word.id = line.decision_id
JOIN awards_decision AS began ON began.award_id = line.award_id AND began.version = 1
JOIN people_household AS household ON household.id = line.household_id
JOIN people_account AS account ON account.id = line.account_id
LEFT JOIN people_membership AS head ON head.household_id = line.household_id AND head.is_head
     AND head.from_on <= %(last)s AND (head.until_on IS NULL OR head.until_on > %(last)s)
WHERE line.amount_fen > 0 AND line.region LIKE %(within)s
ORDER BY line.region, line.programme, line.award_id
"""
MEMBERS = """
WITH line AS MATERIALIZED (
    SELECT award_id, household_id, person_id, programme FROM awards_lines(%(month)s)
    WHERE amount_fen > 0 AND region LIKE %(within)s
), counted AS MATERIALIZED (
    SELECT line.*, covered.person_id AS member_id FROM line
    JOIN awards_covered AS covered ON covered.award_id = line.award_id AND covered.months @> %(month)s::date
), family AS MATERIALIZED (
    SELECT household_id, person_id, relation, exclusion FROM people_membership
    WHERE from_on <= %(last)s AND (until_on IS NULL OR until_on > %(last)s)
), listed AS (
    SELECT award_id, household_id, programme, member_id, TRUE AS counted FROM counted
    UNION ALL
    SELECT line.award_id, line.household_id, line.programme, family.person_id, FALSE FROM line
    JOIN family ON family.household_id = line.household_id
    LEFT JOIN counted ON counted.award_id = line.award_id AND counted.member_id = family.person_id
    WHERE line.person_id IS NULL AND counted.member_id IS NULL
)
SELECT household.number, listed.programme, listed.member_id, person.name, coalesce(family.relation, ''),
       listed.counted, coalesce(family.exclusion, ''), person.born_on
FROM listed
JOIN people_person AS person ON person.id = listed.member_id
JOIN people_household AS household ON household.id = listed.household_id
LEFT JOIN family ON family.household_id = listed.household_id AND family.person_id = listed.member_id
ORDER BY household.region, household.number, listed.award_id, listed.counted DESC, listed.member_id
"""
APPROVAL = (
    "certificate_no", "programme", "region_code", "household", "household_id", "head", "payee", "account",
    "account_name", "amount_fen", "member_count", "priority_member_count", "annual_income_fen", "case_kind",
    "reason_code", "grace_until", "publicity_ended_on", "standard_fen", "supply_mode", "care_level", "valid_from",
    "valid_to", "confirmed_on",
)  # fmt: skip
MEMBER = ("household_id", "programme", "person", "name", "relation", "counted", "exclusion", "born_on")
WORDS = ("case_kind", "supply_mode", "care_level", "reason_code", "relation", "exclusion")  # empty means nothing said
TAGS = {"disability": "disability", "category": "category"}  # column → kind of fact


def approvals(region: Region, month: Month) -> pa.Table:
    """
    Return what is due in a division in a month as the approval register; ID and account numbers stand in full.

    Whoever freezes it logs the snapshot. Lines that stopped are not in it.
    """
    given = dict(zip(APPROVAL, _columns(LINES, region, month, len(APPROVAL)), strict=True))
    persons = {*given["head"], *given["payee"]}
    numbers, called = opened_numbers(persons), names(persons)
    for who in ("head", "payee"):
        given[f"{who}_id"] = [numbers.get(person) for person in given[who]]
        given[f"{who}_name"] = [called.get(person) for person in given[who]]
    accounts, addresses = opened_accounts(set(given["account"])), opened_addresses(set(given["household"]))
    given["account_no"] = [accounts.get(account) for account in given["account"]]
    given["address"] = [addresses.get(household) for household in given["household"]]
    return _frozen(TABLES["approvals"], given)


def members(region: Region, month: Month) -> pa.Table:
    """Return who belongs to the households of a month's lines and whether he is counted, as the list of members."""
    given = dict(zip(MEMBER, _columns(MEMBERS, region, month, len(MEMBER)), strict=True))
    numbers, facts = opened_numbers(set(given["person"])), opened_health(set(given["person"]), month.last_on)
    given["person_id"] = [numbers.get(person) for person in given["person"]]
    for column, kind in TAGS.items():
        said = {
            person: "、".join(fact.level for fact in held if fact.kind == kind) or None
            for person, held in facts.items()
        }
        given[column] = [said.get(person) for person in given["person"]]
    return _frozen(TABLES["members"], given)


def _columns(sql: str, region: Region, month: Month, count: int) -> list[list[Any]]:
    """Return what a query finds, column by column."""
    asked: dict[str, date | str] = {"month": month.first_on, "last": month.last_on, "within": f"{region.code}%"}
    with hashing(), connection.cursor() as cursor:
        cursor.execute(sql, asked)
        rows = cursor.fetchall()
    return [list(column) for column in zip(*rows, strict=True)] if rows else [[] for _ in range(count)]


def _frozen(table: Table, given: Mapping[str, Sequence[Any]]) -> pa.Table:
    """Return columns of texts and numbers as the frozen table: keys and states follow from the numbers."""
    count = len(next(iter(given.values())))
    raw = {
        column.name: pa.array(_said(column, given.get(column.name, [None] * count)), _type(column))
        for column in table.columns
    }
    selected = ", ".join(f"{_sql(table, name)} AS {name}" for name in table.frozen())
    with duckdb.connect() as con:
        con.register("raw", pa.table(raw | {"row_no": pa.array(range(1, count + 1), pa.int64())}))
        return con.sql(f"SELECT {selected} FROM raw ORDER BY row_no").to_arrow_table()


def _sql(table: Table, name: str) -> str:
    """Return the SQL of one frozen column over the plain ones."""
    if name in ("source", "row_no"):
        return "CAST(0 AS INTEGER)" if name == "source" else "row_no"
    column = next(column for column in table.columns if name in column.frozen())
    if name == column.name:
        return name
    if column.kind is Kind.HOUSEHOLD:
        return keyed.household_key(column.name)
    if column.kind is Kind.ACCOUNT:
        return keyed.account_key(column.name)
    key = keyed.person_key(column.name)
    return key if name.endswith("_key") else keyed.person_state(column.name, f"({key})")


def _said(column: Column, values: Collection[Any]) -> list[Any]:
    return [value or None for value in values] if column.name in WORDS else list(values)


def _type(column: Column) -> pa.DataType:
    kinds = {"VARCHAR": pa.string(), "BIGINT": pa.int64(), "DATE": pa.date32(), "BOOLEAN": pa.bool_()}
    return kinds[column.frozen()[column.name]]
