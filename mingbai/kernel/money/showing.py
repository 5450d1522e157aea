"""Money shown to people: 1,240.00 in tables, 万元 on the cockpit, capitals (大写) on documents."""

from fractions import Fraction

from mingbai.kernel.money.rounding import half_up_fen

DIGITS = "零壹贰叁肆伍陆柒捌玖"
PLACES = ("", "拾", "佰", "仟")
GROUPS = ("", "万", "亿", "万亿", "亿亿")


def show_yuan(fen: int) -> str:
    """Return the amount in yuan with thousands commas and two decimals: 1,240.00."""
    yuan, rest = divmod(abs(fen), 100)
    return f"{'-' if fen < 0 else ''}{yuan:,}.{rest:02d}"


def show_wan(fen: int) -> str:
    """Return the amount in ten thousands of yuan (万元), rounded half up to two decimals: 12.40."""
    return show_yuan(half_up_fen(Fraction(fen, 10_000)))


def capitals(fen: int) -> str:
    """
    Return the amount in Chinese capitals: 壹仟贰佰肆拾元整.

    整 stands after a whole yuan only; one 零 stands for any run of zeros inside
    the yuan, and before the fen when there is no jiao.
    """
    yuan, rest = divmod(abs(fen), 100)
    jiao, cents = divmod(rest, 10)
    text = f"{_whole(yuan)}元" if yuan or not rest else ""
    text += f"{DIGITS[jiao]}角" if jiao else ""
    text += ("零" if yuan and cents and not jiao else "") + (f"{DIGITS[cents]}分" if cents else "")
    return ("负" if fen < 0 else "") + text + ("" if rest else "整")


def _whole(number: int) -> str:
    """Return a whole number in capitals, group by group of four digits."""
    text, gap = "", False
    for group in reversed(range(len(GROUPS))):
        value = number // 10_000**group % 10_000
        if value == 0:
            gap = bool(text)
            continue
        zero = "零" if text and (gap or value < 1000) else ""
        text += zero + _thousand(value) + GROUPS[group]
        gap = False
    return text or "零"


def _thousand(value: int) -> str:
    """Return 1 to 9,999 in capitals, one 零 for a run of zeros inside."""
    text, gap = "", False
    for place in reversed(range(4)):
        digit = value // 10**place % 10
        if digit:
            text += ("零" if gap else "") + DIGITS[digit] + PLACES[place]
        gap = bool(text) and digit == 0
    return text
