"""The only writers of receipts: each action is one transaction, and leaves evidence."""

from mingbai.receipts.actions.allotting import allot_arrived
from mingbai.receipts.actions.answering import agree_to_item, answer_item, confirm_failures, send_back_item
from mingbai.receipts.actions.closing import prepare_month, sign_step
from mingbai.receipts.actions.importing import Delivered, import_statement
from mingbai.receipts.actions.matching import Matched, match_month

__all__ = [
    "Delivered",
    "Matched",
    "agree_to_item",
    "allot_arrived",
    "answer_item",
    "confirm_failures",
    "import_statement",
    "match_month",
    "prepare_month",
    "send_back_item",
    "sign_step",
]
