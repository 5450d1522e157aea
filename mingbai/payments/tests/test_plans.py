"""用款计划: asked after the meeting, approved and arrived by others; and urgent relief, one by one (R-617, R-707)."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from django.db import IntegrityError, connection

from mingbai.config.guards import scope
from mingbai.config.testing import Base
from mingbai.evidence.models import Act
from mingbai.evidence.witnesses.policy import Policy
from mingbai.kernel.region import Region
from mingbai.offices.actor import working_as
from mingbai.offices.refused import NotYours, Refused
from mingbai.offices.tests.places import COUNTY
from mingbai.payments import actions, queries
from mingbai.payments.models import BankFile, FundRequest, Payment, UrgentRelief
from mingbai.payments.refused import NoMoney, NothingToPay, NotYourOffice, PaidAlready, SamePerson, WrongState
from mingbai.payments.states import State
from mingbai.payments.tests.world import AT, FEN, OCTOBER, VILLAGE, County, county, released
from mingbai.treasury.ladder import Rung
from mingbai.treasury.queries import ladder
from mingbai.treasury.refused import ForbiddenUse


def ask(place: County, **changes: object) -> int:
    said = {"region": COUNTY, "month": OCTOBER, "programme": "dibao_rural", "fund_id": place.fund_id, "document": "7号"}
    with working_as(place.handler):
        return actions.request_funds(**{**said, "needs_minutes": False, **changes}, by=place.handler, at=AT)  # type: ignore[arg-type]


@pytest.mark.requirement("R-617")
def test_money_is_planned_when_it_has_arrived_and_not_before(fresh_desk: str) -> None:
    place = county(planned_fen=0)
    request = ask(place, fen=5 * FEN)
    assert ladder(place.fund_id)[Rung.PLANNED] == 0
    with working_as(place.approver):
        actions.approve_request(request_id=request, by=place.approver, at=AT)
    assert ladder(place.fund_id)[Rung.PLANNED] == 0
    with working_as(place.sender):
        actions.note_arrival(request_id=request, document="到账1号", by=place.sender, at=AT)
        with pytest.raises(WrongState):
            actions.note_arrival(request_id=request, document="到账1号", by=place.sender, at=AT)
    assert ladder(place.fund_id)[Rung.PLANNED] == 5 * FEN


@pytest.mark.requirement("R-707")
def test_no_plan_goes_to_finance_without_the_minutes_of_the_meeting(base: Base, fresh_desk: str) -> None:
    place = county(planned_fen=0)
    with pytest.raises(Refused, match="纪要"):
        ask(place, fen=FEN, needs_minutes=True)
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE payments_fundrequest DROP CONSTRAINT payments_plan_after_the_meeting")
    ask(place, fen=FEN, needs_minutes=True)


@pytest.mark.requirement("R-614")
def test_a_plan_for_a_forbidden_use_is_refused_and_the_attempt_is_kept(fresh_desk: str) -> None:
    place = county(planned_fen=0)
    with pytest.raises(ForbiddenUse, match="基础设施维修改造"):
        ask(place, fen=FEN, document="敬老院装修〔2026〕1号")
    with scope(COUNTY):
        assert FundRequest.objects.count() == 0
        (kept,) = Act.objects.filter(type="treasury.use_refused")
        assert kept.by == place.handler.id
    ask(place, fen=FEN, document="农村低保〔2026〕1号")


def test_a_plan_asks_for_what_the_rosters_come_to_and_no_more(base: Base, fresh_desk: str) -> None:
    place = county(planned_fen=0)
    with pytest.raises(NothingToPay):
        ask(place)
    with base.administrator(fresh_desk) as admin:
        released(admin, 4)
    request = ask(place)
    with scope(COUNTY):
        assert FundRequest.objects.get(pk=request).fen == 4 * FEN
    with pytest.raises(NothingToPay):
        ask(place, document="8号")
    with pytest.raises(Refused, match="文号"):
        ask(place, fen=1)


def test_a_refused_plan_leaves_room_for_another(base: Base, fresh_desk: str) -> None:
    place = county(planned_fen=0)
    with base.administrator(fresh_desk) as admin:
        released(admin, 4)
    request = ask(place)
    with working_as(place.approver):
        actions.refuse_request(request_id=request, reason="科目有误", by=place.approver, at=AT)
    assert ask(place, document="8号") != request


@pytest.mark.requirement("R-701")
def test_civil_affairs_asks_and_finance_approves(fresh_desk: str) -> None:
    place = county(planned_fen=0)
    request = ask(place, fen=FEN)
    for who in (place.leader, place.handler, place.teller):
        with working_as(who), pytest.raises((NotYours, NotYourOffice)):
            actions.approve_request(request_id=request, by=who, at=AT)
    with working_as(place.approver):
        actions.approve_request(request_id=request, by=place.approver, at=AT)


@pytest.mark.parametrize(
    ("one", "other"), [("made_by", "approved_by"), ("made_by", "arrived_by"), ("approved_by", "arrived_by")]
)
def test_no_two_steps_of_a_plan_are_one_persons(base: Base, fresh_desk: str, one: str, other: str) -> None:
    place = county(planned_fen=0)
    ask(place, fen=FEN)
    statement = f"UPDATE payments_fundrequest SET {one} = 5, {other} = 5"
    with base.administrator(fresh_desk) as admin:
        with pytest.raises(Exception, match=f"{one}_is_not_{other}"):
            admin.execute(statement)
        admin.execute(f"ALTER TABLE payments_fundrequest DROP CONSTRAINT fundrequest_{one}_is_not_{other}")
        admin.execute(statement)


# ------------------------------------------------------------------ urgent relief


def relief(place: County, fen: int = 50_000) -> int:
    with working_as(place.handler):
        return actions.ask_urgent(
            region=Region(VILLAGE), household_id=1, person_id=None, account_id=1, amount_fen=fen,
            cause="火灾，当晚无处安身", document="ab" * 32, by=place.handler, at=AT,
        )  # fmt: skip


@pytest.fixture
def place(base: Base, fresh_desk: str) -> County:
    made = county(planned_fen=0)
    made.planned(10 * FEN, programme="linshi")
    with base.administrator(fresh_desk) as admin:
        released(admin, 1)
    return made


@pytest.mark.requirement("R-711")
def test_urgent_relief_is_paid_by_itself_the_same_day(
    place: County, tmp_path: Path, policy: Policy, settle: Callable[..., None]
) -> None:
    urgent = relief(place)
    with working_as(place.handler), pytest.raises(WrongState):
        actions.draft_urgent(urgent_id=urgent, by=place.handler, at=AT)
    with working_as(place.leader):
        actions.approve_urgent(urgent_id=urgent, by=place.leader, at=AT)
    with working_as(place.handler):
        file = actions.draft_urgent(urgent_id=urgent, by=place.handler, at=AT)
        with pytest.raises(PaidAlready):
            actions.draft_urgent(urgent_id=urgent, by=place.handler, at=AT)
    place.send_again([file], tmp_path / "outbox", policy, settle)
    (path,) = (tmp_path / "outbox").iterdir()
    assert "先行救助" in path.read_text("gb18030")
    with scope(COUNTY):
        (payment,) = Payment.objects.filter(file_id=file)
        assert (payment.amount_fen, payment.end_to_end_id) == (50_000, f"999901202610U{urgent}A1")
        assert BankFile.objects.get(pk=file).execute_on == AT.date()
    place.answers(settled=[payment.end_to_end_id])
    with scope(COUNTY):
        assert Payment.objects.get(pk=payment.pk).state == State.SETTLED


def test_urgent_relief_is_small(place: County) -> None:
    with pytest.raises(Refused, match="限额"):
        relief(place, 10**8)


def test_urgent_relief_is_explained_afterwards_or_named(place: County) -> None:
    urgent = relief(place)
    with working_as(place.leader):
        actions.approve_urgent(urgent_id=urgent, by=place.leader, at=AT)
    with scope(COUNTY):
        due = UrgentRelief.objects.get(pk=urgent).explain_by_on
        assert not queries.unexplained_relief(COUNTY, due)
        assert [one.pk for one in queries.unexplained_relief(COUNTY, due + timedelta(1))] == [urgent]
    with working_as(place.handler):
        actions.explain_urgent(urgent_id=urgent, explanation="已补申请和入户记录", on=due, by=place.handler, at=AT)
    with scope(COUNTY):
        assert not queries.unexplained_relief(COUNTY, due + timedelta(1))


def test_nobody_grants_the_relief_he_asked_for(base: Base, fresh_desk: str, place: County) -> None:
    urgent = relief(place)
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE payments_urgentrelief DISABLE TRIGGER USER")
        admin.execute("UPDATE payments_urgentrelief SET made_by = %s", [place.leader.id])
    with working_as(place.leader), pytest.raises(SamePerson):
        actions.approve_urgent(urgent_id=urgent, by=place.leader, at=AT)
    with (
        pytest.raises(IntegrityError, match="made_by_is_not_approved_by"),
        scope(COUNTY),
        connection.cursor() as cursor,
    ):
        cursor.execute(
            "UPDATE payments_urgentrelief SET state = 'approved', approved_by = made_by, approved_at = now()"
        )


def test_urgent_relief_without_money_waits(base: Base, fresh_desk: str) -> None:
    place = county(planned_fen=0)
    with base.administrator(fresh_desk) as admin:
        released(admin, 1)
    urgent = relief(place)
    with working_as(place.leader):
        actions.approve_urgent(urgent_id=urgent, by=place.leader, at=AT)
    with working_as(place.handler), pytest.raises(NoMoney):
        actions.draft_urgent(urgent_id=urgent, by=place.handler, at=AT)
