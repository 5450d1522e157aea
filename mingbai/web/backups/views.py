"""The page of backups: how safe the desk is, each backup with its trials, and what was tried; acts are errands."""

from datetime import datetime

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.backups.errands import DRILLING, READING, ask_backup, ask_trial
from mingbai.backups.queries import backups_seen_by, standing, trials
from mingbai.offices.roles import Role
from mingbai.web.backups.telling import checks, told, told_trial
from mingbai.web.listing import paged
from mingbai.web.pages import Request

SHOWN = 10  # trials beside the list


def backups(request: Request) -> HttpResponse:
    """Show how backups stand."""
    at, now = timezone.now(), standing()
    page = paged(request, backups_seen_by(request.actor))
    shown = {
        "page": page,
        "rows": [told(one, now.place) for one in page.object_list],
        "checks": checks(now, at),
        "tried": [told_trial(one) for one in trials()[:SHOWN]],
        "place": now.place,
        "makes": request.actor.role is Role.SYSTEM_ADMINISTRATOR,
        "can_make": now.are_keys_kept,
        "acts": [("verify", _("核验")), ("drill", _("演练"))],
    }
    return render(request, "backups/page.html", shown)


def act(request: Request, name: str) -> HttpResponse:
    """Ask for a backup, a reading or a drill, and lead to how far it is."""
    at = timezone.now()
    if request.method != "POST":
        return backups(request)
    return HttpResponseRedirect(reverse("errands.errand", args=[_asked(request, name, at)]))


def _asked(request: Request, name: str, at: datetime) -> int:
    if name == "make":
        return ask_backup(by=request.actor, at=at)
    kind = DRILLING if name == "drill" else READING
    return ask_trial(kind, name=request.POST.get("backup", "last"), by=request.actor, at=at)
