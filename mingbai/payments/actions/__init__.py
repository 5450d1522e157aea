"""What may be done with plans of use, bank files and payments: the only writers."""

from mingbai.payments.actions.accounts import (
    approve_account,
    approve_pair,
    close_account,
    close_pair,
    refuse_account,
    refuse_pair,
    register_account,
    register_pair,
)
from mingbai.payments.actions.again import (
    approve_account_change,
    ask_account_change,
    give_up,
    refuse_account_change,
    reissue,
    remit,
)
from mingbai.payments.actions.answering import answer, take_answers
from mingbai.payments.actions.correcting import NewAccount, agree_to_correction, ask_correction, refuse_correction
from mingbai.payments.actions.drafting import Drafted, LeftOut, draft
from mingbai.payments.actions.handing import hand_over_all, hand_over_lost, outbox_folder
from mingbai.payments.actions.ordering import order_sending, send_as_ordered
from mingbai.payments.actions.plans import approve_request, note_arrival, refuse_request, request_funds
from mingbai.payments.actions.reserving import reserve, reserve_files, withdraw_file
from mingbai.payments.actions.sealing import Sealed, seal_file, seal_files
from mingbai.payments.actions.sending import resend, send_file, send_files
from mingbai.payments.actions.urgent import approve_urgent, ask_urgent, draft_urgent, explain_urgent, refuse_urgent

__all__ = [
    "Drafted",
    "LeftOut",
    "NewAccount",
    "Sealed",
    "agree_to_correction",
    "answer",
    "approve_account",
    "approve_account_change",
    "approve_pair",
    "approve_request",
    "approve_urgent",
    "ask_account_change",
    "ask_correction",
    "ask_urgent",
    "close_account",
    "close_pair",
    "draft",
    "draft_urgent",
    "explain_urgent",
    "give_up",
    "hand_over_all",
    "hand_over_lost",
    "note_arrival",
    "order_sending",
    "outbox_folder",
    "refuse_account",
    "refuse_account_change",
    "refuse_correction",
    "refuse_pair",
    "refuse_request",
    "refuse_urgent",
    "register_account",
    "register_pair",
    "reissue",
    "remit",
    "request_funds",
    "resend",
    "reserve",
    "reserve_files",
    "seal_file",
    "seal_files",
    "send_as_ordered",
    "send_file",
    "send_files",
    "take_answers",
    "withdraw_file",
]
