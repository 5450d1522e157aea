"""Numbers as the page shows them: yuan in tables, 万元 or 亿元 in headlines, no data never taken for zero."""

from mingbai.kernel.masks import NO_DATA
from mingbai.kernel.money import show_wan, show_yuan
from mingbai.rules.report.page.markup import both, escaped

WAN, YI = 10_000_00, 100_000_000_00  # fen


def yuan(fen: int | None) -> str:
    """Return an amount for a table whose header says 元."""
    return NO_DATA if fen is None else show_yuan(fen)


def count(number: int) -> str:
    """Return a count with thousands commas."""
    return f"{number:,}"


def headline(fen: int | None) -> str:
    """Return an amount for a headline as HTML: 万元 or 亿元 in Chinese, the exact yuan on hover."""
    if fen is None:
        return NO_DATA
    exact = show_yuan(fen)
    if abs(fen) < WAN:
        return f'<span title="{exact}">{both(f"{exact} 元", f"¥{exact}")}</span>'
    large = f"{show_wan(fen // 10_000)} 亿元" if abs(fen) >= YI else f"{show_wan(fen)} 万元"
    english = f"¥{fen / 1e8:,.2f} m" if abs(fen) >= 100 * WAN else f"¥{show_yuan(fen)}"
    return f'<span title="{escaped(exact)}">{both(large, english)}</span>'


def lines(number: int) -> str:
    """Return a number of payment lines in words."""
    return both(f"{count(number)} 笔", f"{count(number)} line{'' if number == 1 else 's'}")
