"""Exactly once: whoever asks, however often, at whatever moment, a line is paid once or not at all."""

from pathlib import Path

import pytest

from mingbai.config.guards import scope
from mingbai.config.testing import Base
from mingbai.evidence.witnesses.policy import Policy
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY
from mingbai.payments import actions, queries
from mingbai.payments.models import BankFile, Payment, PaymentState
from mingbai.payments.profiles import answers_of
from mingbai.payments.profiles.tests.test_answers import one as status
from mingbai.payments.profiles.tests.test_answers import report
from mingbai.payments.refused import (
    Contradicted,
    NoMoney,
    NothingToPay,
    PaidAlready,
    SamePerson,
    UnknownPayments,
)
from mingbai.payments.states import State
from mingbai.payments.tests.sent import Sent, Settle, at_once, is_whole, names_of, rung, states
from mingbai.payments.tests.world import AT, FEN, OCTOBER, PAY_ON, county, released
from mingbai.treasury.ladder import Rung
from mingbai.treasury.queries import ladder
from mingbai.treasury.refused import NotEnough

pytestmark = pytest.mark.requirement("R-1508")


# ------------------------------------------------------------------ drafting


def test_a_roster_drafted_twice_is_paid_once(base: Base, fresh_desk: str) -> None:
    place = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
    place.drafted(roster)
    with pytest.raises(NothingToPay):
        place.drafted(roster)


def test_a_family_on_two_rosters_of_a_month_is_paid_once(base: Base, fresh_desk: str) -> None:
    place = county()
    with base.administrator(fresh_desk) as admin:
        first, second = released(admin), released(admin, number=1)
        for guard in ("rosters_line_once", "rosters_award_once"):  # rosters has failed
            admin.execute(f"DROP INDEX {guard}")
        admin.execute("ALTER TABLE rosters_rosterline DISABLE TRIGGER USER")
        admin.execute("UPDATE rosters_rosterline SET instalment = 0")
    place.drafted(first)
    with pytest.raises(PaidAlready):
        place.drafted(second)
    with scope(COUNTY):
        assert Payment.objects.count() == 3


def test_two_who_draft_at_once_make_one_file(base: Base, fresh_desk: str) -> None:
    place = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
    outcomes = at_once([lambda: place.drafted(roster)] * 4)
    assert outcomes == {"done": 1, "NothingToPay": 3}
    with scope(COUNTY):
        assert (Payment.objects.count(), BankFile.objects.count()) == (3, 1)


def test_two_who_send_at_once_send_once(
    base: Base, fresh_desk: str, tmp_path: Path, policy: Policy, settle: Settle
) -> None:
    place = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
    (file,) = place.sealed(roster)
    settle()
    outcomes = at_once([
        lambda: actions.send_file(file_id=file, outbox=tmp_path / "out", policy=policy, by=place.sender, at=AT)
    ] * 4)  # fmt: skip
    assert outcomes == {"done": 1, "WrongState": 3}
    assert rung(place, Rung.IN_TRANSIT) == 3
    assert len(list((tmp_path / "out").iterdir())) == 1
    assert is_whole(place)


def test_no_more_is_drafted_than_has_arrived(base: Base, fresh_desk: str) -> None:
    place = county(planned_fen=2 * FEN)
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
    with pytest.raises(NoMoney):
        place.drafted(roster)
    place.planned(2 * FEN, name="2")
    files = place.drafted(roster)
    with scope(COUNTY):
        sums = list(BankFile.objects.filter(pk__in=files).order_by("id").values_list("payments", "total_fen"))
    assert sums == [(2, 2 * FEN), (1, FEN)]


def test_what_is_left_of_one_plan_is_not_lost_to_the_lines_of_another(base: Base, fresh_desk: str) -> None:
    place = county(planned_fen=3 * FEN)
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
        admin.execute("ALTER TABLE rosters_rosterline DISABLE TRIGGER USER")
        admin.execute("UPDATE rosters_rosterline SET amount_fen = 2 * amount_fen, before_fen = 2 * before_fen"
                      " WHERE id <> (SELECT max(id) FROM rosters_rosterline)")  # fmt: skip
        admin.execute("ALTER TABLE rosters_rosterline ENABLE TRIGGER USER")
    place.planned(2 * FEN, name="2")

    files = place.drafted(roster)  # 2, 2 and 1 of plans of 3 and 2: neither the first two of the first, nor all of one

    with scope(COUNTY):
        sums = list(BankFile.objects.filter(pk__in=files).order_by("id").values_list("payments", "total_fen"))
    assert sorted(sums) == [(1, 2 * FEN), (2, 3 * FEN)]


def test_who_has_no_confirmed_account_is_why_nothing_is_left_to_draft(base: Base, fresh_desk: str) -> None:
    place = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin, 2)
        for table in ("people_account", "rosters_rosterline"):
            admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        admin.execute(
            "UPDATE people_account SET state = 'closed', until_on = from_on, closed_by = 1, closed_at = now()"
        )
        for table in ("people_account", "rosters_rosterline"):
            admin.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")

    with pytest.raises(NothingToPay, match="2行，收款账户都未经第二人确认"):
        place.drafted(roster)


def test_more_lines_than_a_bank_takes_become_several_files(base: Base, fresh_desk: str) -> None:
    place = county(planned_fen=6_000 * FEN)
    with base.administrator(fresh_desk) as admin:
        roster = released(admin, 5_003)
    files = place.drafted(roster)
    with scope(COUNTY):
        assert list(BankFile.objects.filter(pk__in=files).order_by("id").values_list("payments", "part")) == [
            (5_000, 1),
            (3, 2),
        ]


def test_the_same_roster_gives_the_same_bytes(base: Base, tmp_path: Path, policy: Policy, settle: Settle) -> None:
    seen = []
    for _ in range(2):
        with base.clone() as name:
            place = county()
            with base.administrator(name) as admin:
                roster = released(admin)
            (file,) = place.sealed(roster)
            with scope(COUNTY):
                made = BankFile.objects.get(pk=file)
            seen.append((made.message_id, made.sha256))
    assert seen[0] == seen[1]


# ------------------------------------------------------------------ the bank's answers


def test_answers_come_in_any_order_and_as_often_as_they_like(sent: Sent) -> None:
    place, _, (a, b, c) = sent
    assert place.answers(accepted=[a, b, c]) == 3
    assert place.answers(settled=[a], rejected=[b], returned=[c]) == 4  # c arrived, and came back
    for said in ({"settled": [a, c]}, {"accepted": [a, b, c]}, {"returned": [c]}, {"rejected": [b]}):
        assert place.answers(**said) == 0
    assert states() == {a: State.SETTLED, b: State.REJECTED, c: State.RETURNED}
    assert [rung(place, which) for which in (Rung.PAID, Rung.RESERVED, Rung.RETURNED, Rung.IN_TRANSIT)] == [1, 1, 1, 0]
    assert is_whole(place)


def test_an_answer_for_a_payment_nobody_sent_enters_nothing(sent: Sent) -> None:
    place, _, (a, _, _) = sent
    with pytest.raises(UnknownPayments, match="X1"):
        place.answers(settled=[a, "X1"])
    assert set(states().values()) == {State.INSTRUCTED}
    assert rung(place, Rung.PAID) == 0


@pytest.mark.parametrize(
    ("before", "after"), [("settled", "rejected"), ("rejected", "settled"), ("rejected", "returned")]
)
def test_a_bank_that_contradicts_itself_enters_nothing(sent: Sent, before: str, after: str) -> None:
    place, _, (a, b, _) = sent
    place.answers(**{before: [a]})
    known, books = states(), ladder(place.fund_id)
    with pytest.raises(Contradicted):
        place.answers(**{after: [a, b]})
    assert (states(), ladder(place.fund_id)) == (known, books)


def test_a_status_report_of_the_bank_is_taken_payment_by_payment(sent: Sent) -> None:
    place, file, (a, b, c) = sent
    with scope(COUNTY):
        message = BankFile.objects.get(pk=file).message_id
    content = report(status(a, "ACSP"), status(b, "RJCT", "AC01"), status(c, "PDNG")).replace(
        b">F1<", f">{message}<".encode()
    )
    with working_as(place.teller):
        taken = actions.take_answers(
            report=answers_of(content), document="受理回执1", by=place.teller, approved_by=place.sender, at=AT
        )
    assert taken == 2
    assert states() == {a: State.ACCEPTED, b: State.REJECTED, c: State.INSTRUCTED}


def test_two_tellers_at_once_enter_an_answer_once(sent: Sent) -> None:
    place, _, names = sent
    assert at_once([lambda: place.answers(settled=names)] * 3) == {"done": 3}
    with scope(COUNTY):
        assert PaymentState.objects.filter(state=State.SETTLED).count() == 3
    assert rung(place, Rung.PAID) == 3
    assert is_whole(place)


# ------------------------------------------------------------------ before it leaves


@pytest.mark.parametrize("how_far", ["drafted", "reserved", "sealed"])
def test_a_file_withdrawn_before_it_left_is_made_anew(base: Base, fresh_desk: str, how_far: str) -> None:
    place = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
    (file,) = getattr(place, how_far)(roster)
    with working_as(place.reviewer):
        actions.withdraw_file(file_id=file, reason="名册有误", by=place.reviewer, at=AT)
    assert set(states().values()) == {State.VOID}
    assert rung(place, Rung.RESERVED) == 0
    assert is_whole(place)
    (second,) = place.drafted(roster)
    assert second != file
    assert len(names_of(2)) == 3


def test_whoever_made_a_file_does_not_review_it(base: Base, fresh_desk: str) -> None:
    place = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
    (file,) = place.drafted(roster)
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE payments_bankfile DISABLE TRIGGER USER")
        admin.execute("UPDATE payments_bankfile SET made_by = %s", [place.reviewer.id])
        admin.execute("ALTER TABLE payments_bankfile ENABLE TRIGGER USER")
    with pytest.raises(SamePerson), working_as(place.reviewer):
        actions.reserve(file_id=file, by=place.reviewer, at=AT)


def test_no_money_is_set_aside_that_the_books_do_not_have(base: Base, fresh_desk: str) -> None:
    place = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
    (file,) = place.drafted(roster)
    with working_as(place.asker):
        from mingbai.treasury.actions import move_money
        from mingbai.treasury.officers import Paper

        paper = Paper("明财调〔2026〕1号", place.asker, place.approver, AT)
        move_money("unplan", fund_id=place.fund_id, fen=8 * FEN, name="x", paper=paper)
    with pytest.raises(NotEnough), working_as(place.reviewer):
        actions.reserve(file_id=file, by=place.reviewer, at=AT)
    assert set(states().values()) == {State.DRAFTED}


@pytest.mark.requirement("R-725")
def test_every_payment_of_a_person_can_be_followed(sent: Sent) -> None:
    place, _, (a, *_) = sent
    place.answers(settled=[a])
    with scope(COUNTY):
        (trail,) = queries.trail(Payment.objects.get(end_to_end_id=a).payee_id or 0)
    assert [turn.state for turn in trail.turns] == [State.RESERVED, State.INSTRUCTED, State.SETTLED]
    assert [turn.by for turn in trail.turns] == [place.reviewer.id, place.sender.id, place.teller.id]
    assert trail.attempt.amount_fen == FEN


@pytest.mark.requirement("R-705", "R-727")
def test_what_arrived_in_time_is_counted(sent: Sent) -> None:
    place, _, (a, b, _) = sent
    place.answers(settled=[a, b])
    with scope(COUNTY):
        found = queries.punctuality(COUNTY, OCTOBER, PAY_ON)
        late = queries.punctuality(COUNTY, OCTOBER, PAY_ON.replace(day=1))
    assert (found.released, found.released_fen, found.arrived, found.arrived_fen) == (3, 3 * FEN, 2, 2 * FEN)
    assert (found.in_time, late.in_time) == (2, 0)


def test_money_that_makes_no_whole_line_in_any_plan_is_told_apart_from_none(base: Base, fresh_desk: str) -> None:
    place = county(planned_fen=FEN // 2)
    with base.administrator(fresh_desk) as admin:
        roster = released(admin, 1)
    place.planned(FEN // 2, name="2")
    with pytest.raises(NoMoney, match=r"凑不成整行，尚缺.*再申报一份"):
        place.drafted(roster)
    place.planned(FEN, name="3")
    assert len(place.drafted(roster)) == 1
