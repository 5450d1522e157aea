"""What may be done about awards: the only writers of these tables, each a verb, each told who and when."""

from mingbai.awards.actions.changing import change_payment, lower_amount, raise_amount, resume_award, stop_award
from mingbai.awards.actions.deciding import approve_decision, refuse_decision, review_decision
from mingbai.awards.actions.grace import enter_grace
from mingbai.awards.actions.hearings import hear_recipient
from mingbai.awards.actions.notices import note_delivery
from mingbai.awards.actions.proposing import propose_award
from mingbai.awards.actions.reviews import note_review
from mingbai.awards.proposal import Case, Evidence, Payment
from mingbai.awards.reckoning import Facts

__all__ = [
    "Case",
    "Evidence",
    "Facts",
    "Payment",
    "approve_decision",
    "change_payment",
    "enter_grace",
    "hear_recipient",
    "lower_amount",
    "note_delivery",
    "note_review",
    "propose_award",
    "raise_amount",
    "refuse_decision",
    "resume_award",
    "review_decision",
    "stop_award",
]
