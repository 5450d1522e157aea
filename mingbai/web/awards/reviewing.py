"""What is typed of a review that was done: by which means, whether things are as before, what follows."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingbai.awards.actions import note_review
from mingbai.offices.actor import Actor
from mingbai.web.fields import Day, Document, Lined

METHODS = {
    "declared": _("个人申报"),
    "matched": _("信息比对"),
    "visited": _("入户调查"),
    "neighbours": _("邻里访问"),
    "letters": _("信函索证"),
}
OUTCOMES = {"keep": _("继续享受"), "change": _("需要变更"), "exit": _("应当退出")}
ASPECTS = {
    "economy": _("收入和财产没有变化"),
    "members": _("家庭人口没有变化"),
    "health": _("身体和劳动能力没有变化"),
}


class Review(Lined):
    """One review that was done."""

    done_on = Day(label=_("复核日期"))
    methods = forms.MultipleChoiceField(
        label=_("复核方式"), choices=list(METHODS.items()), widget=forms.CheckboxSelectMultiple
    )
    same = forms.MultipleChoiceField(
        label=_("逐项核对"),
        choices=list(ASPECTS.items()),
        widget=forms.CheckboxSelectMultiple,
        required=False,
        help_text=_("没有变化的勾选。"),
    )
    outcome = forms.ChoiceField(label=_("复核结果"), choices=[("", _("请选择")), *OUTCOMES.items()])
    finding = forms.CharField(label=_("复核情况"), max_length=400, widget=forms.Textarea({"rows": 3}))
    document = Document(label=_("签字记录"), help_text=_("签字的复核表；只留存文件指纹，原件归档保存；最大20 MB。"))

    def clean(self) -> dict[str, Any]:
        """Return what was typed; what changed is not kept as it is."""
        typed = super().clean() or self.cleaned_data
        if typed.get("outcome") == "keep" and len(typed.get("same", ())) < len(ASPECTS):
            self.add_error("outcome", gettext("有一项发生了变化，结果应为“需要变更”或“应当退出”。"))
        return typed

    def do(self, award_id: int, by: Actor, at: datetime) -> None:
        """Enter the review."""
        typed = self.cleaned_data
        same = {f"{name}_as_before": name in typed["same"] for name in ASPECTS}
        note_review(
            award_id=award_id, done_on=typed["done_on"], methods=typed["methods"], **same, outcome=typed["outcome"],
            finding=typed["finding"], document=sha256(typed["document"]).hexdigest(), by=by, at=at,
        )  # fmt: skip
