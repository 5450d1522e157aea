"""The page of today's tasks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mingbai.offices.queries import seat
from mingbai.offices.roles import Role
from mingbai.web.cockpit.views import wall
from mingbai.web.pages import Request
from mingbai.web.papers.offering import may_print
from mingbai.web.receipts.acts import may_deliver
from mingbai.web.receipts.forms import Receipts
from mingbai.web.today.cases import of_cases
from mingbai.web.today.deadlines import deadlines, shown
from mingbai.web.today.month import of_month
from mingbai.web.today.owed import divided
from mingbai.web.where import where


def tasks(request: Request) -> HttpResponse:
    """Show the deadlines of this month's payment and the next one's, and what the actor and others owe."""
    if request.actor.role is Role.DISPLAY:
        return wall(request)
    chosen, today, actor = where(request, request.actor), timezone.localdate(), request.actor
    months = (chosen.month, chosen.month.next())
    due = {month: deadlines(chosen.region, month) for month in months}
    found = [one for month in months for one in of_month(chosen.region, month, due[month], today)]
    readable = [*found, *of_cases(chosen.region, today, actor)]
    mine, others = divided(readable, actor)
    calendar = [(month, shown(chosen.region, month, due[month])) for month in months]
    context = {"calendar": calendar, "mine": mine, "others": others, "today": today}
    context["may_report"] = may_print(actor, "brief")
    if may_deliver(actor):
        context |= {"drop": Receipts(), "bank": seat(actor)[1]}
    return render(request, "today/page.html", context)
