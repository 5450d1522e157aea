"""Sequences of money operations by chance: no fen is lost, none is made, nothing goes below nothing."""

from collections import Counter

import pytest

from mingbai.treasury.books import Balances, Books
from mingbai.treasury.entries import Transfer
from mingbai.treasury.ladder import RUNGS
from mingbai.treasury.rehearsal import Attempt, Rehearsal
from mingbai.treasury.states import ALLOWED, CORRECTION, Entry, Kind

LENGTH = 10


def wrong_seeds(seeds: range) -> list[int]:
    """Return the seeds after one of whose attempts the fund's money did not add up."""
    wrong = []
    for seed in seeds:
        rehearsal = Rehearsal(seed)
        for attempt in rehearsal.play(LENGTH):
            wrong += [] if rehearsal.books.conservation(attempt.entries[0].fund_id).holds else [seed]
    return wrong


@pytest.mark.requirement("R-615", "R-1508")
def test_every_fen_given_stands_in_one_place_after_every_attempt() -> None:
    assert wrong_seeds(range(1_000)) == []  # of fifty thousand: test_replay


def added_up(entries: list[Transfer]) -> dict[int, Balances]:
    """Return the balances that entries make, reckoned otherwise than the books do: from what is held and answered."""
    found: dict[int, Balances] = {}
    answered = {one.pending_id for one in entries}
    for one in entries:
        debit, credit = (found.setdefault(account.id, Balances()) for account in (one.debit, one.credit))
        if one.kind is Kind.PENDING and one.id not in answered:
            debit.debits_pending += one.fen
            credit.credits_pending += one.fen
        if one.kind in (Kind.SINGLE, Kind.POST):
            debit.debits_posted += one.fen
            credit.credits_posted += one.fen
    return found


def played(seed: int, length: int) -> tuple[Rehearsal, list[Attempt]]:
    rehearsal = Rehearsal(seed)
    return rehearsal, list(rehearsal.play(length))


def test_balances_are_what_the_entries_add_up_to() -> None:
    for seed in range(300):
        books = played(seed, 30)[0].books
        totals = added_up(list(books.entries.values()))
        assert {number: left for number, left in books.balances.items() if left != Balances()} == {
            number: left for number, left in totals.items() if left != Balances()
        }
        for number, left in books.balances.items():
            assert min(left.debits_pending, left.credits_pending) >= 0
            assert left.free_fen >= 0 or RUNGS[books.accounts[number].rung].may_overdraw


def test_a_refused_attempt_changes_nothing() -> None:
    for seed in range(300):
        rehearsal, accepted = Rehearsal(seed), Books()
        for accounts in rehearsal.funds:
            accepted.open(accounts)
        for attempt in rehearsal.play(20):
            if not attempt.refused:
                accepted.write(*attempt.entries)
        assert accepted.balances == rehearsal.books.balances


def test_a_seed_makes_the_same_sequence_again() -> None:
    assert played(7, 40)[1] == played(7, 40)[1]
    assert played(7, 40)[1] != played(8, 40)[1]


def test_rehearsals_make_every_move_and_meet_every_refusal() -> None:
    moved: set[Entry] = set()
    refusals: Counter[str] = Counter()
    for seed in range(1_500):
        for attempt in played(seed, 30)[1]:
            if attempt.refused:
                refusals[attempt.refused.__name__] += 1
            else:
                moved |= {
                    Entry(one.code, one.kind, one.debit.rung, one.credit.rung, one.party) for one in attempt.entries
                }
    assert {entry for entry in ALLOWED - moved if entry.code != CORRECTION} == set()
    assert len({entry for entry in moved if entry.code == CORRECTION}) > 15
    assert set(refusals) >= {
        "AlreadyResolved", "AlreadyWritten", "BadEntry", "CrossesFunds", "NotAPair", "NotAllowed", "NotEnough",
        "NothingToResolve", "SamePerson", "WrongParty",
    }  # fmt: skip
