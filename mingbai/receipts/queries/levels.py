"""资金来源 (R-603): which level of government pays each appropriated line, and whether the parts make the sum."""

from dataclasses import dataclass

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.receipts.acting import ask
from mingbai.treasury.states import Level

# A line's level is that of the fund whose arrived plan pays for it; what names no plan is from nowhere yet.
LINES = """
SELECT allotment.line_id, allotment.programme, fund.source, fund.document, allotment.amount_fen
FROM receipts_allotment AS allotment
LEFT JOIN payments_fundrequest AS request ON request.id = allotment.request_id
LEFT JOIN treasury_fund AS fund ON fund.id = request.fund_id
WHERE allotment.month = %(month)s AND starts_with(allotment.region, %(region)s)
ORDER BY allotment.line_id, allotment.id
"""
SUMS = """
WITH allotted AS (
    SELECT fund.source, count(*) AS lines, sum(allotment.amount_fen) AS fen
    FROM receipts_allotment AS allotment
    LEFT JOIN payments_fundrequest AS request ON request.id = allotment.request_id
    LEFT JOIN treasury_fund AS fund ON fund.id = request.fund_id
    WHERE allotment.month = %(month)s AND starts_with(allotment.region, %(region)s) GROUP BY fund.source
), arrived AS (
    SELECT fund.source, sum(request.fen) AS fen
    FROM payments_fundrequest AS request JOIN treasury_fund AS fund ON fund.id = request.fund_id
    WHERE request.state = 'arrived' AND request.month = %(month)s AND starts_with(request.region, %(region)s)
    GROUP BY fund.source
)
SELECT coalesce(allotted.source, arrived.source), coalesce(allotted.lines, 0), coalesce(allotted.fen, 0)::bigint,
    coalesce(arrived.fen, 0)::bigint
FROM allotted FULL JOIN arrived ON arrived.source = allotted.source
ORDER BY 1
"""


@dataclass(frozen=True)
class Allocation:
    """One appropriated line: which level's money by which document; neither is known where no plan pays for it."""

    line_id: int | None
    programme: str
    level: Level | None
    document: str | None
    fen: int


@dataclass(frozen=True)
class Given:
    """What one level gave for a month: lines, their sum, and what arrived for them."""

    level: Level | None
    lines: int
    fen: int
    arrived_fen: int

    @property
    def reconciles(self) -> bool:
        """Return whether the level is known and no more was allotted than arrived."""
        return self.level is not None and self.fen <= self.arrived_fen


def allocations(region: Region, month: Month) -> list[Allocation]:
    """Return every appropriated line of a division's month with the level its money is from."""
    found = ask(LINES, {"region": region.code, "month": month.first_on})
    return [
        Allocation(line, programme, Level(source) if source else None, document, fen)
        for line, programme, source, document, fen in found
    ]


def by_level(region: Region, month: Month) -> list[Given]:
    """Return what each level of government gave for a division's month; the parts make the sum of its lines."""
    found = ask(SUMS, {"region": region.code, "month": month.first_on})
    return [Given(Level(source) if source else None, *sums) for source, *sums in found]
