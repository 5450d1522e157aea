"""The pages of what failed: all of a month, to be paid again; and one, to be paid into another account."""

from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _

from mingbai.access.actions import note_look
from mingbai.kernel.month import Month
from mingbai.kernel.unreadable import Unreadable
from mingbai.offices.refused import Refused
from mingbai.payments import actions
from mingbai.web.listing import paged
from mingbai.web.month.views import numbered, sent
from mingbai.web.pages import Request
from mingbai.web.payments import correcting
from mingbai.web.payments.acts import Plain, Reason, may_draft
from mingbai.web.where import where
from mingbai.web.words import language

REFUSED = 422


def returned(request: Request) -> HttpResponse:
    """Show what the bank did not pay or sent back in a month; make files of the next attempts."""
    chosen, typed = where(request, request.actor), Plain(sent(request))
    if request.method == "POST" and typed.is_valid():
        picked = [int(one) for one in request.POST.getlist("payment") if one.isascii() and one.isdigit()]
        try:
            if picked:
                files = correcting.again(picked, request.actor, timezone.now())
                query = urlencode({"month": str(chosen.month), "again": len(picked), "files": len(files)})
                return HttpResponseRedirect(f"{request.path}?{query}")
            typed.add_error(None, _("没有选中要重发的付款，请先勾选。"))
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    page = paged(request, correcting.failed(chosen.region, chosen.month))
    _note(request, f"failed/{chosen}", len(page.object_list))
    context = {
        "page": page,
        "may_draft": may_draft(request.actor),
        "again": numbered(request, "again"),
        "files": numbered(request, "files"),
        "form": typed,
    }
    return render(request, "payments/returned.html", context, status=REFUSED if typed.errors else 200)


def correct(request: Request, payment_id: int) -> HttpResponse:
    """Show one that failed; ask that it go to another account, or, as another person, agree to that."""
    actor = request.actor
    found = correcting.one_failed(actor.region, payment_id)
    if found is None:
        raise Http404
    act, on = request.POST.get("act", ""), timezone.localdate()
    typed = correcting.Correct(request.POST if act == "ask" else None, of=found, on=on)
    refusal = Reason(request.POST if act == "refuse" else None, auto_id="refuse-%s")
    problem = {"ask": typed, "refuse": refusal}.get(act) or Plain(sent(request))
    if request.method == "POST" and problem.is_valid() and _acted(act, found, typed, problem, request):
        return HttpResponseRedirect(f"{request.path}?{urlencode({'done': act})}")
    _note(request, f"payment/{payment_id}", 1)
    context = {
        "one": found,
        "month": Month.parse(found.attempt.month),
        "typed": typed if correcting.may_ask(found, actor) else None,
        "refusal": refusal,
        "may_decide": correcting.may_decide(found, actor),
        "done": request.GET.get("done", ""),
        "form": problem,
    }
    return render(request, "payments/correct.html", context, status=REFUSED if problem.errors else 200)


def _acted(
    act: str, found: correcting.Failed, typed: correcting.Correct, problem: forms.Form, request: Request
) -> bool:
    """Do what was sent; return whether it was done, else say in the form why not."""
    by, at = request.actor, timezone.now()
    try:
        if act == "ask":
            typed.do(found, by, at)
        elif act == "agree" and found.change is not None:
            actions.agree_to_correction(change_id=found.change.pk, by=by, at=at)
        elif act == "refuse" and found.change is not None:
            actions.refuse_correction(change_id=found.change.pk, reason=problem.cleaned_data["reason"], by=by, at=at)
        else:
            problem.add_error(None, _("这一笔的账户变更已经办过，请刷新后再看。"))
            return False
    except (Refused, Unreadable) as refusal:
        problem.add_error("number" if isinstance(refusal, Unreadable) else None, refusal.in_language(language()))
        return False
    return True


def _note(request: Request, subject: str, rows: int) -> None:
    if rows:
        note_look(page="payments.returned", by=request.actor, at=timezone.now(), subject=subject, rows=rows)
