"""Departments' lists taken in: once, whole, dated, by version, sealed, and held back where they cannot be right."""

from dataclasses import replace
from datetime import date
from pathlib import Path
from threading import Barrier, Thread

import openpyxl
import pytest
from django.db import connection, connections

from mingbai.evidence.models import Act
from mingbai.kernel.identity import is_valid_id
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.kernel.secrecy import Kind, blind_index
from mingbai.offices.actor import working_as
from mingbai.offices.refused import NotListed, NotYours, Refused
from mingbai.sources.actions import refuse_delivery, release_delivery
from mingbai.sources.breaker import Judgement
from mingbai.sources.models import Delivery, SourceRow
from mingbai.sources.queries import is_intact, rows_of
from mingbai.sources.refused import (
    ImpossibleDate,
    NoDate,
    NothingRead,
    NotOurs,
    RowsAltered,
    SamePerson,
    SentBefore,
    Unknown,
    WrongMove,
)
from mingbai.sources.states import State
from mingbai.sources.tests.places import COUNTY, Desk, desk_of


@pytest.fixture
def office(desk: str, tmp_path: Path) -> Desk:
    return desk_of(tmp_path)


def test_a_list_is_read_sealed_and_opened_again_as_typed_rows(office: Desk) -> None:
    numbers = office.live(40)
    done = office.send(office.deaths(numbers[:2], day="2026年10月3日"))
    assert (done.state, done.version, done.rows, done.is_repeat) == (State.IN_USE, 1, 2, False)
    with working_as(office.handler):
        found = list(rows_of(Delivery.objects.get(pk=done.delivery_id)))
    assert [row["person_id"] for row in found] == numbers[:2]
    assert found[0]["died_on"] == date(2026, 10, 3)
    assert found[0]["as_of"] == date(2026, 10, 21)
    assert found[0]["person_state"] == "valid"


@pytest.mark.requirement("R-901")
def test_a_list_knows_how_many_of_our_people_it_names(office: Desk) -> None:
    numbers = office.live(40)
    office.send(office.deaths([*numbers[:2], "99990119700101888X"]))
    with working_as(office.handler):
        made = Delivery.objects.get()
    assert (made.persons, made.hits_found, made.hits_expected) == (40, 2, None)
    assert made.judgement == Judgement.FIRST


def test_rows_are_found_by_the_index_the_register_uses(office: Desk) -> None:
    from mingbai.evidence.installation import installed_ring

    (number,) = office.live(1)
    office.send(office.deaths([number]))
    with working_as(office.handler):
        row = SourceRow.objects.get()
    assert row.person_index is not None
    assert bytes(row.person_index) == blind_index(installed_ring(), Kind.ID_NUMBER, number)


@pytest.mark.requirement("R-1506")
def test_nothing_of_a_row_lies_in_the_database_in_the_clear(office: Desk) -> None:
    numbers = office.live(3)
    office.send(office.deaths(numbers))
    with working_as(office.handler), connection.cursor() as cursor:
        told = []
        for table in ("delivery", "sourcerow"):
            cursor.execute(f"SELECT row_to_json(t)::text FROM sources_{table} t")
            told += [row[0] for row in cursor.fetchall()]
    assert len(told) == 4
    text = "\n".join(told)
    assert not any(number in text or number.encode().hex() in text for number in numbers)
    assert "某" not in text
    assert all(is_valid_id(number) for number in numbers)


def test_the_same_file_twice_is_recognised_and_changes_nothing(office: Desk) -> None:
    path = office.deaths(office.live(3))
    first, again = office.send(path), office.send(path)
    assert again.is_repeat
    assert (again.delivery_id, again.rows) == (first.delivery_id, first.rows)
    with working_as(office.handler):
        assert (Delivery.objects.count(), SourceRow.objects.count()) == (1, 3)


def test_last_months_file_is_not_taken_for_this_months(office: Desk) -> None:
    path = office.deaths(office.live(3))
    office.send(path, month=Month(2026, 9))
    with pytest.raises(SentBefore, match="2026-09"):
        office.send(path)


def test_a_later_version_supersedes_and_the_earlier_stays(office: Desk) -> None:
    numbers = office.live(60)
    first, second = office.send(office.deaths(numbers[:2])), office.send(office.deaths(numbers[:3]))
    assert (first.version, second.version) == (1, 2)
    with working_as(office.handler):
        old = Delivery.objects.get(pk=first.delivery_id)
        assert old.state == State.SUPERSEDED
        assert len(list(rows_of(old))) == 2
    assert set(Act.objects.values_list("type", flat=True)) >= {"sources.received", "sources.superseded"}


def test_rows_that_cannot_be_read_are_refused_with_the_reason_and_the_others_are_taken(office: Desk) -> None:
    (number,) = office.live(1)
    rows = [
        (number, "某", "2026-10-03"),
        ("1.1E+17", "某", "2026-10-03"),
        (number, "", "2026-10-03"),
        (number, "某", "x"),
    ]
    refused = office.folder / "退回.xlsx"
    done = office.send(office.file(("身份证号", "姓名", "死亡日期"), rows), refused_to=refused)
    assert (done.rows, done.refused_rows) == (2, 2)  # deaths without a number are compared by name
    sheet = openpyxl.load_workbook(refused).worksheets[0]
    told = [row[-2] for row in sheet.iter_rows(min_row=2, values_only=True)]
    assert "必填列“姓名”为空" in str(told[0])
    assert "“死亡日期”" in str(told[1])


def test_a_zip_of_the_towns_files_is_one_list(office: Desk) -> None:
    import zipfile

    numbers = office.live(4)
    path = office.folder / "各镇.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for place, number in enumerate(numbers):
            archive.write(office.deaths([number]), f"镇{place}.csv")
    assert office.send(path).rows == 4


@pytest.mark.parametrize("name", ["伪装.xlsx", "空.csv", "改名.csv"])
def test_a_file_that_holds_no_such_list_is_refused_in_words(office: Desk, name: str) -> None:
    path = office.folder / name
    path.write_bytes(
        {"伪装.xlsx": b"PK\x03\x04" + b"\0" * 60, "空.csv": b"", "改名.csv": b"\x7fELF" + b"\0" * 500}[name]
    )
    with pytest.raises(NothingRead, match="死亡名单"):
        office.send(path)
    with working_as(office.handler):
        assert not Delivery.objects.exists()


def test_a_list_of_another_kind_is_told_by_its_name(office: Desk) -> None:
    path = office.file(("身份证号", "姓名", "火化日期"), [(office.live(1)[0], "某", "2026-10-03")])
    with pytest.raises(NothingRead, match="火化名单"):
        office.send(path)


def test_a_list_without_a_day_or_of_an_impossible_one_is_refused(office: Desk) -> None:
    path = office.deaths(office.live(3))
    with pytest.raises(NoDate, match="请填写“数据是哪一天的”") as refused:
        office.send(path, as_of=None)
    assert "--" not in f"{refused.value.in_language('zh')} {refused.value.in_language('en')}"  # read at a screen too
    for day in (date(2026, 9, 30), date(2026, 11, 1)):
        with pytest.raises(ImpossibleDate):
            office.send(path, as_of=day)


def test_the_day_a_file_states_is_its_day(office: Desk) -> None:
    path = office.file(
        (*("身份证号", "姓名", "死亡日期"), "数据日期"), [(office.live(1)[0], "某", "2026-10-03", "2026-10-25")]
    )
    office.send(path, as_of=date(2026, 10, 28))
    with working_as(office.handler):
        (row,) = rows_of(Delivery.objects.get())
    assert row["as_of"] == date(2026, 10, 25)


def test_only_a_listed_handler_imports_for_the_division_of_the_post(office: Desk) -> None:
    path = office.deaths(office.live(3))
    with pytest.raises(NotYours):
        office.send(path, by=office.reviewer)
    with pytest.raises(NotOurs):
        office.send(path, by=office.townsman, region=COUNTY)
    with pytest.raises(NotOurs):
        office.send(path, region=Region("9999"))
    with pytest.raises(Unknown):
        office.send(path, kind="roster")
    with pytest.raises(Unknown):
        office.send(Path("nowhere.csv"))
    unlisted = office.county.post(office.handler.organisation_id, office.handler.role)
    with pytest.raises(NotListed):
        office.send(path, by=unlisted)


# ------------------------------------------------------------------ the circuit breaker


def quarantined(office: Desk) -> int:
    """Return a list that names far more of our people than those before it."""
    numbers = office.live(900)
    for month in range(1, 10):
        office.send(office.deaths(numbers[month * 2 : month * 2 + 2]), month=Month(2026, month))
    done = office.send(office.deaths(numbers[:60]))
    assert done.state is State.QUARANTINED
    assert done.judged is not None
    assert done.judged.expected == 2
    return done.delivery_id


def test_a_list_that_would_hit_far_more_than_history_is_quarantined(office: Desk) -> None:
    made = quarantined(office)
    assert Act.objects.filter(type="sources.quarantined", subject=f"sources.delivery/{made}").exists()


def test_a_quarantined_list_is_released_by_another_person_with_a_reason(office: Desk) -> None:
    made = quarantined(office)
    with pytest.raises(NotYours):
        release_delivery(delivery_id=made, reason="已核实", by=office.handler, at=office.at)
    with pytest.raises(Exception, match="写明理由"):
        release_delivery(delivery_id=made, reason=" ", by=office.reviewer, at=office.at)
    release_delivery(delivery_id=made, reason="公安补报全年死亡，已逐一核实", by=office.reviewer, at=office.at)
    with working_as(office.handler):
        delivery = Delivery.objects.get(pk=made)
    assert (delivery.state, delivery.released_by_id) == (State.RELEASED, office.reviewer.id)
    with pytest.raises(WrongMove):
        release_delivery(delivery_id=made, reason="再次", by=office.reviewer, at=office.at)


def test_a_refused_list_is_never_used_and_a_better_version_takes_its_place(office: Desk) -> None:
    made = quarantined(office)
    refuse_delivery(delivery_id=made, reason="取错了名单", by=office.leader, at=office.at)
    done = office.send(office.deaths(list(office.people)[:2]))
    assert (done.state, done.version) == (State.IN_USE, 2)


def test_while_a_version_waits_in_quarantine_the_one_before_it_stays_in_use(office: Desk) -> None:
    numbers = office.live(900)
    for month in range(1, 10):
        office.send(office.deaths(numbers[month * 2 : month * 2 + 2]), month=Month(2026, month))
    good, bad = office.send(office.deaths(numbers[:2])), office.send(office.deaths(numbers[:60]))
    with working_as(office.handler):
        assert Delivery.objects.get(pk=good.delivery_id).state == State.IN_USE
    release_delivery(delivery_id=bad.delivery_id, reason="属实", by=office.reviewer, at=office.at)
    with working_as(office.handler):
        assert Delivery.objects.get(pk=good.delivery_id).state == State.SUPERSEDED


def test_who_imported_a_list_never_releases_it_whatever_the_post(office: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    made = quarantined(office)

    both = replace(office.reviewer, id=office.handler.id)  # as if one officer held both posts
    monkeypatch.setattr("mingbai.offices.actions.deciding.holds_office", lambda *_: True)
    with pytest.raises(SamePerson):
        release_delivery(delivery_id=made, reason="属实", by=both, at=office.at)


def test_a_list_that_lost_most_of_its_rows_is_told_and_used(office: Desk) -> None:
    numbers = office.live(900)
    for month in range(1, 10):
        strangers = office.deaths([f"99990119700101{place:04d}" for place in range(100)], day=f"2026-{month:02d}-03")
        office.send(strangers, month=Month(2026, month))
    done = office.send(office.deaths(numbers[:1]))
    assert done.judged is not None
    assert (done.state, done.judged.judgement) == (State.IN_USE, Judgement.SHRUNK)
    assert "补报" in done.judged.zh


# ------------------------------------------------------------------ rows stay as imported


@pytest.mark.parametrize(
    "change",
    [
        "DELETE FROM sources_sourcerow WHERE id % 3 = 1",
        "UPDATE sources_sourcerow SET sealed = '\\x00' WHERE id % 3 = 1",
    ],
)
def test_a_row_removed_or_altered_behind_the_desk_is_found(
    change: str, fresh_desk: str, base: object, tmp_path: Path
) -> None:
    office = desk_of(tmp_path)
    done = office.send(office.deaths(office.live(30)))
    with working_as(office.handler):
        delivery = Delivery.objects.get(pk=done.delivery_id)
        assert is_intact(delivery)
    with base.administrator(fresh_desk) as admin:  # type: ignore[attr-defined]
        admin.execute("ALTER TABLE sources_sourcerow DISABLE TRIGGER ALL")
        admin.execute(change)
    with working_as(office.handler):
        assert not is_intact(delivery)
        with pytest.raises(RowsAltered):
            list(rows_of(delivery))


def test_a_list_with_headers_and_nobody_in_it_is_a_list_and_may_come_again(office: Desk) -> None:
    empty = office.file(("身份证号", "姓名", "死亡日期"), [])
    for month in (9, 10):
        done = office.send(empty, month=Month(2026, month))
        assert (done.rows, done.state, done.is_repeat) == (0, State.IN_USE, False)
    with working_as(office.handler):
        delivery = Delivery.objects.get(pk=done.delivery_id)
        assert list(rows_of(delivery)) == []
        assert is_intact(delivery)


def test_two_who_import_at_once_never_leave_two_lists_in_use(fresh_desk: str, tmp_path: Path) -> None:
    office = desk_of(tmp_path)
    numbers = office.live(50)
    paths = [office.deaths(numbers[:2]), office.deaths(numbers[:3])]
    told: list[object] = []
    together = Barrier(2)

    def send(path: Path) -> None:
        together.wait()
        try:
            told.append(office.send(path).version)
        except Refused as refusal:
            told.append(refusal)
        finally:
            connections.close_all()

    threads = [Thread(target=send, args=(path,)) for path in paths]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    with working_as(office.handler):
        assert Delivery.objects.filter(state=State.IN_USE).count() == 1
    assert len(told) == 2
    assert 1 in told
    assert all(one in (1, 2) or "重试" in str(one) for one in told)


def test_names_too_long_for_the_record_are_refused_in_words_and_file_names_are_cut(office: Desk) -> None:
    numbers = office.live(3)
    with pytest.raises(Refused, match="60字"):
        office.send(office.deaths(numbers[:1]), department="局" * 61)
    path = office.deaths(numbers[:2]).rename(office.folder / f"{'名' * 70}.csv")
    assert office.send(path).rows == 2
