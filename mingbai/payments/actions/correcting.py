"""改发账户: what failed goes to another account next time; entered, compared with the card and agreed to as one."""

from dataclasses import dataclass
from datetime import datetime

from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.payments.acting import acting
from mingbai.payments.actions.again import approve_account_change, ask_account_change, refuse_account_change
from mingbai.payments.models import AccountChange, Payment
from mingbai.payments.refused import NotThere
from mingbai.people import actions as people
from mingbai.people.states import State as Standing


@dataclass(frozen=True)
class NewAccount:
    """An account that is not known yet, as the card or book shows it."""

    bank: str
    number: str
    holder_name: str


def ask_correction(*, payment_id: int, account: int | NewAccount, why: str, by: Actor, at: datetime) -> int:
    """Ask that the next attempt go to another account of the payee, entering a new one: both, or neither."""
    with acting():
        if isinstance(account, NewAccount):
            account = people.propose_account(
                **vars(account), person_id=_payee(payment_id), from_on=day_of(at), by=by, at=at
            )
        return ask_account_change(payment_id=payment_id, account_id=account, why=why, by=by, at=at)


def agree_to_correction(*, change_id: int, by: Actor, at: datetime) -> None:
    """Confirm the account, compared with the card or book, and agree that the next attempt goes there."""
    with acting():
        change = _change(change_id)
        if change.account.state == Standing.PROPOSED:
            people.confirm_account(account_id=change.account_id, by=by, at=at)
        approve_account_change(change_id=change.pk, by=by, at=at)


def refuse_correction(*, change_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse that, and the account too where it was entered for it."""
    with acting():
        change = _change(change_id)
        if change.account.state == Standing.PROPOSED:
            people.refuse_account(account_id=change.account_id, reason=reason, by=by, at=at)
        refuse_account_change(change_id=change.pk, reason=reason, by=by, at=at)


def _payee(payment_id: int) -> int:
    """Return the person whom a payment is for; only a person's own account is entered here."""
    payee = Payment.objects.filter(pk=payment_id).values_list("payee_id", flat=True).first()
    if payee is None:
        raise NotThere("付给个人的付款", "payment to a person", payment_id)
    return payee


def _change(change_id: int) -> AccountChange:
    change = AccountChange.objects.filter(pk=change_id).select_related("account").first()
    if change is None:
        raise NotThere("账户变更", "change of account", change_id)
    return change
