"""Pages for what cannot be shown: not found, not yours, refused, out of date, broken."""

import logging

from django.core.exceptions import RequestDataTooBig, TooManyFilesSent
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _

from mingbai.web.words import language

log = logging.getLogger(__name__)


def unreadable(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer a request that no browser of ours sends, or one that holds more than is taken."""
    if isinstance(exception, RequestDataTooBig | TooManyFilesSent):
        return too_large(request)
    return _said(request, 400, _("这个请求无法识别"), _("地址或表单内容不完整，请返回上一页重新操作。"))


def too_large(request: HttpRequest) -> HttpResponse:
    """Answer what is larger than anything that is taken; what was typed is still on the page before."""
    why = _("内容超过了一次能接收的大小，没有读取。请返回上一页，按乡镇或按月拆分后再提交；原来填写的内容还在。")
    return _said(request, 413, _("内容太大"), why)


def forbidden(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer what is not allowed."""
    return _said(request, 403, _("不能进行这项操作"), _("您的岗位没有这项权限；确需办理的，请联系安全保密管理员。"))


def not_yours(request: HttpRequest, name: str) -> HttpResponse:
    """Answer who opens a page that another post is for."""
    return _said(
        request,
        403,
        _("这个页面不属于您的岗位"),
        _("您的岗位不办理、也不查阅这里的内容；需要查阅的，请联系安全保密管理员。"),
    )


def not_there(request: HttpRequest, exception: Exception | None = None) -> HttpResponse:
    """Answer an address that leads nowhere, or to what lies outside the actor's division."""
    return _said(request, 404, _("没有找到"), _("地址有误，内容已移走，或不在您的辖区内。请从左侧菜单重新进入。"))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """Answer a form that was open too long or sent from elsewhere."""
    return _said(
        request, 403, _("页面已过期"), _("页面打开时间过长，或浏览器未保存 Cookie。请返回上一页刷新后重新提交。")
    )


def refused(request: HttpRequest, refusal: Exception) -> HttpResponse:
    """Answer what a stage refused, in its own words; nothing was written."""
    return _said(request, 409, _("这一步没有办成"), refusal.in_language(language()))  # type: ignore[attr-defined]


def broken(request: HttpRequest) -> HttpResponse:
    """Answer a fault of ours: it is in the log, nothing was written, and it can be tried again."""
    return _said(
        request, 500, _("系统出错了"), _("没有保存任何改动，请稍后重试；仍不行，请把时间和页面地址告诉系统管理员。")
    )


def _said(request: HttpRequest, status: int, heading: str, why: str) -> HttpResponse:
    return render(request, "errors/page.html", {"heading": heading, "why": why, "status": status}, status=status)
