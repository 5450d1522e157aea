"""Recovery: final first, bearable instalments, booked to the fen, never the office's own error by default."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mingbai.alerts import actions
from mingbai.alerts.models import RecoveryEvent
from mingbai.alerts.queries import account, missed_instalments, recoveries
from mingbai.alerts.refused import DoesNotFit, MoreThanOwed, OfficialError, SamePerson, StillTime
from mingbai.alerts.tests.world import FALSE_ALARM, OVERPAID, World, paid_fund, world
from mingbai.config.guards import scope
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.refused import NotYours, Refused
from mingbai.offices.tests.places import COUNTY
from mingbai.policy.recovery.repayment import WriteOffReason
from mingbai.treasury.ladder import Rung
from mingbai.treasury.queries import account_of

pytestmark = pytest.mark.requirement("R-1025")


@pytest.fixture
def at(desk: str) -> World:
    return world()


def demanded(at: World, outcome: int, fund: int, *, benefit: int = 62_000, **said: Any) -> int:
    with working_as(at.handler):
        return actions.demand(
            outcome_id=outcome, fund_id=fund, monthly_benefit_fen=benefit, document="明民追〔2026〕1号",
            by=at.handler, approved_by=at.leader, at=at.at, **said,
        )  # fmt: skip


def repaid(at: World, owed: int, fen: int, by: Actor | None = None, two: Actor | None = None) -> int:
    who = by or at.finance
    with working_as(who):
        return actions.note_repayment(
            recovery_id=owed, amount_fen=fen, document="缴款书1", by=who, approved_by=two or at.treasurer, at=at.at
        )


def test_d15_money_is_demanded_when_the_family_can_no_longer_object_or_waived_it(at: World) -> None:
    fund, outcome = paid_fund(at), at.overpaid()
    with pytest.raises(StillTime, match="2026-12-11"):
        demanded(at, outcome, fund)
    at.later(61)
    owed = demanded(at, outcome, fund)
    with scope(COUNTY):
        assert [row.pk for row in recoveries(COUNTY)] == [owed]
        assert account(owed).outstanding_fen == 124_000


def test_d15_a_written_waiver_ends_the_wait(at: World) -> None:
    assert demanded(at, at.overpaid(), paid_fund(at), waiver=b"signed")


def test_d15_what_was_overturned_is_not_demanded(at: World) -> None:
    fund, outcome = paid_fund(at), at.overpaid()
    with scope(COUNTY):
        from mingbai.alerts.models import Outcome

        task = Outcome.objects.get(pk=outcome).task_id
    with working_as(at.leader):
        actions.overturn(task_id=task, verdict=FALSE_ALARM, by=at.leader, at=at.at)
    with pytest.raises(Refused, match="已改判"):
        demanded(at, outcome, fund, waiver=b"signed")


def test_d15_the_offices_own_error_is_not_charged_unless_a_document_says_so(at: World) -> None:
    fund = paid_fund(at)
    task = at.verified()
    at.told(task)
    at.heard(task)
    outcome = at.decided(task, replace(OVERPAID, is_official_error=True))
    with pytest.raises(OfficialError):
        demanded(at, outcome, fund, waiver=b"signed")
    assert demanded(at, outcome, fund, waiver=b"signed", despite_document="县政府会议纪要〔2026〕5号")


def test_d15_instalments_leave_the_family_enough_and_add_up(at: World) -> None:
    owed = demanded(at, at.overpaid(), paid_fund(at), waiver=b"signed")
    with working_as(at.handler):
        parts = actions.plan_instalments(
            recovery_id=owed, first_due_on=date(2026, 11, 30), document="协议1", by=at.handler, approved_by=at.leader,
            at=at.at,
        )  # fmt: skip
        assert parts == [12_400] * 10
        assert missed_instalments(COUNTY, date(2027, 1, 30)) == [(owed, 24_800)]
        event = RecoveryEvent.objects.filter(kind="plan")[0]
        event.pk, event.amount_fen, event.due_on = None, 12_401, date(2030, 1, 1)
        with pytest.raises(IntegrityError, match=r"above the cap|more than is owed"), transaction.atomic():
            event.save(force_insert=True)


def test_money_comes_back_and_is_given_up_to_the_fen_and_no_further(at: World) -> None:
    fund = paid_fund(at)
    owed = demanded(at, at.overpaid(), fund, waiver=b"signed")
    repaid(at, owed, 100_000)
    with pytest.raises(MoreThanOwed, match=r"240\.00"):
        repaid(at, owed, 24_001)
    with working_as(at.handler):
        actions.write_off(
            recovery_id=owed, amount_fen=24_000, reason=WriteOffReason.DESTITUTE, document="核销批复1", by=at.handler,
            approved_by=at.leader, at=at.at,
        )  # fmt: skip
        assert account(owed).outstanding_fen == 0
        actions.note_legal_step(
            recovery_id=owed, step="发出催缴函", document="函1", by=at.handler, approved_by=at.leader, at=at.at
        )
    assert account_of(fund, Rung.RECOVERABLE) != account_of(fund, Rung.RECOVERED)


def test_finance_takes_the_money_in_and_two_people_do_everything(at: World) -> None:
    outcome, fund = at.overpaid(), paid_fund(at)
    owed = demanded(at, outcome, fund, waiver=b"signed")
    with pytest.raises(NotYours):
        repaid(at, owed, 1, by=at.handler)
    with pytest.raises((NotYours, SamePerson)):
        repaid(at, owed, 1, two=at.finance)


def test_nothing_is_demanded_that_no_outcome_demands(at: World) -> None:
    outcome = at.decided(at.verified(supports=False), FALSE_ALARM)
    with pytest.raises(DoesNotFit):
        demanded(at, outcome, paid_fund(at), waiver=b"signed")
