"""What officers ask of this stage that takes a while: the check of a month."""

from datetime import datetime

from mingbai.errands.actions import ask
from mingbai.errands.doing import Doing
from mingbai.errands.kinds import Came, errand
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.prechecks.actions import run_check
from mingbai.prechecks.queries import check as check_numbered
from mingbai.prechecks.refused import NothingFrozen
from mingbai.prechecks.states import CHECK
from mingbai.rosters.actions.acting import permit
from mingbai.rosters.queries import rosters
from mingbai.rosters.states import State

CHECKING = "prechecks.check"


def ask_check(*, region: Region, month: Month, by: Actor, at: datetime) -> int:
    """Ask for the check of a county's month and return the errand; what it would be refused for is said at once."""
    permit(CHECK, region, by, at)
    if not rosters(region, month).filter(state=State.FROZEN).exists():
        raise NothingFrozen(region.code, str(month))
    once = f"{region.code}/{month}"
    return ask(CHECKING, subject=str(month), by=by, at=at, once=once, region=region.code, month=str(month))


@errand(CHECKING, title="发放前核对", title_en="pre-payment check")
def check(doing: Doing, *, region: str, month: str) -> Came:
    """Check a county's month before payment."""
    where, of = Region(region), Month.parse(month)
    made = run_check(region=where, month=of, by=doing.actor, at=doing.at, progress=doing)
    done = check_numbered(made)
    assert done is not None
    zh = f"第{made}次核对完成：运行规则{len(done.rule_versions)}条，发现{done.findings}处。"
    en = f"Check {made} is done: {len(done.rule_versions)} rules tried, {done.findings} findings."
    return Came(zh, en, {"check": made, "month": month})
