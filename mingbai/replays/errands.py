"""What is asked of this stage that takes a while: a change tried over past months."""

from datetime import datetime
from typing import Any

from mingbai.errands.actions import ask
from mingbai.errands.doing import Doing
from mingbai.errands.kinds import Came, errand
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.replays.actions import months_between, replay, rules_of
from mingbai.standards.actions.acting import may_enter
from mingbai.standards.actions.values import checked_value

REPLAYING = "replays.replay"


def ask_replay(
    *, region: Region, first: Month, last: Month, key: str = "", value: Any = None, rule_id: str = "", by: Actor,
    at: datetime,
) -> int:  # fmt: skip
    """Ask for a replay and return the errand; what it would be refused for is said at once."""
    may_enter(by, region.code, at)
    rules_of(key, rule_id)
    months_between(first, last)
    stored = checked_value(key, value, first.first_on) if key else None
    return ask(
        REPLAYING, subject=key or rule_id, by=by, at=at, region=region.code, first=str(first), last=str(last), key=key,
        value=stored, rule_id=rule_id,
    )  # fmt: skip


@errand(REPLAYING, title="规则重放", title_en="replay a change")
def run(doing: Doing, *, region: str, first: str, last: str, key: str, value: Any, rule_id: str) -> Came:
    """Try a change over past months."""
    months = months_between(Month.parse(first), Month.parse(last))
    made = replay(
        region=Region(region), months=months, key=key, value=value, rule_id=rule_id, by=doing.actor, at=doing.at,
        progress=doing,
    )  # fmt: skip
    return Came(f"第{made}次重放完成。", f"Replay {made} is done.", {"replay": made})
