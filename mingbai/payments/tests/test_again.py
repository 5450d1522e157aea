"""What failed is tried again, once at a time, with its own money, into an account two people agreed to."""

from pathlib import Path

import pytest

from mingbai.config.guards import scope
from mingbai.config.testing import Base
from mingbai.evidence.witnesses.policy import Policy
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY
from mingbai.payments import actions, queries
from mingbai.payments.models import AccountChange, Payment
from mingbai.payments.refused import (
    NotToBeRepeated,
    PaidAlready,
)
from mingbai.payments.states import State
from mingbai.payments.tests.sent import Sent, Settle, again, at_once, ids, is_whole, names_of, rung
from mingbai.payments.tests.world import AT, account
from mingbai.treasury.ladder import Rung

pytestmark = pytest.mark.requirement("R-1508")


@pytest.mark.parametrize("said", [None, "accepted", "settled"])
def test_what_is_not_known_to_have_failed_is_not_tried_again(sent: Sent, said: str | None) -> None:
    place, _, names = sent
    if said:
        place.answers(**{said: names})
    with pytest.raises(NotToBeRepeated):
        again(place, ids(names[:1]))
    assert names_of(2) == []


@pytest.mark.parametrize("how", ["rejected", "returned"])
def test_what_failed_is_tried_again_once(sent: Sent, how: str, tmp_path: Path, policy: Policy, settle: Settle) -> None:
    place, _, names = sent
    place.answers(**{how: names[:1]}, settled=names[1:])
    files = again(place, ids(names[:1]))
    with pytest.raises(PaidAlready):
        again(place, ids(names[:1]))
    place.send_again(files, tmp_path / "outbox", policy, settle)
    (second,) = names_of(2)
    assert second == names[0].removesuffix("A1") + "A2"
    place.answers(settled=[second])
    assert rung(place, Rung.PAID) == 3
    assert is_whole(place)
    with scope(COUNTY):
        (payment,) = queries.attempts([Payment.objects.get(end_to_end_id=second).line_id or 0]).values()
    assert [one.state for one in payment] == [how, State.SETTLED]


def test_many_who_try_again_at_once_make_one_attempt(sent: Sent) -> None:
    place, _, names = sent
    place.answers(rejected=names[:1])
    failed = ids(names[:1])
    outcomes = at_once([lambda: again(place, failed)] * 6)
    assert outcomes["done"] == 1
    assert sum(outcomes.values()) == 6
    assert len(names_of(2)) == 1


@pytest.mark.parametrize("how", ["rejected", "returned"])
def test_a_further_attempt_withdrawn_frees_its_money_and_may_be_made_anew(
    sent: Sent, how: str, tmp_path: Path, policy: Policy, settle: Settle
) -> None:
    place, _, names = sent
    place.answers(**{how: names[:1]}, settled=names[1:])
    (file,) = again(place, ids(names[:1]))
    with working_as(place.reviewer):
        actions.withdraw_file(file_id=file, reason="账户待核实", by=place.reviewer, at=AT)
    assert (rung(place, Rung.RESERVED), rung(place, Rung.RETURNED)) == (0, 0)
    assert is_whole(place)
    files = again(place, ids(names_of(2)))
    place.send_again(files, tmp_path / "outbox", policy, settle)
    place.answers(settled=names_of(3))
    assert rung(place, Rung.PAID) == 3
    assert is_whole(place)


def test_what_is_given_up_or_remitted_leaves_no_money_behind(sent: Sent) -> None:
    place, _, (a, b, c) = sent
    place.answers(rejected=[a], returned=[b], settled=[c])
    with working_as(place.reviewer), pytest.raises(NotToBeRepeated):
        actions.give_up(payment_ids=ids([b]), document="x", by=place.reviewer, at=AT)
    with working_as(place.reviewer):
        assert actions.give_up(payment_ids=ids([a]), document="明民退〔2026〕1号", by=place.reviewer, at=AT) == 1
    with working_as(place.asker):
        assert actions.remit(payment_ids=ids([b]), document="明财缴〔2026〕1号", by=place.asker, at=AT) == 1
    assert [rung(place, which) for which in (Rung.RESERVED, Rung.RETURNED, Rung.REMITTED, Rung.PAID)] == [0, 0, 1, 1]
    assert place.answers(settled=[c], returned=[b], rejected=[a]) == 0
    assert is_whole(place)


@pytest.mark.requirement("R-712")
def test_another_account_for_the_next_attempt_needs_two_people_afresh(base: Base, fresh_desk: str, sent: Sent) -> None:
    place, _, names = sent
    place.answers(rejected=names[:1])
    (failed,) = ids(names[:1])
    with scope(COUNTY):
        payment = Payment.objects.get(pk=failed)
    with base.administrator(fresh_desk) as admin:
        other = account(admin, payment.payee_id or 0, "6217000000000777", "新户名")
    with working_as(place.handler):
        change = actions.ask_account_change(
            payment_id=failed, account_id=other, why="卡号错误", by=place.handler, at=AT
        )
    with working_as(place.leader):
        actions.approve_account_change(change_id=change, by=place.leader, at=AT)
    again(place, [failed])
    with scope(COUNTY):
        assert Payment.objects.get(attempt=2).account_id == other
        assert AccountChange.objects.get(pk=change).made_by != place.leader.id


def test_an_account_asked_for_and_not_agreed_to_is_not_used(base: Base, fresh_desk: str, sent: Sent) -> None:
    place, _, names = sent
    place.answers(rejected=names[:1])
    (failed,) = ids(names[:1])
    with base.administrator(fresh_desk) as admin:
        other = account(admin, 1, "6217000000000777", "新户名")
    with working_as(place.handler):
        actions.ask_account_change(payment_id=failed, account_id=other, why="卡号错误", by=place.handler, at=AT)
    again(place, [failed])
    with scope(COUNTY):
        assert Payment.objects.get(attempt=2).account_id != other
