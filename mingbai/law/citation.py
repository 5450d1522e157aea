"""A citation: the name of one article of one text, known to exist or refused at import."""

import re
from dataclasses import dataclass
from difflib import get_close_matches
from functools import cache
from pathlib import Path

TEXTS = Path(__file__).parent / "texts"
NUMBER = r"p?\d+(?:\.p?\d+)*"  # 2.1.5, 48.p2, p1: items of the text's own numbering; p counts unnumbered paragraphs
_ENTRY = re.compile(rf'^  "({NUMBER})":', re.MULTILINE)


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
    """No text of the library has this article."""

    def __init__(self, citation: str) -> None:
        self.citation = citation
        self.nearest = _nearest(citation)
        super().__init__(self.plain("en"))

    def plain(self, lang: str) -> str:
        """Return what is wrong and what was probably meant, in one sentence of the language ('zh' or 'en')."""
        if lang == "zh":
            return f"没有条款“{self.citation}”;最接近的是:{'、'.join(self.nearest)}。"
        return f"There is no article {self.citation!r}; the nearest are {', '.join(self.nearest)}."


@cache
def text_ids() -> tuple[str, ...]:
    """Return the ids of all texts in the library, in alphabetical order."""
    return tuple(sorted(path.stem for path in TEXTS.glob("*.yaml")))


@cache
def numbers(text_id: str) -> tuple[str, ...]:
    """
    Return the numbers of a text's articles in the order of the text, or nothing for an unknown text.

    Read from the raw file, because parsing nine texts would cost each import of the rules half a second.
    """
    return tuple(_ENTRY.findall((TEXTS / f"{text_id}.yaml").read_text(encoding="utf-8"))) if text_id in text_ids() else ()


@cache
def cite(citation: str) -> Citation:
    """Return the citation of an existing article; raise UnknownCitation, with what was probably meant, for any other."""
    text_id, _, number = citation.partition("#")
    if number not in _known(text_id):
        raise UnknownCitation(citation)
    return Citation(text_id, number)


@cache
def _known(text_id: str) -> frozenset[str]:
    return frozenset(numbers(text_id))


def _nearest(citation: str) -> tuple[str, ...]:
    """Return up to three existing citations that look most like the one given; the text matters more than the number."""
    text_id, _, number = citation.strip().partition("#")
    [text_id] = get_close_matches(text_id.upper(), text_ids(), n=1, cutoff=0)
    near = get_close_matches(number, numbers(text_id), n=3, cutoff=0)
    return tuple(f"{text_id}#{number}" for number in near)
