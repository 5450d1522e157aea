"""Every profile reads what the bank wrote, to the fen; a file cut anywhere, doubtful or hostile is refused whole."""

from contextlib import suppress
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from mingbai.receipts.profiles import Entry, FileRefused, Status, camt054, read_receipts, reading
from mingbai.receipts.profiles.refused import NotWhole, TotalsDiffer, UnknownStatus
from mingbai.receipts.profiles.tests.made import OCTOBER, PAID_ON, answered, order_file, written
from mingbai.receipts.profiles.xml import schema
from mingbai.simulation.bank import KINDS, answer
from mingbai.simulation.bank.bank import PROFILES
from mingbai.simulation.bank.tables import zipped

ALL_FAULTS = dict.fromkeys(KINDS, 2)


def entries(path: Path) -> list[Entry]:
    return [entry for statement in read_receipts(path) for entry in statement.entries]


@pytest.mark.parametrize("profile", PROFILES)
def test_what_the_bank_paid_is_read_to_the_fen_in_every_profile(profile: str, tmp_path: Path) -> None:
    told = answered(60, profile, **ALL_FAULTS)
    found = [entry for path in written(told, tmp_path) for entry in entries(path)]
    paid = [line for line in told.lines if profile != "nested" or line.status != "failed"]
    expected = {
        (line.reference, line.status, line.amount_fen, line.account, line.name, line.end_to_end_id, line.month,
         None if profile == "camt.054" and line.status == "failed" else line.paid_on)
        for line in paid
    }  # fmt: skip
    assert expected == {
        (e.reference, e.status, e.amount_fen, e.account, e.name, e.end_to_end_id, e.month, e.paid_on) for e in found
    }
    assert len(found) == len(paid)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_profile_is_told_by_what_the_file_holds_whatever_it_is_called(profile: str, tmp_path: Path) -> None:
    (path,) = written(answered(3, profile), tmp_path)
    other = path.with_name("receipt.bin")
    path.rename(other)
    assert reading.profile_of(other) == {"csv": "sheet", "xlsx": "sheet"}.get(profile, profile)
    assert len(entries(other)) == 3


@pytest.fixture
def forty(profile: str, tmp_path: Path) -> tuple[Path, bytes, list[Entry]]:
    """Return where a bank's file of forty lines lies, its bytes, and what is read in it."""
    (path,) = written(answered(40, profile), tmp_path)
    return path, path.read_bytes(), entries(path)


@pytest.mark.parametrize("profile", PROFILES)
@given(data=st.data())
@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_file_cut_anywhere_is_never_read_as_a_smaller_one(
    forty: tuple[Path, bytes, list[Entry]], data: st.DataObject
) -> None:
    path, content, whole = forty
    path.write_bytes(content[: data.draw(st.integers(0, len(content) - 1))])
    found = None
    with suppress(FileRefused):
        found = entries(path)
    assert found in (None, whole)  # where it is read, what is cut off says nothing: the last nought of the total


def test_a_notification_validates_against_the_published_schema_and_one_that_does_not_is_refused(tmp_path: Path) -> None:
    if schema("camt.054.001.08") is None:
        pytest.skip("the wheel with the published schemas is not installed")
    (path,) = written(answered(3, "camt.054"), tmp_path)
    assert entries(path)
    path.write_bytes(path.read_bytes().replace(b"<CdtDbtInd>DBIT", b"<CdtDbtInd>OUT", 1))
    with pytest.raises(FileRefused, match="CdtDbtInd"):
        read_receipts(path)


def test_totals_that_do_not_add_up_are_refused_with_both_numbers(tmp_path: Path) -> None:
    for profile, old, new in (
        ("camt.054", b"<NbOfNtries>5<", b"<NbOfNtries>6<"),
        ("camt.054", b"<Sum>1510.10<", b"<Sum>1510.11<"),
        ("csv", b",1510.10,", b",1510.11,"),
    ):
        (path,) = written(answered(5, profile), tmp_path)
        content = path.read_bytes()
        assert old in content
        path.write_bytes(content.replace(old, new))
        with pytest.raises(FileRefused, match=r"6|1,510\.11"):
            read_receipts(path)


def test_a_batch_is_opened_up_and_held_to_its_own_sum(tmp_path: Path) -> None:
    text = written(answered(2, "camt.054"), tmp_path)[0].read_text(encoding="utf-8")
    one, two = text.split("<NtryDtls>")[1:]
    details = one.split("</NtryDtls>")[0] + two.split("</NtryDtls>")[0]
    head, rest = text.split("<Ntry>", 1)
    entry = rest.split("<NtryDtls>")[0].replace("300.00", "601.01")
    head = head.replace("<NbOfNtries>2<", "<NbOfNtries>1<")
    tail = text[text.rindex("</Ntry>") :]
    path = tmp_path / "batch.xml"
    batch = f"<Btch><NbOfTxs>2</NbOfTxs></Btch>{details}"
    path.write_text(f"{head}<Ntry>{entry}<NtryDtls>{batch}</NtryDtls>{tail}", encoding="utf-8")
    assert [entry.amount_fen for entry in entries(path)] == [30_000, 30_101]
    for old, new in (("601.01", "601.02"), ("<NbOfTxs>2", "<NbOfTxs>3")):
        other = tmp_path / "other.xml"
        other.write_text(path.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")
        with pytest.raises(TotalsDiffer):
            read_receipts(other)


@pytest.mark.parametrize(
    ("profile", "old", "new"),
    [
        ("camt.054", b"<Cd>BOOK</Cd>", b"<Cd>FUTR</Cd>"),
        ("csv", "成功".encode("gb18030"), "处理中断".encode("gb18030")),
    ],
)
def test_a_status_nobody_knows_is_listed_and_never_guessed(
    profile: str, old: bytes, new: bytes, tmp_path: Path
) -> None:
    (path,) = written(answered(4, profile), tmp_path)
    path.write_bytes(path.read_bytes().replace(old, new, 3))
    with pytest.raises(UnknownStatus, match=r"(FUTR DBIT|处理中断)”3笔"):
        read_receipts(path)


def test_an_entity_a_doctype_and_a_foreign_currency_are_refused(tmp_path: Path) -> None:
    (path,) = written(answered(2, "camt.054"), tmp_path)
    content = path.read_bytes()
    bomb = b'<!DOCTYPE Document [<!ENTITY a "aaaa"><!ENTITY b "&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>'
    path.write_bytes(content.replace(b"?>\n", b"?>\n" + bomb, 1).replace(b"<Id>N", b"<Id>&f;N", 1))
    with pytest.raises(FileRefused, match="DOCTYPE"):
        read_receipts(path)
    path.write_bytes(content.replace(b'Ccy="CNY"', b'Ccy="USD"'))
    with pytest.raises(FileRefused, match="USD"):
        read_receipts(path)


def test_one_reference_with_two_contents_is_refused_and_one_line_twice_is_one_line(tmp_path: Path) -> None:
    (path,) = written(answered(2, "camt.054"), tmp_path)
    content = path.read_text(encoding="utf-8")
    path.write_text(content.replace("R202610" + "00000002", "R20261000000001"), encoding="utf-8")
    with pytest.raises(FileRefused, match="R20261000000001"):
        read_receipts(path)


def test_receipts_without_their_pages_are_not_whole(tmp_path: Path) -> None:
    (path,) = written(answered(3, "nested"), tmp_path)
    with ZipFile(path) as outer, ZipFile(BytesIO(outer.read(outer.namelist()[0]))) as inner:
        members = [(name, inner.read(name)) for name in inner.namelist()]
    path.write_bytes(zipped([("a.zip", zipped(members[:-1]))]))
    with pytest.raises(NotWhole, match="3笔，回单只有2张"):
        read_receipts(path)


@pytest.mark.parametrize(
    ("name", "content"),
    [("a.xml", b"<?xml version='1.0'?><html/>"), ("b.pdf", b"%PDF-1.4"), ("c.csv", b"a,b\n1,2\n"), ("d.txt", b"")],
)
def test_a_document_that_is_no_receipt_is_refused_in_words(name: str, content: bytes, tmp_path: Path) -> None:
    path = tmp_path / name
    path.write_bytes(content)
    with pytest.raises(FileRefused):
        read_receipts(path)


@pytest.mark.parametrize("profile", PROFILES)
def test_the_same_seed_gives_the_same_bytes(profile: str) -> None:
    assert answered(30, profile, amount=3).files == answered(30, profile, amount=3).files
    assert answered(30, profile, amount=3).files != answered(30, profile, seed=8, amount=3).files


def test_our_own_numbers_come_back_from_a_bank_that_gives_a_whole_batch_one_number(tmp_path: Path) -> None:
    told = answer(order_file(3), profile="csv", month=OCTOBER, paid_on=PAID_ON)
    (content,) = told.files.values()
    path = tmp_path / "a.csv"
    for number in b"123":
        content = content.replace(b"R2026100000000%c" % number, b"BATCH1")
    path.write_bytes(content)
    found = entries(path)
    assert {entry.end_to_end_id for entry in found} == {"E000000-1", "E000001-1", "E000002-1"}
    assert len({entry.reference for entry in found}) == 3
    assert {entry.status for entry in found} == {Status.PAID}


def test_a_message_of_another_kind_is_no_notification(tmp_path: Path) -> None:
    path = tmp_path / "a.xml"
    path.write_bytes(b'<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.08"/>')
    with pytest.raises(FileRefused, match=r"camt\.053"):
        read_receipts(path)
    with pytest.raises(FileRefused, match=r"camt\.053"):
        camt054.read(path)
