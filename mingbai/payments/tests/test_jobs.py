"""What the worker ends: files that waited for witnesses leave, bytes that were lost appear, what is paid is known."""

from pathlib import Path

import pytest

from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.evidence.witnesses.policy import Policy, QuorumMissing
from mingbai.kernel.region import Region
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY
from mingbai.payments import actions, jobs
from mingbai.payments.audit import audit
from mingbai.payments.models import BankFile, Handover, SendOrder
from mingbai.payments.refused import NotYourOffice, SamePerson, WrongState
from mingbai.payments.states import FileState
from mingbai.payments.tests.sent import Settle, names_of
from mingbai.payments.tests.world import AT, OCTOBER, County, county, released

Sealed = tuple[County, int]


@pytest.fixture
def sealed(base: Base, fresh_desk: str) -> Sealed:
    place = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
    (file,) = place.sealed(roster)
    return place, file


@pytest.fixture
def outbox(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MINGBAI_OUTBOX", str(tmp_path / "outbox"))
    return tmp_path / "outbox"


def ordered(place: County, file: int) -> None:
    with working_as(place.sender):
        actions.order_sending(file_id=file, by=place.sender, at=AT)


def lying(outbox: Path) -> list[str]:
    return [path.suffix for path in sorted(outbox.glob("*"))]


def test_what_was_ordered_leaves_once_the_witnesses_are_back(
    sealed: Sealed, outbox: Path, policy: Policy, settle: Settle
) -> None:
    place, file = sealed
    settle("民政")  # the others are away
    with pytest.raises(QuorumMissing):
        actions.send_file(file_id=file, outbox=outbox, policy=policy, by=place.sender, at=AT)
    ordered(place, file)
    ordered(place, file)  # the same again is done
    settle("民政")
    jobs.send(at=AT)
    assert lying(outbox) == []
    settle()
    jobs.send(at=AT)
    jobs.send(at=AT)  # a job may run twice
    assert lying(outbox) == [".csv"]
    with scope(NATION):
        assert BankFile.objects.get(pk=file).sent_by == place.sender.id
        assert Handover.objects.count() == 1
        assert audit() == []


def test_nothing_leaves_that_nobody_ordered(sealed: Sealed, outbox: Path, policy: Policy, settle: Settle) -> None:
    settle()
    jobs.send(at=AT)
    assert lying(outbox) == []


def test_only_who_may_send_may_order_and_only_what_is_sealed(
    sealed: Sealed, outbox: Path, policy: Policy, settle: Settle
) -> None:
    place, file = sealed
    with pytest.raises(NotYourOffice), working_as(place.handler):
        actions.order_sending(file_id=file, by=place.handler, at=AT)
    settle()
    actions.send_file(file_id=file, outbox=outbox, policy=policy, by=place.sender, at=AT)
    with pytest.raises(WrongState):
        ordered(place, file)


def test_who_lost_the_post_has_ordered_nothing(
    sealed: Sealed, outbox: Path, policy: Policy, settle: Settle, base: Base, fresh_desk: str
) -> None:
    place, file = sealed
    ordered(place, file)
    settle()
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE offices_post DISABLE TRIGGER USER")
        admin.execute("UPDATE offices_post SET until_on = '2026-10-07' WHERE id = %s", [place.sender.post_id])
    jobs.send(at=AT)
    assert lying(outbox) == []
    with scope(NATION):
        assert BankFile.objects.get(pk=file).state == FileState.SEALED


def test_an_order_is_no_way_around_the_four_people(sealed: Sealed, base: Base, fresh_desk: str) -> None:
    place, file = sealed
    with base.administrator(fresh_desk) as admin:
        admin.execute("ALTER TABLE payments_bankfile DISABLE TRIGGER USER")
        admin.execute("UPDATE payments_bankfile SET released_by = %s WHERE id = %s", [place.sender.id, file])
    with pytest.raises(SamePerson):
        ordered(place, file)
    with scope(NATION):
        assert not SendOrder.objects.exists()


def test_what_is_on_its_way_and_was_lost_appears(
    sealed: Sealed, outbox: Path, policy: Policy, settle: Settle, monkeypatch: pytest.MonkeyPatch
) -> None:
    place, file = sealed
    settle()
    with monkeypatch.context() as killed:
        killed.setattr("mingbai.payments.actions.sending.hand_over_all", lambda **_: [outbox])
        actions.send_file(file_id=file, outbox=outbox, policy=policy, by=place.sender, at=AT)
    assert lying(outbox) == []
    jobs.hand_over(at=AT)
    jobs.hand_over(at=AT)
    assert lying(outbox) == [".csv"]
    with scope(NATION):
        assert list(Handover.objects.values_list("file_id", "by")) == [(file, place.sender.id)]


def test_a_month_is_paid_when_all_of_it_has_arrived(
    sealed: Sealed, outbox: Path, policy: Policy, settle: Settle
) -> None:
    place, file = sealed
    settle()
    actions.send_file(file_id=file, outbox=outbox, policy=policy, by=place.sender, at=AT)
    first, *rest = names_of(1)
    place.answers(settled=rest)
    with scope(NATION):
        assert not jobs.is_paid(COUNTY, OCTOBER)
    place.answers(settled=[first])
    with scope(NATION):
        assert jobs.is_paid(COUNTY, OCTOBER)
        assert not jobs.is_paid(COUNTY, OCTOBER.next())
        assert not jobs.is_paid(Region("110101"), OCTOBER)
