"""The three-way match finds every planted difference, names it, says in which list, and raises none for nothing."""

from collections import Counter
from dataclasses import replace
from datetime import date
from random import Random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.offices.kinds import Kind as Party
from mingbai.receipts.matching import Kind, Row, Source, three_way
from mingbai.receipts.matching.tests.planted import OCTOBER, World, orders, planted, row
from mingbai.simulation.bank.faults import Teller

A, F, P = Source.APPROVED, Source.APPROPRIATED, Source.PAID


def found_in(world: World) -> Counter[tuple[str, str, tuple[str, ...]]]:
    told = three_way(*world.lists.values()).differences
    return Counter((one.source, one.kind, tuple(sorted(map(str, one.lines)))) for one in told)


def expected_in(world: World) -> Counter[tuple[str, str, tuple[str, ...]]]:
    return Counter((source, one.kind, tuple(sorted(one.end_to_end_ids))) for source, one in world.key)


@pytest.mark.requirement("R-717")
@pytest.mark.requirement("R-718")
@pytest.mark.parametrize("seed", range(5))
@pytest.mark.requirement("R-906")
def test_every_planted_difference_is_found_and_named_and_none_is_false(seed: int) -> None:
    world = planted(2_000, 12, seed)
    assert sum(expected_in(world).values()) == 12 * (9 + 9 + 11)
    assert found_in(world) == expected_in(world)


def test_a_clean_month_is_whole_and_every_line_is_matched_by_one_row_of_each_list() -> None:
    world = planted(500, 0)
    matching = three_way(*world.lists.values())
    assert matching.is_whole
    assert len(matching.matched) == 500
    assert len(set(matching.totals_fen.values())) == 1


@given(seed=st.integers(0, 10_000), each=st.integers(0, 3))
@settings(max_examples=20, deadline=None)
def test_every_row_of_every_list_is_matched_or_stands_in_a_difference(seed: int, each: int) -> None:
    world = planted(150, each, seed)
    matching = three_way(*world.lists.values())
    lines = {line for one in matching.differences for line in one.lines}
    rows = {row for one in matching.differences for row in one.rows}
    for place, some in enumerate(world.lists.values()):
        matched = {ids[place] for ids in matching.matched.values()}
        for one in some:
            assert one.id in matched or one.id in rows or one.line in lines
    assert not lines & set(matching.matched)


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_the_order_of_rows_changes_nothing(seed: int) -> None:
    world = planted(150, 2, seed)
    shuffled = [Random(seed).sample(rows, len(rows)) for rows in world.lists.values()]
    assert three_way(*shuffled) == three_way(*world.lists.values())


@given(seed=st.integers(0, 10_000))
@settings(max_examples=15, deadline=None)
def test_a_bank_that_gives_back_no_number_of_ours_is_matched_by_account_amount_and_programme(seed: int) -> None:
    world = planted(150, 0, seed)
    paid = [replace(one, line=None) for one in world.lists[P]]
    assert three_way(world.lists[A], world.lists[F], paid).is_whole


def test_without_our_numbers_a_changed_amount_a_missing_and_a_foreign_line_are_still_told_apart() -> None:
    world = planted(60, 0)
    paid = {one.line: replace(one, line=None, programme=None) for one in world.lists[P]}
    paid["L3"] = replace(paid["L3"], amount_fen=1)
    paid["L4"] = replace(paid["L4"], account="999", name="外人", amount_fen=2)
    del paid["L12"]
    told = three_way(world.lists[A], world.lists[F], paid.values()).differences
    assert {(one.kind, one.lines) for one in told} == {
        (Kind.AMOUNT, ("L3",)),
        (Kind.MISSING, ("L12",)),
        (Kind.MISSING, ("L4",)),
        (Kind.EXTRA, ()),
    }


@pytest.mark.requirement("R-719")
def test_money_paid_without_approval_is_a_red_difference_of_the_list_that_lacks_the_approval() -> None:
    (order,) = orders(1)
    line = Teller(Random(0), OCTOBER, date(2026, 10, 9)).line(1, order)
    told = three_way([], [row(line, F)], [row(line, P)]).differences
    assert [(one.kind, one.source, one.owner) for one in told] == [(Kind.MISSING, A, Party.CIVIL_AFFAIRS)]
    told = three_way([], [], [row(line, P)]).differences
    assert [(one.kind, one.source, one.owner) for one in told] == [(Kind.EXTRA, P, Party.BANK)]
    assert told[0].fen == order.amount_fen


def test_what_came_back_is_returned_even_if_the_payment_itself_was_never_told() -> None:
    world = planted(1, 0)
    only_back = [replace(world.lists[P][0], status="returned")]
    assert [one.kind for one in three_way(world.lists[A], world.lists[F], only_back).differences] == [Kind.RETURNED]


def test_a_name_a_bank_cut_off_is_the_same_name() -> None:
    long = Row("a", 1, "6", None, "阿卜杜热合曼·买买提明", 100, date(2026, 10, 1), "dibao")
    cut = replace(long, name="阿卜杜热合曼·买")
    assert three_way([long], [long], [cut]).is_whole
    assert not three_way([long], [long], [replace(cut, name="阿卜杜·买")]).is_whole


def test_where_all_three_disagree_both_others_are_held_to_the_approval() -> None:
    rows = [Row("a", 1, "6", None, "张三", fen, date(2026, 10, 1), "dibao") for fen in (100, 200, 300)]
    told = three_way(*([one] for one in rows)).differences
    assert {(one.source, one.kind) for one in told} == {(F, Kind.AMOUNT), (P, Kind.AMOUNT)}
