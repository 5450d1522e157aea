"""The ladder and its moves: what is allowed is a list with articles, and everything else is not."""

import pytest

from mingbai.offices.kinds import Kind as Party
from mingbai.treasury.ladder import RUNGS, UNFINISHED, UNSPENT, Part, Rung, conservation
from mingbai.treasury.states import ALLOWED, CORRECTION, MOVE, MOVES, PAIRS, Kind


def reachable(start: Rung) -> set[Rung]:
    found = {start}
    while more := {move.credit for move in MOVES if move.debit in found} - found:
        found |= more
    return found


def test_every_rung_has_its_meaning_and_money_given_can_reach_all_of_them() -> None:
    assert set(RUNGS) == set(Rung)
    assert reachable(Rung.SOURCE) == set(Rung) - {Rung.BORROWED}  # where money of another fund enters
    assert {rung for rung in Rung if RUNGS[rung].may_overdraw} == {Rung.SOURCE, Rung.BORROWED}


def test_every_move_has_a_name_of_its_own_and_an_article() -> None:
    assert len(MOVE) == len(MOVES)
    assert all(move.cites for move in MOVES)
    alone = [(move.debit, move.credit) for move in MOVES if not move.is_half]
    assert len(set(alone)) == len(alone), "two names for one way"


@pytest.mark.requirement("R-609")
def test_money_reaches_a_family_only_through_the_bank_or_the_townships_register_of_cash() -> None:
    ways = {(move.id, move.debit) for move in MOVES if move.credit is Rung.PAID}
    assert ways == {("pay", Rung.IN_TRANSIT), ("hand_out", Rung.TOWNSHIP), ("write_off", Rung.RECOVERABLE)}


@pytest.mark.requirement("R-701")
def test_no_organisation_takes_a_payment_from_the_roster_to_the_card() -> None:
    reserves, instructs, pays = MOVE["reserve"], MOVE["instruct"], MOVE["pay"]
    assert [reserves.by, instructs.by, pays.settled_by] == [Party.CIVIL_AFFAIRS, Party.FINANCE, Party.BANK]
    for party in Party:
        own = {
            (entry.debit, entry.credit) for entry in ALLOWED if entry.party is party and entry.kind is not Kind.PENDING
        }
        assert (
            not {(Rung.PLANNED, Rung.RESERVED), (Rung.RESERVED, Rung.IN_TRANSIT), (Rung.IN_TRANSIT, Rung.PAID)} <= own
        )


def test_only_what_the_bank_answers_is_held() -> None:
    assert {entry.code for entry in ALLOWED if entry.kind is not Kind.SINGLE} == {"pay"}
    assert {kind for kind in Kind if MOVE["pay"].party(kind)} == {Kind.PENDING, Kind.POST, Kind.VOID}


def test_every_move_that_stands_alone_can_be_corrected_by_its_mirror() -> None:
    mirrors = {(entry.credit, entry.debit) for entry in ALLOWED if entry.code == CORRECTION}
    assert mirrors == {(move.debit, move.credit) for move in MOVES if not move.is_half}


@pytest.mark.requirement("R-615")
def test_another_funds_money_comes_and_goes_in_pairs_only() -> None:
    halves = {move.id for move in MOVES if {move.debit, move.credit} & {Rung.LENT, Rung.BORROWED}}
    assert halves == {move.id for move in MOVES if move.is_half} == {*PAIRS, *PAIRS.values()}


def test_a_year_closes_with_every_fen_paid_returned_or_carried_over() -> None:
    open_after = {rung for rung in Rung if RUNGS[rung].stays_open}
    assert open_after.isdisjoint(set(UNSPENT) | {Rung.RESERVED, Rung.IN_TRANSIT, Rung.SOURCE, Rung.BORROWED})
    assert set(UNFINISHED) & open_after == {Rung.RETURNED}  # a December payment may still come back in January
    for rung in UNSPENT:
        assert any(move.debit is rung and move.credit is Rung.CARRIED_OVER for move in MOVES)


def test_conservation_tells_a_fen_that_is_missing_or_made() -> None:
    net = {Rung.SOURCE: -100, Rung.AVAILABLE: 40, Rung.IN_TRANSIT: 10, Rung.PAID: 45, Rung.REMITTED: 5}
    whole = conservation(net)
    assert whole.holds
    assert (whole.given_fen, whole.available_fen, whole.occupied_fen) == (100, 40, 10)
    assert (whole.paid_fen, whole.returned_fen) == (45, 5)
    for rung, fen in net.items():
        assert not conservation(net | {rung: fen + 1}).holds
    assert not conservation({Rung.AVAILABLE: -1, Rung.PAID: 1}).holds, "it adds up, and money is below nothing"


def test_each_part_of_the_law_of_conservation_has_a_rung() -> None:
    assert {meaning.part for meaning in RUNGS.values()} == set(Part)
