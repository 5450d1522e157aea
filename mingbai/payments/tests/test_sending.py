"""Nothing leaves without the quorum, whole or not at all, after the books, and the same bytes every time."""

import os
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path

import pytest
from django.db import connection

from mingbai.config.guards import scope
from mingbai.config.testing import Base
from mingbai.evidence.actions import record_keys
from mingbai.evidence.installation import installed_policy, installed_ring, log_files
from mingbai.evidence.kept import KEPT
from mingbai.evidence.queries import NotLogged, require_witnessed
from mingbai.evidence.verifying import verify
from mingbai.evidence.witnesses.policy import Policy, QuorumMissing
from mingbai.offices.actor import working_as
from mingbai.offices.refused import NotListed, NotYours
from mingbai.offices.tests.places import COUNTY
from mingbai.payments import actions, queries
from mingbai.payments.actions import sending
from mingbai.payments.audit import audit
from mingbai.payments.models import AccountPair, BankFile, Handover, Payment
from mingbai.payments.refused import (
    NotOnItsOwn,
    NotYourOffice,
    OutboxInTheWay,
    SamePerson,
    Tampered,
    UnlistedPath,
    WrongState,
)
from mingbai.payments.states import FileState, State
from mingbai.payments.tests.world import AT, FEN, County, county, released
from mingbai.treasury.ladder import Rung
from mingbai.treasury.queries import ladder

Given = tuple[County, int]
Settle = Callable[..., None]


@pytest.fixture
def given(base: Base, fresh_desk: str) -> Given:
    place = county()
    with base.administrator(fresh_desk) as admin:
        return place, released(admin)


@pytest.fixture
def outbox(tmp_path: Path) -> Path:
    return tmp_path / "outbox"


def send(place: County, file: int, outbox: Path, policy: Policy) -> Path:
    return actions.send_file(file_id=file, outbox=outbox, policy=policy, by=place.sender, at=AT)


def nothing_left(place: County, file: int, outbox: Path) -> bool:
    with scope(COUNTY):
        states = set(Payment.objects.filter(file_id=file).values_list("state", flat=True))
        is_sealed = BankFile.objects.get(pk=file).state == FileState.SEALED
    in_transit = ladder(place.fund_id)[Rung.IN_TRANSIT]
    return states == {State.RESERVED} and is_sealed and in_transit == 0 and not outbox.exists()


@pytest.mark.requirement("R-1402")
def test_nothing_leaves_before_the_quorum_has_cosigned_all_of_it(
    given: Given, outbox: Path, policy: Policy, settle: Settle
) -> None:
    place, roster = given
    (file,) = place.sealed(roster)
    with pytest.raises(NotLogged):
        send(place, file, outbox, policy)
    assert nothing_left(place, file, outbox)
    settle("民政", "财政")  # none of those who supervise
    with pytest.raises(QuorumMissing):
        send(place, file, outbox, policy)
    assert nothing_left(place, file, outbox)
    settle()
    path = send(place, file, outbox, policy)
    assert path.exists()
    assert ladder(place.fund_id)[Rung.IN_TRANSIT] == 3 * FEN


def test_without_the_gate_it_would_leave(
    given: Given, outbox: Path, policy: Policy, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, roster = given
    (file,) = place.sealed(roster)
    monkeypatch.setattr(sending, "require_witnessed", lambda subjects, policy: 1)
    assert send(place, file, outbox, policy).exists()


def test_the_gate_asks_for_every_payment_and_for_the_bytes(
    given: Given, outbox: Path, policy: Policy, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, roster = given
    (file,) = place.sealed(roster)
    settle()
    asked: list[str] = []

    def gate(names: list[str], policy: Policy) -> int:
        asked.extend(names)
        return require_witnessed(names, policy)

    monkeypatch.setattr(sending, "require_witnessed", gate)
    send(place, file, outbox, policy)
    with scope(COUNTY):
        payments = Payment.objects.filter(file_id=file).values_list("id", flat=True)
        assert sorted(asked) == sorted([f"payments.bankfile/{file}", *(f"payments.payment/{n}" for n in payments)])


@pytest.fixture
def run(base: Base, fresh_desk: str) -> tuple[County, list[int]]:
    """Two drafted files, of three and of two payments."""
    place = county()
    with base.administrator(fresh_desk) as admin:
        rosters = [released(admin), released(admin, 2, first=10, number=1)]
    return place, [file for roster in rosters for file in place.drafted(roster)]


def reserve_and_seal(place: County, files: list[int]) -> None:
    with working_as(place.reviewer):
        actions.reserve_files(file_ids=files, by=place.reviewer, at=AT)
    with working_as(place.releaser):
        sealed = actions.seal_files(file_ids=files, by=place.releaser, at=AT)
    with scope(COUNTY):
        assert [one.sha256 for one in sealed] == [BankFile.objects.get(pk=file).sha256 for file in files]


def test_the_files_of_a_run_are_set_aside_together_or_not_at_all(run: tuple[County, list[int]]) -> None:
    place, files = run
    with working_as(place.reviewer):
        actions.reserve(file_id=files[1], by=place.reviewer, at=AT)
    with pytest.raises(WrongState), working_as(place.reviewer):
        actions.reserve_files(file_ids=files, by=place.reviewer, at=AT)
    with scope(COUNTY):
        assert BankFile.objects.get(pk=files[0]).state == FileState.DRAFTED
    assert ladder(place.fund_id)[Rung.RESERVED] == 2 * FEN


@pytest.mark.requirement("R-1402")
def test_one_checkpoint_covers_a_run_or_nothing_of_it_leaves(
    run: tuple[County, list[int]], outbox: Path, policy: Policy, settle: Settle
) -> None:
    place, files = run
    reserve_and_seal(place, files[:1])
    settle()
    reserve_and_seal(place, files[1:])  # whose bytes no checkpoint covers yet
    with pytest.raises(NotLogged):
        actions.send_files(file_ids=files, outbox=outbox, policy=policy, by=place.sender, at=AT)
    assert [nothing_left(place, file, outbox) for file in files] == [True, True]
    settle()
    paths = actions.send_files(file_ids=files, outbox=outbox, policy=policy, by=place.sender, at=AT)
    with scope(COUNTY):
        sent = list(BankFile.objects.order_by("id"))
    assert [sha256(path.read_bytes()).hexdigest() for path in paths] == [file.sha256 for file in sent]
    assert len({file.checkpoint for file in sent}) == 1
    assert ladder(place.fund_id)[Rung.IN_TRANSIT] == 5 * FEN
    with scope("*"):
        assert audit() == []


def test_a_run_cut_short_between_two_files_leaves_none_out(
    run: tuple[County, list[int]], outbox: Path, policy: Policy, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, files = run
    reserve_and_seal(place, files)
    settle()
    real = os.replace

    def replace_the_first(partial: Path, path: Path) -> None:
        if list(outbox.glob("[!.]*")):
            raise KeyboardInterrupt
        real(partial, path)

    with monkeypatch.context() as cut:
        cut.setattr(os, "replace", replace_the_first)
        with pytest.raises(KeyboardInterrupt):
            actions.send_files(file_ids=files, outbox=outbox, policy=policy, by=place.sender, at=AT)
    assert len(list(outbox.glob("[!.]*"))) == 1
    with scope(COUNTY):
        assert set(BankFile.objects.values_list("state", flat=True)) == {FileState.SENT}
    assert len(actions.hand_over_lost(outbox=outbox, at=AT)) == 2
    with scope(COUNTY):
        lying = sorted(sha256(path.read_bytes()).hexdigest() for path in outbox.iterdir())
        assert lying == sorted(file.sha256 or "" for file in BankFile.objects.all())
        assert sorted(Handover.objects.values_list("file_id", flat=True)) == files


def test_a_file_that_cannot_be_put_there_keeps_no_other_back(
    run: tuple[County, list[int]], outbox: Path, policy: Policy, settle: Settle
) -> None:
    place, files = run
    reserve_and_seal(place, files)
    settle()
    with scope(COUNTY):
        first = BankFile.objects.get(pk=files[0])
    outbox.mkdir()
    in_the_way = outbox / f"{first.message_id}.csv"
    in_the_way.write_bytes(b"another")
    with pytest.raises(OutboxInTheWay):
        actions.send_files(file_ids=files, outbox=outbox, policy=policy, by=place.sender, at=AT)
    with pytest.raises(OutboxInTheWay):
        actions.hand_over_lost(outbox=outbox, at=AT)
    with scope(COUNTY):
        assert list(Handover.objects.values_list("file_id", flat=True)) == files[1:]
    assert in_the_way.read_bytes() == b"another"


def test_what_is_sent_again_is_the_same_to_the_byte_whatever_has_changed_since(
    base: Base, fresh_desk: str, given: Given, outbox: Path, policy: Policy, settle: Settle
) -> None:
    place, roster = given
    (file,) = place.sent(roster, outbox, policy, settle)
    (path,) = outbox.iterdir()
    first = path.read_bytes()
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE people_account DISABLE TRIGGER USER")
        admin.execute("UPDATE people_account SET holder_name = '改了名'")
        admin.execute("ALTER TABLE people_account ENABLE TRIGGER USER")
    path.unlink()  # the bank took it
    again = actions.resend(file_id=file, outbox=outbox, by=place.sender, at=AT)
    assert again == path
    assert path.read_bytes() == first
    with scope(COUNTY):
        assert BankFile.objects.get(pk=file).sha256 == sha256(first).hexdigest()
        assert Handover.objects.filter(file_id=file).count() == 2
        assert Payment.objects.count() == 3


def test_a_file_sent_twice_is_refused_and_moves_nothing(
    given: Given, outbox: Path, policy: Policy, settle: Settle
) -> None:
    place, roster = given
    (file,) = place.sent(roster, outbox, policy, settle)
    before = ladder(place.fund_id)
    with pytest.raises(WrongState):
        send(place, file, outbox, policy)
    assert ladder(place.fund_id) == before


def test_bytes_that_were_altered_do_not_leave(
    base: Base, fresh_desk: str, given: Given, outbox: Path, policy: Policy, settle: Settle
) -> None:
    place, roster = given
    (file,) = place.sent(roster, outbox, policy, settle)
    for change in ("UPDATE payments_piece SET sealed = set_byte(sealed, 40, get_byte(sealed, 40) # 1)",
                   "UPDATE payments_bankfile SET sha256 = repeat('0', 64)"):  # fmt: skip
        with base.administrator(fresh_desk) as admin:
            for table in ("piece", "bankfile"):
                admin.execute(f"ALTER TABLE payments_{table} DISABLE TRIGGER ALL")
            admin.execute(change)
        with pytest.raises(Tampered):
            actions.resend(file_id=file, outbox=outbox / "other", by=place.sender, at=AT)
        assert not (outbox / "other").exists()


def test_another_file_in_the_outbox_is_never_written_over(
    given: Given, outbox: Path, policy: Policy, settle: Settle
) -> None:
    place, roster = given
    (file,) = place.sealed(roster)
    settle()
    with scope(COUNTY):
        name = BankFile.objects.get(pk=file).message_id
    outbox.mkdir()
    (outbox / f"{name}.csv").write_text("somebody's")
    with pytest.raises(OutboxInTheWay):
        send(place, file, outbox, policy)
    assert (outbox / f"{name}.csv").read_text() == "somebody's"
    with working_as(place.sender):
        assert [one.pk for one in queries.not_handed_over(COUNTY)] == [file]
    (outbox / f"{name}.csv").unlink()
    assert actions.resend(file_id=file, outbox=outbox, by=place.sender, at=AT).exists()


def test_nothing_is_sent_inside_a_transaction_that_could_be_taken_back(
    given: Given, outbox: Path, policy: Policy, settle: Settle
) -> None:
    place, roster = given
    (file,) = place.sealed(roster)
    settle()
    with working_as(place.sender):
        with pytest.raises(NotOnItsOwn):
            send(place, file, outbox, policy)
        with pytest.raises(NotOnItsOwn):
            actions.resend(file_id=file, outbox=outbox, by=place.sender, at=AT)
    assert nothing_left(place, file, outbox)


def test_a_file_that_is_not_sent_is_not_handed_over(given: Given, outbox: Path) -> None:
    place, roster = given
    (file,) = place.sealed(roster)
    with pytest.raises(WrongState):
        actions.resend(file_id=file, outbox=outbox, by=place.sender, at=AT)
    assert not outbox.exists()


@pytest.mark.requirement("R-701")
def test_each_step_is_for_one_office_and_role_and_on_the_list(given: Given, outbox: Path, policy: Policy) -> None:
    place, roster = given
    everybody = (place.handler, place.reviewer, place.releaser, place.leader, place.asker, place.approver, place.teller)
    for who in everybody:
        if who is not place.handler:
            with pytest.raises((NotYours, NotListed, NotYourOffice)), working_as(who):
                actions.draft(roster_id=roster, execute_on=AT.date(), by=who, at=AT)
    (file,) = place.reserved(roster)
    for who in everybody:
        if who is not place.releaser:
            with pytest.raises((NotYours, NotListed, NotYourOffice, SamePerson)), working_as(who):
                actions.seal_file(file_id=file, by=who, at=AT)
    for who in (place.handler, place.reviewer, place.releaser, place.leader, place.teller, place.approver):
        with pytest.raises((NotYours, NotListed, NotYourOffice, SamePerson, WrongState)):
            actions.send_file(file_id=file, outbox=outbox, policy=policy, by=who, at=AT)


@pytest.mark.requirement("R-609")
def test_money_does_not_leave_by_a_step_that_is_on_no_whitelist(given: Given) -> None:
    place, roster = given
    (file,) = place.reserved(roster)
    with working_as(place.approver):
        pair = AccountPair.objects.get(payees="persons")
        actions.close_pair(pair_id=pair.pk, reason="停用", by=place.approver, at=AT)
    with pytest.raises(UnlistedPath), working_as(place.releaser):
        actions.seal_file(file_id=file, by=place.releaser, at=AT)


@pytest.mark.requirement("R-1402")
def test_the_whole_month_is_in_the_evidence_and_verifies(
    base: Base, fresh_desk: str, given: Given, outbox: Path, policy: Policy, settle: Settle
) -> None:
    place, roster = given
    (file,) = place.sent(roster, outbox, policy, settle)
    with scope(COUNTY):
        names = list(Payment.objects.filter(file_id=file).values_list("end_to_end_id", flat=True))
    place.answers(settled=names)
    with scope(COUNTY):  # what the world wrote past every action
        for label, kept in KEPT.items():
            if label.startswith(("people.", "rosters.")):
                keys = list(kept.model._base_manager.values_list("pk", flat=True))
                record_keys(type="tests.entered", model=kept.model, keys=keys, by=None, at=AT)
    settle()
    with scope("*"):
        assert verify(policy=installed_policy(), ring=installed_ring(), storage=log_files(), trusted=None).fault is None
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE payments_payment DISABLE TRIGGER ALL")
        admin.execute("UPDATE payments_payment SET amount_fen = amount_fen + 1 WHERE end_to_end_id = %s", [names[1]])
    with scope("*"):
        fault = verify(policy=installed_policy(), ring=installed_ring(), storage=log_files(), trusted=None).fault
    assert fault is not None
    assert fault.subject.startswith("payments.payment/")


@pytest.mark.requirement("R-1505")
def test_no_account_number_lies_in_the_tables_in_the_clear(
    base: Base, fresh_desk: str, given: Given, outbox: Path, policy: Policy, settle: Settle
) -> None:
    place, roster = given
    place.sent(roster, outbox, policy, settle)
    (path,) = outbox.iterdir()
    assert "6217000000000001" in path.read_bytes().decode("gb18030")
    with connection.cursor() as cursor:
        tables = [table for table in connection.introspection.table_names(cursor) if table.startswith("payments_")]
    with base.administrator(fresh_desk) as admin:
        for table in tables:
            for (row,) in admin.execute(f"SELECT t::text FROM {table} AS t").fetchall():
                assert "6217000000000" not in str(row)
                assert "1055123456789" not in str(row)
