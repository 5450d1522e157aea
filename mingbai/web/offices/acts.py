"""The acts on officers, posts, the list and keys: whose each is, what it takes, and where one is led afterwards."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.utils.translation import gettext_lazy as _

from mingbai.access import actions as access
from mingbai.offices import actions as offices
from mingbai.offices.actor import Actor
from mingbai.offices.roles import Role
from mingbai.web.offices import forms

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

SYSTEM, SECURITY = frozenset({Role.SYSTEM_ADMINISTRATOR}), frozenset({Role.SECURITY_ADMINISTRATOR})
LEADER = frozenset({Role.LEADER})


@dataclass(frozen=True)
class Act:
    """One act: its name in the address, what its button says, its form, the stage's action, whose row that takes."""

    name: str
    title: "Promised | str"
    done: "Promised | str"
    roles: frozenset[Role]
    form: type[forms.Act]
    action: Callable[..., Any]
    key: str = ""  # the action's name for the row; none where it makes one
    page: str = "offices"

    def is_for(self, actor: Actor) -> bool:
        """Return whether it is the actor's to do."""
        return actor.role in self.roles


ALL = (
    Act("register", _("登记人员"), _("人员已登记"), SYSTEM, forms.Officer, offices.register_officer),
    Act("appoint", _("提出任职"), _("任职已提出，待安全保密管理员批准"), SYSTEM, forms.Appointment, offices.appoint),
    Act("approve", _("批准任职"), _("任职已批准"), SECURITY, forms.Act, offices.approve_post, "post_id"),
    Act("refuse", _("退回任职"), _("任职已退回"), SECURITY, forms.Refusal, offices.refuse_post, "post_id"),
    Act("end", _("终止任职"), _("任职已终止"), SYSTEM | SECURITY, forms.Ending, offices.end_post, "post_id"),
    Act(
        "list", _("列入责任清单"), _("已列入，待分管负责人批准"), SYSTEM, forms.Listing, offices.list_post, "post_id",
        "offices.duties",
    ),
    Act(
        "approve-listing", _("批准责任分工"), _("责任分工已批准"), LEADER, forms.Act, offices.approve_listing,
        "listing_id", "offices.duties",
    ),
    Act(
        "refuse-listing", _("退回责任分工"), _("责任分工已退回"), LEADER, forms.Refusal, offices.refuse_listing,
        "listing_id", "offices.duties",
    ),
    Act(
        "end-listing", _("终止责任分工"), _("责任分工已终止"), SYSTEM | LEADER, forms.Ending, offices.end_listing,
        "listing_id", "offices.duties",
    ),
    Act("give", _("发放账号"), _("初始密码"), SYSTEM, forms.Act, access.give_key, "officer_id", "keys"),
    Act("block", _("停用账号"), _("账号已停用"), SYSTEM | SECURITY, forms.Act, access.block, "officer_id", "keys"),
    Act("unblock", _("恢复账号"), _("账号已恢复"), SECURITY, forms.Act, access.unblock, "officer_id", "keys"),
    Act(
        "reset", _("重置动态口令"), _("动态口令已重置"), SECURITY, forms.Act, access.reset_factor, "officer_id",
        "keys",
    ),
    Act(
        "depart", _("登记离职"), _("离职已登记"), SYSTEM, forms.Departure, offices.note_departure, "officer_id",
        "keys",
    ),
)  # fmt: skip
ACTS: Mapping[str, Act] = {act.name: act for act in ALL}


def open_to(actor: Actor) -> Mapping[str, Act]:
    """Return the acts that are an actor's to do."""
    return {act.name: act for act in ALL if act.is_for(actor)}
