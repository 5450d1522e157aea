"""What a column of a bank's file may hold: of the whole file or of one payment, by the names profiles use."""

from collections.abc import Callable, Mapping

from mingbai.payments.profiles.initiation import CreditTransfer, Initiation, yuan

OF_FILE: Mapping[str, Callable[[Initiation], str]] = {
    "message_id": lambda one: one.message_id,
    "created_on": lambda one: one.created_at.strftime("%Y%m%d"),
    "execute_on": lambda one: one.execute_on.strftime("%Y%m%d"),
    "initiating_party": lambda one: one.initiating_party,
    "debtor": lambda one: one.debtor,
    "debtor_account": lambda one: one.debtor_account,
    "debtor_agent": lambda one: one.debtor_agent,
    "count": lambda one: str(one.count),
    "sum_fen": lambda one: str(one.control_sum_fen),
    "sum_yuan": lambda one: yuan(one.control_sum_fen),
}
OF_PAYMENT: Mapping[str, Callable[[int, CreditTransfer], str]] = {
    "number": lambda number, _: str(number),
    "end_to_end_id": lambda _, one: one.end_to_end_id,
    "creditor": lambda _, one: one.creditor,
    "creditor_account": lambda _, one: one.creditor_account,
    "creditor_agent": lambda _, one: one.creditor_agent,
    "fen": lambda _, one: str(one.amount_fen),
    "yuan": lambda _, one: yuan(one.amount_fen),
    "remittance": lambda _, one: one.remittance,
}
NUMBERS = frozenset({"number", "count", "sum_fen", "sum_yuan", "fen", "yuan"})  # right-aligned, zeros before
