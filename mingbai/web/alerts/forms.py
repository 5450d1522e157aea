"""What is typed about one alert: each form knows the act of the stage it is for."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingbai.alerts import actions
from mingbai.alerts.actions.deciding import Verdict
from mingbai.alerts.states import RESULTS, SOURCES, Consequence, Fault, Finding, Money, Result, Source
from mingbai.kernel.money import parse_yuan, show_yuan
from mingbai.kernel.month import Month
from mingbai.kernel.unreadable import Unreadable
from mingbai.offices.actor import Actor
from mingbai.policy.recovery.overpayment import PaidMonth
from mingbai.web.fields import Day, Document, Lined, chosen
from mingbai.web.words import language

SAYS = {"yes": True, "no": False, "open": None}


class Act(Lined):
    """A form whose fields are what one act of the stage takes."""

    def offer(self, about: "About") -> None:
        """Fill in what is known of the case before anything is typed."""

    def do(self, task_id: int, by: Actor, at: datetime) -> None:
        """Do the act with what was typed."""
        raise NotImplementedError


class Take(Act):
    """Nothing to type: the task is locked to who asks."""

    def do(self, task_id: int, by: Actor, at: datetime) -> None:
        """Take the task."""
        actions.take(task_id=task_id, by=by, at=at)


class GiveBack(Act):
    """Nothing to type: the task is free again."""

    def do(self, task_id: int, by: Actor, at: datetime) -> None:
        """Give the task back."""
        actions.give_back(task_id=task_id, by=by, at=at)


class Close(Act):
    """Nothing to type: what had to follow was done."""

    def do(self, task_id: int, by: Actor, at: datetime) -> None:
        """Close the task."""
        actions.close_task(task_id=task_id, by=by, at=at)


class Snooze(Act):
    """Until when nothing is said of it, and why."""

    until_on = Day(label=_("静默到"))
    reason = forms.CharField(label=_("理由"), max_length=200)

    def do(self, task_id: int, by: Actor, at: datetime) -> None:
        """Put the task off."""
        actions.snooze(task_id=task_id, **self.cleaned_data, by=by, at=at)


class Verify(Act):
    """What one source says."""

    source = forms.ChoiceField(label=_("核实来源"))
    source_name = forms.CharField(
        label=_("来源名称"), max_length=80, help_text=_("哪个村、哪个部门、哪家银行，或材料名称。")
    )
    supports = forms.ChoiceField(label=_("证实还是否定"))
    found = forms.CharField(label=_("核实情况"), widget=forms.Textarea({"rows": 3}))
    is_same_person = forms.BooleanField(label=_("已确认与比对对象是同一人"), required=False)
    document = Document(label=_("证明材料"), required=False, help_text=_("只留存文件指纹，原件归档保存；最大20 MB。"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        answers = {"yes": _("证实预警"), "no": _("否定预警"), "open": _("不能确定")}
        self.fields["source"].choices = chosen(SOURCES)  # type: ignore[attr-defined]
        self.fields["supports"].choices = list(answers.items())  # type: ignore[attr-defined]

    def do(self, task_id: int, by: Actor, at: datetime) -> None:
        """Enter what the source says."""
        said_so = dict(self.cleaned_data)
        source, supports = Source(said_so.pop("source")), SAYS[said_so.pop("supports")]
        actions.verify(task_id=task_id, source=source, supports=supports, **said_so, by=by, at=at)


class Tell(Act):
    """What the family was told, when and how."""

    delivered_on = Day(label=_("送达日期"))
    how = forms.CharField(label=_("送达方式"), max_length=40, help_text=_("当面、邮寄、留置，或公告。"))
    text = forms.CharField(
        label=_("告知内容"),
        widget=forms.Textarea({"rows": 5}),
        help_text=_("写明查到的事实、来源、期间、金额，以及怎样答复；只留存文字指纹。"),
    )

    def do(self, task_id: int, by: Actor, at: datetime) -> None:
        """Enter that the family was told."""
        actions.notify(task_id=task_id, **self.cleaned_data, by=by, at=at)


@dataclass(frozen=True)
class About:
    """What forms know of a case: the other officers here, and what the desk paid for the months it is about."""

    officers: Mapping[int, str]
    paid: Mapping[Month, int]


class Hear(Act):
    """What the family answered, before two officers."""

    held_on = Day(label=_("听取日期"))
    place = forms.CharField(label=_("地点"), max_length=80)
    with_officer = forms.TypedChoiceField(label=_("另一名听取人"), coerce=int)
    facts = forms.CharField(label=_("告知的事实"), widget=forms.Textarea({"rows": 3}))
    reply = forms.CharField(
        label=_("对象意见"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("逾期未答复的留空，须等答复期限届满后登记。"),
    )
    accepted = forms.CharField(label=_("采纳情况和理由"), required=False, widget=forms.Textarea({"rows": 2}))

    def offer(self, about: About) -> None:
        """Offer the others of the office."""
        nobody = [("", gettext("本单位没有其他人员"))]
        self.fields["with_officer"].choices = list(about.officers.items()) or nobody  # type: ignore[attr-defined]

    def do(self, task_id: int, by: Actor, at: datetime) -> None:
        """Enter the hearing."""
        actions.hear(task_id=task_id, **self.cleaned_data, by=by, at=at)


class Decide(Act):
    """What it turned out to be, why, and what must follow."""

    result = forms.ChoiceField(label=_("认定结果"), widget=forms.RadioSelect)
    reason = forms.CharField(label=_("理由"), widget=forms.Textarea({"rows": 3}))
    fault = forms.ChoiceField(label=_("原因"), help_text=_("属实的须写明，其他结果选“不涉及”。"))
    finding = forms.ChoiceField(label=_("问题类型"))
    money = forms.ChoiceField(label=_("资金差错"), help_text=_("只有“属实（资金）”填写。"))
    months = forms.CharField(
        label=_("逐月已发和应发"),
        required=False,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("每行一个月：月份 已发 应发（元）。"),
    )
    consequence = forms.ChoiceField(label=_("须另行办理"), help_text=_("认定本身不改变待遇，由相应环节办理。"))
    is_official_error = forms.BooleanField(label=_("属于经办差错"), required=False)
    quiet_days = forms.IntegerField(
        label=_("静默天数"),
        required=False,
        min_value=0,
        max_value=999,
        help_text=_("没有问题的，同一规则在此期间不再提示。"),
    )
    document = Document(
        label=_("证据材料"), required=False, help_text=_("属实的须附；只留存文件指纹，原件归档保存；最大20 MB。")
    )

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name, words in {"money": MONEY, "finding": FINDINGS, "fault": FAULTS, "consequence": FOLLOWS}.items():
            self.fields[name].choices = [(each.value, word) for each, word in words.items()]  # type: ignore[attr-defined]
        self.fields["result"].choices = chosen(RESULTS)  # type: ignore[attr-defined]

    def offer(self, about: About) -> None:
        """Show how a line is written by what the desk itself paid, where it did."""
        lines = [f"{month} {show_yuan(fen)} 0.00" for month, fen in sorted(about.paid.items())]
        self.fields["months"].widget.attrs["placeholder"] = "\n".join(lines) or "2026-09 1240.00 620.00"

    def clean_months(self) -> tuple[PaidMonth, ...]:
        """Return the reckoning; say which line cannot be read."""
        return tuple(_month(line) for line in self.cleaned_data["months"].splitlines() if line.strip())

    @property
    def verdict(self) -> Verdict:
        """Return what was typed as the stage takes it."""
        typed = self.cleaned_data
        return Verdict(
            result=Result(typed["result"]),
            reason=typed["reason"],
            evidence_sha256=sha256(typed["document"]).hexdigest() if typed["document"] else "",
            money=Money(typed["money"]),
            finding=Finding(typed["finding"]),
            fault=Fault(typed["fault"]),
            is_official_error=typed["is_official_error"],
            consequence=Consequence(typed["consequence"]),
            months=typed["months"],
            quiet_days=typed["quiet_days"] or 0,
        )

    def do(self, task_id: int, by: Actor, at: datetime) -> None:
        """Decide the task."""
        actions.decide(task_id=task_id, verdict=self.verdict, by=by, at=at)


class Overturn(Decide):
    """Another outcome in the place of the one that stands."""

    def do(self, task_id: int, by: Actor, at: datetime) -> None:
        """Overturn the outcome."""
        actions.overturn(task_id=task_id, verdict=self.verdict, by=by, at=at)


MONEY = {Money.NONE: _("不涉及"), Money.OVER: _("多发"), Money.MISSED: _("漏发"), Money.WRONG: _("错发")}
FINDINGS = {
    Finding.NONE: _("不涉及"),
    Finding.OMITTED: _("漏保"),
    Finding.WRONGLY_COVERED: _("错保"),
    Finding.PAYMENT_ERROR: _("发放错误"),
}
FAULTS = {Fault.NONE: _("不涉及"), Fault.SUBJECTIVE: _("主观原因"), Fault.OBJECTIVE: _("客观原因")}
FOLLOWS = {
    Consequence.NOTHING: _("无须办理，直接办结"),
    Consequence.RAISE: _("增发或补发"),
    Consequence.LOWER: _("减发"),
    Consequence.STOP: _("停发"),
    Consequence.RECOVER: _("追缴"),
    Consequence.PUT_RIGHT: _("整改"),
}


def _month(line: str) -> PaidMonth:
    parts = line.replace("，", " ").split()
    if len(parts) != len(("month", "paid", "due")):
        raise forms.ValidationError(gettext("“%(line)s”须写成：2026-09 1240.00 620.00") % {"line": line.strip()[:40]})
    try:
        return PaidMonth(Month.parse(parts[0]), parse_yuan(parts[1]), parse_yuan(parts[2]))
    except Unreadable as unreadable:
        raise forms.ValidationError(unreadable.in_language(language())) from unreadable
