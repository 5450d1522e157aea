"""The texts: what each article says, in our own words and in two languages."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from functools import cache

from mingbai.law.citation import Citation, UnknownCitation, cite
from mingbai.law.library import stored, text_ids

Lines = tuple[int, int]  # first and last line in the source file, counted from 1


class Numbering(StrEnum):
    """How a text counts its parts, and so how people name them."""

    ARTICLES = "articles"  # 第一条, its paragraphs 款 and items 项
    SECTIONS = "sections"  # 一、 （一） 1.


class NoArticleAt(LookupError):
    """The line of the source belongs to no article: it is blank, page furniture or beyond the end."""

    def __init__(self, text_id: str, line: int) -> None:
        super().__init__(text_id, line)
        self.zh = f"{text_id} 原文第{line}行不属于任何条款。"
        self.en = f"Line {line} of the source of {text_id} belongs to no article."

    def __str__(self) -> str:
        return f"{self.zh} {self.en}"

    def in_language(self, language: str) -> str:
        """Return the sentence in `zh` or `en`."""
        return {"zh": self.zh, "en": self.en}[language]


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

    def heading_in(self, language: str) -> str:
        """Return the article's short name in `zh` or `en`."""
        return {"zh": self.heading, "en": self.heading_en}[language]

    def gist_in(self, language: str) -> str:
        """Return what the article says in `zh` or `en`; nothing for a section heading."""
        return {"zh": self.gist, "en": self.gist_en}[language] or ""


@dataclass(frozen=True)
class Text:
    """A law, a rule or a circular, with when and where it is in force; None stands for what the text does not tell."""

    id: str
    title: str
    title_en: str
    called: str  # as people name it: its short title in 《》, or its document number
    called_en: str
    numbered_in: Numbering
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

    def title_in(self, language: str) -> str:
        """Return the text's title in `zh` or `en`."""
        return {"zh": self.title, "en": self.title_en}[language]

    def called_in(self, language: str) -> str:
        """Return what people call the text, in `zh` or `en`."""
        return {"zh": self.called, "en": self.called_en}[language]

    def parts(self, number: str) -> tuple[Article, ...]:
        """Return the articles below the one of that number, in the order of the text."""
        whole = Citation(self.id, number)
        return tuple(one for one in self.articles.values() if whole.covers(one.citation))


@cache
def text(text_id: str) -> Text:
    """Return a text of the library; raise UnknownCitation if there is none of that id."""
    if text_id not in text_ids():
        raise UnknownCitation(text_id)
    read = stored(text_id)
    articles = {
        number: Article(Citation(text_id, number), **entry | {"lines": _lines(entry.get("lines"))})
        for number, entry in read["articles"].items()
    }
    furniture = tuple((a, b) for a, b in read["furniture"])
    numbering = Numbering(read["numbered_in"])
    return Text(**read | {"numbered_in": numbering, "furniture": furniture, "articles": articles})


def article(citation: str | Citation) -> Article:
    """Return the article a citation names; raise UnknownCitation if there is none."""
    named = cite(str(citation))
    return text(named.text).articles[named.number]


def article_at(text_id: str, line: int) -> Citation:
    """Return the article that owns a line (from 1) of the text's source file; raise NoArticleAt if none does."""
    for one in text(text_id).articles.values():
        if one.lines and one.lines[0] <= line <= one.lines[1]:
            return one.citation
    raise NoArticleAt(text_id, line)


def _lines(range_: list[int] | None) -> Lines | None:
    return (range_[0], range_[1]) if range_ else None
