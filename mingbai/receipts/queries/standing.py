"""Where a month stands between the bank and us: what is equal, what is not proven, whom an entry could mean."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Q, QuerySet, Sum

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.payments import batches
from mingbai.receipts.acting import ask
from mingbai.receipts.models import Allotment, Entry, Match, OpenItem, Statement

MOST = 3  # candidates of one entry
# What is approved, appropriated and paid in a month, programme by programme; indexes hold all that is asked.
SUMS = """
SELECT 'approved', line.programme, count(*), sum(line.amount_fen)::bigint
FROM rosters_rosterline AS line
JOIN rosters_roster AS roster ON roster.id = line.roster_id AND roster.state = 'released' AND roster.month = line.month
WHERE line.live AND line.month = %(month)s AND starts_with(line.region, %(region)s) GROUP BY 2
UNION ALL
SELECT 'appropriated', programme, count(*), sum(amount_fen)::bigint
FROM receipts_allotment WHERE month = %(month)s AND starts_with(region, %(region)s) GROUP BY 2
UNION ALL
SELECT 'paid', programme, count(*), sum(amount_fen)::bigint
FROM receipts_match
WHERE is_live AND month = %(month)s AND starts_with(region, %(region)s) AND line_id IS NOT NULL GROUP BY 2
"""
LISTS = ("approved", "appropriated", "paid")
# Files on their way that finance has entered no line of: it enters whole files, so their first line tells.
UNALLOTTED = """
SELECT coalesce(sum(file.payments), 0)::bigint, coalesce(sum(file.total_fen), 0)::bigint
FROM payments_bankfile AS file
JOIN payments_fundrequest AS request ON request.id = file.request_id AND request.state = 'arrived'
CROSS JOIN LATERAL (
    SELECT line_id FROM payments_payment AS payment
    WHERE payment.file_id = file.id AND payment.attempt = 1 AND payment.line_id IS NOT NULL LIMIT 1
) AS first
WHERE file.month = %s AND starts_with(file.region, %s) AND file.state = 'sent'
    AND NOT EXISTS (SELECT FROM receipts_allotment AS made WHERE made.line_id = first.line_id)
"""
LEFT = "SELECT what, count(*) FROM receipts_unproven(%s, %s) GROUP BY what ORDER BY what"
# Whom an entry could mean, the surest first: whose account it names, whose number, whose name. Of these, what was paid
# or is to be paid in its month and is not matched. One question for all entries.
CANDIDATES = """
WITH told AS MATERIALIZED (SELECT * FROM receipts_entry WHERE id = ANY(%s)),
meant AS MATERIALIZED (
    SELECT told.id, account.person_id FROM told JOIN people_account AS account
        ON account.number_index = told.account_index
    UNION SELECT told.id, person.id FROM told JOIN people_person AS person ON person.id_index = told.payee_index
    UNION SELECT told.id, person.id FROM told JOIN people_person AS person ON person.name = told.name
), likely AS (
    SELECT told.id, payment.end_to_end_id, account.holder_name, account.number_hint, payment.amount_fen,
        coalesce(account.number_index = told.account_index, false) AS is_account,
        coalesce(payment.amount_fen = told.amount_fen, false) AS is_amount, account.holder_name = told.name AS is_name,
        row_number() OVER (PARTITION BY told.id ORDER BY
            coalesce(account.number_index = told.account_index, false) DESC,
            coalesce(payment.amount_fen = told.amount_fen, false) DESC, payment.id) AS place
    FROM meant JOIN told ON told.id = meant.id
    JOIN rosters_roster AS roster ON roster.month = told.counts_in AND roster.state = 'released'
    JOIN rosters_rosterline AS line ON line.roster_id = roster.id AND line.payee_id = meant.person_id AND line.live
    JOIN payments_payment AS payment ON payment.line_id = line.id
        AND payment.state IN ('instructed', 'accepted', 'settled') AND payment.id IS DISTINCT FROM told.payment_id
    JOIN people_account AS account ON account.id = payment.account_id
    WHERE NOT EXISTS (SELECT FROM receipts_match AS matched WHERE matched.payment_id = payment.id AND matched.is_live)
)
SELECT id, end_to_end_id, holder_name, number_hint, amount_fen, is_account, is_amount, is_name
FROM likely WHERE place <= %s ORDER BY id, place
"""


@dataclass(frozen=True)
class Candidate:
    """A payment that an entry could mean, and what of it is the same."""

    end_to_end_id: str
    name: str
    account_hint: str
    amount_fen: int
    is_account: bool
    is_amount: bool
    is_name: bool


@dataclass(frozen=True)
class Equal:
    """So many lines, so much money."""

    lines: int
    fen: int


def unallotted(region: Region, month: Month) -> tuple[int, int]:
    """Return how many payments on their way, and how many fen, finance has not entered line by line (R-603)."""
    ((lines, fen),) = ask(UNALLOTTED, [month.first_on, region.code])
    return lines, fen


def left(region: Region, month: Month) -> Mapping[str, int]:
    """Return what keeps a month from being closed, counted: line, urgent, roster, entry, item."""
    return dict(ask(LEFT, [region.code, month.first_on]))


def three_sums(region: Region, month: Month) -> Mapping[str, tuple[Equal, ...]]:
    """Return programme → lines and money approved, appropriated and paid in a month: what agrees is paid as told."""
    found: dict[str, dict[str, Equal]] = {}
    for listed, programme, *sums in ask(SUMS, {"region": region.code, "month": month.first_on}):
        found.setdefault(programme, {})[listed] = Equal(*sums)
    return {one: tuple(found[one].get(each, Equal(0, 0)) for each in LISTS) for one in sorted(found)}


def equal(region: Region, month: Month) -> Equal:
    """Return the lines of a month on which approval, appropriation and receipt agree."""
    found = Match.objects.filter(region__startswith=region.code, month=month.first_on, is_live=True)
    sums = found.aggregate(lines=Count("id"), fen=Sum("amount_fen"))
    return Equal(sums["lines"], sums["fen"] or 0)


def is_appropriated(region: Region, month: Month) -> bool:
    """Return whether finance has said line by line what it appropriated for a month."""
    return Allotment.objects.filter(region__startswith=region.code, month=month.first_on).exists()


def statements(region: Region, *, bank: str = "", officers: Collection[int] = ()) -> QuerySet[Statement]:
    """Return the banks' statements of a division, the latest first; of one bank where it is named."""
    found = Statement.objects.filter(region__startswith=region.code).order_by("-made_at", "-pk")
    return found.filter(Q(bank=bank) | Q(made_by__in=list(officers))) if bank else found


def unmatched(region: Region, month: Month, *, banks: Collection[str] = ()) -> QuerySet[Entry]:
    """Return what the banks told of a month that agrees with no payment; of some banks where they are named."""
    found = Entry.objects.filter(region__startswith=region.code, counts_in=month.first_on, state="unmatched")
    found = found.select_related("payment").order_by("bank", "reference")
    return found.filter(bank__in=list(banks)) if banks else found


def candidates(entries: Collection[UUID]) -> Mapping[UUID, list[Candidate]]:
    """Return entry → the payments it could mean, the likeliest first; one question, however many entries."""
    likely: dict[UUID, list[Candidate]] = {entry: [] for entry in entries}
    for entry, *said in ask(CANDIDATES, [list(entries), MOST]) if entries else ():
        likely[entry].append(Candidate(*said))
    return likely


def item(item_id: int) -> OpenItem | None:
    """Return a difference, None if there is none in sight."""
    return OpenItem.objects.filter(pk=item_id).first()


def told_by(items: Collection[OpenItem]) -> Mapping[int, set[str]]:
    """Return item → the banks that told its entries; none where the bank said nothing."""
    rows = {row: one.pk for one in items if one.source == "paid" for row in one.rows}
    banks: dict[int, set[str]] = {one.pk: set() for one in items}
    for entry, bank in Entry.objects.filter(pk__in=list(rows)).values_list("pk", "bank"):
        banks[rows[str(entry)]].add(bank)
    return banks


def own_items(items: Sequence[OpenItem], by: Actor, bank: str, on: date) -> list[OpenItem]:
    """Return the differences that are a bank's: of its own entries, or of payments in its own files."""
    told = told_by(items)
    own = batches.own_payments(by, {key for one in items for key in one.payment_ids}, on)
    return [
        one
        for one in items
        if one.owner == Kind.BANK and (bank in told[one.pk] or (not told[one.pk] and own & set(one.payment_ids)))
    ]


def why_unmatched(entry: Entry) -> tuple[str, str]:
    """Return why an entry agrees with no payment, in Chinese and English."""
    if entry.status in ("failed", "returned"):
        return "银行未付或退回，待收回后重发", "Refused or returned: to be taken back, then paid again"
    if entry.payment is None:
        if entry.end_to_end_id:
            return "付款编号查无此款", "No payment has this number"
        return "回单没有付款编号", "The receipt gives none of our numbers"
    if entry.amount_fen != entry.payment.amount_fen:
        return "金额与付款不符", "The amount is not the payment's"
    return "尚未核对，或账号、户名不符", "Not matched yet, or another account or name"
