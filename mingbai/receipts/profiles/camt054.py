"""camt.054 debit and credit notifications: every transaction of every entry, batches opened up, sums re-added."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from mingbai.kernel.month import BadMonth, Month
from mingbai.receipts.profiles import status, totals, xml
from mingbai.receipts.profiles.entry import Entry, Statement
from mingbai.receipts.profiles.refused import BadEntry, FileRefused

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:(camt\.054\.001\.(\d\d))")
NAME = "camt.054"
ENDS = frozenset({"Ntry", "Ntfctn"})
NOT_GIVEN = ("", "NOTPROVIDED")
MONTH = re.compile(r"(?<!\d)(20\d\d)(?:年(0?[1-9]|1[0-2])月|-?(0[1-9]|1[0-2])(?!\d))")


@dataclass
class _Notification:
    """One Ntfctn while it is read."""

    reference: str = ""
    said: tuple[int | None, int | None] = (None, None)
    entries: list[Entry] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    count: int = 0
    total_fen: int = 0


def is_camt054(namespace: str) -> bool:
    """Return whether the namespace is one of the message's versions."""
    return NAMESPACE.fullmatch(namespace) is not None


def read(path: Path) -> list[Statement]:
    """Return one statement for each notification in the file; raise FileRefused, and nothing is taken in."""
    namespace, _ = xml.root_of(path)
    version = NAMESPACE.fullmatch(namespace)
    if version is None:
        raise FileRefused(f"“{namespace}”不是camt.054报文。", f"“{namespace}” is no camt.054 message.")
    with path.open("rb") as file:
        digest = hashlib.file_digest(file, "sha256").hexdigest()
    found: list[Statement] = []
    words: list[str] = []
    for one in _notifications(path, version[1]):
        words += one.words
        if not one.words:
            where = f"通知{one.reference}"
            totals.agreeing(where, one.said, one.count, one.total_fen)
            found.append(totals.whole(one.reference, NAME, digest, one.entries))
    status.known(NAME, status.CAMT_054, words)
    if not found:
        raise FileRefused("报文里没有一份通知（Ntfctn）。", "The message holds no notification (Ntfctn).")
    return found


def _notifications(path: Path, message: str) -> Iterator[_Notification]:
    one = _Notification()
    for element in xml.elements(path, ENDS, "Ntry", xml.schema(message)):
        is_entry = xml.name_of(element) == "Ntry"
        whole = element.getparent() if is_entry else element
        if not one.reference and whole is not None:
            one.reference = xml.text(whole, "Id")
            one.said = _said(whole)
        if is_entry:
            _take(one, element)
        else:
            yield one
            one = _Notification()


def _said(notification: xml.Element) -> tuple[int | None, int | None]:
    """Return how many entries and how much a notification says it holds."""
    total, where = xml.text(notification, "TxsSummry/TtlNtries/Sum"), "合计（TtlNtries）"
    count = _count(xml.text(notification, "TxsSummry/TtlNtries/NbOfNtries"), where)
    return count, xml.fen_of(total, where) if total else None


def _take(one: _Notification, entry: xml.Element) -> None:
    """Add the transactions of an entry; raise where a batch is not what it says."""
    one.count += 1
    where = f"第{one.count}笔（Ntry）"
    amount_fen = xml.fen(entry, "Amt", where)
    one.total_fen += amount_fen
    state = f"{xml.text(entry, 'Sts/Cd') or xml.text(entry, 'Sts')} {xml.text(entry, 'CdtDbtInd')}"
    if state not in status.CAMT_054:
        one.words.append(state)
        return
    details = entry.findall("{*}NtryDtls/{*}TxDtls")
    made = [_entry(entry, detail, place, state, where) for place, detail in enumerate(details, 1)]
    if not details:
        made = [_entry(entry, entry, 0, state, where)]
    elif len(details) > 1 or entry.find("{*}NtryDtls/{*}TxDtls/{*}Amt") is not None:
        totals.agreeing(where, (None, amount_fen), len(made), sum(each.amount_fen or 0 for each in made))
    for batch in entry.iterfind("{*}NtryDtls/{*}Btch"):
        holds = batch.getparent()
        inside = 0 if holds is None else len(holds.findall("{*}TxDtls"))
        totals.agreeing(where, (_count(xml.text(batch, "NbOfTxs"), where), None), inside, 0)
    one.entries += made


def _entry(entry: xml.Element, detail: xml.Element, place: int, state: str, where: str) -> Entry:
    """Return one transaction; what it does not say itself its entry says."""
    booked = xml.text(entry, "BookgDt/Dt") or xml.text(entry, "BookgDt/DtTm")
    account = "RltdPties/CdtrAcct/Id"
    end_to_end_id = xml.text(detail, "Refs/EndToEndId")
    purpose = xml.text(detail, "RmtInf/Ustrd") or xml.text(detail, "AddtlTxInf") or xml.text(entry, "AddtlNtryInf")
    own = xml.text(detail, "Refs/AcctSvcrRef") or xml.text(detail, "Refs/TxId")
    shared = xml.text(entry, "NtryRef") or xml.text(entry, "AcctSvcrRef")
    return Entry(
        reference=own or (f"{shared}/{place}" if place else shared),
        status=status.CAMT_054[state],
        amount_fen=xml.fen(detail if detail.find("{*}Amt") is not None else entry, "Amt", where),
        paid_on=_day(booked, where),
        account=xml.text(detail, f"{account}/Othr/Id") or xml.text(detail, f"{account}/IBAN"),
        name=xml.text(detail, "RltdPties/Cdtr/Pty/Nm") or xml.text(detail, "RltdPties/Cdtr/Nm"),
        end_to_end_id="" if end_to_end_id in NOT_GIVEN else end_to_end_id,
        month=month_said(purpose),
        purpose=purpose,
        reason=xml.text(detail, "RtrInf/AddtlInf")
        or xml.text(detail, "RtrInf/Rsn/Cd")
        or xml.text(detail, "RtrInf/Rsn/Prtry"),
    )


def month_said(purpose: str) -> Month | None:
    """Return the month a payment's purpose names (低保2026-10, 2026年10月), None where it names none."""
    found = MONTH.search(purpose)
    try:
        return Month(int(found[1]), int(found[2] or found[3])) if found else None
    except BadMonth:
        return None


def _day(written: str, where: str) -> date | None:
    try:
        return date.fromisoformat(written[:10]) if written else None
    except ValueError:
        raise BadEntry(where, f"日期“{written}”不能识别", f"“{written}” is no date") from None


def _count(written: str, where: str) -> int | None:
    if written and not written.isdecimal():
        raise BadEntry(where, f"笔数“{written}”不能识别", f"“{written}” is no number of entries")
    return int(written) if written else None
