"""Rehearsals: seeded sequences of money operations, lawful and not, that any books can be tried on."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from random import Random
from uuid import UUID

from mingbai.offices.kinds import Kind as Party
from mingbai.treasury.books import Books
from mingbai.treasury.entries import Account, Transfer
from mingbai.treasury.ladder import RUNGS, Rung
from mingbai.treasury.refused import Refused
from mingbai.treasury.states import CORRECTION, MOVE, MOVES, PAIRS, Kind, Move

FUNDS, ACCOUNTS = 2, 16  # of one rehearsal, and room for the accounts of each: every rung, and one township more
QUOTA_FEN = 10_000_000
AT = datetime(2026, 10, 1, 9, tzinfo=UTC)
ONWARDS = ("quota", "plan", "reserve", "instruct", "pay", "pay")  # how every rehearsal begins
MOVES_FROM = {rung: [move for move in MOVES if move.debit is rung and not move.is_half] for rung in Rung}
PLACE = {rung: place for place, rung in enumerate(Rung)}


@dataclass(frozen=True, slots=True)
class Attempt:
    """What was tried, all at once, and why it was refused, if it was."""

    entries: tuple[Transfer, ...]
    refused: type[Refused] | None


@dataclass
class Rehearsal:
    """One sequence of attempts on funds of its own, and the books as they stand after the last."""

    seed: int
    books: Books = field(default_factory=Books)

    def __post_init__(self) -> None:
        self.chance = Random(self.seed)  # noqa: S311 - it keeps nothing secret
        self.funds = tuple(accounts_of(self.seed * FUNDS + number) for number in range(FUNDS))
        self.held: list[Transfer] = []
        self.standing: list[Transfer] = []
        for accounts in self.funds:
            self.books.open(accounts)

    def play(self, length: int) -> Iterator[Attempt]:
        """Yield `length` attempts, each when it has been made."""
        yield self._attempt(self._beginning())
        for _ in range(length - 1):
            entries = self._next()
            yield self._attempt(self._spoilt(entries) if self.chance.random() < 0.15 else entries)

    def _attempt(self, entries: tuple[Transfer, ...]) -> Attempt:
        try:
            for one in self.books.write(*entries):
                (self.held if one.kind is Kind.PENDING else self.standing).append(one)
        except Refused as why:
            return Attempt(entries, type(why))
        return Attempt(entries, None)

    def _beginning(self) -> tuple[Transfer, ...]:
        amounts = (QUOTA_FEN, *sorted((self.chance.randint(4, QUOTA_FEN) for _ in range(3)), reverse=True))
        pays = (self.chance.randint(1, amounts[-1] // 2), self.chance.randint(1, amounts[-1] // 2))
        return tuple(self._single(0, MOVE[code], fen) for code, fen in zip(ONWARDS, amounts + pays, strict=True))

    def _next(self) -> tuple[Transfer, ...]:
        """Return something that somebody might do next: mostly a move of money that is there."""
        drawn = self.chance.random()
        if self.held and drawn < 0.25:
            return self._answer(self.chance.choice(self.held))
        if self.standing and drawn < 0.32:
            return (self._correction(self.chance.choice(self.standing)),)
        if drawn < 0.38:
            return self._pair(self.chance.choice(list(PAIRS)))
        fund = int(drawn > 0.85)
        rungs = [rung for rung in Rung if MOVES_FROM[rung] and self._free(fund, rung) > 0]
        rung = self.chance.choice(rungs)
        return (self._single(fund, self.chance.choice(MOVES_FROM[rung]), self._amount(self._free(fund, rung))),)

    def _amount(self, free_fen: int) -> int:
        """Return part of what is there, often all of it, sometimes a fen more."""
        drawn = self.chance.random()
        return free_fen + (drawn > 0.93) if drawn > 0.7 else self.chance.randint(1, max(free_fen, 1))

    def _free(self, fund: int, rung: Rung) -> int:
        return QUOTA_FEN if RUNGS[rung].may_overdraw else self.books.balances[self._on(fund, rung).id].free_fen

    def _on(self, fund: int, rung: Rung) -> Account:
        return self.funds[fund][PLACE[rung]]

    def _single(self, fund: int, move: Move, fen: int, pair_id: UUID | None = None) -> Transfer:
        kind = Kind.PENDING if move.settled_by else Kind.SINGLE
        debit, credit = self._on(fund, move.debit), self._on(fund, move.credit)
        return self._entry(debit, credit, fen, move.id, kind, move.by, pair_id=pair_id)

    def _entry(
        self,
        debit: Account,
        credit: Account,
        fen: int,
        code: str,
        kind: Kind,
        party: Party,
        *,
        pending_id: UUID | None = None,
        corrects_id: UUID | None = None,
        pair_id: UUID | None = None,
    ) -> Transfer:
        new_id, also = UUID(int=self.chance.getrandbits(128)), 3 if pair_id else None
        return Transfer(
            new_id, debit.fund_id, debit, credit, fen, code, kind, party, "文1", 1, 2, AT,
            pending_id, corrects_id, pair_id, also,
        )  # fmt: skip

    def _answer(self, held: Transfer) -> tuple[Transfer, ...]:
        """Return the bank's answer to a payment: arrived, or refused and put back; perhaps to one answered before."""
        kind = Kind.POST if self.chance.random() < 0.7 else Kind.VOID
        answer = self._entry(held.debit, held.credit, held.fen, held.code, kind, Party.BANK, pending_id=held.id)
        if kind is Kind.POST:
            return (answer,)
        reserved = self._on(held.fund_id % FUNDS, Rung.RESERVED)
        return answer, self._entry(held.debit, reserved, held.fen, "reject", Kind.SINGLE, Party.BANK)

    def _correction(self, wrong: Transfer) -> Transfer:
        move = MOVE.get(wrong.code)
        party = (move.settled_by or move.by) if move else wrong.party
        return self._entry(wrong.credit, wrong.debit, wrong.fen, CORRECTION, Kind.SINGLE, party, corrects_id=wrong.id)

    def _pair(self, gives: str) -> tuple[Transfer, ...]:
        fen, pair_id = self._amount(self._free(0, MOVE[gives].debit)) or 1, UUID(int=self.chance.getrandbits(128))
        return tuple(self._single(fund, MOVE[code], fen, pair_id) for fund, code in enumerate((gives, PAIRS[gives])))

    def _spoilt(self, entries: tuple[Transfer, ...]) -> tuple[Transfer, ...]:
        """Return what was about to be done, done wrongly."""
        one, *others = entries
        fund, known = one.fund_id % FUNDS, self.chance.choice(self.standing or [one])
        changes = (
            {"approved_by": one.made_by},
            {"party": self.chance.choice(list(Party))},
            {"credit": self._on(1 - fund, one.credit.rung)},
            {"credit": self._on(fund, self.chance.choice(list(Rung)))},
            {"fen": self.chance.choice((0, -one.fen, one.fen + 1))},
            {"kind": self.chance.choice(list(Kind))},
            {"pair_id": one.id},
            {"document": " "},
        )
        again = (known, replace(known, fen=known.fen + 1))  # sent twice; and an id that is taken
        drawn = self.chance.randrange(len(changes) + len(again))
        return (again[drawn] if drawn < len(again) else replace(one, **changes[drawn - len(again)]), *others)


def accounts_of(fund_id: int) -> tuple[Account, ...]:
    """Return the accounts of a fund in a rehearsal: one on each rung, and a second township's reserve."""
    rungs = (*Rung, Rung.TOWNSHIP)
    return tuple(Account(fund_id * ACCOUNTS + number, fund_id, rung) for number, rung in enumerate(rungs))
