"""What every change of an award asks: why, from which month, and what shows it."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from hashlib import sha256
from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from mingbai.awards.actions import Evidence
from mingbai.awards.causes import CAUSES, causes_of
from mingbai.awards.queries import Foreseen
from mingbai.awards.states import Kind
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.web.awards.about import About
from mingbai.web.fields import Document, Lined
from mingbai.web.words import month_name, said

AHEAD = 3  # months
ELSEWHERE = frozenset({"stock", "in_grace"})  # causes of acts of their own
ONLY_TEKUN = frozenset({"care_level", "supply_mode", "able_to_work", "obligor_able"})
ONLY_DIBAO = frozenset({"top_up_begun", "top_up_ended", "member_joined", "member_left", "member_died", "grace_over"})
ASKED = (
    *("cause", "members", "priority", "income", "care_level", "supply_mode", "amount", "account", "effective_month"),
    *("evidence", "document"),
)


class Change(Lined):
    """A change of an award as it is typed; whatever is known of it is filled in."""

    kind: ClassVar[Kind]
    field_order: Iterable[str] | None = ASKED
    cause = forms.ChoiceField(label=_("事由"))
    effective_month = forms.TypedChoiceField(label=_("从哪个月起"), coerce=Month.parse)
    evidence = forms.CharField(
        label=_("事实和依据"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("查到了什么、凭什么材料。这段话会写进告知书，请用对方看得懂的话。"),
    )
    document = Document(label=_("依据材料"), required=False, help_text=_("只留存文件指纹，原件归档保存；最大20 MB。"))

    def __init__(self, *args: Any, about: About, **more: Any) -> None:
        self.about = about
        super().__init__(*args, initial=self.known(), **more)
        self.offer()

    def known(self) -> dict[str, Any]:
        """Return what is filled in before anything is typed."""
        cause = self.about.origin.cause_among(self.causes())
        return {"cause": cause, "evidence": self.about.origin.text, "effective_month": str(self.begins())}

    def offer(self) -> None:
        """Offer what may be chosen for this award."""
        causes = [(one, said(CAUSES[one].title, CAUSES[one].title_en.capitalize())) for one in self.causes()]
        self.choose("cause", [("", said("请选择", "Choose")), *causes])
        self.choose("effective_month", [(str(one), month_name(one)) for one in self.months()])

    def causes(self) -> list[str]:
        """Return the causes such a change of this award may have."""
        programme = self.about.award.programme
        tekun, dibao = programme.startswith("tekun"), programme.startswith("dibao")
        others = (frozenset() if tekun else ONLY_TEKUN) | (frozenset() if dibao else ONLY_DIBAO) | ELSEWHERE
        return [one for one in causes_of(self.kind) if one not in others]

    def months(self) -> list[Month]:
        """Return the months such a change may begin in."""
        now = Month.parse(self.about.today)
        return [now.plus(ahead) for ahead in range(1, AHEAD + 1)]

    def begins(self) -> Month:
        """Return the month it begins in unless another is chosen."""
        return self.months()[0]

    def foreseen(self) -> Foreseen | None:
        """Return what the change would make due, as far as it was typed; None while that says too little."""
        raise NotImplementedError

    def do(self, by: Actor, at: datetime) -> int:
        """Propose the change; return the decision's number."""
        raise NotImplementedError

    def shown_by(self) -> Evidence:
        """Return why, in words, with the digest of the papers: those sent, else those of what one comes from."""
        typed, word = self.cleaned_data, self.about.word
        digest = sha256(typed["document"]).hexdigest() if typed["document"] else self.about.origin.sha256
        return Evidence(typed["cause"], typed["evidence"], digest, word.reason_code)

    def value(self, name: str) -> Any:
        """Return what stands in a field, typed or filled in; None where that is nothing useful."""
        if self.is_bound:
            return getattr(self, "cleaned_data", {}).get(name)
        with suppress(forms.ValidationError):
            return self.fields[name].clean(self.get_initial_for_field(self.fields[name], name))
        return None

    def choose(self, name: str, choices: Iterable[tuple[Any, str]]) -> None:
        """Offer these in a field."""
        self.fields[name].choices = list(choices)  # type: ignore[attr-defined]
