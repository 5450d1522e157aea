"""What is typed about one problem: each form knows the act of the stage it is for."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as told
from django.utils.translation import gettext_lazy as _

from mingbai.inspections import actions, clues
from mingbai.inspections.actions import Answers
from mingbai.inspections.cases import Case
from mingbai.inspections.states import Receiver
from mingbai.kernel.money import parse_yuan
from mingbai.kernel.unreadable import Unreadable
from mingbai.offices.actor import Actor
from mingbai.web.fields import Articles, Day, Document, Lined, chosen
from mingbai.web.words import language

YES, NO = "yes", "no"
RECEIVERS = {
    Receiver.DISCIPLINE: ("纪检监察机关", "discipline inspection"),
    Receiver.JUDICIAL: ("司法机关", "the judiciary"),
}
PROOF = _("只留存文件指纹，原件归档保存；最大20 MB。")


@dataclass(frozen=True)
class Acting:
    """About which problem somebody acts, and when."""

    case: Case
    by: Actor
    at: datetime

    @property
    def item_id(self) -> int:
        """Return the rectification item; 0, which is none, before one was ordered."""
        return self.case.item.pk if self.case.item else 0


@dataclass(frozen=True)
class Offered:
    """What may be chosen about a problem: the officers of its unit, the clues handed over."""

    officers: dict[int, str]
    transfers: list[Any]


class Act(Lined):
    """A form whose fields are what one act of the stage takes."""

    def offer(self, offered: Offered) -> None:
        """Fill in what may be chosen about a problem: the unit's officers, the clues handed over."""

    def do(self, acting: Acting) -> None:
        """Do the act with what was typed."""
        raise NotImplementedError


class Order(Act):
    """What is to be done, until when, by whom."""

    content = forms.CharField(label=_("整改内容"), max_length=400, widget=forms.Textarea({"rows": 3}))
    until_on = Day(label=_("整改时限"))
    in_charge_id = forms.TypedChoiceField(label=_("责任人"), coerce=int, help_text=_("责任单位现任人员。"))
    leader_id = forms.TypedChoiceField(label=_("负责人"), coerce=int, help_text=_("与责任人不能是同一人。"))

    def offer(self, offered: Offered) -> None:
        """Offer the officers of the unit."""
        for name in ("in_charge_id", "leader_id"):
            self.fields[name].choices = list(offered.officers.items())  # type: ignore[attr-defined]

    def do(self, acting: Acting) -> None:
        """Order it."""
        actions.order(problem_id=acting.case.problem.pk, **self.cleaned_data, by=acting.by, at=acting.at)


class Report(Act):
    """What the unit did, and its proof."""

    text = forms.CharField(label=_("整改情况"), max_length=400, widget=forms.Textarea({"rows": 4}))
    document = Document(label=_("证明材料"), help_text=PROOF)

    def do(self, acting: Acting) -> None:
        """Report it."""
        actions.report(item_id=acting.item_id, **self.cleaned_data, by=acting.by, at=acting.at)


class Accept(Act):
    """Nothing to type: what was reported is accepted."""

    def do(self, acting: Acting) -> None:
        """Accept it."""
        actions.accept(item_id=acting.item_id, by=acting.by, at=acting.at)


class SendBack(Act):
    """Until when it is to be put right again."""

    until_on = Day(label=_("新的整改时限"))

    def do(self, acting: Acting) -> None:
        """Send it back."""
        actions.send_back(item_id=acting.item_id, **self.cleaned_data, by=acting.by, at=acting.at)


class LookBack(Act):
    """The three questions, how the people were asked, and a new deadline where one answer is no."""

    is_carried_out = forms.ChoiceField(label=_("各项整改措施是否落实到位"), widget=forms.RadioSelect)
    is_in_time = forms.ChoiceField(label=_("列入整改的问题是否按期解决"), widget=forms.RadioSelect)
    is_accepted = forms.ChoiceField(label=_("整改效果群众是否认可"), widget=forms.RadioSelect)
    notes = forms.CharField(label=_("怎样了解群众意见"), max_length=400, widget=forms.Textarea({"rows": 3}))
    document = Document(label=_("证明材料"), help_text=PROOF)
    again_until_on = Day(label=_("重新整改时限"), required=False, help_text=_("有一问为“否”时填写，该项重新整改。"))

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        for name in QUESTIONS:
            self.fields[name].choices = [(YES, told("是")), (NO, told("否"))]  # type: ignore[attr-defined]

    def do(self, acting: Acting) -> None:
        """Look again."""
        typed = self.cleaned_data
        answers = Answers(**{name: typed[name] == YES for name in QUESTIONS})
        actions.look_back(
            item_id=acting.item_id, answers=answers, notes=typed["notes"], document=typed["document"],
            again_until_on=typed["again_until_on"], by=acting.by, at=acting.at,
        )  # fmt: skip


class HandOver(Act):
    """Whom a clue is to go to, why, and on what evidence; another approves it at another screen."""

    receiver = forms.ChoiceField(label=_("移交给"))
    receiver_name = forms.CharField(label=_("接收机关"), max_length=80)
    verified_on = Day(label=_("核实日期"))
    document = forms.CharField(label=_("移交文号"), max_length=100)
    grounds = forms.CharField(
        label=_("移交理由"),
        max_length=400,
        widget=forms.Textarea({"rows": 3}),
        help_text=_("不写姓名和证件号码。"),
    )
    evidence = Document(label=_("证据材料"), help_text=PROOF)

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["receiver"].choices = chosen(RECEIVERS)  # type: ignore[attr-defined]

    def do(self, acting: Acting) -> None:
        """Propose it."""
        typed = self.cleaned_data | {"receiver": Receiver(self.cleaned_data["receiver"])}
        clues.propose(problem_id=acting.case.problem.pk, clue=clues.Proposed(**typed), by=acting.by, at=acting.at)


class Feedback(Act):
    """What the receiver said became of a clue."""

    transfer_id = forms.TypedChoiceField(label=_("移交"), coerce=int)
    feedback = forms.CharField(label=_("反馈内容"), max_length=400, widget=forms.Textarea({"rows": 3}))
    document = forms.CharField(label=_("反馈文号"), max_length=100, required=False)

    def offer(self, offered: Offered) -> None:
        """Offer the clues of which nothing was heard."""
        waiting = [one for one in offered.transfers if one.feedback_on is None]
        named = [(one.pk, f"{one.receiver_name} {one.document}") for one in waiting]
        self.fields["transfer_id"].choices = named  # type: ignore[attr-defined]

    def do(self, acting: Acting) -> None:
        """Enter it."""
        clues.note_feedback(**self.cleaned_data, by=acting.by, at=acting.at)


QUESTIONS = ("is_carried_out", "is_in_time", "is_accepted")


class Problem(Lined):
    """A problem for the list: whose, what, against which articles; found by an inspection or confirmed by an alert."""

    unit_id = forms.TypedChoiceField(label=_("责任单位"), coerce=int)
    title = forms.CharField(label=_("问题"), max_length=300, help_text=_("不写姓名和证件号码。"))
    source = forms.CharField(label=_("问题来源"), max_length=80, help_text=_("如：2026年11月抽查。"))
    found_on = Day(label=_("发现日期"))
    amount_fen = forms.CharField(label=_("涉及金额（元）"), required=False, max_length=40)
    cites = Articles(label=_("依据条款"), most=10, help_text=_("如《社会救助法》第18条，多条用分号隔开。"))
    facts = forms.CharField(
        label=_("事实"), widget=forms.Textarea({"rows": 4}), help_text=_("只留存文字指纹，材料归档保存。")
    )

    def __init__(self, *args: Any, units: list[tuple[int, str]], of_alert: bool = False, **more: Any) -> None:
        super().__init__(*args, **more)
        self.fields["unit_id"].choices = units  # type: ignore[attr-defined]
        if of_alert:  # where, when and how much the outcome itself says
            for name in ("source", "found_on", "amount_fen"):
                del self.fields[name]

    def clean_amount_fen(self) -> int:
        """Return the amount in fen, nothing where none is typed."""
        try:
            return parse_yuan(self.cleaned_data["amount_fen"]) if self.cleaned_data["amount_fen"].strip() else 0
        except Unreadable as unreadable:
            raise forms.ValidationError(unreadable.in_language(language())) from unreadable

    def do(self, outcome_id: int | None, by: Actor, at: datetime) -> int:
        """Put it on the list; return its number."""
        if outcome_id is None:
            return actions.list_problem(**self.cleaned_data, by=by, at=at)
        return actions.pull_outcome(outcome_id=outcome_id, **self.cleaned_data, by=by, at=at)
