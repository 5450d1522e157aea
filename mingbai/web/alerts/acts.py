"""What may be done about an alert now, and by whom: the stage's own moves decide which forms a case shows."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

from mingbai.alerts.cases import Case
from mingbai.alerts.states import OVERTURN, TASK, State
from mingbai.offices.actor import Actor
from mingbai.rosters.states import Move
from mingbai.web.alerts import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

WORKING = (State.LOCKED, State.VERIFIED, State.HEARD)
TAKE, GIVE_BACK, VERIFY, HEAR, DECIDE, DECIDE_HEARD, CLOSE = TASK


@dataclass(frozen=True)
class Act:
    """One act: its name in the address, what its button says, its form, and the move whose roles and offices may."""

    name: str
    title: "Promised | str"
    done: "Promised | str"  # what is said afterwards
    form: type[forms.Act]
    move: Move
    before: tuple[State, ...]
    by_holder: bool = False  # only who has the task

    def is_open(self, case: Case, actor: Actor) -> bool:
        """Return whether the stage would let the actor begin it now."""
        task = case.task
        if task.state not in self.before or actor.role not in self.move.by or actor.party not in self.move.kinds:
            return False
        if self.by_holder:
            return bool(task.taken_by == actor.id)
        if self.name in ("decide", "overturn"):
            return actor.id not in {task.taken_by, *(one.made_by for one in case.verifications)}
        return self.name != "snooze" or task.taken_by in (None, actor.id)


ALL = (
    Act("take", _("领取并锁定"), _("已领取，现在由您办理"), forms.Take, TAKE, (State.OPEN,)),
    Act("verify", _("登记核实"), _("核实情况已登记"), forms.Verify, VERIFY, WORKING, by_holder=True),
    Act("tell", _("登记告知"), _("告知已登记"), forms.Tell, VERIFY, (State.VERIFIED,), by_holder=True),
    Act(
        "hear", _("登记听取意见"), _("听取意见已登记"), forms.Hear, HEAR, (State.VERIFIED, State.HEARD), by_holder=True
    ),
    Act("decide", _("认定结果"), _("已认定"), forms.Decide, DECIDE, (State.VERIFIED, State.HEARD)),
    Act("close", _("办结"), _("已办结"), forms.Close, CLOSE, (State.DECIDED,)),
    Act("snooze", _("静默"), _("已静默"), forms.Snooze, TAKE, (State.OPEN, State.LOCKED)),
    Act("back", _("退回"), _("已退回，其他人可以领取"), forms.GiveBack, GIVE_BACK, (State.LOCKED,), by_holder=True),
    Act("overturn", _("改判"), _("已改判"), forms.Overturn, OVERTURN, (State.DECIDED, State.CLOSED)),
)
ACTS: Mapping[str, Act] = {act.name: act for act in ALL}
PLAIN = ("take", "back", "close")  # a button is enough
RARE = ("snooze", "overturn")  # never open by themselves


def open_to(case: Case, actor: Actor) -> Iterator[Act]:
    """Yield the acts the actor may begin, in the order of the work."""
    return (act for act in ALL if act.is_open(case, actor))


@dataclass(frozen=True)
class Step:
    """A step of a task as the stepper shows it."""

    title: str
    state: str  # done, current, ahead
    note: str = ""
