"""Evidence packs asked for: a sample of a month's acts, or all about one row, with what verifies it offline."""

from typing import Any

from django import forms
from django.http import HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingbai.config.guards import scope
from mingbai.evidence.tracing.search import candidates, drawn
from mingbai.offices.queries import organisations_in
from mingbai.offices.refused import Refused
from mingbai.printing.errands import ask_pack, key_of
from mingbai.web.evidence import reach, showing
from mingbai.web.evidence.asked import readable
from mingbai.web.evidence.calling import ACTS, called
from mingbai.web.evidence.tables import TABLES
from mingbai.web.fields import Lined
from mingbai.web.pages import Request
from mingbai.web.where import Where, where
from mingbai.web.words import language, said

REFUSED = 422
MOST = 5_000  # rows of one pack, which a browser verifies from one page
PACKED = (  # types of acts that a sample is drawn of; each names its division and its month
    "payments.drafted", "payments.file_sent", "awards.approved", "awards.stock_approved", "rosters.frozen",
    "rosters.released", "prechecks.released", "receipts.taken_in", "receipts.closed", "alerts.opened", "alerts.decided",
    "offices.approved", "offices.listing_approved",
)  # fmt: skip
Acts = list[tuple[int, str, str]]  # number, subject, type
WITHOUT_MONTH = frozenset({"receipts.taken_in", "offices.approved", "offices.listing_approved"})


class Asked(Lined):
    """What is to be in a pack: which acts, how many, drawn by which seed."""

    type = forms.ChoiceField(label=gettext_lazy("内容"))
    most = forms.IntegerField(
        label=gettext_lazy("抽取多少条"),
        min_value=1,
        max_value=MOST,
        initial=50,
        help_text=gettext_lazy("不足时全部装入"),
    )
    seed = forms.CharField(
        label=gettext_lazy("随机种子"),
        max_length=40,
        initial="1",
        help_text=gettext_lazy("同一种子抽出同样的样本，任何人可以复核"),
    )

    def __init__(self, *args: Any, stages: list[str], **more: Any) -> None:
        super().__init__(*args, **more)
        open_to = [one for one in PACKED if one.partition(".")[0] in stages]
        self.fields["type"].choices = [(one, said(*ACTS[one]).capitalize()) for one in open_to]  # type: ignore[attr-defined]


def pack(request: Request) -> HttpResponse:
    """Show what a pack can be made of; ask for it, or for the one of all about a row, and lead to the errand."""
    chosen, table, key = where(request, request.actor), request.POST.get("table", ""), request.POST.get("key", "")
    typed = Asked(request.POST or None, stages=readable(request.actor))
    try:
        if table:
            return _asked(request, _of_row(request, table, key), f"{table}-{key}", {_("记录"): f"{table}/{key}"})
        if request.method == "POST" and typed.is_valid():
            return _drawn(request, chosen, **typed.cleaned_data)
    except Refused as refusal:
        if table:
            raise
        typed.add_error(None, refusal.in_language(language()))
    shown = {"form": typed, "most": MOST}
    return render(request, "evidence/pack.html", shown, status=REFUSED if typed.errors else 200)


def _of_row(request: Request, table: str, key: str) -> Acts:
    """Return all that was recorded of a row and of what vouches for it."""
    acts = showing.acts_of(reach.row(request.actor, table, key))[:MOST]
    return [(act.pk, act.subject, act.type) for act in acts if getattr(act, "leaf", None)]


def _drawn(request: Request, chosen: Where, *, type: str, most: int, seed: str) -> HttpResponse:  # noqa: A002
    """Ask for the pack of a sample, drawn now: what is logged meanwhile changes nothing of it."""
    month = "" if type in WITHOUT_MONTH else str(chosen.month.first_on)
    offices = [one.pk for one in organisations_in(request.actor.region, timezone.localdate())]
    waiting = dict(candidates(chosen.region, offices, type, month))
    with scope(chosen.region):
        there = reach.those_open(request.actor, waiting.values())
    open_to = [act for act, subject in waiting.items() if subject in there]
    acts = [(act, waiting[act], type) for act in drawn(open_to, most=most, seed=f"{seed}/{type}/{chosen}")]
    about = {
        _("内容"): said(*called(type)), _("月份"): month[:7] or _("不限"), _("区划"): chosen.region.code,
        _("抽取"): f"{len(acts)} / {most}", _("随机种子"): seed,
    }  # fmt: skip
    return _asked(request, acts, f"{type}-{chosen.month}-{chosen.region.code}", about)


def _asked(request: Request, acts: Acts, name: str, about: dict[str, str]) -> HttpResponse:
    """Ask for the pack of these acts and lead to the errand; raise Refused where there is nothing to pack."""
    if not acts:
        raise Refused(
            "没有可以装入取证包的记录：所选月份和区划内没有，或者还在排队入日志。请换一个月份、区划或内容。",
            "There is nothing to pack: no such record in the month and division, or it waits for its place in the log.",
        )
    words = {key_of(subject, act): _called(subject, act) for _number, subject, act in acts}
    numbers = [number for number, _subject, _act in acts]
    errand = ask_pack(
        numbers, called=words, name=name, about=about, maker=_("出具"), by=request.actor, at=timezone.now()
    )
    return HttpResponseRedirect(reverse("errands.errand", args=[errand]))


def _called(subject: str, act: str) -> tuple[str, str]:
    """Return what a row of a pack is called: the table's row and the act."""
    table, (zh, en) = TABLES.get(subject.partition("/")[0]), called(act)
    return (f"{table.zh} · {zh}", f"{table.en}: {en}") if table else (zh, en)
