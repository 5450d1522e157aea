"""What lists of the books are made of: the funds of a division as they stand, and what moved, line by line."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any
from uuid import UUID

from django.db import connection
from django.db.models import QuerySet

from mingbai.kernel.region import Region
from mingbai.treasury import models
from mingbai.treasury.ladder import Conservation, Rung, conservation
from mingbai.treasury.queries import FundFacts, Standing, closed, standing_of
from mingbai.treasury.states import Kind

FACTS = ("id", "region", "year", "source", "programme", "document")
# The entries of one voucher that say the same are one line: a file of a hundred thousand payments, and what was posted.
MOVED = """
SELECT fund_id, voucher_id, made_at, code, kind, debit_rung, credit_rung, document, made_by, approved_by,
    approved_also_by, count(*), sum(fen)::bigint, (array_agg(id ORDER BY id))[1]
FROM treasury_transfer
WHERE fund_id = ANY (%s) AND made_at >= %s AND made_at < %s
GROUP BY fund_id, voucher_id, made_at, code, kind, debit_rung, credit_rung, document, made_by, approved_by,
    approved_also_by
ORDER BY made_at DESC, fund_id, code, kind
"""


@dataclass(frozen=True)
class Fund:
    """One fund as it stands: its accounts from the top of the ladder, and whether its year is closed."""

    facts: FundFacts
    accounts: tuple[Standing, ...]
    is_closed: bool

    @cached_property
    def rungs(self) -> Mapping[Rung, int]:
        """Return the net credit of each rung in fen, all townships together."""
        net = dict.fromkeys(Rung, 0)
        for one in self.accounts:
            net[one.account.rung] += one.balances.net_fen
        return net

    @cached_property
    def whole(self) -> Conservation:
        """Return its parts: given = paid + returned + occupied + available."""
        return conservation(self.rungs)


@dataclass(frozen=True)
class Line:
    """Entries of one voucher that are alike: how many, how much, from where to where, by whom on which paper."""

    fund_id: int
    voucher_id: UUID
    made_at: datetime
    code: str
    kind: Kind
    debit: Rung
    credit: Rung
    document: str
    made_by: int
    approved_by: int
    approved_also_by: int | None
    entries: int
    fen: int
    entry_id: UUID  # the first of them


def funds_of(region: Region, *, within: Region, year: int | None = None) -> list[Fund]:
    """
    Return the funds whose money reaches a division, newest year first; three queries, however many.

    They are its own and those of the divisions below it, and those of the divisions above it that lie `within` the
    reader's own: a township picked by its county shows the county's funds.
    """
    found = models.Fund.objects.filter(region__startswith=within.code).order_by("-year", "region", "programme", "id")
    chosen = found.filter(year=year) if year else found
    facts = [FundFacts(*row) for row in chosen.values_list(*FACTS)]
    return _standing([one for one in facts if region.contains(Region(one.region)) or _holds(one, region)])


def fund_of(fund_id: int, *, within: Region) -> Fund | None:
    """Return a fund as it stands, None where it lies outside the reader's division."""
    found = models.Fund.objects.filter(pk=fund_id, region__startswith=within.code).values_list(*FACTS)
    return next(iter(_standing([FundFacts(*row) for row in found])), None)


def reserves_of(region: Region, *, within: Region) -> list[tuple[FundFacts, Standing]]:
    """Return the townships' reserves in a division with their funds, in the order of the townships."""
    accounts = models.Account.objects.filter(rung=Rung.TOWNSHIP, township__startswith=region.code)
    rows = accounts.filter(township__startswith=within.code).order_by("township", "fund__programme", "fund_id")
    found = [standing_of(row) for row in rows]
    funds = models.Fund.objects.filter(pk__in={one.account.fund_id for one in found}).values_list(*FACTS)
    facts = {one.id: one for one in (FundFacts(*row) for row in funds)}
    return [(facts[one.account.fund_id], one) for one in found]


def moved(fund_ids: Collection[int], since: datetime, until: datetime) -> list[Line]:
    """Return what moved in funds in a time, the latest first; entries of one voucher that are alike as one line."""
    with connection.cursor() as cursor:
        cursor.execute(MOVED, [list(fund_ids), since, until])
        return [
            Line(fund, voucher, at, code, Kind(kind), Rung(debit), Rung(credit), *rest)
            for fund, voucher, at, code, kind, debit, credit, *rest in cursor.fetchall()
        ]


def entries_of(line_of: UUID, *, within: Region) -> QuerySet[models.Transfer]:
    """Return the entries that one line of `moved` sums up, named by any of them; none outside the reader's division."""
    one = models.Transfer.objects.filter(pk=line_of, fund__region__startswith=within.code).first()
    if one is None:
        return models.Transfer.objects.none()
    alike: dict[str, Any] = {name: getattr(one, name) for name in ("fund_id", "made_at", "voucher_id", "code", "kind")}
    return models.Transfer.objects.filter(**alike).order_by("id")


def proposals_of(
    *, within: Region, fund_id: int | None = None, waiting: bool = True
) -> "QuerySet[models.Proposal]":  # fmt: skip
    """Return what was proposed in a division: what waits, the oldest first; else what was decided, the latest first."""
    found = models.Proposal.objects.filter(region__startswith=within.code).select_related("fund", "to_fund")
    found = found.filter(fund_id=fund_id) if fund_id else found
    states = models.OPEN_STATES
    return (
        found.filter(state__in=states).order_by("made_at", "pk")
        if waiting
        else found.exclude(state__in=states).order_by("-approved_at", "-pk")
    )


def proposal_of(proposal_id: int, *, within: Region) -> models.Proposal | None:
    """Return a proposal, None where it lies outside the reader's division."""
    found = models.Proposal.objects.filter(pk=proposal_id, region__startswith=within.code)
    return found.select_related("fund", "to_fund").first()


def _holds(one: FundFacts, region: Region) -> bool:
    return Region(one.region).contains(region)


def _standing(facts: list[FundFacts]) -> list[Fund]:
    ids = [one.id for one in facts]
    order = {rung: place for place, rung in enumerate(Rung)}
    accounts: dict[int, list[Standing]] = {id_: [] for id_ in ids}
    for row in models.Account.objects.filter(fund_id__in=ids):
        accounts[row.fund_id].append(standing_of(row))
    ended = closed(ids)
    return [
        Fund(
            one,
            tuple(sorted(accounts[one.id], key=lambda each: (order[each.account.rung], each.township))),
            one.id in ended,
        )
        for one in facts
    ]
