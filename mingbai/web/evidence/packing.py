"""Evidence packs: a sample of a month's acts, or all about one row, with what verifies it offline."""

from typing import Any

from django import forms
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingbai.access.actions import note_look
from mingbai.config.guards import scope
from mingbai.evidence.installation import installed_policy
from mingbai.evidence.proofs.handing import zipped
from mingbai.evidence.proofs.pack import Row
from mingbai.evidence.proofs.pack import pack as packed
from mingbai.evidence.tracing.rows import those_in_sight
from mingbai.evidence.tracing.search import acts_numbered, candidates, drawn
from mingbai.offices.queries import organisations_in, seat
from mingbai.offices.refused import Refused
from mingbai.web.evidence import reach, showing
from mingbai.web.evidence.asked import readable
from mingbai.web.evidence.calling import ACTS, called
from mingbai.web.evidence.proving import proof
from mingbai.web.evidence.tables import TABLES
from mingbai.web.fields import Lined
from mingbai.web.pages import Request
from mingbai.web.where import Where, where
from mingbai.web.words import language, said

REFUSED = 422
MOST = 200  # rows of one pack
PACKED = (  # types of acts that a sample is drawn of; each names its division and its month
    "payments.drafted", "payments.file_sent", "awards.approved", "awards.stock_approved", "rosters.frozen",
    "rosters.released", "prechecks.released", "receipts.taken_in", "receipts.closed", "alerts.opened", "alerts.decided",
    "offices.approved", "offices.listing_approved",
)  # fmt: skip
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
    """Show what a pack can be made of; make it, or the one of all about a row."""
    chosen, table, key = where(request, request.actor), request.GET.get("table", ""), request.GET.get("key", "")
    typed = Asked(request.POST or None, stages=readable(request.actor))
    try:
        if table:
            return _given(request, _of_row(request, table, key), f"{table}-{key}", {_("记录"): f"{table}/{key}"})
        if request.method == "POST" and typed.is_valid():
            return _drawn(request, chosen, **typed.cleaned_data)
    except Refused as refusal:
        typed.add_error(None, refusal.in_language(language())) if typed.is_bound else None
        if not typed.is_bound:
            raise
    shown = {"form": typed, "most": MOST}
    return render(request, "evidence/pack.html", shown, status=REFUSED if typed.errors else 200)


def _of_row(request: Request, table: str, key: str) -> list[Any]:
    """Return all that was recorded of a row and of what vouches for it, in the log's order."""
    acts = showing.acts_of(reach.row(request.actor, table, key))[:MOST]
    return sorted((act for act in acts if getattr(act, "leaf", None)), key=lambda act: act.leaf.index)


def _drawn(request: Request, chosen: Where, *, type: str, most: int, seed: str) -> HttpResponse:  # noqa: A002
    """Return the pack of a sample."""
    month = "" if type in WITHOUT_MONTH else str(chosen.month.first_on)
    offices = [one.pk for one in organisations_in(request.actor.region, timezone.localdate())]
    waiting = candidates(chosen.region, offices, type, month)
    keys = {act: subject.partition("/")[2] for act, subject in waiting}
    with scope(chosen.region):
        there = those_in_sight(waiting[0][1].partition("/")[0], keys.values()) if waiting else set()
        seeded = f"{seed}/{type}/{chosen}"
        acts = acts_numbered(drawn([act for act, key in keys.items() if key in there], most=most, seed=seeded))
        acts = [act for act in acts if reach.is_open(request.actor, act.subject)]
    about = {
        _("内容"): said(*called(type)), _("月份"): month[:7] or _("不限"), _("区划"): chosen.region.code,
        _("抽取"): f"{len(acts)} / {most}", _("随机种子"): seed,
    }  # fmt: skip
    return _given(request, acts, f"{type}-{chosen.month}-{chosen.region.code}", about)


def _given(request: Request, acts: list[Any], name: str, about: dict[str, str]) -> HttpResponse:
    """Return the pack of these acts as one file, noted as an export."""
    if not acts:
        raise Refused(
            "没有可以装入取证包的记录：所选月份和区划内没有，或者还在排队入日志。请换一个月份、区划或内容。",
            "There is nothing to pack: no such record in the month and division, or it waits for its place in the log.",
        )
    policy, (who, office) = installed_policy(), seat(request.actor)
    rows = [Row(*_called(act), proof(act, policy)) for act in acts]
    files = packed(rows, policy, about | {_("出具"): f"{office} {who}"})
    note_look(
        page="evidence.pack", by=request.actor, at=timezone.now(), subject=name[:100], rows=len(rows), is_export=True
    )
    answer = HttpResponse(zipped(files), content_type="application/zip")
    answer["Content-Disposition"] = f'attachment; filename="pack-{name}.zip"'
    return answer


def _called(act: Any) -> tuple[str, str]:
    """Return what a row of a pack is called: the table's row and the act."""
    table, (zh, en) = TABLES.get(act.subject.partition("/")[0]), called(act.type)
    return (f"{table.zh} · {zh}", f"{table.en}: {en}") if table else (zh, en)
