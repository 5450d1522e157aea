"""
Cells as nearly all are: whole numbers, ISO days and months, told by a cast at half the cost of a pattern.

A cast reads more than it should (blanks, hexadecimal, 1e17), so what it made is held against the cell before it counts.
What does not hold is read with care; both ways of reading give the same, and a test holds it.
"""

from mingbai.files.tables import Kind
from mingbai.kernel.dates import EARLIEST, LATEST
from mingbai.kernel.identity_sql import candidate_key_sql, parts_sql, plain_key_sql, plain_number_sql
from mingbai.kernel.month import EARLIEST_YEAR, LATEST_YEAR

YEAR_FIRST = "{cell} BETWEEN '1' AND '3'"  # of four digits, as no other is in range
TRIED = {
    Kind.ID: plain_number_sql("{cell}"),
    Kind.ACCOUNT: "TRY_CAST({cell} AS BIGINT)",
    Kind.HOUSEHOLD: "TRY_CAST({cell} AS BIGINT)",
    Kind.DATE: f"CASE WHEN strlen({{cell}}) = 10 AND {YEAR_FIRST} AND contains({{cell}}, '-') "
    "THEN TRY_CAST({cell} AS DATE) END",
    Kind.MONTH: f"CASE WHEN strlen({{cell}}) = 7 AND {YEAR_FIRST} THEN TRY_CAST({{cell}} || '-01' AS DATE) END",
}
AS_WRITTEN = "CAST({tried} AS VARCHAR) = {cell}"
HOLDS = {
    # Not one digit all along, which is no account: then the last four would be alike.
    Kind.ACCOUNT: f"{{tried}} BETWEEN 10000 AND 8999999999999999999 AND {{tried}} % 10000 % 1111 <> 0 AND {AS_WRITTEN}",
    Kind.HOUSEHOLD: f"{{tried}} BETWEEN 1 AND {10**18 - 1} AND {AS_WRITTEN}",
    Kind.DATE: f"{{tried}} BETWEEN DATE '{EARLIEST}' AND DATE '{LATEST}'",
    Kind.MONTH: f"{{tried}} BETWEEN DATE '{EARLIEST_YEAR}-01-01' AND DATE '{LATEST_YEAR}-12-31'",
}
KINDS = frozenset(TRIED)  # that a cast may tell


def tried(kind: Kind, cell: str) -> str:
    """Return the SQL of what a cast makes of a cell, NULL where it fails."""
    return TRIED[kind].format(cell=cell)


def proved(kind: Kind, cell: str, name: str) -> list[dict[str, str]]:
    """
    Return, step by step, names and their SQL, given what the cast made of a cell as `t_…`.

    The last step names `p_…`: the key or day that a plain cell states, NULL for any other cell.
    """
    tried = f"t_{name}"
    if kind is not Kind.ID:
        return [{f"p_{name}": f"CASE WHEN {HOLDS[kind].format(cell=cell, tried=tried)} THEN {tried} END"}]
    key, parts = f"k_{name}", (f"h_{name}", f"l_{name}", f"b_{name}")
    return [
        {key: candidate_key_sql(cell, tried)},
        dict(zip(parts, parts_sql(key), strict=True)),
        {f"p_{name}": plain_key_sql(cell, tried, key, parts)},
    ]


def value(kind: Kind, cell: str, proved: str) -> str:
    """Return the SQL of the first value of a plain cell: what it states, or the cell itself."""
    return cell if kind in (Kind.ACCOUNT, Kind.HOUSEHOLD) else proved
