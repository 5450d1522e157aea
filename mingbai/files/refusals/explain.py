"""Why one cell or one row was refused, in words: the kernel reads it once more and says what it stumbles over."""

from collections.abc import Callable
from dataclasses import dataclass

from mingbai.files.grids.grid import NUMERIC
from mingbai.files.tables import Column, Kind
from mingbai.files.typing.blanks import MISTAKES, says_nothing
from mingbai.kernel.cards import BadAccount, account_damage, clean_account
from mingbai.kernel.dates import parse_date
from mingbai.kernel.identity import BadId, clean, parse_id, spreadsheet_damage
from mingbai.kernel.identity.damage import is_blank, is_masked
from mingbai.kernel.money import parse_yuan
from mingbai.kernel.month import Month
from mingbai.kernel.unreadable import Unreadable, shortened

SHOWN_WORDS = 12


@dataclass(frozen=True)
class Fault:
    """What is wrong with a row: a stable code, a sentence in two languages, and the column if it is one cell's."""

    code: str
    zh: str
    en: str
    column: str = ""


ROW_FAULTS: dict[str, tuple[str, str]] = {
    "short_row": (
        "只有{0}个单元格，而表头有{1}个，可能是断行或少了分隔符；请补全后重新保存。",
        "it has {0} cells where the header has {1}: a line break or a missing separator? Complete it and save again.",
    ),
    "long_row": (
        "有{0}个单元格，而表头只有{1}个，可能是内容里混入了分隔符；请给该单元格加引号或删去多余的分隔符。",
        "it has {0} cells where the header has {1}: a separator inside a cell? Quote that cell or remove it.",
    ),
    "open_quote": (
        "引号只有一半，分不清单元格到哪里为止；请补上或删去引号。",
        "a quotation mark is opened and never closed: close or remove it.",
    ),
    "encoding": (
        "有乱码，与文件其他行的编码不一致；请用同一种编码（UTF-8或GB18030）重新导出。",
        "it is not in the encoding of the other rows: export the file in one encoding (UTF-8 or GB18030).",
    ),
    "nul": (
        "含有空字符（NUL），传输或导出时可能已损坏；请重新导出。",
        "it holds a NUL character, so it may have been damaged on the way: export it again.",
    ),
    "long_line": (
        "一行超过1兆字节，不像表格里的一行；请检查导出是否丢了换行。",
        "it is longer than a megabyte, which no row of a table is: check whether the export lost its line breaks.",
    ),
    "merged": (
        "“{0}”与上面的行合并成一格，看不出这一行是多少；请取消合并后逐行填写。",
        "“{0}” is merged with the row above, which does not say what is this row's: unmerge it and fill in each row.",
    ),
    "later": (
        "月份晚于正在核对的月份，未计入；请放到那个月核对，或改正月份。",
        "its month lies after the month being checked, so it was left out: check it with that month, or correct it.",
    ),
}


def row_fault(broken: str) -> Fault:
    """Return why a row could not be split into cells: `short_row 3 8`, `nul`, ...."""
    code, *facts = broken.split(" ")
    zh, en = ROW_FAULTS[code]
    return Fault(code, zh.format(*facts), en.format(*facts))


def formula_fault(header: str) -> Fault:
    """Return the fault of a formula that was never computed."""
    return Fault(
        "formula",
        f"“{header}”是公式，但文件里没有存下计算结果；请用电子表格软件打开后保存，或直接填写结果。",
        f"“{header}” is a formula whose result was never saved: open and save the file in a spreadsheet program, "
        "or enter the result itself.",
    )


def cell_fault(column: Column, header: str, raw: str | None, unit: str | None) -> Fault:
    """Return why a cell was refused, naming its header and quoting what stands in it."""
    shown = shortened((raw or "").lstrip(NUMERIC))
    if raw is not None and raw in MISTAKES:
        zh = f"“{header}”是公式错误{shown}；请改正公式或直接填写结果。"
        return Fault(
            "mistake", zh, f"“{header}” is the formula error {shown}: correct the formula or enter the result."
        )
    if says_nothing(raw, column.kind):
        zh = f"必填列“{header}”为空；请补填。"
        return Fault("missing", zh, f"the required column “{header}” is empty: fill it in.")
    assert raw is not None
    try:
        READINGS[column.kind](raw, unit or "元")
    except Unreadable as unreadable:
        return Fault(unreadable.reason, f"“{header}”：{unreadable.zh}", f"“{header}”: {unreadable.en}")
    return _wording(column, header, shown)


def _wording(column: Column, header: str, shown: str) -> Fault:
    """Return the fault of a word, number or code that is none of those accepted."""
    if column.words:
        words = "、".join(list(dict.fromkeys(written[0] for _, written in column.words))[:SHOWN_WORDS])
        return Fault(
            "unknown_word",
            f"“{header}”的“{shown}”不认识；请改为其中之一：{words}。",
            f"“{header}” holds “{shown}”, which is not known: use one of {words}.",
        )
    zh, en = WANTED.get(column.kind, ("请核对后改写", "check and correct it"))
    return Fault(
        "unreadable", f"“{header}”的“{shown}”读不懂；{zh}。", f"“{header}” holds “{shown}”, which cannot be read: {en}."
    )


WANTED: dict[Kind, tuple[str, str]] = {
    Kind.COUNT: ("请填整数，如3", "enter a whole number such as 3"),
    Kind.REGION: (
        "请填6、9或12位的行政区划代码，如230722101001",
        "enter a division code of 6, 9 or 12 digits, such as 230722101001",
    ),
    Kind.SHARE: ("请填1/2、50%或0.5", "write 1/2, 50% or 0.5"),
    Kind.AREA: ("请填平方米数，如89.5", "enter square metres, such as 89.5"),
    Kind.MONTH: ("请按2026-11填写", "write it like 2026-11"),
    Kind.HOUSEHOLD: (
        "电子表格已按数值取整，末几位已丢失，请将该列设为文本后重新填写",
        "a spreadsheet rounded it and lost its last digits; format the column as text and enter it again",
    ),
}


def _read_id(raw: str, _: str) -> None:
    """Raise BadId for a number that identifies nobody; a mistyped one is read, and a finding of its own."""
    number = clean(raw)
    if is_blank(number):
        raise BadId("missing", raw)
    if is_masked(number):
        raise BadId("masked", number)
    damage = spreadsheet_damage(number, raw.startswith(NUMERIC))
    if damage:
        raise BadId(damage, number)
    parse_id(raw)


def _read_account(raw: str, _: str) -> None:
    damage = account_damage(raw, from_number=raw.startswith(NUMERIC))
    if damage:
        raise BadAccount(damage, clean_account(raw))


def _read_money(raw: str, unit: str) -> None:
    parse_yuan(raw.lstrip(NUMERIC), unit, from_number=raw.startswith(NUMERIC))


def _read_month(raw: str, _: str) -> None:
    if not (raw.startswith(NUMERIC) and "." in raw):
        Month.parse(raw.lstrip(NUMERIC))


def _accept(raw: str, _: str) -> None:
    """Raise nothing: what is wrong is said by what is wanted."""


READINGS: dict[Kind, Callable[[str, str], None]] = dict.fromkeys(Kind, _accept) | {
    Kind.ID: _read_id,
    Kind.ACCOUNT: _read_account,
    Kind.MONEY: _read_money,
    Kind.MONTH: _read_month,
    Kind.DATE: lambda raw, _: _ignore(parse_date(raw.lstrip(NUMERIC))),
}


def _ignore(_: object) -> None:
    """Take a value that was only read to see whether it can be."""
