"""What is asked about awards: the only readers."""

from mingbai.awards.queries.deciding import deciding, due_fen
from mingbai.awards.queries.holding import Held, certified, held_by
from mingbai.awards.queries.lines import Difference, Line, differing, in_force, lines
from mingbai.awards.queries.reviews import Due, reviews_due
from mingbai.awards.queries.standing import (
    decisions_of,
    explained,
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
    "Held",
    "Line",
    "certified",
    "deciding",
    "decisions_of",
    "differing",
    "due_fen",
    "explained",
    "explanation",
    "facts_now",
    "graces_ending",
    "held_by",
    "in_force",
    "lines",
    "notice_of",
    "notices",
    "payee_now",
    "reviews_due",
    "undelivered_notices",
    "waiting",
]
