"""Bars drawn by us as inline SVG: they stretch with the page, and their patterns tell them apart without colour."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from mingbai.rules.report.page.markup import both


@dataclass(frozen=True)
class Bar:
    """One bar: what it is called (HTML), its pieces (pattern, value), what stands at its end (HTML)."""

    name: str
    pieces: Sequence[tuple[str, int]]
    end: str
    link: str = ""  # attributes of a link that filters the findings

    @property
    def value(self) -> int:
        """Return how long it is."""
        return sum(value for _, value in self.pieces)


def figure(name: str, title: str, note: str, drawing: str, twin: str) -> str:
    """Return a chart with its heading and the table of its numbers."""
    head = f'<figcaption><h3>{title}</h3><p class="muted">{note}</p></figcaption>'
    folded = f'<details class="twin"><summary>{both("看表格", "Show as a table")}</summary>{twin}</details>'
    return f'<figure class="card chart" id="chart-{name}">{head}{drawing}{folded}</figure>'


def bars(rows: Iterable[Bar]) -> str:
    """Return bars under each other, the longest filling the width; without any, that nothing was found."""
    rows = list(rows)
    if not rows:
        return f'<p class="even">✔ {both("没有发现", "Nothing found")}</p>'
    longest = max(bar.value for bar in rows) or 1
    return f'<ul class="bars">{"".join(_bar(bar, longest) for bar in rows)}</ul>'


def _bar(bar: Bar, longest: int) -> str:
    at, drawn = 0.0, []
    for pattern, value in bar.pieces:
        width = value * 100 / longest
        drawn.append(piece(pattern, at, width))
        at += width
    name = f'<a href="#findings" {bar.link}>{bar.name}</a>' if bar.link else bar.name
    return item(name, drawing(14, *drawn), bar.end)


def item(name: str, drawn: str, end: str, kind: str = "") -> str:
    """Return one line of a chart: its name, its drawing, what stands at its end."""
    marked = f' class="{kind}"' if kind else ""
    return f'<li{marked}><span class="bar-name">{name}</span>{drawn}<span class="bar-end">{end}</span></li>'


def drawing(height: int, *pieces: str) -> str:
    """Return a drawing as wide as its place and so many pixels high."""
    return f'<svg class="bar" height="{height}" aria-hidden="true" focusable="false">{"".join(pieces)}</svg>'


def piece(pattern: str, at: float, width: float) -> str:
    """Return a piece of a bar, its place and width in per cent."""
    return f'<rect x="{at:.3f}%" width="{width:.3f}%" height="100%" fill="url(#p-{pattern})"/>'
