"""指标、拨付、发放三账: a month's money of each fund in the books, in finance's plans and at the bank, to the fen."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.receipts.acting import ask
from mingbai.treasury.entries import transfer_id
from mingbai.treasury.models import Fund, Transfer
from mingbai.treasury.queries import FundFacts, transfers

PLANS = """
SELECT fund_id, coalesce(sum(fen) FILTER (WHERE state <> 'refused'), 0)::bigint,
    coalesce(sum(fen) FILTER (WHERE state IN ('approved', 'arrived')), 0)::bigint,
    coalesce(sum(fen) FILTER (WHERE state = 'arrived'), 0)::bigint, min(made_at), max(arrived_at),
    coalesce(array_agg(id) FILTER (WHERE state = 'arrived'), '{}'),
    coalesce(string_agg(DISTINCT arrival_document, ', ') FILTER (WHERE state = 'arrived'), '')
FROM payments_fundrequest WHERE month = %(month)s AND starts_with(region, %(region)s) GROUP BY fund_id
"""
# What was rejected or returned stands there until it is tried again; then the later attempt is counted.
PAID = """
WITH ours AS MATERIALIZED (
    SELECT payment.id, payment.previous_id, payment.fund_id, payment.state, payment.amount_fen
    FROM payments_bankfile AS file JOIN payments_payment AS payment ON payment.file_id = file.id
    WHERE file.month = %(month)s AND starts_with(file.region, %(region)s)
), matched AS MATERIALIZED (
    SELECT payment_id, amount_fen FROM receipts_match
    WHERE month = %(month)s AND starts_with(region, %(region)s) AND is_live
)
SELECT ours.fund_id,
    coalesce(sum(ours.amount_fen) FILTER (WHERE ours.state = 'reserved'), 0)::bigint,
    coalesce(sum(ours.amount_fen) FILTER (WHERE ours.state IN ('instructed', 'accepted')), 0)::bigint,
    coalesce(sum(ours.amount_fen) FILTER (WHERE ours.state = 'settled'), 0)::bigint,
    coalesce(sum(ours.amount_fen) FILTER (WHERE ours.state IN ('rejected', 'returned') AND later.previous_id IS NULL),
        0)::bigint,
    coalesce(sum(matched.amount_fen), 0)::bigint
FROM ours LEFT JOIN ours AS later ON later.previous_id = ours.id LEFT JOIN matched ON matched.payment_id = ours.id
GROUP BY ours.fund_id
"""
FILES = """
SELECT fund_id, message_id FROM payments_bankfile WHERE month = %(month)s AND starts_with(region, %(region)s)
"""
FACTS = ("id", "region", "year", "source", "programme", "document")


@dataclass(frozen=True)
class Ledgers:
    """One fund's month: what the books planned, finance appropriated and the bank paid, and where the rest stands."""

    fund: FundFacts
    requested_fen: int
    approved_fen: int
    appropriated_fen: int  # 拨付账: plans whose money has arrived
    asked_at: datetime | None
    arrived_at: datetime | None
    documents: str
    quota_fen: int  # 指标账: what the books moved from the quota to these plans
    left_fen: int  # of it not set aside for any file, as the books have it
    reserved_fen: int
    on_way_fen: int
    settled_fen: int  # as the payments stand
    returned_fen: int  # rejected or returned, and not tried again
    paid_fen: int  # 发放账: as the bank's own entries say, each matched to its line

    @property
    def quota_difference_fen(self) -> int:
        """Return 指标 less 拨付."""
        return self.quota_fen - self.appropriated_fen

    @property
    def unspent_fen(self) -> int:
        """Return what was appropriated and is not paid: in the plan, set aside, or come back."""
        return self.left_fen + self.reserved_fen + self.returned_fen

    @property
    def payment_difference_fen(self) -> int:
        """Return 拨付 less 发放, what is on its way, and what is unspent: what nobody can account for."""
        return self.appropriated_fen - self.paid_fen - self.on_way_fen - self.unspent_fen

    @property
    def is_equal(self) -> bool:
        """Return whether the three ledgers agree to the fen."""
        return self.quota_difference_fen == 0 and self.payment_difference_fen == 0

    @property
    def is_settled(self) -> bool:
        """Return whether they agree and the bank has answered for everything."""
        return self.is_equal and self.on_way_fen == 0 and self.reserved_fen == 0


def three_ledgers(region: Region, month: Month) -> list[Ledgers]:
    """Return a month's three ledgers of every fund that a division asked of or paid from; few queries, however many."""
    about = {"region": region.code, "month": month.first_on}
    plans = {fund: said for fund, *said in ask(PLANS, about)}
    paid = {fund: said for fund, *said in ask(PAID, about)}
    files: defaultdict[int, list[str]] = defaultdict(list)
    for fund, name in ask(FILES, about):
        files[fund].append(name)
    funds = Fund.objects.filter(pk__in=plans.keys() | paid.keys()).order_by("programme", "id").values_list(*FACTS)
    facts = [FundFacts(*row) for row in funds]
    nothing: list[Any] = [0, 0, 0, None, None, [], ""]
    planned = _booked((one.id, "plan", _plan(id_)) for one in facts for id_ in plans.get(one.id, nothing)[5])
    moves = ("reserve", "release")
    set_aside = _booked((one.id, code, name) for one in facts for name in files[one.id] for code in moves)
    found = []
    for one in facts:
        requested, approved, arrived, asked_at, arrived_at, _, documents = plans.get(one.id, nothing)
        reserved, on_way, settled, returned, matched = paid.get(one.id, (0,) * 5)
        quota = planned[one.id, "plan"]
        left = quota - set_aside[one.id, "reserve"] + set_aside[one.id, "release"]
        found.append(
            Ledgers(
                one, requested, approved, arrived, asked_at, arrived_at, documents, quota, left, reserved, on_way,
                settled, returned, matched,
            )
        )  # fmt: skip
    return found


def _plan(request_id: int) -> str:
    """Return what the books call the move that fills a plan of use."""
    return f"payments.fundrequest/{request_id}"


def _booked(named: Iterable[tuple[int, str, str]]) -> "defaultdict[tuple[int, str], int]":
    """Return (fund, code) → what its entries of these names come to, less those that were undone."""
    ids = {transfer_id(*name): name for name in named}
    sums: defaultdict[tuple[int, str], int] = defaultdict(int)
    undone = set(Transfer.objects.filter(corrects_id__in=list(ids)).values_list("corrects_id", flat=True))
    for id_, entry in transfers(ids.keys() - undone).items() if ids else ():
        fund, code, _ = ids[id_]
        sums[fund, code] += entry.fen
    return sums
