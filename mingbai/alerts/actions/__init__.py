"""What may be done about alerts and recoveries: the only writers of these tables."""

from mingbai.alerts.actions.aftermath import check_after_payment
from mingbai.alerts.actions.assigning import Assigned, assign
from mingbai.alerts.actions.deciding import close_task, decide, overturn
from mingbai.alerts.actions.measuring import demote_failing_rules
from mingbai.alerts.actions.opening import escalate, open_from_check, open_tasks
from mingbai.alerts.actions.recovering import (
    demand,
    note_legal_step,
    note_repayment,
    plan_instalments,
    write_off,
)
from mingbai.alerts.actions.taking_up import take_up_checks, take_up_receipts
from mingbai.alerts.actions.working import give_back, hear, notify, snooze, take, verify

__all__ = [
    "Assigned",
    "assign",
    "check_after_payment",
    "close_task",
    "decide",
    "demand",
    "demote_failing_rules",
    "escalate",
    "give_back",
    "hear",
    "note_legal_step",
    "note_repayment",
    "notify",
    "open_from_check",
    "open_tasks",
    "overturn",
    "plan_instalments",
    "snooze",
    "take",
    "take_up_checks",
    "take_up_receipts",
    "verify",
    "write_off",
]
