"""pain.002 status reports: which payments of a file the bank took on, which it refused, and why."""

import hashlib
import re
from pathlib import Path

from mingbai.receipts.profiles import status, totals, xml
from mingbai.receipts.profiles.camt054 import month_said
from mingbai.receipts.profiles.entry import Entry, Statement
from mingbai.receipts.profiles.refused import FileRefused, Nth

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:pain\.002\.001\.\d\d")
NAME = "pain.002"
REPEATED = frozenset({"TxInfAndSts"})
ENDS = REPEATED | {"MsgId"}
PAYMENT = xml.Picker(
    *("StsId", "OrgnlEndToEndId", "TxSts", "StsRsnInf/AddtlInf", "StsRsnInf/Rsn/Cd", "OrgnlTxRef/RmtInf/Ustrd"),
    *("OrgnlTxRef/Amt/InstdAmt@Ccy", "OrgnlTxRef/CdtrAcct/Id/Othr/Id", "OrgnlTxRef/Cdtr/Pty/Nm", "OrgnlTxRef/Cdtr/Nm"),
)


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
    for name, element in xml.elements(path, ENDS, REPEATED):
        if name == "MsgId":
            reference = reference or (element.text or "").strip()
            continue
        said = PAYMENT(element)
        if said["TxSts"] in status.PAIN_002:
            entries.append(_entry(said, Nth(len(entries) + 1, "TxInfAndSts")))
        else:
            words.append(said["TxSts"])
    status.known(NAME, status.PAIN_002, words)
    return [totals.whole(reference, NAME, digest, entries)]


def _entry(said: xml.Said, where: Nth) -> Entry:
    end_to_end_id, amount = said["OrgnlEndToEndId"], "OrgnlTxRef/Amt/InstdAmt"
    purpose = said["OrgnlTxRef/RmtInf/Ustrd"]
    return Entry(
        reference=said["StsId"] or end_to_end_id,
        status=status.PAIN_002[said["TxSts"]],
        amount_fen=xml.fen(said, amount, where) if said[amount] else None,
        paid_on=None,
        account=said["OrgnlTxRef/CdtrAcct/Id/Othr/Id"],
        name=said["OrgnlTxRef/Cdtr/Pty/Nm"] or said["OrgnlTxRef/Cdtr/Nm"],
        end_to_end_id=end_to_end_id,
        month=month_said(purpose),
        purpose=purpose,
        reason=said["StsRsnInf/AddtlInf"] or said["StsRsnInf/Rsn/Cd"],
    )
