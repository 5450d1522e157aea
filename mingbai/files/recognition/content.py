"""Which column a header nobody knows stands for: its wording allows it, its cells prove it, and no other does."""

import re
from collections.abc import Callable, Mapping, Sequence

from mingbai.files.grids.grid import NUMERIC, Cells
from mingbai.files.recognition.heading import heading
from mingbai.files.recognition.match import matches
from mingbai.files.tables import Column, Kind
from mingbai.files.typing.blanks import says_nothing
from mingbai.files.typing.coded import FOLDS as WORD_FOLDS
from mingbai.files.typing.coded import codes_of
from mingbai.kernel.cards import account_damage, clean_account
from mingbai.kernel.dates import parse_date
from mingbai.kernel.identity import clean, parse_id, spreadsheet_damage
from mingbai.kernel.money import parse_yuan
from mingbai.kernel.month import Month
from mingbai.kernel.text import folded
from mingbai.kernel.unreadable import Unreadable

SHARE = 8, 10  # of the cells that hold something must be what the column holds
# What a header may be called for a column of that kind; the rest of it (户主, 惠农, 打卡) is people's own.
WORDING = {
    Kind.ID: re.compile(r"身份|证件|公民|\bid\b"),
    Kind.NAME: re.compile(r"姓名|人名|名字|[人者户]$|户名|客户名称"),
    Kind.ACCOUNT: re.compile(r"[卡折账帐]"),
    Kind.MONEY: re.compile(r"[额金款钱]|资金|补助|补贴|[实应]发"),
    Kind.HOUSEHOLD: re.compile(r"[户家].*[编号码]|编号$"),
    Kind.PROGRAMME: re.compile(r"类|项目|种|对象"),
    Kind.REGION: re.compile(r"代码|编码|区划"),
    Kind.MONTH: re.compile(r"月|期"),
    Kind.DATE: re.compile(r"日|时间"),
    Kind.COUNT: re.compile(r"人数|人口"),
    Kind.WORD: re.compile(r""),
    Kind.TEXT: re.compile(r"流水|回单|凭证"),
}
# Whoever or whatever else a header may be about; it never stands for the one the list is of.
OTHERS = re.compile(
    r"配偶|监护|代办|代管|代取|经办|家属|亲属|父|母|子女|联系|法人|审核|填表|标准|人均|单价|收入|累计|年度|全年|上月|余额|基数"
)
PERSON_NAME = re.compile(
    r"[\u3400-\u9fff\U00020000-\U0003ffff]{2,4}|[\u3400-\u9fff]{1,12}(?:[·•・．.‧][\u3400-\u9fff]{1,12})+"
)
REGION_CODE = re.compile(r"[1-9][0-9]{5}(?:[0-9]{3}(?:[0-9]{3})?)?(?:[^0-9].*)?")
HOUSEHOLD_NO = re.compile(r"(?=.*[0-9])[0-9A-Za-z\-]{1,40}")


def by_content(column: Column, header: Sequence[str | None], free: Sequence[int], rows: Sequence[Cells]) -> int | None:
    """Return the one free place of the header whose wording and cells are the column's, None if none or several are."""
    found = [place for place in free if _may_mean(column, header[place] or "") and _holds(column, place, rows)]
    return found[0] if len(found) == 1 else None


def _may_mean(column: Column, text: str) -> bool:
    """Return whether a header known for nothing else is worded like the column's."""
    name = heading(text).name
    wording = WORDING.get(column.kind)
    return wording is not None and bool(wording.search(name)) and not OTHERS.search(name) and not matches([text])


def _holds(column: Column, place: int, rows: Sequence[Cells]) -> bool:
    """Return whether the cells of a place are nearly all what the column holds."""
    texts = [cells[place] for cells in rows if place < len(cells)]
    filled = [text for text in texts if text is not None and not says_nothing(text, column.kind)]
    good = sum(_reads(column, text) for text in filled)
    return bool(filled) and good * SHARE[1] >= len(filled) * SHARE[0]


def _reads(column: Column, text: str) -> bool:
    try:
        return READS[column.kind](column, text)
    except Unreadable:
        return False


def _is_word(column: Column, text: str) -> bool:
    return folded(text, WORD_FOLDS) in codes_of(column)


def _is_amount(_: Column, text: str) -> bool:
    parse_yuan(text.lstrip(NUMERIC), from_number=text.startswith(NUMERIC))
    return True


def _is_day(_: Column, text: str) -> bool:
    return parse_date(text.lstrip(NUMERIC)) is not None


def _is_id(_: Column, text: str) -> bool:
    return spreadsheet_damage(clean(text), text.startswith(NUMERIC)) is not None or bool(parse_id(text))


def _is_account(_: Column, text: str) -> bool:
    digits = clean_account(text)
    if account_damage(text, from_number=text.startswith(NUMERIC)) in ("scientific", "rounded"):
        return True  # of a column of accounts, to be told row by row
    return digits.isascii() and digits.isdigit() and 12 <= len(digits) <= 30


READS: Mapping[Kind, Callable[[Column, str], bool]] = {
    Kind.ID: _is_id,
    Kind.NAME: lambda _, text: bool(PERSON_NAME.fullmatch("".join(text.split()))),
    Kind.ACCOUNT: _is_account,
    Kind.MONEY: _is_amount,
    Kind.HOUSEHOLD: lambda _, text: bool(HOUSEHOLD_NO.fullmatch(text.lstrip(NUMERIC))),
    Kind.PROGRAMME: _is_word,
    Kind.WORD: _is_word,
    Kind.REGION: lambda _, text: bool(REGION_CODE.fullmatch(text.lstrip(NUMERIC))),
    Kind.MONTH: lambda _, text: Month.parse(text.lstrip(NUMERIC)) is not None,
    Kind.DATE: _is_day,
    Kind.COUNT: lambda _, text: text.lstrip(NUMERIC).removesuffix("人").isdigit(),
    Kind.TEXT: lambda _, text: bool(HOUSEHOLD_NO.fullmatch(text.lstrip(NUMERIC))),
}
