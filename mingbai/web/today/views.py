"""The page of today's tasks."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from mingbai.standards.queries import deadlines_of
from mingbai.web.pages import Request
from mingbai.web.where import where


def tasks(request: Request) -> HttpResponse:
    """Show the month's deadlines and what is owed by the actor and by others."""
    chosen, today = where(request, request.actor), timezone.localdate()
    deadlines = deadlines_of(chosen.region.code, chosen.month)
    return render(request, "today/page.html", {"deadlines": deadlines, "today": today})
