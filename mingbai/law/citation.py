"""A citation: the name of one article of one text, known to exist or refused at import."""

from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache

from mingbai.kernel.unreadable import shortened
from mingbai.law.library import numbers, text_ids

# 2.1.5, 48.p2, p1: the items of the text's own numbering, where p counts unnumbered paragraphs
NUMBER = r"p?\d+(?:\.p?\d+)*"


@dataclass(frozen=True)
class Citation:
    """An article of a text, such as `YC-2022-2#2.3.3`."""

    text: str
    number: str

    def __str__(self) -> str:
        return f"{self.text}#{self.number}"

    def covers(self, other: "Citation") -> bool:
        """Return whether the other citation names a part of this article (and is not the article itself)."""
        return self.text == other.text and other.number.startswith(f"{self.number}.")


class UnknownCitation(LookupError):
    """The library has no such article; `nearest` holds what was probably meant: articles, or the ids of texts."""

    def __init__(self, citation: str) -> None:
        super().__init__(citation)
        self.citation = citation
        self.nearest = _nearest(citation)
        self.zh = f"法规库中没有“{shortened(citation)}”，最接近的是：{'、'.join(self.nearest)}。"
        self.en = f"The library has no “{shortened(citation)}”; the nearest are {', '.join(self.nearest)}."

    def __str__(self) -> str:
        return f"{self.zh} {self.en}"

    def in_language(self, language: str) -> str:
        """Return the sentence in `zh` or `en`."""
        return {"zh": self.zh, "en": self.en}[language]


@cache
def cite(citation: str) -> Citation:
    """Return the citation of an existing article; raise UnknownCitation for any other."""
    text_id, _, number = citation.partition("#")
    if number not in _known(text_id):
        raise UnknownCitation(citation)
    return Citation(text_id, number)


@cache
def _known(text_id: str) -> frozenset[str]:
    return frozenset(numbers(text_id))


def _nearest(citation: str) -> tuple[str, ...]:
    """Return up to three articles like the one given, or the texts that look like its text, or all texts."""
    asked, sign, number = citation.strip().partition("#")
    near = get_close_matches(asked.upper(), text_ids(), cutoff=0.5)
    if near and (sign or near[0] == asked):
        like = get_close_matches(number, numbers(near[0]), cutoff=0) if number else numbers(near[0])[:3]
        return tuple(f"{near[0]}#{number}" for number in like)
    return tuple(near) or text_ids()
