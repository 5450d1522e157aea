"""The lower bound: DuckDB looks once at every column the rules read, and does nothing else.

`python bench/scan.py SNAPSHOT COLUMNS.json` (columns: `steps/columns_read.py`). Numbers and days are summed and texts
measured, so that every value is decoded and no statistics of the files can answer. No join, no sort, nothing written:
no check that looks at all the data can be faster.
"""

import json
import sys
from pathlib import Path

import duckdb


def scan(snapshot: Path, wanted: dict[str, list[str]]) -> None:
    """Look at the columns once, table by table; print what was looked at."""
    with duckdb.connect() as con:
        con.execute("SET enable_progress_bar = false")
        values = 0
        for name, names in wanted.items():
            listed = [str(file) for file in sorted((snapshot / name).glob("bucket=*/*.parquet"))]
            files = [*listed, str(snapshot / name / "columns.parquet")]
            source = f"read_parquet({files!r}, hive_partitioning = false)"
            types = {row[0]: row[1] for row in con.execute(f"DESCRIBE SELECT * FROM {source}").fetchall()}
            looks = ", ".join(["COUNT(*)", *(looked_at(column, types[column]) for column in names)])
            row = con.execute(f"SELECT {looks} FROM {source}").fetchone()
            assert row is not None
            values += row[0] * len(names)
        print(f"{len(wanted)} tables, {sum(map(len, wanted.values()))} columns, {values:,} values")


def looked_at(column: str, sql_type: str) -> str:
    """Return the SQL that cannot be answered without every value of a column."""
    name = f'"{column}"'
    match sql_type:
        case "VARCHAR":
            return f"SUM(strlen({name}))"
        case "DATE":
            return f"SUM({name} - DATE '2000-01-01')"
        case "BOOLEAN":
            return f"COUNT_IF({name})"
        case _:
            return f"SUM({name})"


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit(__doc__)
    scan(Path(sys.argv[1]), json.loads(Path(sys.argv[2]).read_text(encoding="utf-8")))
