"""Questions about lines: whether to hold them, when to let them go, and whether they may leave their roster."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingbai.kernel.masks import mask_name
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.places import names_of
from mingbai.offices.queries import officer_names
from mingbai.prechecks import actions
from mingbai.prechecks.states import HOLD, HOLD_STATES, HoldState
from mingbai.rights import CHANGES_AWARDS
from mingbai.rosters import actions as rosters
from mingbai.rosters.states import DEPARTURE, Move, Why
from mingbai.rules.speaking import programme_names
from mingbai.web.alerts.telling import rules
from mingbai.web.fields import Lined
from mingbai.web.month.acts import is_for
from mingbai.web.month.checks import HOLD_TONES
from mingbai.web.words import language, said

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

LONGEST = 400  # characters of a reason
AGREE, REFUSE = DEPARTURE
ASKED = _("已申请，待复核人同意")
ENDED = (HoldState.DECLINED, HoldState.LIFTED, HoldState.EXPIRED, HoldState.CONFIRMED, HoldState.BACK_PAID)


class Reason(forms.Form):
    """Why."""

    reason = forms.CharField(label=_("理由"), max_length=LONGEST)


class Leave(Lined):
    """Why a line is to leave its roster, and whether for good."""

    why = forms.ChoiceField(
        label=_("怎样处理"),
        choices=[(Why.MOVED.value, _("调出，列入补充名册")), (Why.CORRECTED.value, _("按现行审批更正，留在本名册"))],
    )
    reason = forms.CharField(label=_("理由"), max_length=LONGEST)

    def do(self, line_id: int, by: Actor, at: datetime) -> int:
        """Ask that the line leave; return the request's number."""
        why, reason = Why(self.cleaned_data["why"]), self.cleaned_data["reason"]
        return rosters.ask_departure(line_id=line_id, why=why, reason=reason, by=by, at=at)


@dataclass(frozen=True)
class Answer:
    """One answer to a question about a hold: its name in the address, its button, and the move of the stage."""

    name: str
    title: "Promised | str"
    done: "Promised | str"
    move: Move
    tone: str

    def do(self, hold_id: int, reason: str, by: Actor, at: datetime) -> None:
        """Give the answer."""
        if self.name == "lift":
            actions.lift(hold_id=hold_id, outcome=reason, by=by, at=at)
        elif self.name == "hold":
            actions.hold(hold_id=hold_id, reason=reason, by=by, at=at)
        else:
            actions.decline(hold_id=hold_id, reason=reason, by=by, at=at)


HELD, DECLINED, LIFTED = (
    next(move for move in HOLD if move.after == after)
    for after in (HoldState.HELD, HoldState.DECLINED, HoldState.LIFTED)
)
PAY_BACK = next(move for move in HOLD if move.after == HoldState.BACK_PAID)
ANSWERS: Mapping[str, Answer] = {
    one.name: one
    for one in (
        Answer("hold", _("暂缓"), _("已暂缓，到期未决定即补发"), HELD, "primary"),
        Answer("decline", _("不暂缓，照发"), _("不予暂缓，照常发放"), DECLINED, "outline-primary"),
        Answer("lift", _("解除暂缓"), _("已解除暂缓，待补发"), LIFTED, "primary"),
    )
}


@dataclass(frozen=True)
class Verdict:
    """One answer to a request that a line leave: its name in the address, its button."""

    name: str
    title: "Promised | str"
    done: "Promised | str"
    move: Move
    tone: str

    def do(self, departure_id: int, by: Actor, at: datetime) -> None:
        """Give the answer."""
        act = rosters.agree_departure if self.name == "agree" else rosters.refuse_departure
        act(departure_id=departure_id, by=by, at=at)


VERDICTS: Mapping[str, Verdict] = {
    one.name: one
    for one in (
        Verdict("agree", _("同意"), _("已同意；名册指纹已变，须重新核对"), AGREE, "primary"),
        Verdict("refuse", _("退回"), _("已退回，这一行留在名册上"), REFUSE, "outline-secondary"),
    )
}


@dataclass(frozen=True)
class Question:
    """One hold or question about one, in words."""

    hold: Any
    place: str
    who: str  # who answered
    ended: str  # who ended it
    answers: tuple[Answer, ...]  # that the reader may give
    may_change: bool = False  # whether the reader may propose that its award change

    @property
    def name(self) -> str:
        """Return whose line it is, masked."""
        return mask_name(self.hold.line.payee_name)

    @property
    def rule(self) -> tuple[str, str]:
        """Return the rule's name."""
        rule = rules().get(self.hold.rule_id)
        return (rule.title, rule.title_en) if rule else (self.hold.rule_id, self.hold.rule_id)

    @property
    def sentence(self) -> str:
        """Return what the rule says of it."""
        return said(self.hold.finding.message, self.hold.finding.message_en)

    @property
    def programme(self) -> str:
        """Return what the line is paid for."""
        return programme_names(self.hold.line.programme, language())

    @property
    def state(self) -> tuple[str, str]:
        """Return where it stands."""
        return HOLD_STATES[HoldState(self.hold.state)]

    @property
    def tone(self) -> str:
        """Return the colour of that."""
        return HOLD_TONES[HoldState(self.hold.state)]

    @property
    def until_on(self) -> date | None:
        """Return its last day; none once it is over."""
        return None if self.hold.state in ENDED else self.hold.until_on


def questions(found: Collection[Any], actor: Actor) -> list[Question]:
    """Return holds in words; so many questions to the database, however many there are."""
    names = officer_names(who for one in found for who in (one.held_by, one.ended_by))
    places = names_of({Region(one.region) for one in found})
    return [
        Question(
            one,
            places[Region(one.region)],
            names.get(one.held_by, ""),
            names.get(one.ended_by, ""),
            tuple(answer for answer in ANSWERS.values() if _may(answer, one, actor)),
            one.state == HoldState.HELD and CHANGES_AWARDS.to(actor),
        )
        for one in found
    ]


def _may(answer: Answer, hold: Any, actor: Actor) -> bool:
    """Return whether the stage would take this answer from the actor: another than who held lifts."""
    return answer.move.before == hold.state and is_for(answer.move, actor) and hold.held_by != actor.id


@dataclass(frozen=True)
class Request:
    """A line somebody asked to take off its roster, in words."""

    departure: Any
    place: str
    who: str
    verdicts: tuple[Verdict, ...]

    @property
    def name(self) -> str:
        """Return whose line it is, masked."""
        return mask_name(self.departure.line.payee_name)

    @property
    def is_correction(self) -> bool:
        """Return whether the line is put right and stays."""
        return bool(self.departure.why == Why.CORRECTED)


def requests(found: Collection[Any], actor: Actor) -> list[Request]:
    """Return requests in words; so many questions to the database, however many there are."""
    names = officer_names(one.made_by for one in found)
    places = names_of({Region(one.region) for one in found})
    may = tuple(verdict for verdict in VERDICTS.values() if is_for(verdict.move, actor))
    return [
        Request(one, places[Region(one.region)], names.get(one.made_by, ""), may if one.made_by != actor.id else ())
        for one in found
    ]


@dataclass(frozen=True)
class OwedBack:
    """What a township's holds kept and keep no longer."""

    region: Region
    place: str
    count: int
    fen: int
    is_mine: bool  # whether the reader puts it on a supplementary roster


def owed_back(found: Mapping[str, tuple[int, int]], actor: Actor) -> list[OwedBack]:
    """Return what is to be paid back, township by township."""
    places = names_of(map(Region, found))
    return [OwedBack(one, places[one], *found[one.code], is_for(PAY_BACK, actor)) for one in places]


@dataclass(frozen=True)
class Line:
    """A line of a roster in a few words."""

    line: Any
    place: str

    @property
    def name(self) -> str:
        """Return whose it is, masked."""
        return mask_name(self.line.payee_name)

    @property
    def programme(self) -> str:
        """Return what it is paid for."""
        return programme_names(self.line.programme, language())


def lines(found: Collection[Any]) -> list[Line]:
    """Return lines in a few words."""
    places = names_of({Region(one.region) for one in found})
    return [Line(one, places[Region(one.region)]) for one in found]
