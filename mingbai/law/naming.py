"""How people name an article: 《社会救助法》第48条, Social Assistance Law (2026), art. 48; never its code."""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

from mingbai.law.citation import Citation, cite
from mingbai.law.library import numbers, text_ids
from mingbai.law.texts import Numbering, Text, text

LANGUAGES = ("zh", "en")
ORDINALS = "〇一二三四五六七八九"  # no circular has ten sections


@cache
def named(citation: str | Citation, language: str, *, in_full: bool = False) -> str:
    """Return an article as people cite it, in `zh` or `en`; `in_full` with the text's whole title, as notices do."""
    asked = cite(str(citation))
    read, number = text(asked.text), numbered(asked, language)
    called = _titled(read, language) if in_full else read.called_in(language)
    return f"{called}, {number}" if language == "en" else f"{called}{number}"


def numbered(citation: str | Citation, language: str) -> str:
    """Return an article's number within its text: 第13条第2款第1项 or, in circulars, 第二部分（三）3."""
    asked = cite(str(citation))
    parts = asked.number.split(".")
    if text(asked.text).numbered_in is Numbering.ARTICLES:
        return _article(parts) if language == "zh" else _article_en(parts)
    return _section(parts) if language == "zh" else _section_en(parts)


def cite_named(words: str) -> Citation:
    """Return the article that people name, in either language, or by its code; raise UnknownCitation for none."""
    return _named().get(_plain(words)) or cite(words.strip())


def _titled(read: Text, language: str) -> str:
    """Return the text's whole title; in Chinese circulars carry their document number."""
    if language == "en":
        return read.title_en
    number = f"（{read.number}）" if read.number and read.numbered_in is Numbering.SECTIONS else ""
    return f"《{read.title}》{number}"


def _article(parts: list[str]) -> str:
    """Return 第13条第2款第1项; what is numbered below a paragraph or an article is an item."""
    below = (f"第{part[1:]}款" if part.startswith("p") else f"第{part}项" for part in parts[1:])
    return "".join([f"第{parts[0]}条", *below])


def _article_en(parts: list[str]) -> str:
    below = (f"para. {part[1:]}" if part.startswith("p") else f"item {part}" for part in parts[1:])
    return " ".join([f"art. {parts[0]}", *below])


def _section(parts: list[str]) -> str:
    """Return 第二部分（三）3第6项: 一、（一）1 as circulars number themselves, with unnumbered paragraphs as 第2段."""
    if parts[0].startswith("p"):
        return f"开头第{parts[0][1:]}段"
    marks = ("第{}部分", "（{}）")
    words = []
    for depth, part in enumerate(parts):
        if part.startswith("p"):
            words.append(f"第{part[1:]}段")
        elif depth < len(marks):
            words.append(marks[depth].format(ORDINALS[int(part)]))
        else:
            words.append(part if depth == len(marks) else f"第{part}项")
    return "".join(words)


def _section_en(parts: list[str]) -> str:
    section = ".".join(part for part in parts if not part.startswith("p"))
    paragraphs = [f"para. {part[1:]}" for part in parts if part.startswith("p")]
    return " ".join([f"sec. {section}" if section else "opening", *paragraphs])


@cache
def _named() -> dict[str, Citation]:
    """Return every article under all its names."""
    return {_plain(name): one for one in _all() for name in _names(one)}


def _all() -> Iterator[Citation]:
    return (Citation(text_id, number) for text_id in text_ids() for number in numbers(text_id))


def _names(one: Citation) -> Iterator[str]:
    yield from (named(one, language, in_full=in_full) for language in LANGUAGES for in_full in (False, True))


def _plain(words: str) -> str:
    """Return a name without what people leave out or write otherwise: width, case, blanks, brackets of titles."""
    return re.sub(r"[\s《》〈〉,.]", "", unicodedata.normalize("NFKC", words)).casefold()
