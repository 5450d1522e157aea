"""What is typed to propose something with a fund: each form knows the act of the stage it is for."""

from collections.abc import Iterable
from datetime import datetime
from typing import Any
from uuid import UUID

from django import forms
from django.utils.translation import gettext_lazy as _

from mingbai.files.tables.words import PROGRAMMES
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.rules.speaking import programme_names
from mingbai.treasury import actions
from mingbai.treasury.ladder import Rung
from mingbai.treasury.proposals import BY_HAND, CLOSE, OPEN, OPEN_TOWNSHIP
from mingbai.treasury.queries.listing import Fund
from mingbai.treasury.states import CORRECTION, LEVELS, MOVE, Level
from mingbai.web.fields import Lined, Yuan
from mingbai.web.words import language, said

YEARS = (2000, 2100)


class Act(Lined):
    """A form whose fields are what one proposal takes: at least the paper it rests on."""

    document = forms.CharField(label=_("文号"), max_length=100, help_text=_("所依据的文件，如 明财社〔2026〕7号。"))

    def __init__(
        self, *args: Any, funds: Iterable[Fund], townships: Iterable[tuple[str, str]], party: Kind, **more: Any
    ) -> None:
        super().__init__(*args, **more)
        self.funds, self.townships, self.party = list(funds), list(townships), party
        named = [(one.facts.id, fund_name(one)) for one in self.funds]
        for name in {"fund_id", "from_fund", "to_fund"} & self.fields.keys():
            self.fields[name].choices = [("", "--"), *named]  # type: ignore[attr-defined]
        if "township" in self.fields:
            self.fields["township"].choices = [("", "--"), *self.townships]  # type: ignore[attr-defined]

    def do(self, by: Actor, at: datetime) -> int:
        """Propose it; return the proposal's number."""
        raise NotImplementedError


class Open(Act):
    """The books of one programme's money of a year."""

    programme = forms.ChoiceField(label=_("项目"))
    year = forms.IntegerField(label=_("年度"), min_value=YEARS[0], max_value=YEARS[1])
    source = forms.ChoiceField(label=_("资金来源"))
    field_order = ("programme", "year", "source", "document")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        lang = language()
        self.fields["programme"].choices = [(one, programme_names(one, lang)) for one in PROGRAMMES]  # type: ignore[attr-defined]
        self.fields["source"].choices = [(level.value, said(*words)) for level, words in LEVELS.items()]  # type: ignore[attr-defined]

    def do(self, by: Actor, at: datetime) -> int:
        """Propose to open it."""
        typed = dict(self.cleaned_data)
        source = Level(typed.pop("source"))
        return actions.propose_fund(region=by.region, source=source, **typed, by=by, at=at)


class Move(Act):
    """A move of money that follows from no roster, file or receipt."""

    fund_id = forms.TypedChoiceField(label=_("所属资金账"), coerce=int)
    code = forms.ChoiceField(label=_("变动"))
    fen = Yuan(label=_("金额（元）"))
    name = forms.CharField(
        label=_("此笔的名称"), max_length=60, help_text=_("如 首批；同一资金账、同一变动、同一名称只记一次。")
    )
    township = forms.ChoiceField(label=_("乡镇"), required=False, help_text=_("只有备用金的变动才选。"))
    field_order = ("fund_id", "code", "fen", "name", "township", "document")

    def __init__(self, *args: Any, **more: Any) -> None:
        super().__init__(*args, **more)
        moves = [MOVE[code] for code in BY_HAND.get(self.party, ())]
        self.fields["code"].choices = [(one.id, said(one.title, one.title_en).capitalize()) for one in moves]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        """Ask for a township where a reserve moves, and for none where none does."""
        typed = super().clean() or {}
        move = MOVE.get(typed.get("code", ""))
        if move and (Rung.TOWNSHIP in (move.debit, move.credit)) != bool(typed.get("township")):
            self.add_error(
                "township",
                _("这项变动不涉及备用金，不选乡镇。") if typed.get("township") else _("请选是哪个乡镇的备用金。"),
            )
        return typed

    def do(self, by: Actor, at: datetime) -> int:
        """Propose the move."""
        return actions.propose_move(**self.cleaned_data, by=by, at=at)


class Township(Act):
    """A township's reserve in a fund."""

    fund_id = forms.TypedChoiceField(label=_("所属资金账"), coerce=int)
    township = forms.ChoiceField(label=_("乡镇"))
    field_order = ("fund_id", "township", "document")

    def do(self, by: Actor, at: datetime) -> int:
        """Propose to open it."""
        typed = dict(self.cleaned_data)
        return actions.propose_township(township=Region(typed.pop("township")), **typed, by=by, at=at)


class Between(Act):
    """So much from one fund to another; two others approve it."""

    from_fund = forms.TypedChoiceField(label=_("拨出的资金账"), coerce=int)
    to_fund = forms.TypedChoiceField(label=_("拨入的资金账"), coerce=int)
    fen = Yuan(label=_("金额（元）"))
    name = forms.CharField(label=_("此笔的名称"), max_length=60, help_text=_("同一名称只记一次。"))
    code = "lend"
    field_order = ("from_fund", "to_fund", "fen", "name", "document")

    def do(self, by: Actor, at: datetime) -> int:
        """Propose the adjustment."""
        return actions.propose_between(self.code, **self.cleaned_data, by=by, at=at)


class CarryOver(Between):
    """What a closed year left, to the next year's fund."""

    code = "carry_out"


class Close(Act):
    """The end of a fund's year."""

    fund_id = forms.TypedChoiceField(label=_("所属资金账"), coerce=int)
    field_order = ("fund_id", "document")

    def do(self, by: Actor, at: datetime) -> int:
        """Propose to close it."""
        return actions.propose_closing(**self.cleaned_data, by=by, at=at)


class Correct(Act):
    """The entry that is wrong; what undoes it follows from it."""

    wrong_id = forms.UUIDField(label=_("记错的分录编号"), help_text=_("从资金账的明细中点“更正”，会自动填好。"))
    field_order = ("wrong_id", "document")

    def do(self, by: Actor, at: datetime) -> int:
        """Propose the correction."""
        wrong: UUID = self.cleaned_data["wrong_id"]
        return actions.propose_correction(wrong_id=wrong, document=self.cleaned_data["document"], by=by, at=at)


FORMS: dict[str, type[Act]] = {
    "move": Move, OPEN: Open, OPEN_TOWNSHIP: Township, "lend": Between, "carry_out": CarryOver, CLOSE: Close,
    CORRECTION: Correct,
}  # fmt: skip


def fund_name(one: Fund) -> str:
    """Return a fund as people choose it: whose money, of which year, by which document."""
    facts = one.facts
    level = said(*LEVELS[Level(facts.source)])
    return f"{programme_names(facts.programme, language())} {facts.year} {level} {facts.document}"
