"""Receipts as a bank's server packs them: zips of accounts in a zip of the customer, lines of `|!` in them."""

import hashlib
import re
from collections.abc import Callable, Iterator
from io import SEEK_END
from pathlib import Path
from posixpath import splitext

from mingbai.config.rooms import room
from mingbai.files.arrival.archive import DEEPEST, Unpacking
from mingbai.files.arrival.kind import What, is_document, what_is
from mingbai.files.grids.decoding import blocks
from mingbai.files.problems import Place, Problem, Unopened
from mingbai.kernel.dates import parse_date
from mingbai.kernel.unreadable import Unreadable
from mingbai.receipts.profiles import status, totals, xml
from mingbai.receipts.profiles.camt054 import month_said
from mingbai.receipts.profiles.entry import Entry, Statement
from mingbai.receipts.profiles.refused import BadEntry, FileRefused, NotWhole
from mingbai.receipts.profiles.sheets import told_apart

NAME = "nested"
PAGES = frozenset({".pdf", ".ofd", ".jpg", ".jpeg", ".png"})  # one a receipt
SEPARATOR, MOST_BYTES = "|!", 4_096  # that tell what the file is
FIELDS = (
    "回单日期", "回单编号", "会计流水号", "序号", "付款人账号", "付款人户名", "收款人账号", "收款人户名", "交易金额",
    "借贷标志", "摘要", "附加信息",
)  # fmt: skip
OURS = re.compile(r"(?:付款编号|业务编号|指令编号|EndToEndId)[:：=]\s*([0-9A-Za-z._/-]{1,35})(?![0-9A-Za-z._/-])")


def read(path: Path, other: Callable[[Path, str], list[Statement]]) -> list[Statement]:
    """
    Return a statement for each list in the archive; raise FileRefused, and nothing is taken in.

    What is no list of `|!` lines goes, with its name, to `other`: nothing in an archive is passed over.
    """
    lists: list[Statement] = []
    others: list[Statement] = []
    pages = 0
    with room() as folder:
        unpacking = Unpacking(folder, is_counted=_is_page)
        for place, member in _members(path, unpacking):
            what = what_is(member)
            if what is What.DOCUMENT and _is_called_a_page(place.inside):
                pages += 1  # that is a zip itself, as OFD is
            elif what is What.TEXT and _is_list(member):
                lists += _statement(place, member)
            elif what in (What.EMPTY, What.CORRUPT):
                problem = Unopened(what.value).at(place)
                raise NotWhole(problem.zh, problem.en)
            else:
                others += other(member, place.path)
    if not lists and not others:
        raise FileRefused("压缩包里没有一笔回单。", "The archive holds no receipt.")
    pages += unpacking.counted
    lines = sum(len(one.entries) for one in lists)
    if pages and pages != lines:
        raise NotWhole(f"清单有{lines}笔，回单只有{pages}张", f"{lines} lines, but {pages} receipts beside them")
    return lists + others


def _is_list(path: Path) -> bool:
    with path.open("rb") as file:
        return SEPARATOR.encode() in file.read(MOST_BYTES).replace(b"\0", b"")  # in UTF-16 as well


def _is_page(name: str, head: bytes) -> bool:
    """Return whether a member is a page for people to look at: it is counted, and written nowhere."""
    return is_document(head) and _is_called_a_page(name)


def _is_called_a_page(name: str) -> bool:
    return splitext(name)[1].lower() in PAGES


def _members(path: Path, unpacking: Unpacking) -> Iterator[tuple[Place, Path]]:
    """Yield every file of the archive and of those in it but pages; raise where one cannot be unpacked."""
    waiting = [(Place(path.name), path, 0)]
    while waiting:
        at, archive, depth = waiting.pop()
        try:
            for inside, member in unpacking.members(at, archive):
                if isinstance(member, Problem):
                    raise FileRefused(f"{member.zh}本次一笔也没有导入。", f"{member.en} Nothing of it was taken in.")
                if what_is(member) is not What.ZIP:
                    yield inside, member
                elif depth + 1 >= DEEPEST:
                    raise Unopened("too_nested")
                else:
                    waiting.append((inside, member, depth + 1))
        except Unopened as unopened:
            problem = unopened.at(at)
            raise NotWhole(problem.zh, problem.en) from unopened


def _statement(place: Place, path: Path) -> list[Statement]:
    """Return what a list holds; nothing for an account on which nothing moved: a header and no lines."""
    rows = list(_rows(place, path))
    if not rows:
        return []
    status.known(NAME, status.DEBIT_CREDIT, (row["借贷标志"] for _, row in rows))
    entries = [_entry(place.at(row=number), row) for number, row in rows]
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    return [totals.whole(f"{NAME}-{digest[:16]}", NAME, digest, told_apart(entries))]


def _rows(place: Place, path: Path) -> Iterator[tuple[int, dict[str, str]]]:
    """Yield (line number, cells) below the header; raise NotWhole where a line, the last above all, is cut."""
    with path.open("rb") as file:
        file.seek(max(file.seek(0, SEEK_END) - 2, 0))
        if not file.read().rstrip(b"\0").endswith((b"\r", b"\n")):
            raise NotWhole(f"{place.zh}最后一行没有结束", f"the last line of {place.en} does not end")
    number = 0
    for block in blocks(path):
        if block.bad:
            raise NotWhole(f"{place.zh}有{len(block.bad)}行乱码", f"{place.en} has {len(block.bad)} unreadable lines")
        for line in block.data.decode("utf-8").removesuffix("\n").split("\n"):
            number += 1
            cells = [cell.strip() for cell in line.split(SEPARATOR)]
            if number == 1 and cells[0] == FIELDS[0]:
                if tuple(cells) != FIELDS:
                    raise BadEntry(place.at(row=1), "表头与约定不符", "the header is not as agreed")
            elif any(cells):
                if len(cells) != len(FIELDS):
                    raise NotWhole(
                        f"{place.zh}第{number}行有{len(cells)}项，应有{len(FIELDS)}项",
                        f"line {number} of {place.en} has {len(cells)} fields instead of {len(FIELDS)}",
                    )
                yield number, dict(zip(FIELDS, cells, strict=True))


def _entry(where: Place, row: dict[str, str]) -> Entry:
    try:
        paid_on = parse_date(row["回单日期"])
    except Unreadable as unreadable:
        raise BadEntry(where, unreadable.zh, unreadable.en) from unreadable
    ours = OURS.search(row["附加信息"])
    return Entry(
        reference=row["回单编号"],
        status=status.DEBIT_CREDIT[row["借贷标志"]],
        amount_fen=xml.fen_of(row["交易金额"].replace(",", ""), where),
        paid_on=paid_on,
        account=row["收款人账号"],
        name=row["收款人户名"],
        end_to_end_id=ours[1] if ours else "",
        month=month_said(row["摘要"]),
        purpose=row["摘要"],
        reason=OURS.sub("", row["附加信息"]).strip("；; "),
    )
