"""Where a replay stands: a draft until it is committed as a proposal; what becomes of that, standards say."""

from enum import StrEnum


class State(StrEnum):
    """Where a replay stands."""

    DRAFT = "draft"
    COMMITTED = "committed"
    DROPPED = "dropped"


TITLES = {
    State.DRAFT: ("试算", "draft"),
    State.COMMITTED: ("已提交", "committed"),
    State.DROPPED: ("已放弃", "dropped"),
}
TRANSITIONS = [(State.DRAFT.value, State.COMMITTED.value), (State.DRAFT.value, State.DROPPED.value)]
