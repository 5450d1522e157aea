"""The page of one decision: what was proposed and why; who may reviews, confirms or refuses it, and enters delivery."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingbai.access.actions import note_look
from mingbai.awards import actions, queries
from mingbai.awards.states import Kind, State
from mingbai.offices.actor import Actor
from mingbai.offices.refused import Refused
from mingbai.offices.roles import Role
from mingbai.papers.change_notice import HOW
from mingbai.policy.refused import Refused as NotInPolicy
from mingbai.rights import HANDLING
from mingbai.web.awards.telling import told
from mingbai.web.fields import Day, Document, Lined
from mingbai.web.month.views import sent
from mingbai.web.pages import Request
from mingbai.web.papers.offering import may_print
from mingbai.web.words import language, said

REFUSED = 422
HOW_EN = {
    "in_person": "In person",
    "left_with_family": "To the family",
    "by_village": "By the village",
    "by_post": "By post",
    "published": "By public notice",
}
DONE = {  # what was done → what is said afterwards
    "propose": _("已提出，待复核"),
    "review": _("复核通过，待分管负责人确认"),
    "confirm": _("已确认；从所写的月份起列入名册"),
    "refuse": _("已退回，待遇没有变化"),
    "deliver": _("送达已登记"),
}


class Verdict(Lined):
    """What becomes of a proposal: it goes on, or back with the reason."""

    act = forms.ChoiceField(choices=[("pass", ""), ("refuse", "")])
    reason = forms.CharField(label=_("退回理由"), max_length=200, required=False)
    notice_number = forms.CharField(
        label=_("告知书文号"), max_length=40, required=False, help_text=_("不填的由系统编号。")
    )
    publicity_ended_on = Day(label=_("公示期满日"), required=False, help_text=_("先公示后确认的地方填写。"))

    def do(self, decision_id: int, by: Actor, at: datetime) -> str:
        """Do what was decided; return what it was."""
        typed = self.cleaned_data
        which: dict[str, Any] = {"decision_id": decision_id, "by": by, "at": at}
        if typed["act"] == "refuse":
            actions.refuse_decision(reason=typed["reason"], **which)
            return "refuse"
        if by.role is not Role.LEADER:
            actions.review_decision(**which)
            return "review"
        number, ended = typed["notice_number"].strip(), typed["publicity_ended_on"]
        actions.approve_decision(notice_number=number, publicity_ended_on=ended, **which)
        return "confirm"


class Delivery(Lined):
    """When and how the notice reached the family, with its signature."""

    delivered_on = Day(label=_("送达日期"))
    how = forms.ChoiceField(label=_("送达方式"))
    receipt = Document(label=_("送达回执"), help_text=_("签收的送达回执；只留存文件指纹，原件归档保存；最大20 MB。"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["how"].choices = [(how, said(zh, HOW_EN[how])) for how, zh in HOW.items()]  # type: ignore[attr-defined]

    def do(self, notice_id: int, by: Actor, at: datetime) -> str:
        """Enter the delivery."""
        typed = self.cleaned_data
        receipt = sha256(typed["receipt"]).hexdigest()
        actions.note_delivery(
            notice_id=notice_id, delivered_on=typed["delivered_on"], how=typed["how"], receipt=receipt, by=by, at=at
        )
        return "deliver"


def decision(request: Request, decision_id: int) -> HttpResponse:
    """Show a decision; take it a step further, send it back, or enter how its notice was delivered."""
    found = queries.decision(decision_id)
    if found is None:
        raise Http404
    actor, at = request.actor, timezone.now()
    subject = f"people.household/{found.award.household_id}"
    note_look(page="awards.decision", by=actor, at=at, subject=subject)
    delivers = request.POST.get("act") == "deliver"
    verdict, delivery = Verdict(None if delivers else sent(request)), _delivery(request if delivers else None, at)
    typed: Any = delivery if delivers else verdict
    if request.method == "POST" and typed.is_valid():
        try:
            done = typed.do(found.notice_id or 0 if delivers else decision_id, actor, at)
            return HttpResponseRedirect(f"{request.path}?done={done}")
        except (Refused, NotInPolicy) as refusal:
            typed.add_error(None, refusal.in_language(language()))
    shown = _told(found, actor) | {"form": typed, "verdict": verdict, "delivery": delivery}
    shown["done"] = DONE.get(request.GET.get("done", ""))
    return render(request, "awards/decision.html", shown, status=REFUSED if typed.errors else 200)


def _told(found: Any, actor: Actor) -> dict[str, Any]:
    plan = queries.plan_of(found)
    row, *steps = told([found, *plan], actor)
    notice = found.notice
    return {
        "row": row,
        "plan": steps if len(steps) > 1 else [],
        "is_new": found.kind == Kind.NEW,
        "confirms": actor.role is Role.LEADER,
        "is_refused": found.state == State.REFUSED,
        "may_deliver": bool(notice and not notice.delivered_on) and _handles(actor),
        "may_print": bool(notice) and may_print(actor, "notice"),
        "delivered": said(HOW[notice.how], HOW_EN[notice.how]) if notice and notice.how else "",
        "waits_for": gettext("您办过其中一步，由另一人办理下一步。") if row.is_own else "",
    }


def _delivery(request: Request | None, at: datetime) -> Delivery:
    if request is None:
        return Delivery(initial={"delivered_on": timezone.localdate(at)}, auto_id="deliver-%s")
    return Delivery(request.POST, request.FILES, auto_id="deliver-%s")


def _handles(actor: Actor) -> bool:
    return actor.role is Role.HANDLER and actor.party in HANDLING
