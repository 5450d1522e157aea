"""HTML, made safe: everything is escaped, whatever somebody's file says is set apart, both languages stand side by side."""

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


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Sequence[str]],
    *,
    numbers: Sequence[int] = (),
    foot: Sequence[str] = (),
) -> str:
    """Return a table of HTML cells; `numbers` are the columns set right, `foot` the row of totals."""

    def cells(row: Sequence[str], tag: str = "td") -> str:
        made = []
        for place, cell in enumerate(row):
            first = tag == "td" and place == 0
            name, scope = ("th", ' scope="row"') if first else (tag, ' scope="col"' if tag == "th" else "")
            made.append(f"<{name}{scope}{' class=num' if place in numbers else ''}>{cell}</{name}>")
        return f"<tr>{''.join(made)}</tr>"

    body = "".join(cells(row) for row in rows)
    last = f"<tfoot>{cells(foot)}</tfoot>" if foot else ""
    return (
        f'<div class="scroll" tabindex="0"><table><caption>{caption}</caption><thead>{cells(heads, "th")}</thead>'
        f"<tbody>{body}</tbody>{last}</table></div>"
    )
