"""A list without a whole programme is one matter with its total; nothing else that is wrong hides behind it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pytest

from mingbai.files.snapshot.freeze import freeze
from mingbai.kernel.month import Month
from mingbai.policy.parameters import shipped
from mingbai.rules.catalogue import rule
from mingbai.rules.checking import check
from mingbai.rules.coverage import COMPARED, LISTS, with_gaps_told_once
from mingbai.rules.examples import typed_by_hand
from mingbai.rules.report.totals import totals

OCTOBER = Month(2026, 10)
HERE, THERE = "999901001001", "999902001001"
Rows = list[dict[str, Any]]
Found = list[dict[str, Any]]
Checking = Callable[..., Found]


def lists(
    people: range, region: str = HERE, programme: str = "tekun_rural", without: tuple[str, ...] = ()
) -> dict[str, Rows]:
    """Return the four lists of so many lines of 500 yuan, equal in all of them but for the lists they are not in."""
    told: dict[str, Rows] = {name: [] for name in LISTS}
    for person in people:
        common = {"programme": programme, "account_no": f"62999900001{person:08d}"}
        for name in LISTS:
            if name not in without:
                who = {"head_id": person} if name == "approvals" else {"payee_id": person}
                more = {"bank_ref": f"T{person}"} if name == "payments" else {"household_id": f"H{person}"}
                where = {"region_code": region} if name in ("approvals", "roster") else {}
                told[name].append(common | who | where | more)
    return told


def together(*months: dict[str, Rows]) -> dict[str, Rows]:
    return {name: [row for month in months for row in month[name]] for name in LISTS}


@pytest.fixture
def checking(tmp_path: Path) -> Checking:
    """Give what the comparing rules find in four lists, gaps told once; `once` is the money counted once."""

    def found(tables: dict[str, Rows], *more: str) -> Found:
        frozen = tmp_path / "frozen"
        frozen.mkdir()
        with duckdb.connect() as con:
            typed = {name: typed_by_hand(con, name, [*rows], OCTOBER) for name, rows in tables.items() if rows}
            snapshot = freeze(con, typed, month=OCTOBER, into=frozen, lines=1, sources=[])
            rules = [rule(rule_id) for rule_id in (*COMPARED, *more)]
            checked = check(con, snapshot, rules, shipped(), scratch=tmp_path / "work")
            told = with_gaps_told_once(con, checked, tmp_path / "told.parquet")
            rows = con.sql(f"SELECT * FROM '{told.findings}'").to_arrow_table().to_pylist()
            assert told.count == len(rows)
            con.execute(f"CREATE TABLE once AS SELECT {totals(con, told.findings).once_fen} AS fen")
            (once,) = con.execute("SELECT fen FROM once").fetchall()
        return [row | {"once_fen": once[0]} for row in rows]

    return found


def of(found: Found, rule_id: str) -> list[tuple[str, str, int]]:
    return [(row["subject_table"], row["subject_id"], row["amount_fen"]) for row in found if row["rule_id"] == rule_id]


def test_finance_without_a_programme_is_one_finding_that_gates_with_all_its_money(checking: Checking) -> None:
    found = checking(
        together(lists(range(1, 13), without=("appropriations",)), lists(range(20, 23), programme="dibao_rural"))
    )

    (one,) = found
    assert of(found, "RK-308") == [("region", "999901/tekun_rural", 600_000)]
    assert (one["severity"], one["gates"], one["region_code"], one["programme"]) == (
        "红",
        True,
        "999901",
        "tekun_rural",
    )
    assert one["message"].startswith("财政拨款明细里没有农村特困的任何一笔，别的清单里却有12笔，共6,000.00元；")
    assert one["message_en"].startswith(
        "Not one line of rural tekun stands in the appropriation list, where other lists have 12 ("
    )
    assert one["once_fen"] == 600_000


@pytest.mark.parametrize(
    ("lacking", "rules"), [("approvals", ("RK-306", "RK-308")), ("payments", ("RK-307", "RK-308"))]
)
def test_every_rule_that_compares_the_list_tells_of_it_once(
    lacking: str, rules: tuple[str, ...], checking: Checking
) -> None:
    found = checking(together(lists(range(1, 13), without=(lacking,)), lists(range(20, 23), programme="dibao_rural")))

    assert [row["rule_id"] for row in found] == list(rules)
    assert {row["amount_fen"] for row in found} == {600_000}
    assert found[0]["once_fen"] == 600_000


def test_two_lists_that_lack_it_are_named_together(checking: Checking) -> None:
    lacking = ("appropriations", "payments")
    found = checking(together(lists(range(1, 13), without=lacking), lists(range(20, 23), programme="dibao_rural")))

    (one,) = [row for row in found if row["rule_id"] == "RK-308"]
    assert one["message"].startswith("财政拨款明细、银行代发明细里没有农村特困的任何一笔")


def test_a_line_that_differs_elsewhere_too_keeps_its_own_finding(checking: Checking) -> None:
    tables = together(lists(range(1, 14), without=("appropriations",)), lists(range(20, 23), programme="dibao_rural"))
    tables["payments"][4]["amount_fen"] = 49_999
    found = checking(tables)

    assert of(found, "RK-308") == [
        ("region", "999901/tekun_rural", 600_000),
        ("roster", tables_subject(found, "RK-307"), 50_000),
    ]


def tables_subject(found: Found, rule_id: str) -> str:
    (one,) = [row for row in found if row["rule_id"] == rule_id]
    return str(one["subject_id"])


def test_a_list_that_has_one_line_of_the_programme_lacks_the_others_line_by_line(checking: Checking) -> None:
    tables = together(lists(range(1, 13), without=("appropriations",)), lists(range(13, 14)))

    assert [table for table, _, _ in of(checking(tables), "RK-308")] == ["roster"] * 12


@pytest.mark.parametrize(("lines", "tables"), [(9, ["roster"] * 9), (10, ["region"])])
def test_below_ten_lines_each_is_told(lines: int, tables: list[str], checking: Checking) -> None:
    month = together(
        lists(range(1, lines + 1), without=("appropriations",)), lists(range(20, 23), programme="dibao_rural")
    )

    assert [table for table, _, _ in of(checking(month), "RK-308")] == tables


def test_another_county_that_has_the_programme_does_not_hide_this_ones_gap(checking: Checking) -> None:
    tables = together(lists(range(1, 13), without=("appropriations",)), lists(range(20, 33), region=THERE))

    assert of(checking(tables), "RK-308") == [("region", "999901/tekun_rural", 600_000)]


def test_people_no_list_knows_are_never_taken_for_a_gap(checking: Checking) -> None:
    nowhere = lists(range(1, 13), without=("approvals", "roster", "payments"))  # finance alone: no county is known
    found = checking(together(nowhere, lists(range(20, 33), region=THERE)))

    assert [table for table, _, _ in of(found, "RK-306")] == ["appropriations"] * 12
    assert [table for table, _, _ in of(found, "RK-308")] == ["appropriations"] * 12


def test_a_list_that_was_not_given_is_no_gap(checking: Checking) -> None:
    tables = lists(range(1, 13), without=("appropriations",))

    assert checking(tables) == []


def test_what_else_is_found_of_a_line_is_not_counted_twice(checking: Checking) -> None:
    tables = together(lists(range(1, 13), without=("appropriations",)), lists(range(20, 23), programme="dibao_rural"))
    tables["approvals"][3] |= {"confirmed_on": OCTOBER.last_on}  # and so paid before the decision
    found = checking(tables, "RK-405")

    assert sorted(row["rule_id"] for row in found) == ["RK-308", "RK-405"]
    (gap,) = [row for row in found if row["rule_id"] == "RK-308"]
    assert json.loads(gap["evidence"])["only_fen"] == 550_000
    assert gap["once_fen"] == 600_000
