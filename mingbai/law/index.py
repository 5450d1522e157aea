"""The index both ways: what implements an article, and which articles nothing implements yet."""

from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from pathlib import Path

import mingbai
from mingbai.law.citation import Citation, UnknownCitation, cite
from mingbai.law.scan import Kind, Mention, mentions
from mingbai.law.texts import Article, Text, text

PACKAGE = Path(mingbai.__file__).parent


class Reach(StrEnum):
    """How a citation in the source meets the article asked for."""

    ITSELF = "itself"
    WHOLE = "whole"  # the source cites the article this one is a part of
    PART = "part"  # the source cites a part of this article


@dataclass(frozen=True)
class Entry:
    """One place in the source that implements an article, and how it names it."""

    mention: Mention
    reach: Reach


@dataclass(frozen=True)
class Coverage:
    """The articles of a text, by whether the source cites them; section headings are not counted."""

    text: Text
    cited: tuple[Article, ...]
    in_part: tuple[Article, ...]  # only the article they belong to, or an item of theirs, is cited
    missing: tuple[Article, ...]

    @property
    def total(self) -> int:
        """Return how many articles there are to implement."""
        return len(self.cited) + len(self.in_part) + len(self.missing)


def where(citation: str | Citation, package: Path = PACKAGE) -> tuple[Entry, ...]:
    """Return what implements an article, by kind, path and line; raise UnknownCitation if there is no such article."""
    asked = cite(str(citation))
    entries = [Entry(mention, reach) for cited, mention in _cited(package) if (reach := _reach(asked, cited))]
    return tuple(sorted(entries, key=lambda entry: list(Kind).index(entry.mention.kind)))


def gaps(text_id: str, package: Path = PACKAGE) -> Coverage:
    """Return which articles of a text the source cites and which none does; raise UnknownCitation for no text."""
    read = text(text_id)
    named = {cited for cited, _ in _cited(package)}
    units = [one for one in read.articles.values() if not one.is_section and not _has_items(read, one)]
    cited = [one for one in units if one.citation in named]
    in_part = [one for one in units if one not in cited and any(_touches(name, one.citation) for name in named)]
    missing = [one for one in units if one not in cited and one not in in_part]
    return Coverage(read, tuple(cited), tuple(in_part), tuple(missing))


def misspelt(package: Path = PACKAGE) -> tuple[Mention, ...]:
    """Return the citations in the source that name no article of the library."""
    return tuple(mention for mention in _mentions(package) if not _exists(mention.cited))


def _reach(asked: Citation, cited: Citation) -> Reach | None:
    if cited == asked:
        return Reach.ITSELF
    if cited.covers(asked):
        return Reach.WHOLE
    return Reach.PART if asked.covers(cited) else None


def _touches(name: Citation, one: Citation) -> bool:
    """Return whether a citation names the whole that an article belongs to, or an item of it but no later paragraph."""
    item = name.number.removeprefix(f"{one.number}.")
    return name.covers(one) or (one.covers(name) and not item.startswith("p"))


def _has_items(read: Text, whole: Article) -> bool:
    """Return whether items within the article's lines carry what it orders, so that they are counted instead of it."""
    return any(part.lines is None for part in read.parts(whole.citation.number))


def _cited(package: Path) -> list[tuple[Citation, Mention]]:
    return [(cite(mention.cited), mention) for mention in _mentions(package) if _exists(mention.cited)]


@cache
def _mentions(package: Path) -> tuple[Mention, ...]:
    return tuple(mentions(package))


def _exists(cited: str) -> bool:
    try:
        cite(cited)
    except UnknownCitation:
        return False
    return True
