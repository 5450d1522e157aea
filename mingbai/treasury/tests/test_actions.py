"""The actions on real tables: a fund from its quota to the end of its year, and what is refused on the way."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from mingbai.treasury import actions, queries, refused
from mingbai.treasury.ladder import Rung
from mingbai.treasury.states import Level
from mingbai.treasury.tests.world import (
    BANK,
    CIVIL,
    COUNTY,
    FINANCE,
    PAYMENTS,
    THIRD,
    TOWN,
    TOWNSHIP,
    in_october,
    opened,
)

SENT = {f"2026-{name}": fen for name, fen in PAYMENTS.items()}
pytestmark = pytest.mark.usefixtures("desk")


@pytest.fixture
def fund_id() -> int:
    """A fund of 1,000 fen with 600 on their way to three families."""
    return in_october()


def standing(fund: int) -> dict[str, int]:
    return {rung.value: fen for rung, fen in queries.ladder(fund).items() if fen}


def test_a_month_from_the_quota_to_the_cards(fund_id: int) -> None:
    assert actions.settle(end_to_end_ids=["2026-P1-1", "2026-P2-1"], paper=BANK) == 2
    assert actions.reject(end_to_end_ids=["2026-P3-1"], paper=BANK) == 2
    assert standing(fund_id) == {"source": -1000, "available": 100, "planned": 200, "reserved": 200, "paid": 500}
    whole = queries.where_it_is(fund_id)
    assert whole.holds
    assert (whole.given_fen, whole.paid_fen, whole.occupied_fen, whole.available_fen) == (1000, 500, 200, 300)


@pytest.mark.requirement("R-603")
def test_each_level_of_government_gives_into_a_fund_of_its_own_and_the_parts_make_the_sum() -> None:
    given = {Level.CENTRAL: 500, Level.PROVINCE: 300, Level.PREFECTURE: 150, Level.COUNTY: 50}
    funds = {
        level: actions.open_fund(region=COUNTY, year=2026, source=level, programme="dibao", paper=FINANCE)
        for level in given
    }
    for level, fund in funds.items():
        actions.move_money("quota", fund_id=fund, fen=given[level], name="2026", paper=FINANCE)
        actions.move_money("plan", fund_id=fund, fen=given[level], name="2026-10", paper=FINANCE)
        actions.move_money("reserve", fund_id=fund, fen=given[level], name="2026-10", paper=CIVIL)
        actions.instruct(fund_id=fund, file=f"F-{level}", payments_fen={f"{level}-1": given[level]}, paper=FINANCE)
    told = {one.id: Level(one.source) for one in queries.funds()}
    assert {told[fund]: queries.where_it_is(fund).given_fen for fund in funds.values()} == given
    actions.settle(end_to_end_ids=[f"{level}-1" for level in given], paper=BANK)
    whole = [queries.where_it_is(fund) for fund in funds.values()]
    assert all(one.holds for one in whole)
    assert sum(one.paid_fen for one in whole) == sum(one.given_fen for one in whole) == 1000


def test_a_file_on_its_way_has_arrived_nowhere(fund_id: int) -> None:
    assert standing(fund_id)["in_transit"] == 600
    assert "paid" not in standing(fund_id)


def test_everything_sent_twice_is_entered_once(fund_id: int) -> None:
    assert actions.instruct(fund_id=fund_id, file="F1-2026", payments_fen=SENT, paper=FINANCE) == 0
    actions.settle(end_to_end_ids=SENT, paper=BANK)
    assert actions.settle(end_to_end_ids=SENT, paper=BANK) == 0
    assert standing(fund_id)["paid"] == 600


def test_what_is_written_together_rests_on_one_paper(fund_id: int) -> None:
    one, other = (actions.single("plan", fund_id=fund_id, fen=1, name=name, paper=FINANCE) for name in ("a", "b"))
    with pytest.raises(refused.BadEntry, match="同一文号"):
        actions.write([one, replace(other, document="财社〔2026〕8号")])
    assert actions.write([one, one, other]) == 2
    with pytest.raises(refused.AlreadyWritten):
        actions.write([one, replace(one, fen=2)])


def test_a_line_already_sent_is_not_sent_again_in_another_file(fund_id: int) -> None:
    actions.move_money("reserve", fund_id=fund_id, fen=100, name="more", paper=CIVIL)
    with pytest.raises(refused.AlreadyWritten):
        actions.instruct(fund_id=fund_id, file="F2", payments_fen={"2026-P3-1": 101}, paper=FINANCE)


@pytest.mark.parametrize(
    ("first", "second"), [(actions.settle, actions.reject), (actions.reject, actions.settle)], ids=["settle", "reject"]
)
def test_a_payment_has_one_answer(fund_id: int, first: Callable[..., int], second: Callable[..., int]) -> None:
    first(end_to_end_ids=["2026-P1-1"], paper=BANK)
    with pytest.raises(refused.AlreadyResolved, match="已有银行结果"):
        second(end_to_end_ids=["2026-P2-1", "2026-P1-1"], paper=BANK)
    assert queries.answered([actions.payment_id("2026-P2-1")]) == {}, "none of the batch was entered"


def test_a_receipt_for_a_payment_nobody_sent_enters_nothing(fund_id: int) -> None:
    with pytest.raises(refused.NothingToResolve, match="2026-P9-1"):
        actions.settle(end_to_end_ids=["2026-P1-1", "2026-P9-1"], paper=BANK)
    assert "paid" not in standing(fund_id)


@pytest.mark.requirement("R-615")
def test_the_last_fen_is_spent_and_not_one_more(fund_id: int) -> None:
    with pytest.raises(refused.NotEnough, match=r"只余2\.00元，不足以支出2\.01元"):
        actions.move_money("reserve", fund_id=fund_id, fen=201, name="too much", paper=CIVIL)
    actions.move_money("reserve", fund_id=fund_id, fen=200, name="all", paper=CIVIL)


@pytest.mark.requirement("R-701")
def test_no_party_takes_another_ones_step(fund_id: int) -> None:
    for code, wrong in (("quota", CIVIL), ("reserve", FINANCE), ("return", FINANCE), ("hand_out", CIVIL)):
        township = TOWNSHIP.code if code == "hand_out" else ""
        with pytest.raises(refused.WrongParty):
            actions.move_money(code, fund_id=fund_id, fen=1, name="x", paper=wrong, township=township)
    with pytest.raises(refused.WrongParty):
        actions.settle(end_to_end_ids=["2026-P1-1"], paper=FINANCE)
    with pytest.raises(refused.WrongParty):
        actions.open_fund(region=COUNTY, year=2028, source=Level.COUNTY, programme="dibao", paper=CIVIL)


def test_nobody_approves_what_they_made(fund_id: int) -> None:
    alone = replace(FINANCE, approved_by=FINANCE.by)
    with pytest.raises(refused.SamePerson):
        actions.move_money("quota", fund_id=fund_id, fen=1, name="x", paper=alone)
    with pytest.raises(refused.SamePerson):
        actions.close_year(fund_id=fund_id, paper=alone)


def test_a_townships_reserve_is_its_own(fund_id: int) -> None:
    supply = {"fund_id": fund_id, "fen": 50, "name": "2026-10"}
    actions.move_money("supply_township", **supply, paper=FINANCE, township=TOWNSHIP.code)  # type: ignore[arg-type]
    actions.move_money("hand_out", fund_id=fund_id, fen=20, name="fire", paper=TOWN, township=TOWNSHIP.code)
    assert standing(fund_id)["township"] == 30
    with pytest.raises(refused.UnknownAccount, match="370830102"):
        actions.move_money("hand_out", fund_id=fund_id, fen=1, name="x", paper=TOWN, township="370830102")


def test_what_was_entered_in_error_is_undone_once_by_whoever_enters_such(fund_id: int) -> None:
    wrong = actions.move_money("plan", fund_id=fund_id, fen=100, name="wrong", paper=FINANCE)
    with pytest.raises(refused.WrongParty):
        actions.correct(wrong_id=wrong, paper=CIVIL)
    first = actions.correct(wrong_id=wrong, paper=FINANCE)
    assert actions.correct(wrong_id=wrong, paper=FINANCE) == first
    assert standing(fund_id)["available"] == 100
    with pytest.raises(refused.NothingToResolve):
        actions.correct(wrong_id=first, paper=FINANCE)


@pytest.mark.requirement("R-615")
def test_another_funds_money_comes_in_a_pair_with_three_people(fund_id: int) -> None:
    other = opened(2025)
    terms = {"from_fund": fund_id, "to_fund": other, "fen": 60, "name": "调剂1号", "paper": FINANCE}
    with pytest.raises(refused.SamePerson):
        actions.lend(**terms, approved_also_by=FINANCE.approved_by)  # type: ignore[arg-type]
    actions.lend(**terms, approved_also_by=THIRD)  # type: ignore[arg-type]
    assert (standing(fund_id)["available"], standing(other)["available"]) == (40, 60)
    assert queries.where_it_is(fund_id).given_fen == 940


def test_a_year_ends_and_hands_on_what_is_left(fund_id: int) -> None:
    with pytest.raises(refused.UnableToClose, match="已占用、在途"):
        actions.close_year(fund_id=fund_id, paper=FINANCE)
    actions.settle(end_to_end_ids=SENT, paper=BANK)
    actions.move_money("release", fund_id=fund_id, fen=100, name="held line", paper=CIVIL)
    assert actions.close_year(fund_id=fund_id, paper=FINANCE) == 400
    assert standing(fund_id) == {"source": -1000, "paid": 600, "carried_over": 400}
    with pytest.raises(refused.YearClosed):
        actions.close_year(fund_id=fund_id, paper=FINANCE)
    with pytest.raises(refused.YearClosed, match="下达指标"):
        actions.move_money("quota", fund_id=fund_id, fen=1, name="late", paper=FINANCE)
    actions.move_money("return", fund_id=fund_id, fen=300, name="2026-P1-1", paper=BANK)
    actions.move_money("remit_returned", fund_id=fund_id, fen=300, name="2026-P1-1", paper=FINANCE)
    following = opened(2027)
    terms = {"from_fund": fund_id, "to_fund": following, "fen": 400, "name": "结转", "paper": FINANCE}
    actions.carry_over(**terms, approved_also_by=THIRD)  # type: ignore[arg-type]
    assert standing(following)["available"] == 400
    assert queries.where_it_is(fund_id).holds


def test_the_books_of_a_fund_are_opened_once(fund_id: int) -> None:
    with pytest.raises(refused.AlreadyWritten, match="2026年dibao"):
        opened()
    assert [one.account.rung for one in queries.balances(fund_id)] == list(Rung)


def test_a_move_nobody_knows_is_refused(fund_id: int) -> None:
    with pytest.raises(refused.BadEntry, match="office_costs"):
        actions.move_money("office_costs", fund_id=fund_id, fen=1, name="x", paper=FINANCE)
