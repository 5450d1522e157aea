"""One SELECT that turns the raw rows of a table's parts into its frozen columns, and says which rows are refused."""

from collections.abc import Callable, Iterable, Mapping, Sequence, Set
from itertools import groupby

from mingbai.files.part import Part
from mingbai.files.tables import Column, Kind, Table
from mingbai.files.typing import amounts, coded, days, keyed
from mingbai.files.typing.blanks import blank_sql
from mingbai.files.typing.layers import Reading, key_name, layered
from mingbai.kernel.identity_sql import born_on_sql
from mingbai.kernel.month import Month

# A column whose empty cell means what another says; what cannot be read there is never passed over.
STAND_INS = {("approvals", "payee_id"): "head_id", ("approvals", "payee_name"): "head_name"}
ECHOES = STAND_INS | {
    (table, "account_name"): "payee_name" for table in ("approvals", "roster", "previous_roster")
}  # columns that mostly say what another says
DEFAULTS = {  # what an empty cell means, and the column that says it
    ("members", "counted"): (None, "TRUE"),
    ("members", "born_on"): ("person_id", born_on_sql("person_key")),
    ("properties", "share"): (None, "CAST(10000 AS BIGINT)"),
    ("approvals", "annual_income_fen"): ("income_fen", "12 * income_fen"),
}
NEVER_GUESSED = {*STAND_INS, ("members", "counted"), ("properties", "share")}


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
    columns = [column for column in table.columns if column.name in mapped]
    cells = _listed(_raw(table, column, mapped) for column in columns)
    raw = f"SELECT source, row_no, broken, {cells} FROM ({_rows(parts)})"
    readings = [Reading(column, first_value(column, units), echoed=echoed(table, column, mapped)) for column in columns]
    where = f" WHERE {parts[0].keep}" if parts[0].keep else ""
    return frozen_select(table, raw, readings, refused_sql(table, mapped, parts[0].checked)) + where


def frozen_select(table: Table, raw: str, readings: Sequence[Reading], refused: str) -> str:
    """Return the SELECT of a table's frozen columns over raw cells `r_...`, and of why a row is refused."""
    mapped = {reading.column.name for reading in readings}
    frozen = _listed(_frozen(table, name, mapped) for name in table.frozen())
    return f"SELECT {frozen}, {refused} AS refused FROM ({layered(raw, readings)})"


def echoed(table: Table, column: Column, mapped: Set[str]) -> Column | None:
    """Return the column of a list that mostly says the same as another of its columns, if both are there."""
    other = ECHOES.get((table.name, column.name))
    return table[other] if other in mapped and other is not None else None


def _listed(expressions: Iterable[str]) -> str:
    return ", ".join(expressions)


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
    """Return the SQL of a raw cell, NULL where it says nothing, the head's where the payee's says nothing."""
    other = STAND_INS.get((table.name, column.name))
    own = blank_sql(f'"{column.name}"', column.kind)
    if other not in mapped:
        return f"{own} AS r_{column.name}"
    assert other is not None
    head = blank_sql(f'"{other}"', column.kind)
    return f"COALESCE({own}, {head}) AS r_{column.name}"


def first_value(column: Column, units: Mapping[str, str]) -> str:
    """Return the SQL of what is read from a raw cell first, whatever stands in it; NULL where it cannot be read."""
    raw, name = f"r_{column.name}", column.name
    if column.kind is Kind.ID:
        return keyed.person_key(raw)
    if column.kind is Kind.MONEY:
        return amounts.money_sql(raw, units.get(name, "元"))
    if column.kind in (Kind.WORD, Kind.PROGRAMME):
        return coded.word_sql(raw, column)
    if column.kind is Kind.FLAG:
        return coded.flag_sql(raw, column)
    return BY_KIND[column.kind](raw)


BY_KIND: dict[Kind, Callable[[str], str]] = {
    Kind.ACCOUNT: keyed.account_no,
    Kind.HOUSEHOLD: keyed.household_id,
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


def _frozen(table: Table, name: str, mapped: Set[str]) -> str:
    """Return the SQL of one frozen column over the layers below, defaults filled in."""
    if name in ("source", "row_no"):
        return f"CAST(source AS INTEGER) AS {name}" if name == "source" else name
    column = next(column for column in table.columns if name in column.frozen())
    there = column.name in mapped
    said_by, default = DEFAULTS.get((table.name, name), (None, None))
    if default and (said_by is None or said_by in mapped):
        return f"COALESCE({name}, {default}) AS {name}" if there else f"{default} AS {name}"
    other = STAND_INS.get((table.name, column.name))
    if other is not None and not there and other in mapped:
        return f"{name.replace(column.name.partition('_')[0], other.partition('_')[0], 1)} AS {name}"
    return name if there else f"CAST(NULL AS {column.frozen()[name]}) AS {name}"


def refused_sql(table: Table, mapped: Set[str], checked: Month | None = None) -> str:
    """
    Return the SQL of why a row is refused, NULL for a good one; spelt out only where something is wrong.

    With `checked`, rows of later months are refused too.
    """
    faults = {"broken IS NOT NULL": "split_part(broken, ' ', 1)"}
    for column in table.columns:
        if column.name not in mapped:
            continue
        unread = f"{key_name(column)} IS NULL"
        why = f"'{column.name}:' || CASE WHEN r_{column.name} IS NULL THEN 'missing' ELSE 'unreadable' END"
        if column.required:
            faults[unread] = why
        elif judged_by_raw(table, column):
            faults[f"({unread} AND r_{column.name} IS NOT NULL)"] = why
    if checked and "month" in mapped:
        faults[f"month > DATE '{checked.first_on}'"] = "'month:later'"
    told = _listed(f"CASE WHEN {fault} THEN {why} END" for fault, why in faults.items())
    return f"CASE WHEN {' OR '.join(faults)} THEN concat_ws(';', {told}) END"


def judged_by_raw(table: Table, column: Column) -> bool:
    """Return whether an unreadable cell must be told from an empty one: required cells, money, nothing guessed."""
    return column.required or column.kind is Kind.MONEY or (table.name, column.name) in NEVER_GUESSED


def _empty(table: Table) -> str:
    """Return the SQL of no rows with the table's columns and types."""
    columns = ", ".join(f"CAST(NULL AS {kind}) AS {name}" for name, kind in table.frozen().items())
    return f"SELECT {columns}, CAST(NULL AS VARCHAR) AS refused WHERE FALSE"
