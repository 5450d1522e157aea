"""The page on which clues wait to be handed over: another approves or refuses one, who proposed it withdraws it."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingbai.inspections import clues as acts
from mingbai.inspections.queries import clues as proposed
from mingbai.inspections.queries import transfers_without_feedback
from mingbai.inspections.states import APPROVE, PROPOSALS, Proposal, Receiver
from mingbai.offices.actor import Actor
from mingbai.offices.queries import officer_names
from mingbai.offices.refused import Refused
from mingbai.web.inspections.forms import RECEIVERS
from mingbai.web.listing import paged
from mingbai.web.month.views import numbered, sent
from mingbai.web.pages import Request
from mingbai.web.where import where
from mingbai.web.words import language, said

REFUSED = 422
TONES = {Proposal.PROPOSED: "amber", Proposal.APPROVED: "green", Proposal.REFUSED: "red", Proposal.WITHDRAWN: "grey"}
DONE = {  # what was done → what is said afterwards
    "approve": _("已批准，线索已移交；收到反馈后在该问题中登记"),
    "refuse": _("已退回，线索没有移交"),
    "withdraw": _("已撤回，线索没有移交"),
}


class Decision(forms.Form):
    """What becomes of a proposal; a refusal says why."""

    clue_id = forms.IntegerField(widget=forms.HiddenInput)
    act = forms.ChoiceField(choices=[(name, name) for name in DONE])
    reason = forms.CharField(label=_("理由"), max_length=200, required=False)

    def do(self, by: Actor) -> str:
        """Do what was decided; return what it was."""
        act, at = self.cleaned_data["act"], timezone.now()
        said: dict[str, Any] = {"clue_id": self.cleaned_data["clue_id"], "by": by, "at": at}
        if act == "approve":
            acts.approve(**said)
        elif act == "refuse":
            acts.refuse(reason=self.cleaned_data["reason"], **said)
        else:
            acts.withdraw(reason=self.cleaned_data["reason"], **said)
        return str(act)


@dataclass(frozen=True)
class Told:
    """One proposal as a page shows it, and what its reader may do with it."""

    one: Any
    names: Mapping[int, str]
    actor: Actor

    @property
    def state(self) -> tuple[str, str]:
        """Return where it stands, in Chinese and English."""
        return PROPOSALS[Proposal(self.one.state)]

    @property
    def tone(self) -> str:
        """Return the colour of its state."""
        return TONES[Proposal(self.one.state)]

    @property
    def receiver(self) -> str:
        """Return which kind of body it is to go to."""
        return said(*RECEIVERS[Receiver(self.one.receiver)])

    @property
    def proposer(self) -> str:
        """Return who proposed it."""
        return self.names[self.one.made_by]

    @property
    def decider(self) -> str:
        """Return who decided it."""
        return self.names.get(self.one.decided_by or 0, "")

    @property
    def may_decide(self) -> bool:
        """Return whether the stage would let the reader approve or refuse it: another of the right role."""
        return self._oversees and self.one.made_by != self.actor.id

    @property
    def may_withdraw(self) -> bool:
        """Return whether the stage would let the reader take it back."""
        return self._oversees and self.one.made_by == self.actor.id

    @property
    def _oversees(self) -> bool:
        waits = self.one.state == Proposal.PROPOSED
        return waits and self.actor.role in APPROVE.by and self.actor.party in APPROVE.kinds


def told(found: Iterable[Any], actor: Actor) -> list[Told]:
    """Return proposals in words; one look at the names, however many."""
    rows = list(found)
    names = officer_names(who for one in rows for who in (one.made_by, one.decided_by))
    return [Told(one, names, actor) for one in rows]


def clues(request: Request) -> HttpResponse:
    """Show what waits to be handed over and what was decided; approve, refuse or withdraw one."""
    actor, chosen = request.actor, where(request, request.actor)
    typed = Decision(sent(request))
    if request.method == "POST" and typed.is_valid():
        try:
            query = urlencode({"done": typed.do(actor), "number": typed.cleaned_data["clue_id"]})
            return HttpResponseRedirect(f"{reverse('inspections.clues')}?{query}")
        except Refused as refusal:
            typed.add_error(None, refusal.in_language(language()))
    page = paged(request, proposed(chosen.region, waiting=False))
    shown = {
        "waiting": told(proposed(chosen.region), actor),
        "decided": told(page.object_list, actor),
        "page": page,
        "unheard": list(transfers_without_feedback(chosen.region)),
        "form": typed,
        "done": DONE.get(request.GET.get("done", "")),
        "number": numbered(request, "number"),
        "cites": APPROVE.cites,
    }
    return render(request, "inspections/clues.html", shown, status=REFUSED if typed.errors else 200)
