"""The lists that views are kept of: what may be asked of each, which columns it has, in which orders it stands."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

COLUMNS, ORDER, VIEW = "columns", "order", "view"  # what an address says besides the list's own questions


@dataclass(frozen=True)
class Order:
    """One order of a list: what it is called, and by which fields."""

    title: "Promised | str"
    fields: tuple[str, ...]


@dataclass(frozen=True)
class Listed:
    """One list: its columns after the first, which always stays, and what its form asks."""

    title: "Promised | str"
    columns: Mapping[str, "Promised | str"]
    filters: frozenset[str] = frozenset()
    orders: Mapping[str, Order] = field(default_factory=dict)
    is_one: bool = True  # one list for all; else one of each roster or file

    def unknown(self, said: Mapping[str, list[str]]) -> list[str]:
        """Return what an address asks that the list does not know, as it is written there."""
        known = self.filters | {COLUMNS, ORDER}
        lost = [name for name in said if name not in known]
        lost += [one for one in said.get(COLUMNS, []) if one not in self.columns]
        return lost + [one for one in said.get(ORDER, []) if one not in self.orders]


NEWEST = _("最新的在前")
LISTS: Mapping[str, Listed] = {
    "alerts": Listed(
        _("预警处置"),
        {
            "severity": _("级别"), "cause": _("原因"), "rule": _("规则"), "due": _("核实时限"),
            "amount": _("涉及金额（元）"), "owner": _("由谁办理"), "state": _("状态"),
        },
        frozenset({"severity", "rule", "state", "owner", "late", "relapsed", "of", "asleep"}),
        {
            "due": Order(_("时限近的在前"), ("due_on", "pk")),
            "amount": Order(_("金额大的在前"), ("-amount_fen", "pk")),
            "newest": Order(NEWEST, ("-pk",)),
        },
    ),
    "looks": Listed(
        _("查看与导出记录"),
        {"officer": _("人员"), "page": _("看了什么"), "subject": _("对象"), "rows": _("行数"), "reason": _("事由")},
        frozenset({"q", "of", "only", "since", "until", "subject"}),
        {
            "oldest": Order(_("最早的在前"), ("at", "pk")),
            "rows": Order(_("行数多的在前"), ("-rows", "-at", "-pk")),
        },
    ),
    "evidence.search": Listed(
        _("谁改了什么"),
        {"act": _("办理"), "row": _("记录"), "officer": _("经手人"), "place": _("日志位置")},
        frozenset({"person", "officer", "stage", "since", "until", "type"}),
    ),
    "receipts": Listed(
        _("三方核对"),
        {
            "home": _("户"), "approved": _("审批（元）"), "funded": _("拨款（元）"), "paid": _("到账（元）"),
            "owner": _("责任方"), "due": _("时限"), "state": _("状态"),
        },
    ),
    "payments.file": Listed(
        _("付款明细"),
        {
            "payee": _("收款人"), "account": _("账户"), "amount": _("金额（元）"), "state": _("状态"),
            "attempt": _("第几次发放"),
        },
        orders={"amount": Order(_("金额大的在前"), ("-amount_fen", "pk"))},
        is_one=False,
    ),
    "month.roster": Listed(
        _("月度名册"),
        {
            "place": _("村（社区）"), "programme": _("项目"), "before": _("上月（元）"), "now": _("本月（元）"),
            "more": _("相差（元）"), "cause": _("原因和依据"),
        },
        frozenset({"change"}),
        is_one=False,
    ),
}  # fmt: skip
