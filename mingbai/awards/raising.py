"""提标测算 at the desk: what the awards in force would come to under other values, before anybody approves these."""

from collections.abc import Mapping
from datetime import date
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from mingbai.awards.queries import in_force
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.standards.queries import parameters
from mingbai.standards.raising import simulate_raise
from mingbai.standards.raising.due import PROGRAMMES
from mingbai.standards.raising.outcome import Outcome, together
from mingbai.standards.raising.simulating import COLUMNS
from mingbai.standards.raising.trial import tried

FIELDS = (
    *("award__certificate_no", "award__region", "programme", "member_count", "priority_member_count"),
    *("annual_income_fen", "care_level", "supply_mode", "award_id"),
)
COUNTY = 6  # digits: below it no place has standards of its own
TYPES = {"TEXT": pa.string(), "BIGINT": pa.int64(), "BOOLEAN": pa.bool_()}


def reckoned(region: Region, on: date, values: Mapping[str, Any], *, place: str = "") -> Outcome:
    """
    Return who of those in force on a day would gain what, if a place's values were these, as packs write them.

    `place` is the division whose values they are, by default the one reckoned; a county below it that has a value of
    its own keeps that. Lines that lack a fact are left out and named. Raises NotInForce where a standard is missing,
    UnknownParameter and BadValue for a useless value.
    """
    known = parameters()
    after = tried(known, place or region.code, on, values).source
    lines = lines_in_force(region, on)
    counties = sorted({code[:COUNTY] for code in lines["region_code"].to_pylist()}) or [region.code]
    return together([
        simulate_raise(
            lines.filter(pc.starts_with(lines["region_code"], county)), known.at(county, on), after.at(county, on),
            leave_out=True,
        )
        for county in counties
    ])  # fmt: skip


def lines_in_force(region: Region, on: date) -> pa.Table:
    """Return the lines of dibao and tekun due in a day's month, as a raise is reckoned over them."""
    found = in_force(region, Month.parse(on)).filter(programme__in=PROGRAMMES).values_list(*FIELDS)
    rows = [(number or f"#{award}", *facts, mode == "central") for number, *facts, mode, award in found]
    schema = pa.schema([(name, TYPES[kind]) for name, kind in COLUMNS.items()])
    columns = [*zip(*rows, strict=True)] or [()] * len(COLUMNS)
    return pa.table([pa.array(values, each.type) for values, each in zip(columns, schema, strict=True)], schema)
