"""What is asked about departments' lists: the only readers."""

from mingbai.sources.queries.comparisons import (
    Coverage,
    Lead,
    Run,
    coverage,
    hits,
    leads_digest,
    lost_hits,
    outcomes,
    questions,
    require_compared,
    run_log,
)
from mingbai.sources.queries.lists import (
    counting,
    deliveries,
    deliveries_in_use,
    delivery_of,
    history,
    is_intact,
    limits,
    rows_of,
    rows_table,
)

__all__ = [
    "Coverage",
    "Lead",
    "Run",
    "counting",
    "coverage",
    "deliveries",
    "deliveries_in_use",
    "delivery_of",
    "history",
    "hits",
    "is_intact",
    "leads_digest",
    "limits",
    "lost_hits",
    "outcomes",
    "questions",
    "require_compared",
    "rows_of",
    "rows_table",
    "run_log",
]
