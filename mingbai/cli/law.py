"""`mingbai law`: what an article says, what implements it, and which articles nothing implements yet."""

import json
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from enum import StrEnum
from typing import Annotated, Any

import typer
from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text as Line

from mingbai.cli.manual import HELP, Verb, Verbs, both
from mingbai.law import Article, Citation, NoArticleAt, UnknownCitation, article, article_at, cite, text
from mingbai.law.index import Coverage, Entry, Reach, gaps, where
from mingbai.law.library import text_ids
from mingbai.law.scan import KIND_ZH

NOT_FOUND = 3
PIPED_WIDTH = 200  # columns; a path must not break where a program reads it
app = typer.Typer(
    cls=Verbs,
    no_args_is_help=True,
    add_completion=False,
    context_settings=HELP,
    help=both("法规条款，以及在哪里实现。", "Articles of law, and what implements them."),
)


class Lang(StrEnum):
    """The language of the answer."""

    ZH = "zh"
    EN = "en"


Cited = Annotated[
    str,
    typer.Argument(
        metavar="CITATION",
        help=both("条款，如 YC-2022-2#2.3.3；或原文行号，如 YC-2022-2:68", "an article, or a line of the source text"),
    ),
]
TextId = Annotated[
    str | None, typer.Argument(metavar="TEXT", help=both("只看一部，如 YC-2022-2", "one text only, such as YC-2022-2"))
]
Language = Annotated[Lang, typer.Option("--lang", help="语言 the language spoken")]
AsJson = Annotated[bool, typer.Option("--json", help=both("输出 JSON，中英文俱全", "print JSON in both languages"))]


@app.command("show", cls=Verb, context_settings=HELP)
def show_article(citation: Cited, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    条款说什么。
    What an article says.

    例 Example: mingbai law show YC-2022-2#2.3.3
    """
    with _refusals(lang):
        one = article(_resolved(citation))
    parts, places = text(one.citation.text).parts(one.citation.number), len(where(one.citation))
    if as_json:
        _print_json(_article(one) | {"parts": [str(part.citation) for part in parts], "places": places})
        return
    console = _console()
    _print(console, _named(one, lang), "bold")
    _print(console, _standing(one, lang), "dim")
    _print(console, one.gist_in(lang) or _say(lang, "只是章节标题。", "A section heading only."))
    for part in parts:
        _print(console, f"  {_named(part, lang)}")
    _print(console, _say(lang, f"实现之处：{places}", f"Places that implement it: {places}"))


@app.command("where", cls=Verb, context_settings=HELP)
def show_places(citation: Cited, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    条款在哪里实现。
    Where an article is implemented.

    例 Example: mingbai law where YC-2022-2#2.3.3
    """
    with _refusals(lang):
        one = article(_resolved(citation))
    entries = where(one.citation)
    if as_json:
        _print_json(_article(one) | {"implemented_by": [_entry(entry) for entry in entries]})
        return
    console = _console()
    _print(console, _named(one, lang), "bold")
    if not entries:
        _print(console, _say(lang, "还没有任何实现。", "Nothing implements it yet."))
        return
    table = _table(lang, ("种类", "Kind"), ("名称", "Title"), ("位置", "Place"), ("依据", "Cited as"))
    for entry in entries:
        mention = entry.mention
        kind, title = (KIND_ZH[mention.kind], mention.title) if lang == Lang.ZH else (mention.kind, mention.title_en)
        table.add_row(*map(Line, (kind, title, f"{mention.path}:{mention.line}", _reach(entry, lang))))
    console.print(table)


@app.command("gaps", cls=Verb, context_settings=HELP)
def show_gaps(text_id: TextId = None, lang: Language = Lang.ZH, as_json: AsJson = False) -> None:
    """
    尚未实现的条款。
    Articles nothing implements yet.

    例 Example: mingbai law gaps ZS-2023
    """
    with _refusals(lang):
        found = [gaps(one) for one in ([_folded(text_id)] if text_id is not None else text_ids())]
    if as_json:
        _print_json({coverage.text.id: _coverage(coverage) for coverage in found})
        return
    console = _console()
    in_part = _say(lang, "只引用了所属条款或其中一项", "only its whole or an item of it is cited")
    for coverage in found:
        _print(console, f"{coverage.text.id}  {coverage.text.title_in(lang)}", "bold")
        for one in coverage.missing:
            _print(console, f"  {_named(one, lang)}")
        for one in coverage.in_part:
            _print(console, f"  {_named(one, lang)} ({in_part})", "dim")
    console.print(_totals(found, lang))


def _totals(found: list[Coverage], lang: Lang) -> Table:
    counted = (("条款", "Articles"), ("已引用", "Cited"), ("部分", "In part"), ("未实现", "Nothing"))
    table = _table(lang, ("文件", "Text"), *counted)
    for column in table.columns[1:]:
        column.justify = "right"
    for coverage in found:
        counts = (coverage.total, len(coverage.cited), len(coverage.in_part), len(coverage.missing))
        table.add_row(coverage.text.id, *map(str, counts))
    return table


def _resolved(citation: str) -> Citation:
    """Return the citation of an article as people type it: in any case or width, or by its line in the source."""
    folded = _folded(citation)
    text_id, colon, line = folded.partition(":")
    if colon and text_id in text_ids() and line.isascii() and line.isdecimal():
        return article_at(text_id, int(line[:9]))
    return cite(folded)


def _folded(citation: str) -> str:
    head, sign, number = unicodedata.normalize("NFKC", citation).strip().partition("#")
    return f"{head.upper()}{sign}{number.lower()}"


@contextmanager
def _refusals(lang: Lang) -> Iterator[None]:
    try:
        yield
    except (UnknownCitation, NoArticleAt) as error:
        typer.echo(error.in_language(lang), err=True)
        raise typer.Exit(NOT_FOUND) from error


def _named(one: Article, lang: Lang) -> str:
    return f"{one.citation}  {one.heading_in(lang)}"


def _standing(one: Article, lang: Lang) -> str:
    """Return one line on the text an article stands in: title, number, since when it is in force, lines."""
    read = text(one.citation.text)
    from_ = read.in_force_from
    since = _say(lang, f"{from_}起施行", f"in force from {from_}") if from_ else ""
    range_ = "–".join(map(str, dict.fromkeys(one.lines or ())))
    lines = range_ and _say(lang, f"原文第{range_}行", f"source line {range_}")
    return " · ".join(filter(None, (read.title_in(lang), read.number, since, lines)))


def _reach(entry: Entry, lang: Lang) -> str:
    cited = entry.mention.cited
    return {
        Reach.ITSELF: _say(lang, "本条", "itself"),
        Reach.WHOLE: _say(lang, f"所属条款 {cited}", f"its whole, {cited}"),
        Reach.PART: _say(lang, f"其中一项 {cited}", f"a part of it, {cited}"),
    }[entry.reach]


def _article(one: Article) -> dict[str, Any]:
    said = {"heading": one.heading, "heading_en": one.heading_en, "gist": one.gist, "gist_en": one.gist_en}
    return {"citation": str(one.citation), **said, "lines": one.lines}


def _entry(entry: Entry) -> dict[str, Any]:
    mention = entry.mention
    place = {"path": mention.path, "line": mention.line, "cited": mention.cited, "reach": entry.reach}
    return {"kind": mention.kind, "title": mention.title, "title_en": mention.title_en, **place}


def _coverage(coverage: Coverage) -> dict[str, Any]:
    return {
        "title": coverage.text.title,
        "title_en": coverage.text.title_en,
        "articles": coverage.total,
        "cited": len(coverage.cited),
        "in_part": [str(one.citation) for one in coverage.in_part],
        "missing": [str(one.citation) for one in coverage.missing],
    }


def _console() -> Console:
    console = Console(highlight=False)
    return console if console.is_terminal else Console(highlight=False, width=PIPED_WIDTH)


def _print(console: Console, words: str, style: str = "") -> None:
    console.print(Line(words, style=style), soft_wrap=True)


def _table(lang: Lang, *columns: tuple[str, str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for zh, en in columns:
        table.add_column(_say(lang, zh, en), overflow="fold")
    return table


def _say(lang: Lang, zh: str, en: str) -> str:
    return {Lang.ZH: zh, Lang.EN: en}[lang]


def _print_json(answer: dict[str, Any]) -> None:
    typer.echo(json.dumps(answer, ensure_ascii=False, indent=2))
