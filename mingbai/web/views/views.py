"""The page of one's views: kept from a list, made what one sees first, deleted."""

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.http import url_has_allowed_host_and_scheme
from django.utils.translation import gettext_lazy as _

from mingbai.access.actions import begin_with, forget_view, keep_view
from mingbai.access.queries import views_for
from mingbai.offices.refused import Refused
from mingbai.web.access import may_open
from mingbai.web.month.views import sent
from mingbai.web.pages import Request
from mingbai.web.views.lists import LISTS, VIEW
from mingbai.web.views.showing import address_of, tab_of
from mingbai.web.words import language

REFUSED = 422
DONE = {"forget": _("已删除视图"), "begin": _("登录后先打开这个视图"), "today": _("登录后先打开今日待办")}


class Act(forms.Form):
    """What is to become of a view."""

    page = forms.ChoiceField(choices=[(name, name) for name in LISTS], required=False)
    title = forms.CharField(required=False, max_length=200)
    query = forms.CharField(required=False, max_length=5_000)
    path = forms.CharField(required=False, max_length=200)
    shared = forms.BooleanField(required=False)
    view_id = forms.IntegerField(required=False)


def views(request: Request) -> HttpResponse:
    """Show one's views and those of one's office; keep, delete or begin with one."""
    typed, act = Act(sent(request)), request.POST.get("act", "")
    if request.method == "POST" and typed.is_valid():
        try:
            return HttpResponseRedirect(_do(request, act, typed))
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    found = [one for one in views_for(request.actor) if one.page in LISTS and may_open(request.actor, one.page)]
    shown = {
        "rows": [
            (tab_of(one, address_of(one) if LISTS[one.page].is_one else "", "", request.actor), LISTS[one.page])
            for one in found
        ],
        "form": typed,
        "done": DONE.get(request.GET.get("done", "")),
    }
    return render(request, "views/page.html", shown, status=REFUSED if typed.errors else 200)


def _do(request: Request, act: str, typed: Act) -> str:
    """Do what is asked; return where one looks at it."""
    said, by = typed.cleaned_data, request.actor
    if act == "keep":
        view = keep_view(
            page=said["page"], title=said["title"], query=said["query"], is_shared=said["shared"], by=by,
            at=timezone.now(),
        )  # fmt: skip
        path = said["path"] if url_has_allowed_host_and_scheme(said["path"], None) else request.path
        return f"{path}?{said['query']}&{VIEW}={view}" if said["query"] else f"{path}?{VIEW}={view}"
    if act == "forget":
        forget_view(view_id=said["view_id"] or 0, by=by)
    elif act == "begin":
        begin_with(view_id=said["view_id"] or 0, by=by)
    else:
        begin_with(view_id=None, by=by)
        act = "today"
    return f"{request.path}?done={act}"
