"""pain.002 status reports: which payments of a file the bank took on, which it refused, and why."""

import hashlib
import re
from pathlib import Path

from mingbai.receipts.profiles import status, totals, xml
from mingbai.receipts.profiles.camt054 import month_said
from mingbai.receipts.profiles.entry import Entry, Statement
from mingbai.receipts.profiles.refused import FileRefused

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:pain\.002\.001\.\d\d")
NAME = "pain.002"
ENDS = frozenset({"MsgId", "TxInfAndSts"})


def is_pain002(namespace: str) -> bool:
    """Return whether the namespace is one of the message's versions."""
    return NAMESPACE.fullmatch(namespace) is not None


def read(path: Path) -> list[Statement]:
    """Return the report as one statement; raise FileRefused, and nothing is taken in."""
    namespace, _ = xml.root_of(path)
    if not is_pain002(namespace):
        raise FileRefused(f"“{namespace}”不是pain.002报文。", f"“{namespace}” is no pain.002 message.")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    reference = ""
    entries: list[Entry] = []
    words: list[str] = []
    for element in xml.elements(path, ENDS, "TxInfAndSts"):
        match xml.name_of(element):
            case "MsgId" if not reference:
                reference = (element.text or "").strip()
            case "TxInfAndSts":
                word = xml.text(element, "TxSts")
                if word in status.PAIN_002:
                    entries.append(_entry(element, word, len(entries) + 1))
                else:
                    words.append(word)
    status.known(NAME, status.PAIN_002, words)
    return [totals.whole(reference, NAME, digest, entries)]


def _entry(element: xml.Element, word: str, place: int) -> Entry:
    end_to_end_id = xml.text(element, "OrgnlEndToEndId")
    purpose, where = xml.text(element, "OrgnlTxRef/RmtInf/Ustrd"), f"第{place}笔"
    has_amount = element.find("{*}OrgnlTxRef/{*}Amt/{*}InstdAmt") is not None
    return Entry(
        reference=xml.text(element, "StsId") or end_to_end_id,
        status=status.PAIN_002[word],
        amount_fen=xml.fen(element, "OrgnlTxRef/Amt/InstdAmt", where) if has_amount else None,
        paid_on=None,
        account=xml.text(element, "OrgnlTxRef/CdtrAcct/Id/Othr/Id"),
        name=xml.text(element, "OrgnlTxRef/Cdtr/Pty/Nm") or xml.text(element, "OrgnlTxRef/Cdtr/Nm"),
        end_to_end_id=end_to_end_id,
        month=month_said(purpose),
        purpose=purpose,
        reason=xml.text(element, "StsRsnInf/AddtlInf") or xml.text(element, "StsRsnInf/Rsn/Cd"),
    )
