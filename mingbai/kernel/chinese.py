"""Years and months written in Chinese numerals: 二〇二六年十月."""

import re

ONE_TO_NINE = {digit: value for value, digit in enumerate("一二三四五六七八九", 1)}
DIGITS = {**ONE_TO_NINE, "〇": 0, "○": 0, "零": 0, "O": 0}
MONTHS = {**ONE_TO_NINE, "元": 1, "正": 1, "十": 10, "十一": 11, "十二": 12}
IN_NUMERALS = re.compile(rf"(?:([{''.join(DIGITS)}]{{4}})年)?({'|'.join(sorted(MONTHS, key=len, reverse=True))})月份?")


def arabic_month(text: str) -> tuple[int | None, int] | None:
    """Return the year (None where only the month is written) and month of 二〇二六年十月, None for any other text."""
    found = IN_NUMERALS.fullmatch(text)
    return (_year(found[1]), MONTHS[found[2]]) if found else None


def with_arabic_months(text: str) -> str:
    """Return the text with every year and month in Chinese numerals written 2026年10月."""

    def written(found: re.Match[str]) -> str:
        year = _year(found[1])
        return found[0] if year is None else f"{year}年{MONTHS[found[2]]}月"

    return IN_NUMERALS.sub(written, text)


def _year(digits: str | None) -> int | None:
    return int("".join(str(DIGITS[digit]) for digit in digits)) if digits else None
