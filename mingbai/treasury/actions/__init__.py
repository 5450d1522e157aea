"""What may be done with money: the only writers of the books, each a verb, each told who, who approves, and when."""

from mingbai.treasury.actions.approving import approve, refuse
from mingbai.treasury.actions.between import carry_over, lend
from mingbai.treasury.actions.corrections import correct
from mingbai.treasury.actions.funds import close_year, open_fund, open_township
from mingbai.treasury.actions.many import write_batches, write_many
from mingbai.treasury.actions.moves import move_money, single, singles
from mingbai.treasury.actions.payments import Sending, instruct, instruct_all, payment_id, reject, settle
from mingbai.treasury.actions.proposing import (
    propose_between,
    propose_closing,
    propose_correction,
    propose_fund,
    propose_move,
    propose_township,
)
from mingbai.treasury.actions.writing import write

__all__ = [
    "Sending",
    "approve",
    "carry_over",
    "close_year",
    "correct",
    "instruct",
    "instruct_all",
    "lend",
    "move_money",
    "open_fund",
    "open_township",
    "payment_id",
    "propose_between",
    "propose_closing",
    "propose_correction",
    "propose_fund",
    "propose_move",
    "propose_township",
    "refuse",
    "reject",
    "settle",
    "single",
    "singles",
    "write",
    "write_batches",
    "write_many",
]
