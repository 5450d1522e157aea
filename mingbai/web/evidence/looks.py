"""Who looked at what and took what away: by officer, page, row and day; itself taken away as a workbook (R-1505)."""

from datetime import datetime, time, timedelta
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingbai.access.queries import looks
from mingbai.kernel.month import Month
from mingbai.offices.queries import officers_called, posts_named
from mingbai.web.evidence.asked import Typed
from mingbai.web.evidence.tables import TABLES
from mingbai.web.exporting import workbook
from mingbai.web.listing import paged
from mingbai.web.pages import Request
from mingbai.web.parts.tags import moment
from mingbai.web.where import where
from mingbai.web.words import said

MOST = 5_000  # looks in one workbook
PAGES = {  # name of an address → what was looked at
    "people": gettext_lazy("查人查户"),
    "people.person": gettext_lazy("个人页"),
    "people.household": gettext_lazy("家庭页"),
    "people.history": gettext_lazy("全过程"),
    "people.household_history": gettext_lazy("全过程"),
    "people.reveal": gettext_lazy("查看完整信息"),
    "awards.award": gettext_lazy("待遇页"),
    "awards.change": gettext_lazy("提出变更"),
    "awards.review": gettext_lazy("登记复核"),
    "awards.decision": gettext_lazy("待遇决定"),
    "alerts.task": gettext_lazy("预警"),
    "month.roster": gettext_lazy("月度名册"),
    "prechecks.asked": gettext_lazy("暂缓和调出"),
    "prechecks.cell": gettext_lazy("核对发现"),
    "payments.file": gettext_lazy("代发文件"),
    "payments.returned": gettext_lazy("退回的付款"),
    "receipts": gettext_lazy("三方核对"),
    "receipts.item": gettext_lazy("三方差异"),
    "receipts.statements": gettext_lazy("银行回单"),
    "imports.upload": gettext_lazy("导入中心"),
    "imports.workbook": gettext_lazy("导入中心"),
    "cockpit.table": gettext_lazy("驾驶舱"),
    "papers": gettext_lazy("打印表册"),
    "errands.file": gettext_lazy("后台任务"),
    "evidence.of": gettext_lazy("来源与存证"),
    "evidence.proof": gettext_lazy("存证证明"),
    "evidence.search": gettext_lazy("谁改了什么"),
    "evidence.pack": gettext_lazy("取证包"),
    "looks": gettext_lazy("查看与导出记录"),
}


def looked(request: Request) -> HttpResponse:
    """Show who looked at what in the division and the month or days shown; or take that away."""
    asked, page_name, only = (request.GET.get(name, "").strip() for name in ("q", "of", "only"))
    typed, subject = Typed.of(request.GET), request.GET.get("subject", "").strip()
    found = looks(where(request, request.actor).region, *_days(typed, request))
    if asked:
        found = found.filter(officer_id__in=officers_called(asked))
    if page_name in PAGES:
        found = found.filter(page=page_name)
    if subject:
        found = found.filter(subject=subject)
    if only == "export":
        found = found.filter(is_export=True)
    if request.GET.get("as") == "xlsx":
        return _workbook(request, list(found[:MOST]))
    page = paged(request, found)
    shown = {
        "page": page,
        "rows": _told(list(page.object_list)),
        "asked": asked,
        "of": page_name,
        "subject": subject,
        "only": only,
        "typed": typed,
        "pages": PAGES.items(),
    }
    return render(request, "evidence/looks.html", shown)


def _days(typed: Typed, request: HttpRequest) -> tuple[datetime, datetime]:
    """Return the first moment looked at and that after the last: of the days asked for, else of the month shown."""
    month: Month = where(request, request.actor).month  # type: ignore[attr-defined]
    first, after = typed.since or month.first_on, month.next().first_on
    if typed.since or typed.until:
        after = (typed.until or timezone.localdate()) + timedelta(days=1)
    zone = timezone.get_current_timezone()
    return datetime.combine(first, time(), zone), datetime.combine(after, time(), zone)


def _told(found: list[Any]) -> list[tuple[Any, str, Any, tuple[str, str] | None]]:
    """Return looks with what the page is called, the post, and the row that may be followed."""
    seats = {post.pk: post for post in posts_named({one.post for one in found})}
    return [(one, str(PAGES.get(one.page, one.page)), seats.get(one.post), _row(one.subject)) for one in found]


def _row(subject: str) -> tuple[str, str] | None:
    table, _slash, key = subject.partition("/")
    return (table, key) if table in TABLES and key else None


def _workbook(request: Request, found: list[Any]) -> HttpResponse:
    """Return looks as a workbook; that it was taken is the next look."""
    heads = [
        _("时间"),
        _("人员"),
        _("工号"),
        _("机构"),
        _("看了什么"),
        _("导出"),
        _("对象"),
        _("行数"),
        _("事由"),
        _("来源地址"),
    ]
    rows = [
        (
            *(moment(one.at), one.officer.name, one.officer.number, post.organisation.name if post else "", page),
            *(said("是", "yes") if one.is_export else "", one.subject, one.rows, one.reason, one.address or ""),
        )
        for one, page, post, _row in _told(found)
    ]
    return workbook(request, _("查看与导出记录"), heads, rows)
