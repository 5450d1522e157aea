"""The pages of a month's money: by programme and bank with what is next, a plan of use, one file with its payments."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.access.actions import note_look
from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind
from mingbai.offices.places import names_of
from mingbai.offices.refused import Refused
from mingbai.payments import actions, batches, queries
from mingbai.payments.profiles import profiles
from mingbai.payments.states import FileState
from mingbai.receipts.queries import is_closed
from mingbai.web.access import may_open
from mingbai.web.listing import paged
from mingbai.web.month.views import sent
from mingbai.web.pages import Request
from mingbai.web.papers.offering import may_print
from mingbai.web.payments.acts import ACTS, OF_FILE, Draft, auto_id, may_draft, offered
from mingbai.web.payments.forms import Plan
from mingbai.web.payments.telling import (
    STAGES,
    file_steps,
    to_draft,
    told_batches,
    told_files,
    told_payments,
)
from mingbai.web.where import where
from mingbai.web.words import language

REFUSED = 422
MOST = 500  # records in one act
DRAFTED = "draft"
COUNTY = 6  # digits: a month is closed county by county


def payments(request: Request) -> HttpResponse:
    """Show where a month's money is, programme by programme and bank by bank; do the act that is next."""
    typed, drafted = None, None
    if request.method == "POST":
        typed, drafted = _done(request)
        if typed is None and not (drafted and drafted.left_out):
            return _back(request)
    chosen, actor, on = where(request, request.actor), request.actor, timezone.localdate()
    of_bank = actor.party is Kind.BANK
    files = list(batches.files_for(actor, chosen.region, chosen.month, on))
    plans = [] if of_bank else list(queries.requests(chosen.region, chosen.month))
    page = paged(request, files)
    is_over = is_closed(Region(actor.region.code[:COUNTY]), chosen.month)  # then nothing is left to be paid
    due = batches.dues(chosen.region, chosen.month) if may_draft(actor) and not is_over else []
    context = {
        "batches": told_batches(plans, files, actor, typed),
        "stages": STAGES,
        "page": page,
        "files": told_files(list(page.object_list)),
        "dues": [(one, _draft_form(one.due.roster_id, typed)) for one in to_draft(due)],
        "may_plan": may_open(actor, "payments.plan"),
        "failed": 0 if of_bank else queries.failed_count(chosen.region, chosen.month),
        "of_bank": of_bank,
        "done": ACTS.get(request.GET.get("done", "")),
        "is_drafted": request.GET.get("done") == DRAFTED,
        "asked": request.GET.get("asked", ""),
        "drafted": drafted,
        "form": typed,
    }
    return render(request, "payments/list.html", context, status=REFUSED if typed else 200)


def plan(request: Request) -> HttpResponse:
    """Ask for a programme's money of the month."""
    chosen = where(request, request.actor)
    typed = Plan(sent(request), region=request.actor.region, month=chosen.month)
    if request.method == "POST" and typed.is_valid():
        try:
            made = typed.do(request.actor, timezone.now())
            query = urlencode({"month": str(chosen.month), "asked": made})
            return HttpResponseRedirect(f"{reverse('payments')}?{query}")
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    return render(request, "payments/plan.html", {"form": typed}, status=REFUSED if typed.errors else 200)


def file(request: Request, file_id: int) -> HttpResponse:
    """Show one file: who took which step, its payments one by one; do what is next with it, or take its bytes."""
    actor, on = request.actor, timezone.localdate()
    found = batches.file_for(actor, file_id, on)
    if found is None:
        raise Http404
    typed = None
    if request.method == "POST":
        if request.POST.get("act") == "download":
            return _download(request, found)
        typed, _drafted = _done(request, only=file_id)
        if typed is None:
            return _back(request)
    page = paged(request, batches.payments_in(file_id))
    rows = told_payments(list(page.object_list))
    note_look(page="payments.file", by=actor, at=timezone.now(), subject=f"bankfile/{file_id}", rows=len(rows))
    (told,) = told_files([found])
    context = {
        "told": told,
        "file": found,
        "may_print": bool(found.sha256) and may_print(actor, "bank"),
        "place": names_of([Region(found.region)])[Region(found.region)],
        "steps": file_steps(found),
        "page": page,
        "rows": rows,
        "offers": offered(OF_FILE, [found], actor, typed),
        "may_take": actor.party is Kind.BANK and found.state == FileState.SENT,
        "done": ACTS.get(request.GET.get("done", "")),
        "form": typed,
    }
    return render(request, "payments/file.html", context, status=REFUSED if typed else 200)


def _done(request: Request, only: int | None = None) -> tuple[forms.Form | None, actions.Drafted | None]:
    """Do what was sent; return the form with what is wrong with it, or what was drafted."""
    name, drafted = request.POST.get("act", ""), None
    act = ACTS.get(name)
    ids = _ids(request.POST.get("ids", "")) if only is None else [only]
    made = Draft if name == DRAFTED else act.form if act else forms.Form
    typed = made(request.POST, auto_id=auto_id(name, ids[0] if ids else 0))
    if not ids or (act is None and name != DRAFTED):
        typed.add_error(None, _("没有选中要办理的内容，请刷新后再办。"))
    if not typed.is_valid():
        return typed, None
    try:
        if act is None:
            day = typed.cleaned_data["execute_on"]
            drafted = actions.draft(roster_id=ids[0], execute_on=day, by=request.actor, at=timezone.now())
        else:
            act.do(ids, typed.cleaned_data, request.actor, timezone.now())
    except Refused as refusal:
        typed.add_error(None, refusal.in_language(language()))
        return typed, None
    return None, drafted


def _draft_form(roster_id: int, typed: forms.Form | None) -> forms.Form:
    """Return the form that drafts a roster's files; the one that was sent keeps what was typed."""
    place = auto_id(DRAFTED, roster_id)
    return typed if typed and typed.auto_id == place else Draft(auto_id=place)


def _ids(text: str) -> list[int]:
    """Return the numbers of what was sent, none where they cannot be read."""
    found = text.split(",")[:MOST]
    return [int(one) for one in found] if all(one.isascii() and one.isdigit() for one in found) else []


def _download(request: Request, found: Any) -> HttpResponse:
    """Give the bank its file, account numbers and all, and keep that it was taken."""
    if request.actor.party is not Kind.BANK or found.state != FileState.SENT:
        raise Http404
    content = bytes(queries.file_bytes(found.pk))
    note_look(
        page="payments.file", by=request.actor, at=timezone.now(), subject=f"bankfile/{found.pk}", rows=found.payments,
        is_export=True,
    )  # fmt: skip
    name = f"{found.message_id}.{profiles()[found.profile].suffix}"
    answer = HttpResponse(content, content_type="application/octet-stream")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def _back(request: Request) -> HttpResponseRedirect:
    """Return the way back to the page, which says what was done."""
    query = request.GET.copy()
    query["done"] = request.POST["act"]
    return HttpResponseRedirect(f"{request.path}?{query.urlencode()}")
