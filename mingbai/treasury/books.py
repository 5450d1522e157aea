"""The books themselves, without a database: what every entry does to balances, and what they never allow."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from uuid import UUID

from mingbai.treasury.decisions import (
    already_resolved,
    already_written,
    decide,
    decide_together,
    unable_to_close,
    without_repeats,
)
from mingbai.treasury.entries import Account, Transfer, body_sha256
from mingbai.treasury.ladder import RUNGS, UNFINISHED, UNSPENT, Conservation, Rung, conservation
from mingbai.treasury.refused import AlreadyWritten, NotEnough, UnknownAccount
from mingbai.treasury.states import Kind

# What an entry of each kind adds to (pending, posted) of both its accounts, in parts of its amount.
EFFECT = {Kind.SINGLE: (0, 1), Kind.PENDING: (1, 0), Kind.POST: (-1, 1), Kind.VOID: (-1, 0)}


@dataclass(slots=True)
class Balances:
    """One account in fen: what left it and what reached it, held and for good."""

    debits_pending: int = 0
    debits_posted: int = 0
    credits_pending: int = 0
    credits_posted: int = 0

    @property
    def net_fen(self) -> int:
        """Return what stands in the account for good."""
        return self.credits_posted - self.debits_posted

    @property
    def free_fen(self) -> int:
        """Return what may leave the account: what stands there and is not held for something."""
        return self.net_fen - self.debits_pending


@dataclass
class Books:
    """Funds, accounts, entries; `write` is the only way to change anything."""

    accounts: dict[int, Account] = field(default_factory=dict)
    of_fund: dict[int, list[Account]] = field(default_factory=dict)
    balances: dict[int, Balances] = field(default_factory=dict)
    entries: dict[UUID, Transfer] = field(default_factory=dict)
    settled: dict[UUID, UUID] = field(default_factory=dict)  # what is resolved or corrected → by which entry
    closed: set[int] = field(default_factory=set)

    def open(self, accounts: Iterable[Account]) -> None:
        """Do: open accounts, with nothing in them."""
        for account in accounts:
            if account.id in self.accounts:
                raise AlreadyWritten(f"账户{account.id}已开立。", f"Account {account.id} is open already.")
            self.accounts[account.id], self.balances[account.id] = account, Balances()
            self.of_fund.setdefault(account.fund_id, []).append(account)

    def write(self, *entries: Transfer) -> tuple[Transfer, ...]:
        """
        Write all the entries or none, and return those that were not there already.

        Raises a Refused: see `decide` and `decide_together`, and NotEnough, AlreadyWritten, AlreadyResolved,
        UnknownAccount.
        """
        new = tuple(one for one in without_repeats(entries) if self._is_new(one))
        for one in new:
            for account in (one.debit, one.credit):
                if self.accounts.get(account.id) != account:
                    raise UnknownAccount(f"没有账户{account.id}。", f"There is no account {account.id}.")
            decide(one, self._about(one), is_closed=one.fund_id in self.closed)
        decide_together(new)
        settled = self._settled_by(new)
        after = self._after(new)
        self.balances |= after
        self.entries |= {one.id: one for one in new}
        self.settled |= settled
        return new

    def close(self, fund_id: int) -> None:
        """Do: close the fund's year; raises UnableToClose while anything is unfinished or unspent."""
        left = {rung: fen for rung, fen in self.on_rungs(fund_id).items() if fen and rung in UNFINISHED + UNSPENT}
        if left:
            raise unable_to_close(fund_id, left)
        self.closed.add(fund_id)

    def on_rungs(self, fund_id: int) -> dict[Rung, int]:
        """Return the net credit of each rung of a fund, in fen."""
        total: dict[Rung, int] = {}
        for account in self.of_fund.get(fund_id, ()):
            total[account.rung] = total.get(account.rung, 0) + self.balances[account.id].net_fen
        return total

    def conservation(self, fund_id: int) -> Conservation:
        """Return where the fund's money is."""
        return conservation(self.on_rungs(fund_id))

    def _is_new(self, one: Transfer) -> bool:
        known = self.entries.get(one.id)
        if known is not None and body_sha256(known) != body_sha256(one):
            raise already_written(one)
        return known is None

    def _about(self, one: Transfer) -> Transfer | None:
        about = one.pending_id or one.corrects_id
        return self.entries.get(about) if about else None

    def _settled_by(self, new: tuple[Transfer, ...]) -> dict[UUID, UUID]:
        settled: dict[UUID, UUID] = {}
        for one in new:
            about = one.pending_id or one.corrects_id
            if about and (about in self.settled or about in settled):
                raise already_resolved(one)
            if about:
                settled[about] = one.id
        return settled

    def _after(self, new: tuple[Transfer, ...]) -> dict[int, Balances]:
        """Return the balances the entries leave behind; raise NotEnough where one would go below nothing."""
        after: dict[int, Balances] = {}
        for one in new:
            pending, posted = (one.fen * part for part in EFFECT[one.kind])
            was = after.get(one.debit.id) or self.balances[one.debit.id]
            after[one.debit.id] = Balances(
                was.debits_pending + pending, was.debits_posted + posted, was.credits_pending, was.credits_posted
            )
            was = after.get(one.credit.id) or self.balances[one.credit.id]
            after[one.credit.id] = Balances(
                was.debits_pending, was.debits_posted, was.credits_pending + pending, was.credits_posted + posted
            )
        for account_id, left in after.items():
            rung = self.accounts[account_id].rung
            if left.free_fen < 0 and not RUNGS[rung].may_overdraw:
                free_fen = self.balances[account_id].free_fen
                raise NotEnough(rung, free_fen - left.free_fen, free_fen)
        return after
