"""What a closed or half-closed month tells: rates, scorecards, three figures, trails, notices, balances, fees."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY
from mingbai.payments.models import Payment
from mingbai.payments.tests.world import FEN, OCTOBER
from mingbai.people.models import Person
from mingbai.receipts import actions, queries
from mingbai.receipts.fees import is_fee
from mingbai.receipts.matching import Kind
from mingbai.receipts.models import BalanceConfirmation, RecipientNotice
from mingbai.receipts.queries.errors import typed
from mingbai.receipts.queries.figures import read_statistics
from mingbai.receipts.queries.standing import three_sums
from mingbai.receipts.refused import WrongState
from mingbai.receipts.tests.world import Month, month_sent
from mingbai.simulation.bank.camt import notification


@pytest.fixture
def month(base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any) -> Month:
    return month_sent(base, fresh_desk, tmp_path, policy, settle)


@pytest.mark.requirement("R-727")
@pytest.mark.requirement("R-726")
@pytest.mark.requirement("R-724")
def test_rates_cards_and_the_banks_score_follow_from_what_is_matched(month: Month) -> None:
    month.delivered(*month.bank_says("csv", amount=1, missing=1, failed=1))
    month.matched()
    with working_as(month.county.reviewer):
        (rate,) = queries.rates(COUNTY, OCTOBER, date(2026, 10, 10))
        (early,) = queries.rates(COUNTY, OCTOBER, date(2026, 10, 8))
        cards = queries.card_rate(COUNTY, OCTOBER)
        (score,) = queries.scorecard(COUNTY, OCTOBER)
    assert (rate.lines, rate.arrived, rate.on_time, rate.due_fen, rate.arrived_fen) == (12, 9, 9, 12 * FEN, 9 * FEN)
    assert (rate.on_time_bp, rate.full_bp, early.on_time) == (7_500, 7_500, 0)
    assert (cards.lines, cards.by_card, cards.exceptions, cards.share_bp) == (12, 9, {"not_arrived": 3}, 7_500)
    assert (score.paid, score.failed, score.errors, score.fees, score.on_the_day_bp) == (10, 1, 1, 0, 10_000)


@pytest.mark.requirement("R-720")
def test_business_statistics_and_payment_figures_agree_or_are_named(month: Month, tmp_path: Path) -> None:
    (path,) = month.bank_says("csv")
    month.delivered(path)
    with working_as(month.county.reviewer):
        reported = queries.export_statistics(COUNTY, OCTOBER, tmp_path / "statistics.csv")
        assert read_statistics(tmp_path / "statistics.csv") == reported
        assert reported["dibao_rural"].lines == 12
        business, statistics, paid = queries.differing_figures(COUNTY, OCTOBER, reported)["dibao_rural"]
        assert (business, paid) == (statistics, None)
    month.matched()
    with working_as(month.county.reviewer):
        assert queries.differing_figures(COUNTY, OCTOBER, reported) == {}
        one_more = {"dibao_rural": replace(reported["dibao_rural"], persons=13)}
        assert list(queries.differing_figures(COUNTY, OCTOBER, one_more)) == ["dibao_rural"]


@pytest.mark.requirement("R-720")
def test_the_sums_of_a_page_are_those_that_leave_the_house(month: Month) -> None:
    month.delivered(*month.bank_says("csv", amount=1, missing=1))
    month.matched()
    with working_as(month.county.reviewer):
        business, paid = queries.three_figures(COUNTY, OCTOBER)
        given = queries.appropriated(COUNTY, OCTOBER)
        ((programme, sums),) = three_sums(COUNTY, OCTOBER).items()
        assert three_sums(COUNTY, OCTOBER.previous()) == {}
    assert programme == "dibao_rural"
    assert [(one.lines, one.fen) for one in sums] == [
        (business[programme].lines, business[programme].fen),
        given[programme],
        (paid[programme].lines, paid[programme].fen),
    ]
    assert sums[0].lines == 12
    assert sums[2].lines == 10


@pytest.mark.requirement("R-916")
def test_errors_of_money_are_typed_over_missed_and_wrong_with_their_amounts(month: Month) -> None:
    month.delivered(*month.bank_says("csv", duplicate=1, missing=2, account=1, swapped=1))
    month.matched()
    with working_as(month.county.reviewer):
        assert queries.money_errors(COUNTY, OCTOBER) == {
            "over": queries.Typed(1, FEN),
            "missed": queries.Typed(2, 2 * FEN),
            "wrong": queries.Typed(2, 3 * FEN),
        }


@pytest.mark.requirement("R-916")
def test_an_amount_that_differs_is_over_or_missed_by_what_it_differs() -> None:
    assert typed(Kind.AMOUNT, 700, 500) == ("over", 200)
    assert typed(Kind.AMOUNT, 499, 500) == ("missed", 1)


@pytest.mark.requirement("R-725")
@pytest.mark.requirement("R-1507")
def test_a_persons_trail_shows_file_state_and_the_banks_own_number(month: Month) -> None:
    month.delivered(*month.bank_says("camt.054", returned=1))
    month.matched()
    month.taken_back()
    with working_as(month.county.reviewer):
        payment = Payment.objects.get(state="returned")
        (turn,) = queries.trail(payment.payee_id or 0)
    assert [told.status for told in turn.told] == ["paid", "returned"]
    assert all(told.reference and told.bank for told in turn.told)
    assert turn.attempt.turns[-1].state == "returned"
    assert turn.last_at == month.at


@pytest.mark.requirement("R-722")
def test_each_recipient_is_told_once_without_name_or_number_and_delivery_is_kept(month: Month) -> None:
    month.delivered(*month.bank_says("csv"))
    month.matched()
    path = month.folder / "sms.tsv"
    reviewer = month.county.reviewer
    with working_as(reviewer):
        said = actions.tell_recipients(
            region=COUNTY, month=OCTOBER, gateway=actions.OutboxFile(path), by=reviewer, at=month.at
        )
        again = actions.tell_recipients(
            region=COUNTY, month=OCTOBER, gateway=actions.OutboxFile(path), by=reviewer, at=month.at
        )
        notices = list(RecipientNotice.objects.all())
        names = set(Person.objects.values_list("name", flat=True))
    assert sum(said.values()) == len(notices) == 12
    assert sum(again.values()) == 0
    assert not any(name in path.read_text(encoding="utf-8") for name in names)
    sent = [one.payment_id for one in notices if one.state == "sent"]
    with working_as(reviewer):
        assert actions.note_delivery(delivered=sent[:1], failed=dict.fromkeys(sent[1:2], "停机"), at=month.at) == len(
            sent[:2]
        )


@pytest.mark.requirement("R-721")
def test_a_balance_is_put_by_finance_and_answered_by_the_bank(month: Month) -> None:
    asker, teller = month.county.asker, month.county.teller
    with working_as(asker):
        before = actions.enter_balance(
            region=COUNTY,
            bank="农商行",
            as_of=month.at.date(),
            bank_fen=12 * FEN,
            document="1号",
            by=asker,
            at=month.at,
        )
    assert (before.book_fen, before.bank_fen) == (12 * FEN, 12 * FEN)
    month.delivered(*month.bank_says("csv", missing=2))
    month.matched()
    with working_as(asker):
        after = actions.enter_balance(
            region=COUNTY, bank="农商行", as_of=month.at.date(), bank_fen=FEN, document="2号", by=asker, at=month.at
        )
    assert after.book_fen == 2 * FEN
    with working_as(teller), pytest.raises(WrongState, match="余额不符"):
        actions.confirm_balance(balance_id=after.pk, agreed=True, by=teller, at=month.at)
    with working_as(teller):
        actions.confirm_balance(balance_id=after.pk, agreed=False, answer="一笔在途", by=teller, at=month.at)
        actions.confirm_balance(balance_id=before.pk, agreed=True, by=teller, at=month.at)
        assert list(BalanceConfirmation.objects.order_by("pk").values_list("agreed", flat=True)) == [True, False]


@pytest.mark.requirement("R-723")
def test_a_fee_taken_from_a_recipient_is_an_item_of_its_own(month: Month) -> None:
    month.delivered(*month.bank_says("camt.054"))
    paid = month.told[0].lines[0]
    fee = replace(paid, reference="FEE1", end_to_end_id="", amount_fen=1_000, purpose="小额账户管理费2026-10")
    path = month.folder / "fee.xml"
    path.write_bytes(notification([fee], OCTOBER, 99))
    month.delivered(path)
    found = month.matched()
    assert [(one.kind, one.fen) for one in found.differences] == [("fee", 1_000)]
    with working_as(month.county.reviewer):
        (score,) = queries.scorecard(COUNTY, OCTOBER)
    assert score.fees == 1
    month.explained(month.items()[0], "已退还并整改。")
    assert month.closed()[-1] == "closed"


@pytest.mark.parametrize(
    ("purpose", "fee"),
    [("短信费", True), ("收取工本费10元", True), ("annual fee", True), ("农村低保金2026年10月", False),
     ("免收手续费", False), ("退还年费", False), ("低保金（免手续费）", False)],
)  # fmt: skip
def test_a_fee_is_known_by_its_name_and_a_waived_one_is_none(purpose: str, fee: bool) -> None:
    assert is_fee(purpose) is fee


def test_what_comes_after_a_month_was_closed_is_dealt_with_in_the_month_it_comes(month: Month) -> None:
    month.delivered(*month.bank_says("camt.054"))
    month.matched()
    month.closed()
    paid = month.told[0].lines[0]
    back = replace(paid, reference="LATE1", status="returned", paid_on=date(2026, 11, 3), reason="账户已销户")
    path = month.folder / "late.xml"
    path.write_bytes(notification([back], OCTOBER, 98))
    month.at = month.at.replace(month=11)
    month.delivered(path)
    november = OCTOBER.next()
    reviewer = month.county.reviewer
    with working_as(reviewer):
        found = actions.match_month(region=COUNTY, month=november, by=reviewer, at=month.at)
        assert [(one.kind, one.lines) for one in found.differences] == [("returned", ())]
        taken = actions.take_back(region=COUNTY, month=november, by=reviewer, at=month.at)
        assert taken.returned == (paid.end_to_end_id,)
        assert queries.is_closed(COUNTY, OCTOBER)
        assert [item.month for item in queries.open_items(COUNTY)] == [november.first_on]
