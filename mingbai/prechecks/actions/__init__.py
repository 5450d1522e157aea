"""What may be done before payment: the only writers of these tables."""

from mingbai.prechecks.actions.checking import run_check
from mingbai.prechecks.actions.holding import ask_hold, confirm, decline, expire_holds, hold, lift, pay_back
from mingbai.prechecks.actions.letting_go import let_go, sweep
from mingbai.prechecks.actions.releasing import ask_release, release, withdraw_release

__all__ = [
    "ask_hold",
    "ask_release",
    "confirm",
    "decline",
    "expire_holds",
    "hold",
    "let_go",
    "lift",
    "pay_back",
    "release",
    "run_check",
    "sweep",
    "withdraw_release",
]
