"""What is asked about awards: the only readers."""

from mingbai.awards.queries.deciding import deciding, due_fen
from mingbai.awards.queries.foreseeing import Foreseen, foresee, kind_of
from mingbai.awards.queries.holding import Held, certified, held, held_by
from mingbai.awards.queries.lines import Difference, Line, differing, in_force, lines
from mingbai.awards.queries.reviews import Due, reviews_due, reviews_of
from mingbai.awards.queries.standing import (
    changes,
    decided,
    decision,
    decisions_of,
    explained,
    explanation,
    facts_now,
    facts_of,
    graces_ending,
    notice_of,
    notices,
    payee_now,
    plan_of,
    undelivered_notices,
    waiting,
)

__all__ = [
    "Difference",
    "Due",
    "Foreseen",
    "Held",
    "Line",
    "certified",
    "changes",
    "decided",
    "deciding",
    "decision",
    "decisions_of",
    "differing",
    "due_fen",
    "explained",
    "explanation",
    "facts_now",
    "facts_of",
    "foresee",
    "graces_ending",
    "held",
    "held_by",
    "in_force",
    "kind_of",
    "lines",
    "notice_of",
    "notices",
    "payee_now",
    "plan_of",
    "reviews_due",
    "reviews_of",
    "undelivered_notices",
    "waiting",
]
