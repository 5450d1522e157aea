"""The hearing before less is paid (LAW-2026#48): one that was entered already, or when and how the family was heard."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingbai.awards import actions
from mingbai.offices.actor import Actor
from mingbai.printing.notices import ANSWERS, WAYS
from mingbai.web.awards.change import ASKED, Change
from mingbai.web.fields import Day, Document
from mingbai.web.words import said

NEEDED = ("held_on", "way", "told", "answer", "heard_by", "record")  # for a hearing that is entered now
BEGINNING = 20  # characters of a reply by which a hearing is known again
HEARING = ("hearing", "held_on", "way", "told", "answer", "reply", "heard_by", "record")


class WithHearing(Change):
    """A change before which the family is heard."""

    field_order = (*ASKED, *HEARING)
    hearing = forms.TypedChoiceField(
        label=_("听取意见记录"), coerce=int, required=False, empty_value=None, help_text=_("已登记过的不必再登记。")
    )
    held_on = Day(label=_("听取日期"), required=False)
    way = forms.ChoiceField(label=_("听取方式"), required=False)
    told = forms.CharField(
        label=_("告知了什么"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("查到的事实、来源和拟作的决定。"),
    )
    answer = forms.ChoiceField(label=_("对方怎么说"), required=False)
    reply = forms.CharField(
        label=_("对方原话"),
        max_length=400,
        required=False,
        widget=forms.Textarea({"rows": 2}),
        help_text=_("同意或不同意的，照原话记。"),
    )
    heard_by = forms.CharField(label=_("在场人员"), max_length=100, required=False)
    record = Document(label=_("签字记录"), required=False, help_text=_("签字的听取意见笔录；只留存文件指纹。"))

    def known(self) -> dict[str, Any]:
        """Return the hearing that was entered and not used yet, else what is known of one."""
        unspent = self.about.unspent
        nobody = "nobody" if not self.about.living else ""
        first = {"hearing": unspent[0].pk if unspent else "", "way": "visit", "answer": nobody}
        return super().known() | first | {name: word for name, word in self.about.origin.heard.items() if word}

    def offer(self) -> None:
        """Offer the hearings entered before; nothing to choose where there is none."""
        super().offer()
        ways = [(one, said(zh, en.capitalize())) for one, (zh, en) in WAYS.items()]
        answers = [(one, said(zh, en.capitalize())) for one, (zh, en) in ANSWERS.items()]
        self.choose("way", ways)
        self.choose("answer", [("", said("请选择", "Choose")), *answers])
        if self.about.unspent:
            kept = [
                (one.pk, f"{one.held_on} {said(*ANSWERS[one.answer])} {one.reply[:20]}") for one in self.about.unspent
            ]
            self.choose("hearing", [*kept, ("", said("另登记一次", "Enter another"))])
        else:
            del self.fields["hearing"]
            for name in NEEDED:
                self.fields[name].required = True

    @property
    def is_new(self) -> bool:
        """Return whether a hearing is to be entered with the change."""
        return not self.value("hearing") if "hearing" in self.fields else True

    def clean(self) -> dict[str, Any]:
        """Return what was typed; a hearing entered now is entered whole."""
        typed = super().clean() or self.cleaned_data
        if not typed.get("hearing"):
            for name in NEEDED:
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, gettext("减发、停发前须听取意见：请填写这一项。"))
        return typed

    def heard(self, by: Actor, at: datetime) -> int:
        """Return the number of the hearing, entered now where it was not before."""
        typed = self.cleaned_data
        if typed.get("hearing"):
            return int(typed["hearing"])
        words = {name: typed[name] for name in ("held_on", "way", "told", "answer", "reply", "heard_by")}
        digest = sha256(typed["record"]).hexdigest()
        return actions.hear_recipient(award_id=self.about.award.pk, document=digest, **words, by=by, at=at)
