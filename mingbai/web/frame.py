"""What every page shows round its own: the menu, who is signed in, month and division, data as of, language, type."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import TYPE_CHECKING

from django.http import HttpRequest
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingbai.errands.queries import news_for
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.offices.places import Place, names_of, places_below
from mingbai.offices.queries import seat
from mingbai.offices.roles import ROLES
from mingbai.web.access import ADDRESSES, may_open
from mingbai.web.coded import code_of
from mingbai.web.views.showing import Shown, shown
from mingbai.web.where import Where, months_to_choose, where
from mingbai.web.words import said

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

LOOK = "mingbai-look"  # the cookie that remembers how somebody wants to see pages
LARGE, NARROW = "large", "narrow"


@dataclass(frozen=True)
class Item:
    """One line of the menu: what it is called, and the name of its address."""

    title: "Promised | str"
    name: str

    @property
    def address(self) -> str:
        """Return where it leads."""
        return reverse(self.name)

    def is_for(self, actor: Actor) -> bool:
        """Return whether the page exists and the actor may open it."""
        return self.name in ADDRESSES and may_open(actor, self.name)


@dataclass(frozen=True)
class Group:
    """One group of the menu."""

    title: "Promised | str"
    icon: str
    items: tuple[Item, ...]


MENU = (
    Group(
        _("工作台"),
        "home",
        (Item(_("今日待办"), "today"), Item(_("驾驶舱"), "cockpit"), Item(_("后台任务"), "errands")),
    ),
    Group(_("对象与申请"), "people", (Item(_("查人查户"), "people"), Item(_("动态管理"), "awards"))),
    Group(
        _("名册与发放"),
        "sheet",
        (
            Item(_("导入中心"), "imports"),
            Item(_("月度名册"), "month"),
            Item(_("前置核对"), "prechecks"),
            Item(_("资金发放"), "payments"),
            Item(_("三方核对"), "receipts"),
            Item(_("打印表册"), "papers"),
        ),
    ),
    Group(_("风险预警"), "alert", (Item(_("预警处置"), "alerts"), Item(_("规则与法条"), "rules"))),
    Group(_("督查整改"), "check", (Item(_("整改台账"), "inspections"),)),
    Group(_("投诉举报"), "voice", (Item(_("投诉举报"), "complaints"),)),
    Group(
        _("资金与测算"),
        "coins",
        (
            Item(_("资金账"), "treasury"),
            Item(_("三账核对"), "ledgers"),
            Item(_("乡镇备用金"), "reserves"),
            Item(_("政策标准"), "standards"),
        ),
    ),
    Group(_("绩效与公开"), "chart", (Item(_("绩效评价"), "performance"), Item(_("信息公开"), "disclosure"))),
    Group(_("审计取证"), "seal", (Item(_("存证与核验"), "evidence"), Item(_("查看与导出记录"), "looks"))),
    Group(
        _("系统"),
        "gear",
        (
            Item(_("机构与岗位"), "offices"),
            Item(_("账号与登录"), "keys"),
            Item(_("见证规则"), "witnesses"),
            Item(_("系统对接"), "links"),
            Item(_("备份与恢复"), "backups"),
        ),
    ),
)


class Frame:
    """What templates ask of `frame`; nothing is looked up before it is shown."""

    def __init__(self, request: HttpRequest) -> None:
        self.request = request
        self.actor: Actor | None = getattr(request, "actor", None)
        self.at: datetime = timezone.now()

    @cached_property
    def menu(self) -> list[tuple[Group, list[Item]]]:
        """Return the groups with the pages that exist and the actor may open."""
        actor = self.actor
        if actor is None:
            return []
        found = [(group, [item for item in group.items if item.is_for(actor)]) for group in MENU]
        return [(group, items) for group, items in found if items]

    @property
    def here(self) -> str:
        """Return the name of the menu's line the page belongs to: alerts.task belongs to alerts."""
        match = self.request.resolver_match
        return match.url_name.partition(".")[0] if match and match.url_name else ""

    @cached_property
    def seen(self) -> Shown | None:
        """Return the list the page is, with its views; None where views are kept of none."""
        return shown(self.request, self.actor)

    @cached_property
    def where(self) -> Where | None:
        """Return the month and the division shown."""
        return where(self.request, self.actor) if self.actor else None

    @property
    def months(self) -> list[Month]:
        """Return the months one may go to."""
        return months_to_choose(timezone.localdate(self.at), self.where.month) if self.where else []

    @cached_property
    def places(self) -> list[Place]:
        """Return the divisions one may go to: from the actor's own on the way to the one shown, and those below it."""
        if self.actor is None or self.where is None:
            return []
        shown = self.where.region
        way = [region for region in (*reversed(shown.ancestors), shown) if self.actor.region.contains(region)]
        names = names_of(way)
        return [Place(region, names[region]) for region in way] + places_below(shown, timezone.localdate(self.at))

    @property
    def place(self) -> str:
        """Return what the division shown is called."""
        return next((place.name for place in self.places if self.where and place.region == self.where.region), "")

    @cached_property
    def signed_in(self) -> Mapping[str, str]:
        """Return who is signed in: name, office, and what the post is for."""
        if self.actor is None:
            return {}
        name, office = seat(self.actor)
        role = ROLES[self.actor.role]
        return {"name": name, "office": office, "role": said(role.title, role.title_en)}

    @cached_property
    def news(self) -> int:
        """Return how many long tasks of one's own are open, or ended unseen."""
        return news_for(self.actor.id) if self.actor else 0

    @property
    def search(self) -> str:
        """Return where the search box leads, empty for who is not signed in."""
        return reverse("find") if self.actor else ""

    @cached_property
    def code(self) -> str:
        """Return the short code by which the page is found again once it is printed (编号); empty for what is none."""
        return code_of(self.request, self.where) if self.where else ""

    @cached_property
    def look(self) -> frozenset[str]:
        """Return how pages are to look: large type, narrow menu."""
        return frozenset(self.request.COOKIES.get(LOOK, "").split(".")) & {LARGE, NARROW}


def frame(request: HttpRequest) -> dict[str, Frame]:
    """Give every template its frame."""
    return {"frame": Frame(request)}
