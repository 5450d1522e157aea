"""保障标准: amounts that a file or the desk gives, taken into the parameters; no text of the library has any."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import groupby

from mingbai.policy.parameters.entry import Basis, Entry, trimmed
from mingbai.policy.parameters.packs import definitions
from mingbai.policy.parameters.parameter_set import ParameterSet
from mingbai.policy.refused import Refused


@dataclass(frozen=True, order=True)
class GivenStandard:
    """One row of the table `standards`."""

    region_code: str
    programme: str
    from_on: date
    standard_fen: int


def standard_key(programme: str) -> str:
    """Return the parameter that holds a programme's standard: `dibao_urban` has `dibao_urban_standard_fen`."""
    return f"{programme}_standard_fen"


def with_standards(parameters: ParameterSet, given: Iterable[GivenStandard]) -> ParameterSet:
    """
    Return the parameters with the given standards, each in force until the next one of its place and programme.

    Programmes without a standard of their own (临时救助 and the like) are left out.
    Raises BadValue for an amount out of range and Refused for two amounts of one day.
    """
    known = [row for row in sorted(set(given)) if standard_key(row.programme) in definitions()]
    histories = groupby(known, key=lambda row: (trimmed(row.region_code), row.programme))
    return parameters.with_entries(entry for _, rows in histories for entry in _history(list(rows)))


def _history(rows: list[GivenStandard]) -> list[Entry]:
    starts = [row.from_on for row in rows]
    if len(set(starts)) < len(starts):
        row = rows[0]
        place = f"{row.region_code} {row.programme}"
        raise Refused(
            f"{place}：同一天有两个保障标准，请保留一个。", f"{place}: Two standards begin on one day, keep one."
        )
    ends = [start - timedelta(days=1) for start in starts[1:]]
    return [_entry(row, end) for row, end in zip(rows, [*ends, None], strict=True)]


def _entry(row: GivenStandard, to_on: date | None) -> Entry:
    key = standard_key(row.programme)
    return Entry(
        key=key,
        region=trimmed(row.region_code),
        from_on=row.from_on,
        to_on=to_on,
        value=definitions()[key].read(row.standard_fen),
        basis=Basis.GIVEN,
        reason="取自保障标准表",
        reason_en="taken from the table of standards",
    )
