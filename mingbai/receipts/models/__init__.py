"""The tables of receipts: what banks sent, what was appropriated, what agrees, what is open, and months closed."""

from mingbai.receipts.models.matches import Allotment, Match, OpenItem
from mingbai.receipts.models.months import BalanceConfirmation, Closing, RecipientNotice, Signature, SignedMonth
from mingbai.receipts.models.reported import ReportedFigure
from mingbai.receipts.models.statements import Delivery, Entry, Statement

__all__ = [
    "Allotment",
    "BalanceConfirmation",
    "Closing",
    "Delivery",
    "Entry",
    "Match",
    "OpenItem",
    "RecipientNotice",
    "ReportedFigure",
    "Signature",
    "SignedMonth",
    "Statement",
]
