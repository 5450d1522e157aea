"""What the desk's rules about banks, money and alerts find, and what each lets pass."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mingbai.alerts import actions
from mingbai.alerts.models import TaskFinding
from mingbai.alerts.states import Source
from mingbai.alerts.tests.world import World, found, world
from mingbai.config.testing import Base
from mingbai.kernel.month import Month as Calendar
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY, TOWN
from mingbai.payments.tests.world import FEN, OCTOBER, county, released
from mingbai.policy.parameters import shipped
from mingbai.prechecks.rules import Asked, desk_rules
from mingbai.receipts import actions as receipts
from mingbai.receipts.queries import export_statistics
from mingbai.receipts.tests.world import Month, month_sent
from mingbai.simulation.bank.camt import notification

RULE = pytest.mark.requirement
AFTER = date(2026, 10, 20)


def said_by(rule_id: str, month: Calendar = OCTOBER, on: date = AFTER) -> list[dict[str, Any]]:
    (rule,) = (one for one in desk_rules() if one.id == rule_id)
    return rule.findings(Asked(COUNTY, month, on, shipped().at(COUNTY.code, on)))


@pytest.fixture
def month(base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any) -> Month:
    return month_sent(base, fresh_desk, tmp_path, policy, settle)


@RULE("R-723")
def test_rk316_a_fee_in_a_statement_is_found_and_what_was_only_paid_is_not(month: Month) -> None:
    month.delivered(*month.bank_says("camt.054"))
    month.matched()
    with working_as(month.county.reviewer):
        assert said_by("RK-316") == []
    paid = month.told[0].lines[0]
    fee = replace(paid, reference="FEE1", end_to_end_id="", amount_fen=1_000, purpose="小额账户管理费2026-10")
    path = month.folder / "fee.xml"
    path.write_bytes(notification([fee], OCTOBER, 99))
    month.delivered(path)
    month.matched()
    with working_as(month.county.reviewer):
        (one,) = said_by("RK-316")
        assert (one["severity"], one["amount_fen"], one["gates"]) == ("橙", 1_000, False)
        assert one["person"] is not None
        assert one["message"].endswith("收取10.00元（小额账户管理费2026-10）")
        assert said_by("RK-316", OCTOBER.next()) == []


@RULE("R-720")
def test_rk607_business_statistics_and_payment_are_equal_or_named_once_payment_is_over(
    month: Month, tmp_path: Path
) -> None:
    asker, handler = month.county.reviewer, month.county.handler
    with working_as(asker):
        (unpaid,) = said_by("RK-607")
        assert unpaid["amount_fen"] == 12 * FEN
        assert "发放0户0人0.00元" in unpaid["message"]
        assert said_by("RK-607", on=date(2026, 10, 10)) == []  # payment may still arrive on its last day
    month.delivered(*month.bank_says("csv"))
    month.matched()
    reported = tmp_path / "tj.csv"
    with working_as(handler):
        assert said_by("RK-607") == []
        export_statistics(COUNTY, OCTOBER, reported)
        receipts.enter_statistics(region=COUNTY, month=OCTOBER, path=reported, by=handler, at=month.at)
        assert said_by("RK-607") == []
        reported.write_text(reported.read_text("utf-8").replace(",12,12,", ",13,12,"), "utf-8")
        receipts.enter_statistics(region=COUNTY, month=OCTOBER, path=reported, by=handler, at=month.at)
        (one,) = said_by("RK-607")
        assert (one["severity"], one["programme"], one["amount_fen"]) == ("红", "dibao_rural", 0)
        assert "业务12户12人7,200.00元，统计13户12人7,200.00元" in one["message"]


@RULE("R-909")
def test_what_the_desk_itself_finds_after_payment_becomes_a_task(month: Month) -> None:
    with working_as(month.county.reviewer):
        actions.check_after_payment(region=COUNTY, month=OCTOBER, at=datetime(2026, 10, 20, 2, tzinfo=UTC))
        assert TaskFinding.objects.filter(rule_id="RK-607").count() == 1


@RULE("R-721")
def test_rk707_a_balance_that_differs_is_found_until_a_later_one_agrees(month: Month) -> None:
    asker, on = month.county.asker, month.at.date()
    said: dict[str, Any] = {"region": COUNTY, "bank": "农商行", "by": asker, "at": month.at}
    with working_as(asker):
        receipts.enter_balance(as_of=on - timedelta(days=1), bank_fen=12 * FEN - 1, document="1号", **said)
        (one,) = said_by("RK-707")
        assert (one["severity"], one["amount_fen"]) == ("红", 1)
        receipts.enter_balance(as_of=on, bank_fen=12 * FEN, document="2号", **said)
        assert said_by("RK-707") == []


@RULE("R-608")
def test_rk703_a_way_through_a_transit_account_is_found_and_a_direct_one_is_not(base: Base, fresh_desk: str) -> None:
    made = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin, 3)
    made.drafted(roster)
    with working_as(made.reviewer):
        assert said_by("RK-703") == []
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE payments_bankfile DISABLE TRIGGER ALL")
        admin.execute(
            "UPDATE payments_bankfile SET intermediate = 1, path = %s::jsonb || path",
            ['[{"account": 7, "sort": "other", "listed": false}]'],
        )
    with working_as(made.reviewer):
        (one,) = said_by("RK-703", OCTOBER.next())
        assert (one["severity"], one["amount_fen"]) == ("红", 3 * FEN)
        assert "经过2个账户，其中不应有的1个、不在名单上的1步" in one["message"]
        assert said_by("RK-703", Calendar(2027, 2)) == []


@RULE("R-614")
def test_rk702_an_entry_for_office_costs_that_got_past_the_gate_is_found(base: Base, fresh_desk: str) -> None:
    made = county()
    with working_as(made.reviewer):
        assert said_by("RK-702") == []
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE treasury_transfer DISABLE TRIGGER ALL")
        admin.execute("ALTER TABLE payments_fundrequest DISABLE TRIGGER ALL")
        admin.execute("UPDATE treasury_transfer SET document = '乡镇办公经费〔2026〕3号' WHERE code = 'plan'")
        admin.execute("UPDATE payments_fundrequest SET document = '敬老院装修〔2026〕1号'")
    with working_as(made.reviewer):
        request, entry = said_by("RK-702")
        assert (entry["amount_fen"], request["amount_fen"]) == (10 * FEN, 10 * FEN)
        assert "（办公）" in entry["message"]
        assert "（装修）" in request["message"]
        assert said_by("RK-702", Calendar(2027, 4)) == []


@pytest.fixture
def at(fresh_desk: str) -> World:
    return world()


@RULE("R-909")
def test_rk606_a_township_that_verified_too_few_alerts_in_time_is_found(at: World) -> None:
    for number in range(6):
        task = at.taken(number=100 + number)
        if number:
            at.verify(task, Source.VISIT)
    assert _slow(at, OCTOBER) == []  # nothing was due the month before
    (one,) = _slow(at, OCTOBER.next())
    assert (one["severity"], one["region_code"]) == ("黄", TOWN.code)
    assert "到期预警6条，按期核实5条（83.3%，应不低于90%）" in one["message"]


@RULE("R-909")
def test_rk606_four_alerts_of_which_none_was_verified_say_nothing(at: World) -> None:
    for number in range(4):
        at.opened(found(number=100 + number))
    assert _slow(at, OCTOBER.next()) == []


@RULE("R-909")
def test_rk606_nine_of_ten_in_time_is_enough_and_late_is_not_in_time(at: World) -> None:
    tasks = [at.taken(number=100 + number) for number in range(10)]
    for task in tasks[:9]:
        at.verify(task, Source.VISIT)
    assert _slow(at, OCTOBER.next()) == []
    tasks = [at.taken(number=200 + number) for number in range(2)]
    at.later(14)
    for task in tasks:
        at.verify(task, Source.VISIT)
    (one,) = _slow(at, OCTOBER.next())
    assert "到期预警12条，按期核实9条" in one["message"]


def _slow(at: World, month: Calendar) -> list[dict[str, Any]]:
    with working_as(at.handler):
        return said_by("RK-606", month, month.first_on + timedelta(days=2))
