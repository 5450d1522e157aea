"""camt.054 debit and credit notifications: every transaction of every entry, batches opened up, sums re-added."""

import hashlib
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from mingbai.kernel.month import BadMonth, Month
from mingbai.receipts.profiles import status, totals, xml
from mingbai.receipts.profiles.entry import Entry, Statement
from mingbai.receipts.profiles.refused import BadEntry, FileRefused, Nth, Somewhere, Spot

NAMESPACE = re.compile(r"urn:iso:std:iso:20022:tech:xsd:(camt\.054\.001\.(\d\d))")
NAME = "camt.054"
REPEATED = frozenset({"TxDtls", "Ntry"})
ENDS = REPEATED | {"Ntfctn"}
HEAD = xml.Picker("Id", "TxsSummry/TtlNtries/NbOfNtries", "TxsSummry/TtlNtries/Sum")
BOOKING = xml.Picker(
    *("NtryRef", "Amt@Ccy", "CdtDbtInd", "Sts", "Sts/Cd", "BookgDt/Dt", "BookgDt/DtTm", "AcctSvcrRef"),
)
BATCH, NOTE = xml.Picker("Btch/NbOfTxs"), xml.Picker("AddtlNtryInf")
DETAIL = xml.Picker(
    *("Refs/AcctSvcrRef", "Refs/TxId", "Refs/EndToEndId", "Amt@Ccy", "RltdPties/Cdtr/Pty/Nm", "RltdPties/Cdtr/Nm"),
    *("RltdPties/CdtrAcct/Id/Othr/Id", "RltdPties/CdtrAcct/Id/IBAN", "RmtInf/Ustrd", "AddtlTxInf"),
    *("RtrInf/AddtlInf", "RtrInf/Rsn/Cd", "RtrInf/Rsn/Prtry"),
)
NOT_GIVEN = ("", "NOTPROVIDED")
MONTH = re.compile(r"(?<!\d)(20\d\d)(?:年(0?[1-9]|1[0-2])月|-?(0[1-9]|1[0-2])(?!\d))")


@dataclass
class _Booking:
    """One Ntry while it is read: what it says itself, and the transactions in it so far."""

    where: Nth
    said: xml.Said
    amount_fen: int
    state: str
    made: list[Entry] = field(default_factory=list)
    adds_up: bool = False  # several transactions, or one that says its own amount
    inside: dict[xml.Element, int] = field(default_factory=dict)  # NtryDtls → transactions


@dataclass
class _Notification:
    """One Ntfctn while it is read."""

    reference: str = ""
    said: tuple[int | None, int | None] = (None, None)
    entries: list[Entry] = field(default_factory=list)
    words: list[str] = field(default_factory=list)
    count: int = 0
    total_fen: int = 0
    now: _Booking | None = None


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
            where = Spot(f"通知{one.reference}", f"Notification {one.reference}")
            if any(other.reference == one.reference for other in found):
                raise BadEntry(where, "同一报文里出现两次", "it stands in the message twice")
            totals.agreeing(where, one.said, one.count, one.total_fen)
            found.append(totals.whole(one.reference, NAME, digest, one.entries))
    status.known(NAME, status.CAMT_054, words)
    if not found:
        raise FileRefused("报文里没有一份通知（Ntfctn）。", "The message holds no notification (Ntfctn).")
    return found


def _notifications(path: Path, message: str) -> Iterator[_Notification]:
    one = _Notification()
    for name, element in xml.elements(path, ENDS, REPEATED, xml.schema(message)):
        if name == "TxDtls":
            _take_in(one, element)
            continue
        whole = element.getparent() if name == "Ntry" else element
        if not one.reference and whole is not None:
            head = HEAD(whole)
            one.reference, one.said = head["Id"], _said(head)
        if name == "Ntry":
            _end(one, element)
        else:
            yield one
            one = _Notification()


def _said(head: xml.Said) -> tuple[int | None, int | None]:
    """Return how many entries and how much a notification says it holds."""
    total, where = head["TxsSummry/TtlNtries/Sum"], Spot("合计（TtlNtries）", "The total (TtlNtries)")
    return _count(head["TxsSummry/TtlNtries/NbOfNtries"], where), xml.fen_of(total, where) if total else None


def _begun(one: _Notification, entry: xml.Element) -> _Booking:
    """Return the entry that is being read; what it says itself stands before its transactions."""
    if one.now is None:
        one.count += 1
        said, where = BOOKING(entry), Nth(one.count, "Ntry")
        state = f"{said['Sts/Cd'] or said['Sts']} {said['CdtDbtInd']}"
        one.now = _Booking(where, said, xml.fen(said, "Amt", where), state)
    return one.now


def _take_in(one: _Notification, detail: xml.Element) -> None:
    """Add a transaction to the entry it stands in, and keep nothing else of it: a batch may hold a whole month."""
    holder = detail.getparent()
    entry = None if holder is None else holder.getparent()
    if entry is None or xml.local_name(entry.tag) != "Ntry":
        raise BadEntry(Nth(one.count + 1, "TxDtls"), "交易明细不在Ntry里", "it stands outside an Ntry")
    now = _begun(one, entry)
    now.inside[holder] = now.inside.get(holder, 0) + 1
    if now.state in status.CAMT_054:
        said = DETAIL(detail)
        now.adds_up |= bool(now.made or said["Amt"])
        now.made.append(_entry(now, said, len(now.made) + 1))


def _end(one: _Notification, element: xml.Element) -> None:
    """Add the transactions of an entry to its notification; raise where a batch is not what it says."""
    now, one.now = _begun(one, element), None
    one.total_fen += now.amount_fen
    if now.state not in status.CAMT_054:
        one.words.append(now.state)
        return
    if now.adds_up:
        fen = sum(each.amount_fen or 0 for each in now.made)
        totals.agreeing(now.where, (None, now.amount_fen), len(now.made), fen)
    for holder in element.iterchildren(f"{element.tag}Dtls"):
        if (stated := BATCH(holder)["Btch/NbOfTxs"]) or holder not in now.inside:
            totals.agreeing(now.where, (_count(stated, now.where), None), now.inside.get(holder, 0), 0)
    made = now.made or [_entry(now, xml.Said(), 0)]
    if not all(each.purpose for each in made) and (note := NOTE(element)["AddtlNtryInf"]):
        made = [each if each.purpose else replace(each, purpose=note, month=month_said(note)) for each in made]
    one.entries += made


def _entry(booking: _Booking, said: xml.Said, place: int) -> Entry:
    """Return one transaction; what it does not say itself its entry says."""
    whole, where = booking.said, booking.where
    purpose = said["RmtInf/Ustrd"] or said["AddtlTxInf"]
    shared = whole["NtryRef"] or whole["AcctSvcrRef"]
    end_to_end_id = said["Refs/EndToEndId"]
    return Entry(
        reference=said["Refs/AcctSvcrRef"] or said["Refs/TxId"] or (f"{shared}/{place}" if place else shared),
        status=status.CAMT_054[booking.state],
        amount_fen=xml.fen(said, "Amt", where) if said["Amt"] else booking.amount_fen,
        paid_on=_day(whole["BookgDt/Dt"] or whole["BookgDt/DtTm"], where),
        account=said["RltdPties/CdtrAcct/Id/Othr/Id"] or said["RltdPties/CdtrAcct/Id/IBAN"],
        name=said["RltdPties/Cdtr/Pty/Nm"] or said["RltdPties/Cdtr/Nm"],
        end_to_end_id="" if end_to_end_id in NOT_GIVEN else end_to_end_id,
        month=month_said(purpose),
        purpose=purpose,
        reason=said["RtrInf/AddtlInf"] or said["RtrInf/Rsn/Cd"] or said["RtrInf/Rsn/Prtry"],
    )


@lru_cache(maxsize=1_024)  # a month's payments have few purposes and fewer days
def month_said(purpose: str) -> Month | None:
    """Return the month a payment's purpose names (低保2026-10, 2026年10月), None where it names none."""
    found = MONTH.search(purpose)
    try:
        return Month(int(found[1]), int(found[2] or found[3])) if found else None
    except BadMonth:
        return None


def _day(written: str, where: Somewhere) -> date | None:
    try:
        return _date(written[:10]) if written else None
    except ValueError:
        raise BadEntry(where, f"日期“{written}”不能识别", f"“{written}” is no date") from None


@lru_cache(maxsize=1_024)
def _date(written: str) -> date:
    return date.fromisoformat(written)


def _count(written: str, where: Somewhere) -> int | None:
    if written and not written.isdecimal():
        raise BadEntry(where, f"笔数“{written}”不能识别", f"“{written}” is no number of entries")
    return int(written) if written else None
