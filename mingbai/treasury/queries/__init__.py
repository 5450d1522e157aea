"""What the books say: balances, the ladder, where every fen is, and entries by their ids; the only readers."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models.expressions import RawSQL

from mingbai.evidence.sets import array
from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind as Party
from mingbai.treasury import models
from mingbai.treasury.books import Balances
from mingbai.treasury.entries import Account, Transfer
from mingbai.treasury.ladder import RUNGS, Conservation, Rung, conservation
from mingbai.treasury.proposals import WAITING
from mingbai.treasury.refused import UnknownAccount
from mingbai.treasury.states import Kind

HELD = """
SELECT fund_id, debit_account_id, debit_rung, credit_account_id, credit_rung, array_agg(held.id::text), array_agg(fen)
FROM treasury_transfer AS held
WHERE held.id = ANY (%s::uuid[]) AND held.code = 'pay' AND held.kind = 'pending'
GROUP BY fund_id, debit_account_id, debit_rung, credit_account_id, credit_rung
ORDER BY fund_id, debit_account_id, credit_account_id
"""


@dataclass(frozen=True)
class Standing:
    """One account of a fund and what stands in it, in fen."""

    account: Account
    township: str
    balances: Balances


@dataclass(frozen=True)
class Held:
    """Payments on their way from one account to another: their entries' ids as texts, and fen."""

    debit: Account
    credit: Account
    ids: list[str]
    fen: list[int]


@dataclass(frozen=True)
class FundFacts:
    """One fund, as it was opened."""

    id: int
    region: str
    year: int
    source: str
    programme: str
    document: str


def funds() -> tuple[FundFacts, ...]:
    """Return every fund, the oldest first."""
    rows = models.Fund.objects.order_by("id").values_list("id", "region", "year", "source", "programme", "document")
    return tuple(FundFacts(*row) for row in rows)


def balances(fund_id: int) -> tuple[Standing, ...]:
    """Return every account of a fund with its four sums, the ladder from the top."""
    order = {rung: place for place, rung in enumerate(Rung)}
    standings = (standing_of(row) for row in models.Account.objects.filter(fund_id=fund_id))
    return tuple(sorted(standings, key=lambda one: (order[one.account.rung], one.township)))


def ladder(fund_id: int) -> Mapping[Rung, int]:
    """Return the net credit of each rung of a fund in fen, all townships together."""
    net = dict.fromkeys(Rung, 0)
    for one in balances(fund_id):
        net[one.account.rung] += one.balances.net_fen
    return net


def where_it_is(fund_id: int) -> Conservation:
    """Return the parts of a fund: given = paid + returned + occupied + available."""
    return conservation(ladder(fund_id))


def account_of(fund_id: int, rung: Rung, township: str = "") -> Account:
    """Return a fund's account on a rung; a township's reserve has one for each. Raises UnknownAccount."""
    found = models.Account.objects.filter(fund_id=fund_id, rung=rung, township=township).values_list("id", flat=True)
    if not found:
        place, place_en = (f"{township}的", f" for {township}") if township else ("", "")
        title, title_en = RUNGS[rung].title, RUNGS[rung].title_en
        raise UnknownAccount(
            f"基金{fund_id}没有{place}“{title}”账户；备用金账户须先为该乡镇开立。",
            f"Fund {fund_id} has no account “{title_en}”{place_en}: a township's reserve is opened first.",
        )
    return Account(found[0], fund_id, rung)


def standings(account_ids: Collection[int]) -> tuple[Standing, ...]:
    """Return these accounts as they stand, in the order of their ids."""
    return tuple(map(standing_of, models.Account.objects.filter(id__in=account_ids).order_by("id")))


def digests(ids: Collection[UUID]) -> Mapping[UUID, bytes]:
    """Return id → digest of those entries that are in the books."""
    rows = models.Transfer.objects.filter(id__in=_among(ids)).values_list("id", "body_sha256")
    return {id_: bytes(digest) for id_, digest in rows}


def transfers(ids: Collection[UUID]) -> Mapping[UUID, Transfer]:
    """Return id → entry of those that are in the books."""
    rows = models.Transfer.objects.filter(id__in=_among(ids)).values_list(*FIELDS)
    return {one.id: one for one in map(read_entry, rows)}


def held(ids: Collection[str]) -> list[Held]:
    """Return the payments of these ids that were sent on their way, those of the same accounts together."""
    with connection.cursor() as cursor:
        cursor.execute(HELD, [array(ids)])
        return [
            Held(_account(debit, fund_id, debit_rung), _account(credit, fund_id, credit_rung), found, fen)
            for fund_id, debit, debit_rung, credit, credit_rung, found, fen in cursor.fetchall()
        ]


def answered(ids: Collection[UUID]) -> Mapping[UUID, Kind]:
    """Return id → post or void of those held entries that have been answered."""
    rows = models.Transfer.objects.filter(pending_id__in=_among(ids)).values_list("pending_id", "kind")
    return {id_: Kind(kind) for id_, kind in rows if id_}


def closed(fund_ids: Collection[int]) -> frozenset[int]:
    """Return those of the funds whose year is closed."""
    return frozenset(models.Closing.objects.filter(fund_id__in=fund_ids).values_list("fund_id", flat=True))


FIELDS = (
    *("id", "fund_id", "debit_account_id", "debit_rung", "credit_account_id", "credit_rung", "fen", "code", "kind"),
    *("party", "document", "made_by", "approved_by", "made_at", "pending_id", "corrects_id", "pair_id"),
    "approved_also_by",
)


def read_entry(row: Sequence[Any]) -> Transfer:
    """Return the entry of a row that holds FIELDS."""
    id_, fund_id, debit_id, debit_rung, credit_id, credit_rung, fen, code, kind, party, *rest = row
    debit, credit = _account(debit_id, fund_id, debit_rung), _account(credit_id, fund_id, credit_rung)
    return Transfer(id_, fund_id, debit, credit, fen, code, Kind(kind), Party(party), *rest)


def _among(ids: Collection[UUID]) -> RawSQL:
    """Return the ids as one array: a list of a hundred thousand parameters takes the planner seconds."""
    return RawSQL("SELECT unnest(%s::uuid[])", [f"{{{','.join(map(str, ids))}}}"])


@lru_cache(4_096)
def _account(id_: int, fund_id: int, rung: str) -> Account:
    return Account(id_, fund_id, Rung(rung))


def standing_of(row: models.Account) -> Standing:
    """Return an account with its four sums."""
    sums = Balances(row.debits_pending, row.debits_posted, row.credits_pending, row.credits_posted)
    return Standing(Account(row.id, row.fund_id, Rung(row.rung)), row.township, sums)


def proposals(region: Region, *, waiting: bool = True) -> list[dict[str, Any]]:
    """Return the funds to be opened and moves to be made that were proposed in a division, the oldest first."""
    found = models.Proposal.objects.filter(region__startswith=region.code).order_by("made_at", "pk")
    chosen = found.filter(state__in=WAITING) if waiting else found
    return [dict(row) for row in chosen.values(
        "id", "region", "party", "code", "fund_id", "to_fund_id", "wrong_id", "programme", "fen", "name", "township",
        "year", "source", "document", "made_by", "made_at", "seconded_by", "approved_by", "approved_at", "state",
        "reason",
    )]  # fmt: skip
