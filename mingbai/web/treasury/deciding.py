"""The pages on which something is proposed with a fund, and on which another of that office approves or refuses it."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingbai.offices.kinds import Kind
from mingbai.offices.refused import Refused as NotAllowed
from mingbai.treasury import actions
from mingbai.treasury.proposals import BETWEEN_FUNDS, BY_HAND, SORTS, Standing
from mingbai.treasury.queries.listing import proposals_of
from mingbai.treasury.refused import Refused
from mingbai.web.listing import paged
from mingbai.web.month.views import sent
from mingbai.web.pages import Request
from mingbai.web.treasury.forms import FORMS
from mingbai.web.treasury.proposing import offered
from mingbai.web.treasury.telling import told_proposals
from mingbai.web.treasury.views import may_propose
from mingbai.web.words import language

REFUSED = 422
OTHERS = ("open", "open_township", "lend", "carry_out", "close", "correction")  # beside moves, in the menu of forms


class Decision(forms.Form):
    """What becomes of a proposal; a refusal says why."""

    proposal_id = forms.IntegerField(widget=forms.HiddenInput)
    reason = forms.CharField(label=_("退回理由"), max_length=200, required=False)


def proposals(request: Request) -> HttpResponse:
    """Show what waits for approval and what was decided; approve or refuse one."""
    typed = Decision(sent(request))
    if request.method == "POST" and typed.is_valid():
        try:
            return _decided(request, typed.cleaned_data)
        except (Refused, NotAllowed) as refusal:
            typed.add_error(None, refusal.in_language(language()))
    actor = request.actor
    page = paged(request, proposals_of(within=actor.region, waiting=False))
    done = SORTS.get(request.GET.get("done", ""))
    shown = {
        "waiting": told_proposals(proposals_of(within=actor.region), actor),
        "decided": told_proposals(page.object_list, actor),
        "page": page,
        "form": typed,
        "done": done,
        "number": request.GET.get("number", ""),
        "state": request.GET.get("state", ""),
        "may_propose": may_propose(actor),
    }
    return render(request, "treasury/proposals.html", shown, status=REFUSED if typed.errors else 200)


def propose(request: Request, sort: str) -> HttpResponse:
    """Ask for what a proposal of a sort takes, and propose it."""
    actor = request.actor
    form = FORMS.get(sort)
    if form is None or (actor.party is not Kind.FINANCE and sort not in ("move", "correction")):
        raise Http404
    at = timezone.now()
    funds, townships = offered(actor)
    typed = form(sent(request), initial=_asked(request), funds=funds, townships=townships, party=actor.party)
    if request.method == "POST" and typed.is_valid():
        try:
            made = typed.do(actor, at)
            query = urlencode({"done": typed.cleaned_data.get("code", sort), "number": made, "state": "proposed"})
            return HttpResponseRedirect(f"{reverse('treasury.proposals')}?{query}")
        except (Refused, NotAllowed) as refusal:
            typed.add_error(None, refusal.in_language(language()))
    about = SORTS.get(sort)
    shown = {
        "form": typed,
        "sort": sort,
        "about": about,
        "others": [(one, SORTS[one]) for one in OTHERS] if actor.party is Kind.FINANCE else [],
        "by_two": sort in BETWEEN_FUNDS,
        "moves": [SORTS[code] for code in BY_HAND.get(actor.party, ())] if sort == "move" else [],
    }
    return render(request, "treasury/propose.html", shown, status=REFUSED if typed.errors else 200)


def _decided(request: Request, typed: dict[str, Any]) -> HttpResponse:
    """Do what was decided; return the way back to the list, which says what was done."""
    number, at = typed["proposal_id"], timezone.now()
    if request.POST.get("act") == "refuse":
        actions.refuse(proposal_id=number, reason=typed["reason"], by=request.actor, at=at)
        code, state = "", Standing.REFUSED.value
    else:
        one = actions.approve(proposal_id=number, by=request.actor, at=at)
        code, state = one.code, one.state
    query = urlencode({"done": code or "quota", "number": number, "state": state})
    return HttpResponseRedirect(f"{reverse('treasury.proposals')}?{query}")


def _asked(request: Request) -> dict[str, str]:
    """Return what the address fills in: the fund one comes from, the wrong entry."""
    return {name: request.GET[name] for name in ("fund_id", "from_fund", "wrong_id", "code") if name in request.GET}
