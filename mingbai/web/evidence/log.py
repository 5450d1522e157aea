"""The pages of the log: how far it is and who vouches for it, and who changed what."""

from typing import Any

from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.access.actions import note_look
from mingbai.evidence.installation import installed_policy, log_key
from mingbai.evidence.queries import standing, witnessed_size
from mingbai.evidence.tracing.search import found
from mingbai.evidence.tracing.verified import last_verification
from mingbai.evidence.tracing.vouching import checkpoints, last_words
from mingbai.inspections.errands import BROKEN, WHOLE, ask_verification, may_verify
from mingbai.offices.queries import officer_names
from mingbai.web.evidence import showing
from mingbai.web.evidence.asked import Typed, readable, told
from mingbai.web.evidence.calling import ACTS, STAGES
from mingbai.web.exporting import workbook
from mingbai.web.listing import paged
from mingbai.web.pages import Request
from mingbai.web.parts.tags import moment
from mingbai.web.where import where
from mingbai.web.words import said

NEWEST = 10


def overview(request: Request) -> HttpResponse:
    """Show how far the log is, its last checkpoints, who vouches for it, and when it was verified; have it verified."""
    if request.method == "POST":
        errand = ask_verification(by=request.actor, at=timezone.now())
        return HttpResponseRedirect(reverse("errands.errand", args=[errand]))
    policy = installed_policy()
    stands, words = standing(policy), last_words(policy)
    verified = last_verification((WHOLE, BROKEN))
    shown = {
        "stands": stands,
        "policy": policy,
        "words": [(one, stands.placed - one.size) for one in words],
        "checkpoints": checkpoints(NEWEST),
        "key": str(log_key().verifier),
        "verified": verified,
        "is_whole": verified is not None and verified.type == WHOLE,
        "verified_by": officer_names([verified.by]).get(verified.by or 0, "") if verified else "",
        "verified_size": int(verified.subject.partition("/")[2]) if verified else 0,
        "may_verify": may_verify(request.actor),
    }
    return render(request, "evidence/overview.html", shown)


def search(request: Request) -> HttpResponse:
    """Show who changed what: by person, officer, day, kind of act and division; or take it away as a workbook."""
    typed, chosen, policy = Typed.of(request.GET), where(request, request.actor), installed_policy()
    acts = found(told(typed, chosen.region, request.actor))
    if request.GET.get("as") == "xlsx" and not typed.wrong:
        return _workbook(request, list(acts))
    page = paged(request, [] if typed.wrong else acts)
    rows = showing.done(list(page.object_list), last_words(policy), witnessed_size(policy))
    about = " ".join(filter(None, (typed.officer, typed.stage, typed.type)))
    note_look(page="evidence.search", by=request.actor, at=timezone.now(), subject=about, rows=len(rows))
    shown = {
        "typed": typed,
        "page": page,
        "rows": rows,
        "stages": [(name, STAGES[name]) for name in readable(request.actor)],
        "types": [(name, words) for name, words in ACTS.items() if name.partition(".")[0] in readable(request.actor)],
    }
    return render(request, "evidence/search.html", shown)


def _workbook(request: Request, acts: list[Any]) -> HttpResponse:
    """Return the acts found as a workbook, noted as an export."""
    heads = [
        _("时间"),
        _("办理"),
        _("记录"),
        _("经手人"),
        _("岗位"),
        _("机构"),
        _("区划"),
        _("日志位置"),
        _("内容摘要"),
    ]
    rows = [
        (
            *(moment(one.act.at), said(*one.what), one.act.subject, one.who or _("系统"), one.post, one.office),
            *(one.act.region, "" if one.place is None else str(one.place), one.act.digest),
        )
        for one in showing.done(acts, [], 0)
    ]
    return workbook(request, _("办理记录"), heads, rows)
