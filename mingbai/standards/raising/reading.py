"""The lines of a frozen month as a raise is reckoned over them."""

import duckdb
import pyarrow as pa

from mingbai.files.snapshot.mill import literal
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.offices.refused import Refused
from mingbai.standards.raising.due import PROGRAMMES

LINES = """
SELECT coalesce(nullif(certificate_no, ''), household_id) AS line_id, region_code, programme, member_count,
    priority_member_count, annual_income_fen, care_level, coalesce(supply_mode = 'central', false) AS in_institution
FROM ({approvals})
WHERE valid_from <= {month} AND (valid_to >= {month} OR valid_to IS NULL)
    AND starts_with(region_code, {region}) AND programme IN {programmes}
ORDER BY region_code, line_id, programme
"""


class NoApprovals(Refused):
    """A frozen month without the list of approvals, or without any line in the place."""


def lines_of(snapshot: Snapshot, region: str) -> pa.Table:
    """Return the lines of dibao and tekun approved in a division in the frozen month; raise NoApprovals for none."""
    stored = snapshot.stored().get("approvals")
    if not snapshot.rows.get("approvals") or not stored:
        raise NoApprovals("这个月没有审批台账，不能测算。", "This month has no list of approvals to reckon with.")
    sql = LINES.format(
        approvals=stored.select(),
        month=literal(snapshot.month.first_on.isoformat()),
        region=literal(region),
        programmes=f"({', '.join(map(literal, PROGRAMMES))})",
    )
    with duckdb.connect() as mill:
        found = mill.sql(sql).to_arrow_table()
    if not found.num_rows:
        raise NoApprovals(f"审批台账里没有{region}的低保、特困。", f"No dibao or tekun is approved in {region}.")
    return found
