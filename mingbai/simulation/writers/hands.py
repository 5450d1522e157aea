"""The small disorders of many hands: old numbers, full-width digits, spaces, dates in every style."""

from datetime import date
from random import Random

from mingbai.files.tables import TABLES
from mingbai.files.tables.column import Column, Kind
from mingbai.simulation.people.numbers import id_number

RARELY = 0.006
WIDE = str.maketrans("0123456789X", "０１２３４５６７８９Ｘ")
Cell = str | float | date | None


def header(column: Column, words: int) -> str:
    """Return what stands over a column: the contract's words of that rank, money with its unit."""
    known = [word for word in column.headers if not word.isascii()]
    word = known[min(words, len(known) - 1)]
    if column.kind is Kind.MONEY:
        return word + (
            ("(万元)" if column.name == "capital_fen" else "(元)") if words or column.name == "capital_fen" else ""
        )
    return word


def number_as_typed(text: str, random: Random) -> str:
    """Return an ID number as somebody typed it; one that fails its own check is left as it is."""
    luck = random.random()
    if luck > RARELY * 4 or len(text) != 18 or not text[:17].isdigit() or id_number(int(text[:17])) != text:
        return text
    if luck < RARELY and text[6:8] == "19":
        return text[:6] + text[8:17]
    if luck < RARELY * 2:
        return text.translate(WIDE)
    return text.lower() if luck < RARELY * 3 else f" {text} "


def name_as_typed(text: str, random: Random) -> str:
    """Return a name as somebody typed it: two characters are often set apart, dots come in kinds."""
    luck = random.random()
    if luck > RARELY * 2:
        return text
    return f"{text[0]}　{text[1]}" if len(text) == 2 else text.replace("·", "•")


def account_as_typed(text: str, random: Random) -> str:
    """Return an account as somebody typed it: now and then in groups of four."""
    if random.random() > RARELY:
        return text
    return " ".join(text[start : start + 4] for start in range(0, len(text), 4))


def money_as_typed(name: str, text: str) -> str:
    """Return an amount as the column's unit asks: registered capital in ten thousand yuan."""
    if name != "capital_fen":
        return text
    ten_thousands = int(text.replace(".", "")) / 1_000_000
    return f"{ten_thousands:g}" if round(ten_thousands * 1_000_000) == int(text.replace(".", "")) else text


def date_as_typed(text: str, style: str) -> str:
    """Return an ISO date in another style; the Chinese one without leading zeros."""
    day = date.fromisoformat(text)
    if "年" in style:
        return f"{day.year}年{day.month}月{day.day}日"
    return day.strftime(style)


def month_as_typed(text: str, style: str) -> str:
    """Return a month 2026-10 in the style of the file's dates."""
    year, month = text.split("-")
    return {"%Y-%m-%d": text, "%Y/%m/%d": f"{year}/{month}", "%Y%m%d": year + month}.get(
        style, f"{year}年{int(month)}月"
    )


def column_as_typed(table: str, name: str, values: list[str | None], style: str, random: Random) -> list[str | None]:
    """Return a whole column as people typed it."""
    column = TABLES[table][name]
    match column.kind:
        case Kind.ID:
            return [value and number_as_typed(value, random) for value in values]
        case Kind.NAME:
            return [value and name_as_typed(value, random) for value in values]
        case Kind.ACCOUNT:
            return [value and account_as_typed(value, random) for value in values]
        case Kind.DATE:
            return [value and date_as_typed(value, style) for value in values]
        case Kind.MONTH:
            return [value and month_as_typed(value, style) for value in values]
        case Kind.MONEY:
            return [value and money_as_typed(name, value) for value in values]
    return values
