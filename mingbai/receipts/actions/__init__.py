"""The only writers of receipts: each action is one transaction, and leaves evidence."""

from mingbai.receipts.actions.allotting import Listed, allot_arrived, import_appropriations
from mingbai.receipts.actions.answering import TakenBack, agree_to_item, answer_item, send_back_item, take_back
from mingbai.receipts.actions.balancing import confirm_balance, enter_balance
from mingbai.receipts.actions.closing import prepare_month, sign_step
from mingbai.receipts.actions.importing import Delivered, import_statement
from mingbai.receipts.actions.informing import OutboxFile, note_delivery, tell_recipients
from mingbai.receipts.actions.matching import Matched, match_month
from mingbai.receipts.actions.reporting import enter_statistics

__all__ = [
    "Delivered",
    "Listed",
    "Matched",
    "OutboxFile",
    "TakenBack",
    "agree_to_item",
    "allot_arrived",
    "answer_item",
    "confirm_balance",
    "enter_balance",
    "enter_statistics",
    "import_appropriations",
    "import_statement",
    "match_month",
    "note_delivery",
    "prepare_month",
    "send_back_item",
    "sign_step",
    "take_back",
    "tell_recipients",
]
