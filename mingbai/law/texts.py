"""The texts: what each article says, in our own words and in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from typing import Any, Literal

import yaml

from mingbai.law.citation import TEXTS, Citation, UnknownCitation, cite, text_ids

Lang = Literal["zh", "en"]
Lines = tuple[int, int]  # first and last line in the source file, counted from 1
_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)  # the C one is ten times faster, and not in every build


class NoArticleAt(LookupError):
    """The line of the source belongs to no article: it is blank, page furniture or beyond the end."""


@dataclass(frozen=True)
class Article:
    """One article; without a gist it is a bare section heading, without lines an item within its parent's lines."""

    citation: Citation
    heading: str
    heading_en: str
    gist: str | None = None
    gist_en: str | None = None
    lines: Lines | None = None

    @property
    def is_section(self) -> bool:
        """Return whether the article is a heading that orders nothing by itself."""
        return self.gist is None

    def heading_in(self, lang: Lang) -> str:
        """Return the article's short name in the language."""
        return self.heading if lang == "zh" else self.heading_en

    def gist_in(self, lang: Lang) -> str:
        """Return what the article says in the language; nothing for a section heading."""
        return (self.gist if lang == "zh" else self.gist_en) or ""


@dataclass(frozen=True)
class Text:
    """A law, a rule or a circular, with when and where it is in force; None stands for what the text does not tell."""

    id: str
    title: str
    title_en: str
    issuer: str | None
    number: str | None
    published_on: date | None
    in_force_from: date | None
    in_force_to: date | None  # the last day in force
    area: str  # a six-digit region code, or 'national'
    note: str | None
    source_lines: int
    furniture: tuple[Lines, ...]  # lines that belong to no article
    covers: int  # lines within the articles' ranges: a checksum against articles lost in editing
    articles: Mapping[str, Article]  # by number, in the order of the text

    def title_in(self, lang: Lang) -> str:
        """Return the text's title in the language."""
        return self.title if lang == "zh" else self.title_en

    def items(self, number: str) -> tuple[Article, ...]:
        """Return the items that share the lines of the article of that number."""
        whole = Citation(self.id, number)
        return tuple(one for one in self.articles.values() if one.lines is None and whole.covers(one.citation))


@cache
def text(text_id: str) -> Text:
    """Return a text of the library, parsed once; raise UnknownCitation if there is none of that id."""
    if text_id not in text_ids():
        raise UnknownCitation(text_id)
    stored: dict[str, Any] = yaml.load((TEXTS / f"{text_id}.yaml").read_text(encoding="utf-8"), _Loader)  # noqa: S506
    articles = {
        number: Article(Citation(text_id, number), **entry | {"lines": _lines(entry.get("lines"))})
        for number, entry in stored.pop("articles").items()
    }
    furniture = tuple((first, last) for first, last in stored.pop("furniture"))
    return Text(**stored, furniture=furniture, articles=articles)


def article(citation: str | Citation) -> Article:
    """Return the article a citation names; raise UnknownCitation if there is none."""
    named = cite(str(citation))
    return text(named.text).articles[named.number]


def article_at(text_id: str, line: int) -> Citation:
    """Return the article that owns a line (from 1) of the text's source file; raise NoArticleAt if none does."""
    for one in text(text_id).articles.values():
        if one.lines and one.lines[0] <= line <= one.lines[1]:
            return one.citation
    raise NoArticleAt(f"{text_id}, line {line}: no article stands there (the text has {text(text_id).source_lines} lines)")


def _lines(stored: list[int] | None) -> Lines | None:
    return (stored[0], stored[1]) if stored else None
