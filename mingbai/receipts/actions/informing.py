"""发放短信 (R-722): each recipient is told once of each payment that arrived; whether it reached them is kept."""

import os
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any, Protocol

from mingbai.evidence.actions import Record, record_contents
from mingbai.kernel.money import show_yuan
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.people import queries as people
from mingbai.receipts.acting import acting, ask, permit
from mingbai.receipts.models import RecipientNotice
from mingbai.receipts.states import STATEMENT

TO_TELL = """
SELECT matched.payment_id, matched.region, payment.payee_id, matched.programme, matched.amount_fen, matched.paid_on,
    account.bank, account.number_hint
FROM receipts_match AS matched
JOIN payments_payment AS payment ON payment.id = matched.payment_id AND payment.state = 'settled'
JOIN people_account AS account ON account.id = payment.account_id
WHERE matched.is_live AND matched.month = %(month)s AND starts_with(matched.region, %(region)s)
    AND payment.payee_id IS NOT NULL
    AND NOT EXISTS (SELECT FROM receipts_recipientnotice AS told WHERE told.payment_id = matched.payment_id)
ORDER BY matched.payment_id
"""


@dataclass(frozen=True)
class Message:
    """One message: of which payment, to which phone, saying what."""

    payment_id: int
    phone: str
    text: str


class Gateway(Protocol):
    """Whoever carries messages."""

    def send(self, messages: Sequence[Message]) -> Mapping[int, str]:
        """Take messages on; return payment → why not, for those that are not."""


@dataclass(frozen=True)
class OutboxFile:
    """The default: a file a line, for whatever sends messages here to take."""

    path: Path

    def send(self, messages: Sequence[Message]) -> Mapping[int, str]:
        """Append the messages that do not stand there yet, readable by nobody else."""
        self.path.touch(mode=0o600)
        with self.path.open("r+", encoding="utf-8") as file:
            there = {line.partition("\t")[0] for line in file}  # sent before an act that failed afterwards
            new = [one for one in messages if str(one.payment_id) not in there]
            file.writelines(f"{one.payment_id}\t{one.phone}\t{one.text}\n" for one in new)
        return {}


def installed_gateway() -> Gateway | None:
    """Return what carries messages here: the file MINGBAI_SMS names, or nothing where none is named."""
    named = os.environ.get("MINGBAI_SMS")
    return OutboxFile(Path(named)) if named else None


def tell_recipients(*, region: Region, month: Month, gateway: Gateway, by: Actor, at: datetime) -> dict[str, int]:
    """Tell each recipient of a month what arrived; return how many were sent, failed, or have no phone."""
    with acting():
        permit(STATEMENT[0], region, by, at)
        rows = ask(TO_TELL, {"region": region.code, "month": month.first_on})
        phones = people.opened_phones(sorted({row[2] for row in rows}))
        texts = {row[0]: _text(month, *row[4:]) for row in rows}
        messages = [Message(row[0], phones[row[2]], texts[row[0]]) for row in rows if row[2] in phones]
        failures = gateway.send(messages)
        made = [_notice(row, month, texts[row[0]], row[2] in phones, failures.get(row[0], ""), at) for row in rows]
        RecipientNotice.objects.bulk_create(made, batch_size=5_000)
        counted = {state: sum(one.state == state for one in made) for state in ("sent", "failed", "no_phone")}
        if made:
            named = f"receipts/told/{region.code}/{month}/{at.isoformat()}"
            places = {"region": region.code, "month": str(month)}
            record_contents(type="receipts.told", records=[Record(named, counted, places)], by=by, at=at)
        return counted


def note_delivery(*, delivered: Iterable[int], failed: Mapping[int, str], at: datetime) -> int:
    """Note what the carrier says of messages by payment; return how many notices changed."""
    with acting():
        found = RecipientNotice.objects.filter(payment_id__in=list(delivered), state__in=["sent", "failed"])
        changed = found.update(state="delivered", answered_at=at, failure="")
        for payment_id, why in failed.items():
            one = RecipientNotice.objects.filter(payment_id=payment_id, state="sent")
            changed += one.update(state="failed", answered_at=at, failure=why[:100])
        return changed


def _text(month: Month, fen: int, paid_on: object, bank: str, hint: str) -> str:
    """Return what a recipient reads: no name, no number anybody could use."""
    when = f"您{month.year}年{month.month}月的救助金{show_yuan(fen)}元已于{paid_on}"
    return f"{when}存入{bank}尾号{hint[-4:]}的账户。发放不收取任何费用。"


def _notice(
    row: Sequence[Any], month: Month, text: str, has_phone: bool, failure: str, at: datetime
) -> RecipientNotice:
    return RecipientNotice(
        payment_id=row[0],
        region=row[1],
        month=month.first_on,
        person_id=row[2],
        text_digest=sha256(text.encode()).hexdigest(),
        state="no_phone" if not has_phone else "failed" if failure else "sent",
        failure=failure[:100],
        tries=int(has_phone),
        made_at=at,
    )
