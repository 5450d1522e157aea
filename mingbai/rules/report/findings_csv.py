"""findings.csv: every finding, the columns of the contract in their order, nothing a spreadsheet would run."""

from pathlib import Path

import duckdb
import pyarrow as pa
from pyarrow import csv

from mingbai.files.writing.cells import ACTIVE
from mingbai.kernel.text import literal

BOM = b"\xef\xbb\xbf"
BATCH = 50_000
FREE = (  # columns that hold what somebody else wrote
    "subject_id", "file", "sheet", "person_id", "name", "household_id", "region_code", "programme", "message",
    "message_en", "evidence",
)  # fmt: skip
STARTS = "".join(f"\\x{{{ord(sign):X}}}" for sign in ACTIVE)
CONTROLS = r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x{FFFE}\x{FFFF}]"


def write_findings_csv(con: duckdb.DuckDBPyConnection, findings: Path, path: Path) -> int:
    """Write the findings (Parquet, in order) as UTF-8 with a byte order mark and return how many; streams."""
    query = f"SELECT * REPLACE ({', '.join(map(_harmless, FREE))}) FROM read_parquet({literal(str(findings))})"
    batches = con.sql(query).to_arrow_reader(BATCH)
    count = 0
    with path.open("wb") as file:
        file.write(BOM)
        file.write((",".join(batches.schema.names) + "\n").encode())
        options = csv.WriteOptions(include_header=False, quoting_style="needed")
        with csv.CSVWriter(pa.PythonFile(file, mode="w"), batches.schema, write_options=options) as writer:
            for batch in batches:
                writer.write_batch(batch)
                count += batch.num_rows
    return count


def _harmless(column: str) -> str:
    """Return the SQL of a column as `files.writing.cells.harmless` has it; no number is ever written unquoted here."""
    clean = f"regexp_replace({column}, '{CONTROLS}', '', 'g')"
    return f"CASE WHEN regexp_matches({clean}, '^[{STARTS}]') THEN '''' || {clean} ELSE {clean} END AS {column}"
