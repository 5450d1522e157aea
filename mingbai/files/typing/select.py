"""One SELECT that turns the raw rows of a table's parts into its frozen columns, and says which rows are refused."""

from collections.abc import Mapping, Sequence, Set
from itertools import groupby

from mingbai.files.part import Part
from mingbai.files.tables import Column, Kind, Table
from mingbai.files.typing import amounts, coded, days, keyed
from mingbai.files.typing.blanks import blank_sql
from mingbai.kernel.identity_sql import born_on_sql

# A column that stands in for another where that is empty; what cannot be read there refuses the row.
STAND_INS = {"approvals": {"payee_id": "head_id", "payee_name": "head_name"}}
DEFAULTS = {
    ("members", "counted"): "COALESCE({typed}, TRUE)",
    ("properties", "share"): "COALESCE({typed}, 10000)",
}
NEVER_GUESSED = {*DEFAULTS, ("approvals", "payee_id"), ("approvals", "payee_name")}


def typed_select(table: Table, parts: Sequence[Part]) -> str:
    """
    Return the SQL of every row of the parts: the frozen columns of the table in order, then `refused`.

    `refused` is NULL for a good row, else `column:code;column:code`; what was wrong in words
    is told by `refusals`. One pass, no sort, no window: rows stream through.
    """
    mine = [part for part in parts if part.table == table.name]
    if not mine:
        return _empty(table)
    groups = groupby(sorted(mine, key=_likeness), key=_likeness)
    return " UNION ALL ".join(_typed(table, list(group)) for _, group in groups)


def _likeness(part: Part) -> tuple[object, ...]:
    return (part.relation.units, part.keep or "", str(part.checked or ""))


def _typed(table: Table, parts: list[Part]) -> str:
    """Return the SELECT of parts that are typed alike."""
    units = dict(parts[0].relation.units)
    mapped = {entry.column for part in parts for entry in part.mapping}
    cells = ", ".join(_raw(table, column, mapped) for column in table.columns)
    raw = f"SELECT source, row_no, broken, {cells} FROM ({_rows(parts)})"
    values = [f"{value} AS {name}" for column in table.columns for name, value in _read(table, column, units).items()]
    kept = ", ".join(f"r_{column.name}" for column in table.columns if judged_by_raw(table, column))
    typed = f"SELECT source, row_no, broken, {', '.join(values)}{', ' + kept if kept else ''} FROM ({raw})"
    frozen = ", ".join(_frozen(table, name) for name in table.frozen())
    where = f" WHERE {parts[0].keep}" if parts[0].keep else ""
    return f"SELECT {frozen}, {_refused(table, parts[0])} AS refused FROM ({typed}){where}"


def _rows(parts: list[Part]) -> str:
    """Return the SQL of all raw rows, each relation read once for all sources that lie in it."""
    sources: dict[str, list[int]] = {}
    for part in parts:
        sources.setdefault(part.relation.sql, []).append(part.source)
    return " UNION ALL ".join(
        f"SELECT * FROM ({sql}) WHERE source IN ({', '.join(map(str, sorted(set(numbers))))})"
        for sql, numbers in sources.items()
    )


def _raw(table: Table, column: Column, mapped: Set[str]) -> str:
    """Return the SQL of a raw cell, NULL where it says nothing, another's where that one stands in."""
    stand_in = STAND_INS.get(table.name, {}).get(column.name)
    own = _raw_cell(column) if column.name in mapped else "CAST(NULL AS VARCHAR)"
    if stand_in is None:
        return f"{own} AS r_{column.name}"
    other = _raw_cell(table[stand_in])
    return f"{f'COALESCE({own}, {other})' if column.name in mapped else other} AS r_{column.name}"


def _raw_cell(column: Column) -> str:
    return blank_sql(f'"{column.name}"', column.kind)


def reading(column: Column, units: Mapping[str, str]) -> tuple[str, str]:
    """Return the name of a column's raw cell and the SQL of the value read from it, NULL where it cannot be."""
    values = _values(column, dict(units))
    key = f"{column.name.removesuffix('_id')}_key"
    return f"r_{column.name}", values[key if column.kind is Kind.ID else column.name]


def _read(table: Table, column: Column, units: dict[str, str]) -> dict[str, str]:
    """Return what a raw column becomes; one that stands in for another is not read twice: most payees are heads."""
    values = _values(column, units)
    other = STAND_INS.get(table.name, {}).get(column.name)
    if other is None:
        return values
    same = f"r_{column.name} = r_{other}"
    of_other = dict(zip(values, _values(table[other], units), strict=True))
    return {name: f"CASE WHEN {same} THEN {of_other[name]} ELSE {value} END" for name, value in values.items()}


def _values(column: Column, units: dict[str, str]) -> dict[str, str]:
    """Return the frozen columns one raw column becomes: name → SQL over the raw layer."""
    raw, name = f"r_{column.name}", column.name
    if column.kind is Kind.ID:
        stem = name.removesuffix("_id")
        key = f"{stem}_key"
        return {
            key: keyed.person_key(raw),
            name: keyed.person_id(raw, key),
            f"{stem}_state": keyed.person_state(raw, key),
        }
    if column.kind is Kind.ACCOUNT:
        return {name: keyed.account_no(raw), f"{name.removesuffix('_no')}_key": keyed.account_key(name)}
    if column.kind is Kind.HOUSEHOLD:
        return {name: keyed.household_id(raw), "household_key": keyed.household_key(name)}
    if column.kind is Kind.MONEY:
        return {name: amounts.money_sql(raw, units.get(name, "元"))}
    if column.kind in (Kind.WORD, Kind.PROGRAMME):
        return {name: coded.word_sql(raw, column)}
    if column.kind is Kind.FLAG:
        return {name: coded.flag_sql(raw, column)}
    return {name: BY_KIND[column.kind](raw)}


BY_KIND = {
    Kind.TEXT: coded.text_sql,
    Kind.USCC: coded.code_sql,
    Kind.NAME: keyed.name,
    Kind.REGION: coded.region_sql,
    Kind.COUNT: coded.count_sql,
    Kind.DATE: days.date_sql,
    Kind.MONTH: days.month_sql,
    Kind.AREA: coded.area_sql,
    Kind.SHARE: coded.share_sql,
}


def _frozen(table: Table, name: str) -> str:
    """Return the SQL of one frozen column over the typed layer, defaults filled in."""
    default = DEFAULTS.get((table.name, name))
    if default:
        return f"{default.format(typed=name)} AS {name}"
    if (table.name, name) == ("members", "born_on"):
        return f"COALESCE(born_on, {born_on_sql('person_key')}) AS born_on"
    if (table.name, name) == ("approvals", "annual_income_fen"):
        return "COALESCE(annual_income_fen, 12 * income_fen) AS annual_income_fen"
    return f"CAST(source AS INTEGER) AS {name}" if name == "source" else name


def _refused(table: Table, part: Part) -> str:
    """Return the SQL of why a row is refused, NULL for a good one; spelt out only where something is wrong."""
    faults = {"broken IS NOT NULL": "split_part(broken, ' ', 1)"}
    for column in table.columns:
        fault = _fault(table, column)
        if fault:
            missing = f"CASE WHEN {_raw_of(table, column)} IS NULL THEN 'missing' ELSE 'unreadable' END"
            faults[fault] = f"'{column.name}:' || {missing}"
    if part.checked and "month" in table.frozen():
        faults[f"month > DATE '{part.checked.first_on}'"] = "'month:later'"
    told = ", ".join(f"CASE WHEN {fault} THEN {why} END" for fault, why in faults.items())
    return f"CASE WHEN {' OR '.join(faults)} THEN concat_ws(';', {told}) END"


def _fault(table: Table, column: Column) -> str | None:
    """Return the SQL of whether a column's cell refuses its row."""
    value = column.name
    if column.kind is Kind.ID:
        value = f"{column.name.removesuffix('_id')}_key"
    if column.kind is Kind.ACCOUNT:
        value = f"{column.name.removesuffix('_no')}_key"
    if column.required:
        return f"{value} IS NULL"
    if judged_by_raw(table, column):
        return f"({value} IS NULL AND r_{column.name} IS NOT NULL)"
    return None


def judged_by_raw(table: Table, column: Column) -> bool:
    """Return whether an unreadable cell must be told from an empty one: required cells, money, nothing guessed."""
    return column.required or column.kind is Kind.MONEY or (table.name, column.name) in NEVER_GUESSED


def _raw_of(table: Table, column: Column) -> str:
    assert judged_by_raw(table, column)
    return f"r_{column.name}"


def _empty(table: Table) -> str:
    """Return the SQL of no rows with the table's columns and types."""
    columns = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in table.frozen().items())
    return f"SELECT {columns}, CAST(NULL AS VARCHAR) AS refused WHERE FALSE"
