"""银行受理回执: what the bank says of a file it took (pain.002): accepted or rejected, payment by payment."""

from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element, ParseError, fromstring

from mingbai.payments.profiles.refused import Unreadable

ACCEPTED = frozenset({"ACTC", "ACCP", "ACSP", "ACSC", "ACWC", "ACCC"})
REJECTED = frozenset({"RJCT"})
PENDING = frozenset({"PDNG", "RCVD", "PART"})
LARGEST = 200 * 2**20  # bytes


@dataclass(frozen=True, slots=True)
class Answer:
    """One payment's answer; `accepted` is None while the bank has not decided."""

    end_to_end_id: str
    accepted: bool | None
    reason: str


@dataclass(frozen=True)
class Report:
    """What a status report says: of which file, and of each payment it names (of all alike where it names none)."""

    message_id: str
    whole: bool | None  # the file's own answer
    answers: tuple[Answer, ...]


def answers_of(content: bytes) -> Report:
    """Return what a pain.002 of any version says; raise Unreadable for what is none, is cut, or declares entities."""
    root = _root(content)
    report = _only(root, "CstmrPmtStsRpt")
    header = _only(report, "OrgnlGrpInfAndSts")
    whole = _decided(_text(header, "GrpSts"))
    answers = tuple(
        Answer(_text(one, "OrgnlEndToEndId"), _decided(_text(one, "TxSts")), _reason(one))
        for one in _all(report, "TxInfAndSts")
    )
    names = [one.end_to_end_id for one in answers]
    if not all(names) or len(set(names)) != len(names):
        raise _spoilt("有付款缺业务编号或重复", "a payment has no EndToEndId or stands twice")
    return Report(_text(header, "OrgnlMsgId"), whole, answers)


def _root(content: bytes) -> Element:
    try:
        is_plain = len(content) <= LARGEST and "<!" not in content.decode("utf-8-sig").replace("<!--", "")
    except UnicodeDecodeError:
        is_plain = False
    if not is_plain:
        raise _spoilt("文件过大、不是UTF-8或含有实体声明", "it is too large, not UTF-8, or declares entities")
    try:
        return fromstring(content)  # noqa: S314 (no entity is declared: looked at above)
    except ParseError as error:
        raise _spoilt("文件不完整或不是XML", "it is cut short or no XML") from error


def _decided(code: str) -> bool | None:
    if code in ACCEPTED:
        return True
    if code in REJECTED:
        return False
    if code and code not in PENDING:
        raise _spoilt(f"不认识状态“{code}”", f"the status “{code}” is unknown")
    return None


def _reason(one: Element) -> str:
    found = [text.text or "" for name in ("Cd", "Prtry", "AddtlInf") for text in _all(one, name)]
    return " ".join(part for part in found if part)[:200]


def _all(element: Element, name: str) -> Iterator[Element]:
    return element.iter(f"{{{_space(element)}}}{name}")


def _only(element: Element, name: str) -> Element:
    found = list(_all(element, name))
    if len(found) != 1:
        raise _spoilt(f"应有一处{name}", f"there is not one {name}")
    return found[0]


def _text(element: Element, name: str) -> str:
    found = element.find(f"{{{_space(element)}}}{name}")
    return (found.text or "").strip() if found is not None else ""


def _space(element: Element) -> str:
    return element.tag[1:].partition("}")[0] if element.tag.startswith("{") else ""


def _spoilt(zh: str, en: str) -> Unreadable:
    return Unreadable(
        f"银行受理回执不能读取：{zh}；未作任何登记，请银行重发。", f"The bank's answer is no report: {en}."
    )
