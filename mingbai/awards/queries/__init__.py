"""What is asked about awards: the only readers."""

from mingbai.awards.queries.deciding import deciding, due_fen
from mingbai.awards.queries.lines import Difference, Line, differing, in_force, lines
from mingbai.awards.queries.reviews import Due, reviews_due
from mingbai.awards.queries.standing import (
    decisions_of,
    explanation,
    facts_now,
    graces_ending,
    notice_of,
    notices,
    payee_now,
    undelivered_notices,
    waiting,
)

__all__ = [
    "Difference",
    "Due",
    "Line",
    "deciding",
    "decisions_of",
    "differing",
    "due_fen",
    "explanation",
    "facts_now",
    "graces_ending",
    "in_force",
    "lines",
    "notice_of",
    "notices",
    "payee_now",
    "reviews_due",
    "undelivered_notices",
    "waiting",
]
