"""The one model of a bank file (customer credit transfer initiation), and what any bank must be able to read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property

from mingbai.kernel.money import LARGEST_FEN, show_yuan
from mingbai.kernel.names.same import WILDCARD
from mingbai.payments.profiles.identifiers import LONGEST
from mingbai.payments.profiles.purposes import is_controlled
from mingbai.payments.profiles.refused import Fault

NAME_CHARACTERS = 140  # Max140Text
IDENTIFIER = re.compile(rf"[0-9A-Za-z]{{1,{LONGEST}}}", re.ASCII)
ACCOUNT = re.compile(r"[0-9A-Za-z][0-9A-Za-z-]{3,33}", re.ASCII)
AGENT = re.compile(r"(?:[0-9]{12})?", re.ASCII)
PLAIN_NAME = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]+(?:·[\u3400-\u4dbf\u4e00-\u9fff]+)*")
ACTIVE = tuple("=+-@＝＋－＠'\"|,;\t")  # what a spreadsheet runs or a delimited file splits at; begins nobody's name


@dataclass(frozen=True, slots=True)
class CreditTransfer:
    """One payment: EndToEndId, creditor (户名) and account, the agent's twelve digits if known, fen, memo."""

    end_to_end_id: str
    creditor: str
    creditor_account: str
    creditor_agent: str
    amount_fen: int
    remittance: str


@dataclass(frozen=True)
class Initiation:
    """One file: who pays from which account on which day, and all it pays."""

    message_id: str
    created_at: datetime
    execute_on: date
    initiating_party: str
    debtor: str
    debtor_account: str
    debtor_agent: str
    purposes: frozenset[str]  # what payments may be called where this file is made
    transfers: tuple[CreditTransfer, ...]

    @property
    def count(self) -> int:
        """Return the number of payments (NbOfTxs)."""
        return len(self.transfers)

    @cached_property
    def control_sum_fen(self) -> int:
        """Return the sum of the payments in fen (CtrlSum)."""
        return sum(one.amount_fen for one in self.transfers)


def faults(one: Initiation) -> Iterator[Fault]:
    """Yield what no bank could carry out as meant, whatever the format."""
    yield from (Fault("", zh, en) for zh, en in _whole(one))
    seen: set[str] = set()
    for transfer in one.transfers:
        for zh, en in _single(transfer, one.purposes):
            yield Fault(transfer.end_to_end_id, zh, en)
        if transfer.end_to_end_id in seen:
            yield Fault(transfer.end_to_end_id, "在文件中出现两次。", "stands in the file twice.")
        seen.add(transfer.end_to_end_id)


def rare_names(one: Initiation) -> tuple[str, ...]:
    """Return the payments whose names hold characters of four bytes in GB18030: a bank may print them otherwise."""
    rare = (transfer for transfer in one.transfers if not _is_two_bytes_each(transfer.creditor))
    return tuple(transfer.end_to_end_id for transfer in rare)


def yuan(fen: int) -> str:
    """Return an amount as banks write it: 1240.50."""
    return f"{fen // 100}.{fen % 100:02}"


def _whole(one: Initiation) -> Iterator[tuple[str, str]]:
    if not IDENTIFIER.fullmatch(one.message_id):
        yield f"文件编号“{one.message_id}”不合规。", f"“{one.message_id}” is no MsgId."
    if not one.transfers:
        yield "没有一笔付款。", "there is no payment."
    if one.created_at.tzinfo is None:
        yield "制表时间缺少时区。", "the moment it was made has no time zone."
    if not ACCOUNT.fullmatch(one.debtor_account) or not AGENT.fullmatch(one.debtor_agent):
        yield "付款账号或行号不合规。", "the debtor's account or agent cannot be one."
    for name in (one.debtor, one.initiating_party):
        yield from _name(name)


def _single(one: CreditTransfer, purposes: frozenset[str]) -> Iterator[tuple[str, str]]:
    if not IDENTIFIER.fullmatch(one.end_to_end_id):
        yield "业务编号不合规。", "has no lawful EndToEndId."
    if not PLAIN_NAME.fullmatch(one.creditor) or len(one.creditor) > NAME_CHARACTERS:
        yield from _name(one.creditor)
    if not ACCOUNT.fullmatch(one.creditor_account):
        yield "收款账号为空或不合规。", "has no lawful account number."
    if not AGENT.fullmatch(one.creditor_agent):
        yield "收款行号须为12位数字。", "its bank's number must have 12 digits."
    if isinstance(one.amount_fen, bool) or not isinstance(one.amount_fen, int) or not 0 < one.amount_fen <= LARGEST_FEN:
        yield f"金额不合规：{one.amount_fen}分。", f"cannot be paid {one.amount_fen} fen."
    if not is_controlled(one.remittance, purposes):
        yield f"用途“{one.remittance}”不在发放名目清单内。", f"“{one.remittance}” is no listed payment purpose."


def _name(name: str) -> Iterator[tuple[str, str]]:
    if not name or name != name.strip() or len(name) > NAME_CHARACTERS:
        yield "户名为空、过长或首尾有空格。", "the name is empty, too long or begins or ends with a blank."
    elif found := WILDCARD.search(name):
        yield (
            f"户名“{name}”含有无法识别的字符“{found[0]}”，请按身份证更正。",
            f"the name “{name}” has an unknown character “{found[0]}”: mend it as on the ID card.",
        )
    elif not name.isprintable() or "|" in name or name.startswith(ACTIVE):
        yield f"户名“{name!a}”含有控制符或非法首字符。", f"the name {name!a} holds what no name does."


def _is_two_bytes_each(name: str) -> bool:
    return len(name.encode("gb18030", "replace")) <= 2 * len(name)


def totals_told(one: Initiation) -> str:
    """Return count and sum as a person reads them aloud."""
    return f"{one.count}笔{show_yuan(one.control_sum_fen)}元"
