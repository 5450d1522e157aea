"""HTML, made safe: everything is escaped, what files say is set apart, both languages stand side by side."""

import html
import re
from collections.abc import Iterable, Sequence
from typing import Any

UNWRITABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
Both = tuple[str, str]  # Chinese, English


def plain(value: Any) -> str:
    """Return a value as text that can stand in a UTF-8 page: no control characters, no halves of characters."""
    return UNWRITABLE.sub("\ufffd", str(value))


def escaped(value: Any) -> str:
    """Return a value as HTML text, safe in attributes too."""
    return html.escape(plain(value), quote=True)


def data(value: Any) -> str:
    """Return something out of the user's files: isolated, and never translated."""
    return f'<bdi translate="no">{escaped(value)}</bdi>'


def both(zh: str, en: str) -> str:
    """Return a text in both languages, of which the page shows one."""
    return said(escaped(zh), escaped(en))


def said(zh: str, en: str) -> str:
    """Return HTML in both languages, of which the page shows one; equal ones stand once."""
    return f'<span lang="zh-CN">{zh}</span><span lang="en">{en}</span>'


def tag(name: str, /, *children: str, **attributes: str | bool | None) -> str:
    """
    Return an element with HTML inside; attributes are escaped.

    `class_` is class and `data_rule` data-rule; True stands alone; None and False are left out.
    """
    told = "".join(
        f" {key.rstrip('_').replace('_', '-')}" + ("" if value is True else f'="{escaped(value)}"')
        for key, value in attributes.items()
        if value is not None and value is not False
    )
    return f"<{name}{told}>{''.join(children)}</{name}>"


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Sequence[int] = (),
    foot: Sequence[str] = (),
) -> str:
    """Return a table of HTML cells; `numbers` are the columns set right, `foot` the row of totals."""

    def cells(row: Sequence[str], name: str = "td") -> str:
        made = []
        for place, cell in enumerate(row):
            is_name = name == "td" and place == 0
            scope = "row" if is_name else "col" if name == "th" else None
            made.append(tag("th" if is_name else name, cell, scope=scope, class_="num" if place in numbers else None))
        return tag("tr", *made)

    last = tag("tfoot", cells(foot)) if foot else ""
    body = tag("tbody", *map(cells, rows))
    whole = tag("table", tag("caption", caption), tag("thead", cells(heads, "th")), body, last)
    return tag("div", whole, class_="scroll", tabindex="0")


def pairs(entries: Iterable[tuple[str, str]], kind: str) -> str:
    """Return names and values as a list of descriptions."""
    return tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in entries), class_=kind)
