"""The page of who witnesses the log: one administrator proposes another policy, another administrator decides."""

from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingbai.evidence.installation import installed_policy, log_key, policy_file
from mingbai.inspections import policies
from mingbai.inspections.queries import policies as proposed
from mingbai.inspections.states import APPROVE_POLICY, PROPOSALS, PROPOSE_POLICY, Proposal
from mingbai.offices.actor import Actor
from mingbai.offices.queries import officer_names
from mingbai.offices.refused import Refused
from mingbai.web.listing import paged
from mingbai.web.month.views import sent
from mingbai.web.pages import Request
from mingbai.web.words import language

REFUSED, LONGEST = 422, 100_000
TONES = {Proposal.PROPOSED: "amber", Proposal.APPROVED: "green", Proposal.REFUSED: "red", Proposal.WITHDRAWN: "grey"}
DONE = {
    "propose": _("已提出，由安全审计员批准后启用"),
    "approve": _("已批准，新规则从现在起执行"),
    "refuse": _("已退回，仍执行现行规则"),
    "withdraw": _("已撤回，仍执行现行规则"),
}


class Policy(forms.Form):
    """A policy as it is written down."""

    text = forms.CharField(
        label=_("见证规则"),
        max_length=LONGEST,
        strip=False,
        widget=forms.Textarea({"rows": 10, "spellcheck": "false"}),
        help_text=_("每行一条：log 公钥；witness 名称 公钥 地址；group 名称 数量 成员…；quorum 名称。"),
    )

    def clean_text(self) -> str:
        """Return the text with its lines ended as on every system."""
        return str(self.cleaned_data["text"]).replace("\r\n", "\n")


class Decision(forms.Form):
    """What becomes of a proposal; a refusal says why."""

    policy_id = forms.IntegerField()
    reason = forms.CharField(max_length=200, required=False)


def witnesses(request: Request) -> HttpResponse:
    """Show the policy in force, the one that waits and those decided; propose one, decide one, take one back."""
    actor, act = request.actor, request.POST.get("act", "")
    is_proposed = request.method == "POST" and act == "propose"
    form = Policy(sent(request) if is_proposed else None, initial={"text": _in_force()})
    typed = form if is_proposed else Decision(sent(request))
    if request.method == "POST" and act in DONE and typed.is_valid():
        try:
            _do(act, typed.cleaned_data, actor)
            return HttpResponseRedirect(f"{reverse('witnesses')}?{urlencode({'done': act})}")
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    waiting = _told(proposed(actor.region))
    page = paged(request, proposed(actor.region, waiting=False))
    shown = {
        "policy": installed_policy(),
        "late": policies.not_in_place(),
        "key": str(log_key().verifier),
        "waiting": waiting,
        "decided": _told(page.object_list),
        "page": page,
        "form": form,
        "problems": typed,
        "done": DONE.get(request.GET.get("done", "")),
        "may_propose": actor.role in PROPOSE_POLICY.by and not waiting,
        "may_decide": actor.role in APPROVE_POLICY.by,
        "cites": APPROVE_POLICY.cites,
    }
    return render(request, "evidence/witnesses.html", shown, status=REFUSED if typed.errors else 200)


def _do(act: str, typed: dict[str, Any], by: Actor) -> None:
    at = timezone.now()
    if act == "propose":
        policies.propose(text=typed["text"], by=by, at=at)
    elif act == "approve":
        policies.approve(policy_id=typed["policy_id"], by=by, at=at)
    else:
        end = policies.refuse if act == "refuse" else policies.withdraw
        end(policy_id=typed["policy_id"], reason=typed["reason"], by=by, at=at)


def _in_force() -> str:
    """Return the policy in force as it is written down; a beginning of one where none is."""
    path = policy_file()
    return path.read_text(encoding="utf-8") if path.exists() else f"log {log_key().verifier}\n"


def _told(found: Any) -> list[dict[str, Any]]:
    """Return proposals in words; one look at the names."""
    rows = list(found)
    names = officer_names(who for one in rows for who in (one.made_by, one.decided_by))
    return [
        {
            "one": one,
            "state": PROPOSALS[Proposal(one.state)],
            "tone": TONES[Proposal(one.state)],
            "proposer": names[one.made_by],
            "decider": names.get(one.decided_by or 0, ""),
        }
        for one in rows
    ]
