"""余额对账 (R-721, RK-707): what should lie at a bank by our books, put beside what the bank says lies there."""

from datetime import date, datetime

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.receipts.acting import acting, ask, locked, permit
from mingbai.receipts.models import BalanceConfirmation
from mingbai.receipts.refused import SamePerson, WrongState
from mingbai.receipts.states import ALLOT, DELIVER

# Sent and not yet with the family, or back from it: by each payment's state at the end of that day.
AT_THE_BANK = """
SELECT coalesce(sum(payment.amount_fen), 0)::bigint
FROM payments_payment AS payment
JOIN LATERAL (
    SELECT state FROM payments_paymentstate AS changed
    WHERE changed.payment_id = payment.id AND changed.at < %(until)s::date + 1
    ORDER BY changed.at DESC, changed.step_id DESC LIMIT 1
) AS stood ON true
WHERE starts_with(payment.region, %(region)s) AND stood.state IN ('instructed', 'accepted', 'returned')
"""


def book_fen(region: Region, as_of: date) -> int:
    """Return what should lie at the bank at the end of a day: sent and not arrived, or returned and not dealt with."""
    return int(ask(AT_THE_BANK, {"region": region.code, "until": as_of})[0][0])


def enter_balance(
    *, region: Region, bank: str, as_of: date, bank_fen: int, document: str, by: Actor, at: datetime
) -> BalanceConfirmation:
    """Put the bank's balance of a day beside ours; finance does, and a difference is there for all to see."""
    with acting():
        permit(ALLOT, region, by, at)
        made = BalanceConfirmation.objects.create(
            region=region.code,
            bank=bank,
            as_of=as_of,
            book_fen=book_fen(region, as_of),
            bank_fen=bank_fen,
            document=document,
            made_by=by.id,
            made_at=at,
        )
        record(type="receipts.balance_entered", rows=[made], by=by, at=at)
        return made


def confirm_balance(*, balance_id: int, agreed: bool, answer: str = "", by: Actor, at: datetime) -> None:
    """Answer for the bank: the balances agree, or why they do not. Raise WrongState for agreeing to what differs."""
    with acting():
        found = locked(BalanceConfirmation, balance_id, "余额对账单", "balance")
        permit(DELIVER, Region(found.region), by, at)
        if found.made_by == by.id:
            raise SamePerson
        if found.agreed is not None or (agreed and found.book_fen != found.bank_fen):
            raise WrongState("确认余额", "confirm the balance", "已答复" if found.agreed is not None else "余额不符")
        found.agreed, found.answer, found.confirmed_by, found.confirmed_at = agreed, answer.strip(), by.id, at
        found.save(update_fields=["agreed", "answer", "confirmed_by", "confirmed_at"])
        record(type="receipts.balance_confirmed", rows=[found], by=by, at=at)
