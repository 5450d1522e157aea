"""及时率、足额率、一卡通发放率、银行评分: shares in basis points, rounded down, with what they rest on."""

from dataclasses import dataclass
from datetime import date

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.receipts.acting import ask

RATES = """
SELECT line.roster_id, roster.region, count(*), sum(line.amount_fen)::bigint, count(matched.id),
    coalesce(sum(matched.amount_fen), 0)::bigint, count(*) FILTER (WHERE matched.paid_on <= %(due_on)s)
FROM rosters_rosterline AS line
JOIN rosters_roster AS roster ON roster.id = line.roster_id AND roster.state = 'released'
LEFT JOIN receipts_match AS matched ON matched.line_id = line.id AND matched.is_live
WHERE line.live AND line.month = %(month)s AND starts_with(line.region, %(region)s)
GROUP BY line.roster_id, roster.region ORDER BY roster.region, line.roster_id
"""
SCORES = """
WITH told AS (
    SELECT entry.*, file.execute_on FROM receipts_entry AS entry
    LEFT JOIN payments_payment AS payment ON payment.id = entry.payment_id
    LEFT JOIN payments_bankfile AS file ON file.id = payment.file_id
    WHERE entry.counts_in = %(month)s AND starts_with(entry.region, %(region)s) AND entry.state <> 'repeated'
), wrong AS (
    SELECT told.bank, count(DISTINCT item.id) FILTER (WHERE item.kind <> 'fee') AS items,
        count(DISTINCT item.id) FILTER (WHERE item.kind = 'fee') AS fees
    FROM receipts_openitem AS item
    JOIN told ON item.rows @> to_jsonb(told.id::text)
    WHERE item.month = %(month)s AND item.owner = 'bank' AND item.kind NOT IN ('returned', 'failed')
    GROUP BY told.bank
)
SELECT told.bank, count(*) FILTER (WHERE status = 'paid'),
    coalesce(sum(amount_fen) FILTER (WHERE status = 'paid'), 0)::bigint,
    count(*) FILTER (WHERE status = 'paid' AND paid_on <= execute_on), count(*) FILTER (WHERE status = 'failed'),
    count(*) FILTER (WHERE status = 'returned'), coalesce(max(wrong.items), 0), coalesce(max(wrong.fees), 0)
FROM told LEFT JOIN wrong ON wrong.bank = told.bank GROUP BY told.bank ORDER BY told.bank
"""
EACH = """
SELECT line.id, CASE WHEN account.holder <> 'self' THEN account.holder WHEN matched.id IS NULL THEN 'not_arrived' END
    AS reason
FROM rosters_rosterline AS line
JOIN rosters_roster AS roster ON roster.id = line.roster_id AND roster.state = 'released'
JOIN people_account AS account ON account.id = line.account_id
LEFT JOIN receipts_match AS matched ON matched.line_id = line.id AND matched.is_live
WHERE line.live AND line.month = %(month)s AND starts_with(line.region, %(region)s)
"""


EXCEPTIONS = f"SELECT reason, count(*) FROM ({EACH}) AS each WHERE reason <> '' GROUP BY 1 ORDER BY 1"


@dataclass(frozen=True)
class Rates:
    """One roster (batch): how much of it arrived, and how much by the day it was due (R-727)."""

    roster_id: int
    region: str
    lines: int
    due_fen: int
    arrived: int
    arrived_fen: int
    on_time: int

    @property
    def on_time_bp(self) -> int:
        """Return the share of lines that arrived by the day."""
        return self.on_time * 10_000 // self.lines if self.lines else 10_000

    @property
    def full_bp(self) -> int:
        """Return the share of the money that arrived."""
        return self.arrived_fen * 10_000 // self.due_fen if self.due_fen else 10_000


@dataclass(frozen=True)
class Score:
    """One bank's month (R-724): what it paid, how much of it on the day, and what it got wrong."""

    bank: str
    paid: int
    paid_fen: int
    on_the_day: int
    failed: int
    returned: int
    errors: int
    fees: int

    @property
    def on_the_day_bp(self) -> int:
        """Return the share it paid on the day it was told."""
        return self.on_the_day * 10_000 // self.paid if self.paid else 10_000


@dataclass(frozen=True)
class CardRate:
    """一卡通发放率 (R-726): lines paid into the recipient's own account, and every exception by its reason."""

    lines: int
    by_card: int
    exceptions: dict[str, int]

    @property
    def share_bp(self) -> int:
        """Return the share paid by card."""
        return self.by_card * 10_000 // self.lines if self.lines else 10_000


def rates(region: Region, month: Month, due_on: date) -> list[Rates]:
    """Return timeliness and full amount of each released roster of a month, against the day it was due."""
    return [Rates(*row) for row in ask(RATES, {"region": region.code, "month": month.first_on, "due_on": due_on})]


def scorecard(region: Region, month: Month) -> list[Score]:
    """Return how each bank served the month."""
    return [Score(*row) for row in ask(SCORES, {"region": region.code, "month": month.first_on})]


def card_rate(region: Region, month: Month) -> CardRate:
    """Return which share of a month's lines arrived in the recipients' own accounts."""
    facts = {"region": region.code, "month": month.first_on}
    ((lines, by_card),) = ask(f"SELECT count(*), count(*) FILTER (WHERE reason IS NULL) FROM ({EACH}) AS each", facts)
    exceptions = ask(
        f"SELECT reason, count(*) FROM ({EACH}) AS each WHERE reason IS NOT NULL GROUP BY 1 ORDER BY 1", facts
    )
    return CardRate(lines, by_card, dict(exceptions))
