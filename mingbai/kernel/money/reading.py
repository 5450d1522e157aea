"""Money read from what people type and spreadsheets store, into whole fen."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from mingbai.kernel.text import BLANKS, DASHES, HALF_WIDTH, QUOTES, folded
from mingbai.kernel.unreadable import Reasons, Unreadable

LARGEST_FEN = 10**15  # ten trillion yuan, above any budget; sums of it still fit 64 bits
LONGEST = 60  # characters of a cell worth reading
UNITS = {"分": 1, "元": 100, "圆": 100, "万": 1_000_000, "万元": 1_000_000, "亿": 10**10, "亿元": 10**10}
# A spreadsheet keeps 1240.5 + 0.1 - 0.1 as 1240.4999999999998. Such noise is around 1e-11 of a fen; the
# smallest figure a person can type below a fen is 0.001 yuan, a tenth of a fen. A millionth parts the two.
NOISE_FEN = Fraction(1, 1_000_000)

FOLDS = {**HALF_WIDTH, **dict.fromkeys(DASHES, "-"), **dict.fromkeys(BLANKS + QUOTES, ""), "，": ",", "。": "."}
TYPED = re.compile(
    r"(?P<open>\()?(?P<sign>[+-]?)(?:人民币|RMB|CNY)?[¥￥]?(?P<number>(?:\d{1,3}(?:,\d{3})+|\d+)(?:\.\d*)?|\.\d+)"
    r"(?P<unit>万元|亿元|[元圆万亿分])?[整正]?(?:人民币)?(?P<close>\))?",
    re.ASCII,
)
STORED = re.compile(r"-?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d{1,3})?", re.ASCII)


class BadMoney(Unreadable):
    """An amount that cannot be read."""

    reasons: ClassVar[Reasons] = {
        "missing": ("金额为空，请填写数字；确为零请填0。", "The amount is empty: enter a number, or 0 if it is zero."),
        "text": (
            "“{text}”不是金额，请只填数字，如1240.50。",
            "“{text}” is not an amount: enter digits only, such as 1240.50.",
        ),
        "decimals": (
            "金额“{text}”小于1分，人民币最小到分，请改为两位小数。",
            "The amount “{text}” goes below one fen: keep two decimals of a yuan.",
        ),
        "large": (
            "金额“{text}”大得不合常理，请核对单位是元还是分。",
            "The amount “{text}” is larger than any budget: check whether it is in yuan or fen.",
        ),
    }


def parse_yuan(value: str | int | float | Decimal, unit: str = "元", *, from_number: bool = False) -> int:
    """
    Return the amount in fen. `unit` (元, 万元 or 分) counts unless the text says its own: 0.124万, 1240元.

    `from_number` says the text was a numeric cell (a float always was): there, and
    only there, noise of binary fractions up to a millionth of a fen is taken off,
    and 1.24E+03 is a number. Accounting brackets and any minus sign make it negative.
    Raises BadMoney, also for more than two decimals of a yuan.
    """
    stored = from_number or isinstance(value, float)
    text = folded(str(value)[:LONGEST], FOLDS)
    if not text:
        raise BadMoney("missing", value)
    if len(str(value)) > LONGEST:
        raise BadMoney("text", value)
    number, own_unit = _stored(text) if stored and STORED.fullmatch(text) else _typed(text)
    fen = number * UNITS[own_unit or unit]
    if abs(fen) > LARGEST_FEN:
        raise BadMoney("large", value)
    whole = round(fen)
    if fen != whole and not (stored and abs(fen - whole) <= NOISE_FEN):
        raise BadMoney("decimals", value)
    return whole


def _stored(text: str) -> tuple[Fraction, str | None]:
    return Fraction(text), None


def _typed(text: str) -> tuple[Fraction, str | None]:
    found = TYPED.fullmatch(text)
    if not found or bool(found["open"]) != bool(found["close"]) or (found["open"] and found["sign"]):
        raise BadMoney("text", text)
    number = Fraction(found["number"].replace(",", ""))
    return -number if found["open"] or found["sign"] == "-" else number, found["unit"]
