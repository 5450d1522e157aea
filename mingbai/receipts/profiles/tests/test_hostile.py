"""Bad and hostile files of banks: refused in a plain sentence in two languages, or every line accounted for."""

from collections.abc import Callable, Sequence
from pathlib import Path

import pytest

from mingbai.receipts.profiles import FileRefused, Statement, read_receipts
from mingbai.receipts.profiles.nested import FIELDS, SEPARATOR
from mingbai.receipts.profiles.tests.made import answered
from mingbai.receipts.profiles.xml import schema
from mingbai.simulation.bank.tables import zipped

XML = next(iter(answered(5, "camt.054").files.values()))
CSV = next(iter(answered(5, "csv").files.values()))
PROLOGUE = b"?>\n"
LAUGHS = b"".join(
    b'<!ENTITY l%d "%s">' % (number, b"&l%d;" % (number - 1) * 10 if number else b"lol") for number in range(12)
)
CELLS = "20261009 R1 V1 1 00 户 6217000000000000 张三 300.00 借 低保2026-10 业务编号:E1"
ROW = dict(zip(FIELDS, CELLS.split(), strict=True))


def read(content: bytes, folder: Path) -> list[Statement]:
    path = folder / "file"
    path.write_bytes(content)
    return read_receipts(path)


def listed(*rows: dict[str, str], encoding: str = "gb18030", header: Sequence[str] = FIELDS) -> bytes:
    """Return a list of `|!` lines."""
    lines = [header, *(row.values() for row in rows)] if header else [row.values() for row in rows]
    return "".join(SEPARATOR.join(line) + "\r\n" for line in lines).encode(encoding)


def packed(*lists: bytes) -> bytes:
    return zipped([(f"{n}.zip", zipped([(f"{n}_list.txt", content)])) for n, content in enumerate(lists)])


def page_damaged() -> bytes:
    """Return an archive in which the one page beside the list is not what its checksum says."""
    inner = bytearray(zipped([("a_list.txt", listed(ROW)), ("R1.pdf", b"%PDF-1.4\n")]))
    inner[inner.rindex(b"PK\x01\x02") + 16] ^= 1
    return zipped([("a.zip", bytes(inner))])


def details(text: bytes) -> bytes:
    """Return the message with a batch in the place of its first transaction."""
    first, last = XML.index(b"<NtryDtls>"), XML.index(b"</NtryDtls>")
    return XML[:first] + b"<NtryDtls>" + text + XML[last:]


REFUSED: dict[str, tuple[bytes, str]] = {
    "billion laughs": (
        XML.replace(PROLOGUE, PROLOGUE + b"<!DOCTYPE Document [" + LAUGHS + b"]>", 1).replace(b"<Id>N", b"<Id>&l11;N"),
        "DOCTYPE",
    ),
    "a file from this machine": (
        XML.replace(PROLOGUE, PROLOGUE + b'<!DOCTYPE Document [<!ENTITY f SYSTEM "file:///etc/passwd">]>', 1),
        "DOCTYPE",
    ),
    "a document type from elsewhere": (
        XML.replace(PROLOGUE, PROLOGUE + b'<!DOCTYPE Document SYSTEM "http://127.0.0.1:9/x.dtd">', 1),
        "DOCTYPE",
    ),
    "an entity nobody declared": (XML.replace(b"<Id>N", b"<Id>&n;N", 1), "没有声明的实体"),
    "a text of a hundred megabytes": (XML.replace(b"<Ustrd>", b"<Ustrd>" + b"A" * 100_000_000, 1), "长得不合常理"),
    "GB18030 under the name of UTF-8": (XML.decode().encode("gb18030"), "编码不符"),
    "a control character": (XML.replace(b"<Nm>", b"<Nm>\x01", 1), "不允许的字符"),
    "two documents in one": (XML + b"<x/>", "中断或写错"),
    "an amount of nought": (XML.replace(b">300.00<", b">0.00<").replace(b">1510.10<", b">1210.10<"), "金额为零或为负"),
    "an amount below nothing": (XML.replace(b">300.00<", b">-300.00<"), "第1笔（Ntry）：金额“-300.00”不能识别"),
    "more money than there is": (XML.replace(b">300.00<", b">99999999999999999999<"), "不能识别"),
    "thirds of a fen": (XML.replace(b">300.00<", b">300.005<"), "不能识别"),
    "a batch without its payments": (details(b"<Btch><NbOfTxs>3</NbOfTxs></Btch>"), "标明3笔，实有0笔"),
    "one notification twice": (
        XML.replace(b"</Ntfctn>", b"</Ntfctn>" + XML[XML.index(b"<Ntfctn>") :], 1).replace(
            b"</BkToCstmrDbtCdtNtfctn></Document>\n</BkToCstmrDbtCdtNtfctn>", b"</BkToCstmrDbtCdtNtfctn>"
        ),
        "出现两次",
    ),
    "csv: an amount of nought": (CSV.replace(b",300.00,", b",0.00,").replace(b",1510.10,", b",1210.10,"), "为零"),
    "csv: a reversal as a payment": (CSV.replace(b",300.00,", b",-300.00,").replace(b",1510.10,", b",910.10,"), "为负"),
    "csv: NUL": (CSV.replace("张".encode("gb18030"), b"\0\0", 1), "NUL"),
    "csv: a quotation mark never closed": (CSV.replace("张".encode("gb18030"), b'"', 1), "引号"),
    "csv: a line of a hundred megabytes": (
        CSV.replace("低保".encode("gb18030"), b"A" * 100_000_000, 1),
        "一行超过1兆字节",
    ),
    "nothing but one line of a hundred megabytes": (b"A" * 100_000_000, "不是数据表"),
    "txt: an amount of nought": (packed(listed(ROW | {"交易金额": "0.00"})), "为零"),
    "txt: no amount": (packed(listed(ROW | {"交易金额": ""})), "不能识别"),
    "txt: an unknown sign": (packed(listed(ROW | {"借贷标志": "X"})), "“X”1笔"),
    "txt: a field too many": (packed(listed(ROW | {"摘要": "低保|!x"})), "有13项，应有12项"),
    "txt: a day that is none": (packed(listed(ROW | {"回单日期": "20261339"})), "20261339"),
    "txt: another header": (packed(listed(ROW, header=(FIELDS[0], *reversed(FIELDS[1:])))), "表头与约定不符"),
    "txt: NUL": (packed(listed(ROW | {"收款人户名": "张\0三"})), "乱码"),
    "txt: one number, two contents": (packed(listed(ROW, ROW | {"交易金额": "1.00"})), "内容不同"),
    "txt: an empty file": (packed(b""), "空文件"),
    "zip: nothing but pages": (zipped([("a.pdf", b"%PDF-1.4\n")]), "没有一笔回单"),
    "zip: a page that is damaged": (page_damaged(), "R1.pdf"),
    "zip: a bomb": (zipped([("a_list.txt", b"0" * 100_000_000)]), "压缩炸弹"),
    "zip: out of the archive": (zipped([("../../a.zip", packed(listed(ROW)))]), "指向包外"),
    "zip: in zip in zip": (zipped([("a.zip", zipped([("b.zip", packed(listed(ROW)))]))]), "超过两层"),
    "zip: cut": (packed(listed(ROW))[:-40], "不完整"),
    "zip: a program beside the list": (zipped([("a.txt", listed(ROW)), ("b.exe", b"MZ" + bytes(range(256)))]), "b.exe"),
}


@pytest.mark.requirement("R-717")
@pytest.mark.parametrize("name", REFUSED)
def test_what_cannot_be_accounted_for_is_refused_in_a_sentence(name: str, tmp_path: Path) -> None:
    content, why = REFUSED[name]
    with pytest.raises(FileRefused) as refused:
        read(content, tmp_path)
    assert why in refused.value.zh
    assert refused.value.zh.endswith("。")
    assert "。。" not in refused.value.zh
    english = refused.value.en.replace("合计", "")
    assert english.endswith((".", "?"))
    assert "Traceback" not in english
    assert "b'" not in english


@pytest.mark.parametrize(
    "said",
    [
        lambda text: text.replace(b"?>\n", b'?>\n<?xml-stylesheet href="http://127.0.0.1:9/"?>\n', 1),
        lambda text: text.replace(b"<Ntry>", b"<!-- a comment --><Ntry>"),
        lambda text: text.decode().replace('"UTF-8"', '"UTF-16"').encode("utf-16"),
        lambda text: text.decode().replace('"UTF-8"', '"GB18030"').encode("gb18030"),
        lambda text: text.replace(b"<Nm>", b"<Nm><![CDATA[").replace(b"</Nm>", b"]]></Nm>"),
        lambda text: zipped([("回单.xml", text)]),
    ],
)
def test_a_message_says_the_same_however_it_is_written(said: Callable[[bytes], bytes], tmp_path: Path) -> None:
    assert read(said(XML), tmp_path)[0].entries == read(XML, tmp_path)[0].entries


def test_the_schema_names_the_element_that_does_not_belong(tmp_path: Path) -> None:
    if schema("camt.054.001.08") is None:
        pytest.skip("the wheel with the published schemas is not installed")
    stray = b'<xi:include xmlns:xi="http://www.w3.org/2001/XInclude" href="/etc/passwd"/><Ustrd>'
    with pytest.raises(FileRefused, match="“include”：不应出现在这里"):
        read(XML.replace(b"<Ustrd>", stray, 1), tmp_path)


def test_one_entry_holds_the_whole_month_as_a_batch(tmp_path: Path) -> None:
    told = answered(2_000, "camt.054")
    text = next(iter(told.files.values())).decode()
    head, rest = text.split("<Ntry>", 1)
    total = f"{sum(line.amount_fen for line in told.lines) / 100:.2f}"
    entry = rest.split("<NtryDtls>")[0].replace("300.00", total)
    inside = "".join(part.split("</NtryDtls>")[0] for part in text.split("<NtryDtls>")[1:])
    batch = f"<NtryDtls><Btch><NbOfTxs>2000</NbOfTxs></Btch>{inside}</NtryDtls>"
    head = head.replace("<NbOfNtries>2000<", "<NbOfNtries>1<")
    (whole,) = read(f"{head}<Ntry>{entry}{batch}{text[text.rindex('</Ntry>') :]}".encode(), tmp_path)
    assert [one.end_to_end_id for one in whole.entries] == [line.end_to_end_id for line in told.lines]
    assert whole.total_fen == sum(line.amount_fen for line in told.lines)


def test_lists_are_read_in_any_encoding_and_an_account_without_movements_is_no_fault(tmp_path: Path) -> None:
    for content in (listed(ROW), listed(ROW, encoding="utf-8"), listed(ROW, encoding="utf-16"), listed(ROW, header=())):
        (one,) = read(packed(content, listed()), tmp_path)
        assert [(entry.reference, entry.name, entry.amount_fen) for entry in one.entries] == [("R1", "张三", 30_000)]
    (one,) = read(packed(listed(ROW, ROW)), tmp_path)
    assert len(one.entries) == 1
    odd = ROW | {"摘要": "低保\u2028\x0b2026-10"}
    (one,) = read(packed(listed(odd)), tmp_path)
    assert len(one.entries) == 1


def test_whatever_else_lies_in_an_archive_is_read_or_refused_and_never_passed_over(tmp_path: Path) -> None:
    found = read(zipped([("a_list.txt", listed(ROW)), ("代发结果.csv", CSV), ("b.xml", XML)]), tmp_path)
    assert sorted(len(one.entries) for one in found) == [1, 5, 5]
    with pytest.raises(FileRefused, match=r"1,510\.11"):
        read(zipped([("a_list.txt", listed(ROW)), ("b.csv", CSV.replace(b",1510.10,", b",1510.11,"))]), tmp_path)
