"""Answers as lists: csv and xlsx with a total below, and lines of `|!` in a zip of zips beside a page for each."""

import csv
import io
import zipfile
from collections.abc import Sequence
from datetime import datetime

import xlsxwriter

from mingbai.simulation.bank.camt import PAYER, yuan
from mingbai.simulation.bank.faults import Line

HEADER = (
    "交易流水号", "付款编号", "发放月份", "收款人户名", "收款人账号", "交易金额", "交易日期", "处理结果", "失败原因",
    "摘要", "退汇日期",
)  # fmt: skip
WORDS = {"paid": "成功", "failed": "失败", "returned": "退汇"}
RECEIPTS = (
    "回单日期", "回单编号", "会计流水号", "序号", "付款人账号", "付款人户名", "收款人账号", "收款人户名", "交易金额",
    "借贷标志", "摘要", "附加信息",
)  # fmt: skip
MOST_PAGES = 5_000  # of longer lists banks print no pages
STAMP = (2026, 1, 1, 0, 0, 0)  # of every member: the same lines give the same bytes


def rows(lines: Sequence[Line]) -> list[list[str]]:
    """Return the rows of a list of results, the total of all rows last."""
    told = [
        [
            line.reference, line.end_to_end_id, str(line.month), line.name, line.account, yuan(line.amount_fen),
            str(line.paid_on), WORDS[line.status], line.reason, line.purpose,
            str(line.paid_on) if line.status == "returned" else "",
        ]
        for line in lines
    ]  # fmt: skip
    total = yuan(sum(line.amount_fen for line in lines))
    return [list(HEADER), *told, ["合计", "", "", "", "", total, "", "", "", "", ""]]


def csv_list(lines: Sequence[Line]) -> bytes:
    """Return the list as csv in GB18030, as banks write it."""
    text = io.StringIO()
    csv.writer(text).writerows(rows(lines))
    return text.getvalue().encode("gb18030")


def workbook(lines: Sequence[Line]) -> bytes:
    """Return the list as a workbook, every cell a text."""
    file = io.BytesIO()
    with xlsxwriter.Workbook(file, {"in_memory": True, "strings_to_numbers": False}) as book:
        book.set_properties({"created": datetime(*STAMP)})
        sheet = book.add_worksheet("代发结果")
        for number, row in enumerate(rows(lines)):
            sheet.write_row(number, 0, row)
    return file.getvalue()


def nested(lines: Sequence[Line]) -> bytes:
    """Return a zip of the customer's accounts, each a zip of its list and of one page for each receipt."""
    moved = [line for line in lines if line.status != "failed"]
    told = "".join("|!".join(_receipt(number, line)) + "\r\n" for number, line in enumerate(moved, 1))
    text = ("|!".join(RECEIPTS) + "\r\n" + told).encode("gb18030")
    pages = [(f"{line.reference}.pdf", b"%PDF-1.4\n") for line in moved] if len(moved) <= MOST_PAGES else []
    account = zipped([(f"{PAYER}_list.txt", text), *pages])
    return zipped([(f"{PAYER}.zip", account)])


def zipped(members: Sequence[tuple[str, bytes]]) -> bytes:
    """Return a zip of these members, the same bytes every time."""
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members:
            archive.writestr(zipfile.ZipInfo(name, STAMP), content, zipfile.ZIP_DEFLATED)
    return file.getvalue()


def _receipt(number: int, line: Line) -> tuple[str, ...]:
    sign = "贷" if line.status == "returned" else "借"
    ours = f"业务编号:{line.end_to_end_id}" if line.end_to_end_id else ""
    return (
        f"{line.paid_on:%Y%m%d}", line.reference, f"V{number:08}", str(number), PAYER, "社会救助资金专户", line.account,
        line.name, yuan(line.amount_fen), sign, line.purpose, ";".join(filter(None, (ours, line.reason))),
    )  # fmt: skip
