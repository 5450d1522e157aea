"""What a bank reads out of our payment files, by readers of its own: it shares no line with those who write them."""

import csv
import io
import re
from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from xml.etree import ElementTree as ET

import python_calamine

NUMBER = ("付款编号", "end_to_end_id", "业务参考号", "指令编号")
ACCOUNT = ("收款人账号", "收款账号", "账号", "银行账号", "account_no")
NAME = ("收款人户名", "户名", "收款人姓名", "姓名", "payee_name", "account_name")
AMOUNT = ("金额", "金额(元)", "交易金额", "发放金额", "amount")
PURPOSE = ("摘要", "用途", "附言", "purpose")
COLUMNS = (NUMBER, ACCOUNT, NAME, AMOUNT, PURPOSE)
FIXED = re.compile(r"H[0-9A-Za-z ]{35}\d{16}")
WIDTHS = (1, 8, 35, 34, 60, 12, 16, 60)  # D, number, ours, account, name, the bank's branch, fen, purpose
XML_START = (b"<?xml", b"<Document")


@dataclass(frozen=True, slots=True)
class Order:
    """One payment a bank is told to make."""

    end_to_end_id: str
    account: str
    name: str
    amount_fen: int
    purpose: str = ""


class NotAnOrder(ValueError):
    """What the bank was sent is no payment file it knows."""


def read_orders(content: bytes) -> list[Order]:
    """Return the payments of a file in ISO 20022 (pain.001), xlsx, csv or fixed width; raise NotAnOrder."""
    head = content.removeprefix(b"\xef\xbb\xbf").lstrip()
    if head.startswith(XML_START):
        return _from_message(content)
    if head.startswith(b"PK\x03\x04"):
        workbook = python_calamine.load_workbook(io.BytesIO(content))
        return _from_rows([[_cell(cell) for cell in row] for row in workbook.get_sheet_by_index(0).to_python()])
    text = _decoded(content)
    if FIXED.match(text):
        return _from_fixed(content)
    delimiter = "|" if text.count("|") > text.count(",") else ","
    return _from_rows(list(csv.reader(io.StringIO(text), delimiter=delimiter)))


def _from_message(content: bytes) -> list[Order]:
    orders = []
    for one in ET.fromstring(content).iter():  # noqa: S314 -- ours, never a stranger's
        if one.tag.rpartition("}")[2] == "CdtTrfTxInf":
            orders.append(
                Order(
                    one.findtext("{*}PmtId/{*}EndToEndId") or "",
                    one.findtext("{*}CdtrAcct/{*}Id/{*}Othr/{*}Id") or "",
                    one.findtext("{*}Cdtr/{*}Nm") or "",
                    fen(one.findtext("{*}Amt/{*}InstdAmt") or ""),
                    one.findtext("{*}RmtInf/{*}Ustrd") or "",
                )
            )
    return orders


def _from_fixed(content: bytes) -> list[Order]:
    """Return the payments of a file whose fields are counted in bytes of GB18030."""
    orders = []
    for line in content.splitlines():
        if line.startswith(b"D"):
            cells, at = [], 0
            for width in WIDTHS:
                cells.append(line[at : at + width].decode("gb18030").strip())
                at += width
            _, _, number, account, name, _, amount, purpose = cells
            orders.append(Order(number, account, name, int(amount), purpose))
    return orders


def _from_rows(rows: Sequence[Sequence[str]]) -> list[Order]:
    """Return the orders below the header, which may stand below a title; a total at the end is no order."""
    for at, row in enumerate(rows):
        header = ["".join(cell.split()) for cell in row]
        places = [next((header.index(name) for name in names if name in header), -1) for names in COLUMNS]
        if min(places) >= 0:
            return [_order(below, places) for below in rows[at + 1 :] if _is_order(below, places)]
    raise NotAnOrder("no header of a payment file")


def _is_order(row: Sequence[str], places: Sequence[int]) -> bool:
    return len(row) > max(places) and re.fullmatch(r"\d{6,34}", row[places[1]].strip()) is not None


def _order(row: Sequence[str], places: Sequence[int]) -> Order:
    number, account, name, amount, purpose = (row[place].strip() for place in places)
    return Order(number, account, name, fen(amount), purpose)


def fen(yuan: str) -> int:
    """Return yuan as fen, exactly."""
    return int(Decimal(yuan.replace(",", "").strip()) * 100)


def _decoded(content: bytes) -> str:
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError:
        return content.decode("gb18030")


def _cell(cell: object) -> str:
    return (
        repr(cell)
        if isinstance(cell, float) and not cell.is_integer()
        else str(int(cell) if isinstance(cell, float) else cell)
    )
