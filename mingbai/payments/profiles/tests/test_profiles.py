"""Each bank file says what was meant, to the fen and the character, the same every time, or is not written."""

import csv
import io
from dataclasses import replace
from decimal import Decimal
from hashlib import sha256
from pathlib import Path

import lxml.etree
import openpyxl
import pytest
import sepaxml
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.files.writing import harmless
from mingbai.kernel.month import Month
from mingbai.payments.profiles import (
    Initiation,
    Profile,
    ProfileRefused,
    Unwritable,
    end_to_end_id,
    message_id,
    profiles,
    read_profiles,
    remittance,
    render,
)
from mingbai.payments.profiles.initiation import yuan
from mingbai.payments.profiles.tests.samples import (
    ANY_TEXT,
    DIBAO,
    FILES,
    NAMES,
    OCTOBER,
    county_file,
    file_of,
    payment,
)

XSD = lxml.etree.XMLSchema(file=str(Path(sepaxml.__file__).parent / "schemas" / "pain.001.001.09.xsd"))
PAIN = "{urn:iso:std:iso:20022:tech:xsd:pain.001.001.09}"
FORMATS = [pytest.param(one, id=one.id) for one in profiles().values()]
SPOKEN = [pytest.param(one, id=one.id) for one in profiles().values() if one.encoding != "gbk"]


def said(profile: Profile, content: bytes) -> list[tuple[str, str, str, str, str]]:
    """Return (EndToEndId, name, account, yuan, memo) of the payments, read by another's reader where there is one."""
    match profile.form:
        case "pain001":
            return [_in_xml(one) for one in lxml.etree.fromstring(content).iter(f"{PAIN}CdtTrfTxInf")]
        case "fixed":
            return [_in_line(profile, line) for line in content.split(b"\r\n")[1:-2]]
        case "workbook":
            sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
            rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
        case _:
            rows = list(csv.reader(io.StringIO(content.decode(profile.encoding)), delimiter=profile.delimiter))
    return [(row[6], row[1], row[2], row[4], row[5]) for row in rows[3:-2]]


def _in_xml(one: lxml.etree._Element) -> tuple[str, str, str, str, str]:
    paths = ("PmtId/EndToEndId", "Cdtr/Nm", "CdtrAcct/Id/Othr/Id", "Amt/InstdAmt", "RmtInf/Ustrd")
    found = [one.findtext("/".join(f"{PAIN}{step}" for step in path.split("/"))) or "" for path in paths]
    return found[0], found[1], found[2], found[3], found[4]


def _in_line(profile: Profile, line: bytes) -> tuple[str, str, str, str, str]:
    found, place = {}, 0
    for field, width in profile.payment:
        found[field] = line[place : place + width].decode(profile.encoding).strip()
        place += width
    assert place == len(line)
    return (
        found["end_to_end_id"],
        found["creditor"],
        found["creditor_account"],
        yuan(int(found["fen"])),
        found["remittance"],
    )


def meant(one: Initiation) -> list[tuple[str, str, str, str, str]]:
    return [
        (each.end_to_end_id, each.creditor, each.creditor_account, yuan(each.amount_fen), each.remittance)
        for each in one.transfers
    ]


@pytest.mark.parametrize("profile", SPOKEN)
def test_what_is_read_back_is_what_was_meant(profile: Profile) -> None:
    one = county_file(40)
    assert said(profile, render(profile, one).content) == meant(one)


@pytest.mark.parametrize("profile", SPOKEN)
def test_the_same_payments_give_the_same_bytes(profile: Profile) -> None:
    first, again = (render(profile, county_file()).content for _ in range(2))
    assert sha256(first).digest() == sha256(again).digest()
    changed = file_of(*county_file().transfers[:-1], replace(county_file().transfers[-1], amount_fen=30_006))
    assert render(profile, changed).content != first


@settings(max_examples=150, deadline=None)
@given(one=FILES)
def test_iso_20022_accepts_every_file_we_write(one: Initiation) -> None:
    content = render(profiles()["pain001"], one).content
    XSD.assertValid(lxml.etree.fromstring(content))
    assert said(profiles()["pain001"], content) == meant(one)


def test_iso_20022_says_currency_charges_and_totals() -> None:
    one = county_file()
    root = lxml.etree.fromstring(render(profiles()["pain001"], one).content)
    XSD.assertValid(root)
    assert {amount.get("Ccy") for amount in root.iter(f"{PAIN}InstdAmt")} == {"CNY"}
    assert [bearer.text for bearer in root.iter(f"{PAIN}ChrgBr")] == ["DEBT"]
    assert {Decimal(total.text or "") for total in root.iter(f"{PAIN}CtrlSum")} == {Decimal(one.control_sum_fen) / 100}
    assert {total.text for total in root.iter(f"{PAIN}NbOfTxs")} == {str(one.count)}
    assert not list(root.iter(f"{PAIN}IntrmyAgt1"))


def test_the_judge_refuses_a_file_without_its_totals() -> None:
    content = render(profiles()["pain001"], county_file()).content.replace(b"<PmtMtd>TRF</PmtMtd>", b"")
    assert not XSD.validate(lxml.etree.fromstring(content))


@settings(max_examples=60, deadline=None)
@given(one=FILES)
@pytest.mark.parametrize("profile", [one for one in SPOKEN if one.id != "pain001"])
def test_lists_hold_any_name_or_refuse_it(profile: Profile, one: Initiation) -> None:
    if profile.form == "fixed" and any(len(each.creditor.encode("gb18030")) > 60 for each in one.transfers):
        with pytest.raises(Unwritable, match="60"):
            render(profile, one)
    else:
        assert said(profile, render(profile, one).content) == meant(one)


@settings(max_examples=200, deadline=None)
@given(name=ANY_TEXT)
@pytest.mark.parametrize("profile", FORMATS)
def test_no_name_is_ever_changed_or_run(profile: Profile, name: str) -> None:
    one = file_of(payment(1, name))
    try:
        content = render(profile, one).content
    except Unwritable:
        return
    assert said(profile, content) == meant(one)
    assert harmless(name) == name


@pytest.mark.parametrize(
    "name",
    [
        "=1+1",
        "+86",
        "@SUM(A1)",
        "-2",
        "＝1",
        "张?",
        "张□",
        "\ue000三",
        "张\ufffd",
        " 张三",
        "",
        "张\n三",
        "a|b",
        "张\x00三",
    ],
)
@pytest.mark.parametrize("profile", FORMATS)
def test_a_spoilt_or_active_name_is_refused_with_its_payment(profile: Profile, name: str) -> None:
    with pytest.raises(Unwritable) as refused:
        render(profile, file_of(payment(1), payment(2, name)))
    assert {fault.end_to_end_id for fault in refused.value.faults} == {payment(2).end_to_end_id}


def test_rare_characters_are_told_or_refused_never_replaced() -> None:
    one = county_file()
    written = render(profiles()["csv"], one)
    assert written.rare == (one.transfers[3].end_to_end_id, one.transfers[4].end_to_end_id)
    assert b"?" not in written.content
    with pytest.raises(Unwritable, match="𠮷") as refused:
        render(profiles()["csv_gbk"], one)
    assert {fault.end_to_end_id for fault in refused.value.faults} == set(written.rare)


@pytest.mark.parametrize("profile", FORMATS)
def test_more_payments_than_the_bank_takes_are_refused(profile: Profile) -> None:
    few = replace(profile, most_rows=2)
    names = ["张三", "李四", "王五"]
    with pytest.raises(Unwritable, match="2"):
        render(few, file_of(*(payment(n + 1, name) for n, name in enumerate(names))))
    assert render(few, file_of(*(payment(n + 1, name) for n, name in enumerate(names[:2])))).content


def test_a_name_wider_than_its_field_is_never_cut() -> None:
    with pytest.raises(Unwritable, match="60"):
        render(profiles()["fixed"], file_of(payment(1, "阿" * 31)))
    line = render(profiles()["fixed"], file_of(payment(1, "阿" * 30))).content.split(b"\r\n")[1]
    assert line.decode("gb18030").count("阿") == 30


def test_fixed_lines_have_their_bytes_and_totals() -> None:
    one = county_file()
    header, *lines, trailer, end = render(profiles()["fixed"], one).content.split(b"\r\n")
    assert end == b""
    assert {len(line) for line in lines} == {sum(width for _, width in profiles()["fixed"].payment)}
    assert int(header[44:52]) == int(trailer[1:9]) == one.count
    assert int(header[52:68]) == int(trailer[9:25]) == one.control_sum_fen


@pytest.mark.requirement("R-714")
@pytest.mark.parametrize("profile", [one for one in SPOKEN if one.values[0].form in ("delimited", "workbook")])  # type: ignore[union-attr]
def test_lists_carry_count_and_sum_above_and_below(profile: Profile) -> None:
    one = county_file()
    content = render(profile, one).content
    if profile.form == "workbook":
        sheet = openpyxl.load_workbook(io.BytesIO(content)).worksheets[0]
        rows = [[cell.value or "" for cell in row] for row in sheet.iter_rows()]
        assert {cell.data_type for row in sheet.iter_rows() for cell in row} <= {"s", "n"}
        assert all(isinstance(cell, str) for row in rows for cell in row)
    else:
        rows = list(csv.reader(io.StringIO(content.decode(profile.encoding))))
    total = [str(one.count), yuan(one.control_sum_fen)]
    assert rows[1][4:6] == total
    assert rows[-1][:2] == total


@pytest.mark.requirement("R-715")
def test_the_bank_memo_is_a_name_of_the_list_and_nothing_else() -> None:
    assert remittance(DIBAO, OCTOBER) == "农村低保金2026年10月"
    for memo in ("", "办公经费", "农村低保金", "农村低保金2026年13月", "农村低保金2026年10月 "):
        with pytest.raises(Unwritable, match="名目"):
            render(profiles()["csv"], file_of(replace(payment(1), remittance=memo)))


@pytest.mark.parametrize(
    ("change", "what"),
    [
        ({"amount_fen": 0}, "金额"),
        ({"amount_fen": -1}, "金额"),
        ({"amount_fen": 1.5}, "金额"),
        ({"amount_fen": True}, "金额"),
        ({"creditor_account": ""}, "账号"),
        ({"creditor_account": "6217 0001"}, "账号"),
        ({"creditor_account": "=6217"}, "账号"),
        ({"creditor_agent": "12"}, "行号"),
        ({"end_to_end_id": "x" * 36}, "业务编号"),
    ],
)
def test_what_no_bank_could_pay_is_refused(change: dict[str, object], what: str) -> None:
    with pytest.raises(Unwritable, match=what):
        render(profiles()["pain001"], file_of(replace(payment(1), **change)))  # type: ignore[arg-type]


def test_a_payment_twice_in_a_file_is_refused() -> None:
    with pytest.raises(Unwritable, match="两次"):
        render(profiles()["csv"], file_of(payment(1), payment(1)))


def test_a_file_without_payments_or_with_a_nameless_payer_is_refused() -> None:
    with pytest.raises(Unwritable, match="没有一笔"):
        render(profiles()["csv"], file_of())
    for change in ({"debtor": ""}, {"debtor_account": "?"}, {"message_id": "a b"}):
        with pytest.raises(Unwritable):
            render(profiles()["csv"], replace(file_of(payment(1)), **change))  # type: ignore[arg-type]


@given(
    region=st.sampled_from(["44", "9999", "999901", "999901101001"]),
    number=st.integers(1, 10**19 - 1),
    attempt=st.integers(1, 99),
)
def test_an_end_to_end_id_fits_and_is_one_payments_only(region: str, number: int, attempt: int) -> None:
    name = end_to_end_id(region, OCTOBER, number, attempt)
    assert len(name) <= 35
    assert name.isascii()
    assert name != end_to_end_id(region, OCTOBER, number, attempt % 99 + 1)
    assert name != end_to_end_id(region, OCTOBER, number, attempt, urgent=True)


def test_a_message_id_follows_from_roster_and_payments() -> None:
    payments = [("E1", 7, 100), ("E2", 8, 200)]

    def named(profile: str = "csv", roster: bytes = b"r", rows: list[tuple[str, int, int]] = payments) -> str:
        return message_id("999901101", Month(2026, 10), profile, roster, rows)

    assert named() == named()
    assert len(named()) <= 35
    others = {named("xlsx"), named(roster=b"s"), named(rows=payments[:1]), named(rows=[("E1", 7, 101), ("E2", 8, 200)])}
    assert len({named(), *others}) == 5


@pytest.mark.parametrize(
    "text",
    [
        "- 1",
        "a: {form: fax}",
        "a: {zh: a, en: a, form: fax, encoding: utf-8, suffix: x, most_rows: 5}",
        "a: {zh: a, en: a, form: delimited, encoding: utf-99, suffix: x, most_rows: 5, delimiter: ','}",
        "a: {zh: a, en: a, form: delimited, encoding: utf-8, suffix: x, most_rows: 5, delimiter: ''}",
        "a: {zh: a, en: a, form: delimited, encoding: utf-8, suffix: x, most_rows: 0, delimiter: ','}",
        "a: {zh: a, en: a, form: fixed, encoding: utf-8, suffix: x, most_rows: 5, payment: [[surname, 3]]}",
        "a: {zh: a, en: a, form: delimited, encoding: utf-8, suffix: x, most_rows: 5, delimiter: x, payment: [[A, b]]}",
        "\udcff",
    ],
)
def test_a_profile_that_describes_no_format_is_refused(tmp_path: Path, text: str) -> None:
    path = tmp_path / "banks.yaml"
    path.write_bytes(text.encode("utf-8", "surrogateescape"))
    with pytest.raises(ProfileRefused):
        read_profiles(path)


def test_names_of_the_samples_are_what_banks_trip_over() -> None:
    assert {len(name.encode("gb18030")) > 2 * len(name) for name in NAMES} == {True, False}
