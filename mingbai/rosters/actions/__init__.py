"""What may be done with rosters: the only writers of these tables."""

from mingbai.rosters.actions.acting import require_seen
from mingbai.rosters.actions.deriving import derive, derive_supplement
from mingbai.rosters.actions.leaving import (
    agree_departure,
    ask_departure,
    hold_part,
    refuse_departure,
    release_roster,
)
from mingbai.rosters.actions.signing import agree, freeze, review, set_aside, sign_village, submit_ledger

__all__ = [
    "agree",
    "agree_departure",
    "ask_departure",
    "derive",
    "derive_supplement",
    "freeze",
    "hold_part",
    "refuse_departure",
    "release_roster",
    "require_seen",
    "review",
    "set_aside",
    "sign_village",
    "submit_ledger",
]
