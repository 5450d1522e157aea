"""What may be done about a problem now, and by whom: the stage's own moves decide which forms its page shows."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from mingbai.inspections.cases import Case
from mingbai.inspections.states import FEEDBACK, ITEM, ORDER, OVERSEEING, OVERSEERS, PROPOSE, State
from mingbai.offices.actor import Actor
from mingbai.rosters.states import Move
from mingbai.web.inspections import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

REPORT, _AGAIN, ACCEPT, SEND_BACK, LOOK_BACK, *_REST = ITEM
NEW = ""  # nothing was ordered yet
EVERY = (NEW, *State)


@dataclass(frozen=True)
class Act:
    """One act: its name in the address, what its button says, its form, and the move whose roles and offices may."""

    name: str
    title: "Promised | str"
    done: "Promised | str"  # what is said afterwards
    form: type[forms.Act]
    move: Move
    before: tuple[str, ...]

    def is_open(self, case: Case, actor: Actor, transfers: Collection[Any]) -> bool:
        """Return whether the stage would let the actor begin it now."""
        item = case.item
        if (item.state if item else NEW) not in self.before:
            return False
        if actor.role not in self.move.by or actor.party not in self.move.kinds:
            return False
        if self.name == "report":
            return actor.organisation_id == case.problem.unit_id
        if self.name in ("accept", "look-back"):
            return bool(item and item.reported_by != actor.id)
        return self.name != "feedback" or any(one.feedback_on is None for one in transfers)


ALL = (
    Act("order", _("下达整改"), _("整改已下达"), forms.Order, ORDER, (NEW,)),
    Act("report", _("报告整改结果"), _("已报告，等待销号"), forms.Report, REPORT, (State.ORDERED, State.REOPENED)),
    Act("accept", _("销号"), _("已销号，还须回头看"), forms.Accept, ACCEPT, (State.REPORTED,)),
    Act("send-back", _("退回整改"), _("已退回，重新整改"), forms.SendBack, SEND_BACK, (State.REPORTED,)),
    Act("look-back", _("回头看"), _("回头看已登记"), forms.LookBack, LOOK_BACK, (State.CLOSED, State.SETTLED)),
    Act("hand-over", _("提出线索移交"), _("已提出，由另一人批准后移交"), forms.HandOver, PROPOSE, EVERY),
    Act("feedback", _("登记移交反馈"), _("反馈已登记"), forms.Feedback, FEEDBACK, EVERY),
)
ACTS: Mapping[str, Act] = {act.name: act for act in ALL}
PLAIN = ("accept",)  # a button is enough
RARE = ("hand-over", "feedback")  # never open by themselves


def open_to(case: Case, actor: Actor, transfers: Collection[Any]) -> Iterator[Act]:
    """Yield the acts the actor may begin, in the order of the work."""
    return (act for act in ALL if act.is_open(case, actor, transfers))


def oversees(by: Actor) -> bool:
    """Return whether a post lists problems and orders; others see what their own office has to put right."""
    return by.may_read("inspections") or lists(by)


def lists(by: Actor) -> bool:
    """Return whether a post puts problems on the list."""
    return by.role in OVERSEERS and by.party in OVERSEEING
