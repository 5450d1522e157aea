"""The tables of payments: accounts money leaves from, plans of use, bank files, payments and what becomes of them."""

from mingbai.payments.models.accounts import AccountPair, SpecialAccount
from mingbai.payments.models.exceptions import AccountChange, UrgentRelief
from mingbai.payments.models.files import BankFile, Handover, Piece, SendOrder
from mingbai.payments.models.payment import Payment, PaymentState, Step
from mingbai.payments.models.plans import FundRequest

__all__ = [
    "AccountChange",
    "AccountPair",
    "BankFile",
    "FundRequest",
    "Handover",
    "Payment",
    "PaymentState",
    "Piece",
    "SendOrder",
    "SpecialAccount",
    "Step",
    "UrgentRelief",
]
