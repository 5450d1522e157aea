"""What is typed about rosters: each form knows the act of the stage it is for."""

from datetime import datetime
from hashlib import sha256
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingbai.offices.actor import Actor
from mingbai.rosters import actions
from mingbai.web.fields import Day, Document

SHORT = 200  # characters of a reason


class Act(forms.Form):
    """A form whose fields are what one act on a roster takes, and what its reader saw of the roster."""

    seen = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)

    def do(self, roster_id: int, by: Actor, at: datetime) -> None:
        """Do the act with what was typed, unless the roster has changed since it was shown."""
        typed = dict(self.cleaned_data)
        actions.require_seen(roster_id=roster_id, seen=typed.pop("seen"))
        self.act(roster_id=roster_id, **typed, by=by, at=at)

    def act(self, **given: Any) -> None:
        """Call the stage."""
        raise NotImplementedError


class Sign(Act):
    """Nothing to type: the head of a village signs for what its lines come to."""

    def do(self, roster_id: int, by: Actor, at: datetime) -> None:
        """Sign; a village sees its own lines and not its township's roster."""
        actions.sign_village(roster_id=roster_id, village=by.region, by=by, at=at)


class Submit(Act):
    """Why the ledger is late, if it is."""

    reason = forms.CharField(
        label=_("逾期理由"), max_length=SHORT, required=False, help_text=_("过了截止时间必填，逾期情况将被登记。")
    )

    def act(self, **given: Any) -> None:
        """Send the ledger up."""
        actions.submit_ledger(**given)


class Review(Act):
    """Nothing to type: the roster is reviewed as it was seen."""

    def act(self, **given: Any) -> None:
        """Review the roster."""
        actions.review(**given)


class Freeze(Act):
    """Why the roster is late, if it is."""

    reason = forms.CharField(
        label=_("逾期理由"), max_length=SHORT, required=False, help_text=_("过了截止时间必填，逾期情况将被登记。")
    )

    def act(self, **given: Any) -> None:
        """Freeze the roster."""
        actions.freeze(**given)


class SetAside(Act):
    """Why the roster is given up."""

    reason = forms.CharField(label=_("作废理由"), max_length=SHORT)

    def act(self, **given: Any) -> None:
        """Give the roster up."""
        actions.set_aside(**given)


class Agree(forms.Form):
    """What the bureau's meeting agreed to, who was there, and the signed paper."""

    rosters = forms.TypedMultipleChoiceField(label=_("会议同意的名册"), coerce=int, widget=forms.CheckboxSelectMultiple)
    number = forms.CharField(label=_("会议纪要编号"), max_length=60)
    held_on = Day(label=_("开会日期"))
    present = forms.CharField(label=_("出席人"), max_length=400, help_text=_("用顿号或逗号分隔。"))
    decision = forms.CharField(label=_("会议意见"), max_length=400, widget=forms.Textarea({"rows": 2}))
    document = Document(label=_("会议纪要签字件"), help_text=_("只留存文件指纹，原件归档保存；最大20 MB。"))

    def do(self, by: Actor, at: datetime) -> int:
        """Enter the minutes of the meeting; return their number here."""
        typed = dict(self.cleaned_data)
        digest, rosters = sha256(typed.pop("document")).hexdigest(), typed.pop("rosters")
        return actions.agree(roster_ids=rosters, **typed, document=digest, by=by, at=at)

    def clean_present(self) -> list[str]:
        """Return the names of those present."""
        text = self.cleaned_data["present"].replace("，", ",").replace("、", ",")
        return [name.strip() for name in text.split(",") if name.strip()]
