"""
What the database itself guards, said beside each model and held against every program, ours included.

`@append_only` what is written stays · `@changes("ended_on")` only these columns ever change · `@kept_by_triggers` rows
change by the database's own triggers alone · `@within("region")` rows are seen from their region and from above it, by
nobody else · `@keeps_history` every version stays · `distinct_people(...)` no two steps by one person · `moves(...)`
states move as said only.
"""

from mingbai.config.guards.declared import append_only, changes, distinct_people, guard_of, kept_by_triggers, within
from mingbai.config.guards.fields import RegionField
from mingbai.config.guards.history import keeps_history
from mingbai.config.guards.moving import moves
from mingbai.config.guards.scope import NATION, scope

__all__ = [
    "NATION",
    "RegionField",
    "append_only",
    "changes",
    "distinct_people",
    "guard_of",
    "keeps_history",
    "kept_by_triggers",
    "moves",
    "scope",
    "within",
]
