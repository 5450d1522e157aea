"""A month's money as its pages tell it, by programme and bank: who took which step, and what it proved."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.forms import BaseForm
from django.utils.translation import gettext_lazy as _

from mingbai.kernel.masks import mask_name
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.places import names_of
from mingbai.offices.queries import officer_names
from mingbai.payments import batches
from mingbai.payments.batches import Due
from mingbai.payments.queries import Attempt, attempts
from mingbai.payments.states import (
    ASK_FUNDS,
    DRAFT,
    FILE,
    PLANS,
    TITLES,
    FileState,
    Move,
    Occasion,
    PlanState,
    State,
)
from mingbai.rules.speaking import programme_names
from mingbai.web.alerts.acts import Step
from mingbai.web.parts.tags import moment
from mingbai.web.payments.acts import OF_PLAN, RUNS, Offer, offered
from mingbai.web.words import language, said

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

RESERVE, SEAL, SEND = FILE[:3]
APPROVE, _REFUSE, ARRIVE = PLANS
SHOWN = 2  # names in a step; the others are counted
AFTER = (FileState.DRAFTED, FileState.RESERVED, FileState.SEALED, FileState.SENT)
FILE_STATES = {  # Chinese, English
    FileState.DRAFTED: ("已编制，待复核", "drafted, to be reviewed"),
    FileState.RESERVED: ("已占用资金，待封存", "money set aside, to be sealed"),
    FileState.SEALED: ("已封存，待见证和发送", "sealed, to be witnessed and sent"),
    FileState.SENT: ("已发送银行", "sent to the bank"),
    FileState.WITHDRAWN: ("已撤回", "withdrawn"),
}
PLAN_STATES = {
    PlanState.REQUESTED: ("待财政批复", "to be approved by finance"),
    PlanState.APPROVED: ("已批复，待到位", "approved, the money not yet there"),
    PlanState.ARRIVED: ("资金已到位", "the money has arrived"),
    PlanState.REFUSED: ("已退回", "refused"),
}
OCCASIONS = {
    Occasion.REGULAR: ("月度发放", "monthly"),
    Occasion.AGAIN: ("退回重发", "paid again"),
    Occasion.URGENT: ("先行救助", "urgent relief"),
}
TONES: dict[str, str] = {
    FileState.DRAFTED: "grey", FileState.RESERVED: "blue", FileState.SEALED: "amber", FileState.SENT: "green",
    FileState.WITHDRAWN: "grey", PlanState.REQUESTED: "amber", PlanState.APPROVED: "blue", PlanState.ARRIVED: "green",
    PlanState.REFUSED: "grey",
}  # fmt: skip
PAYMENT_TONES = {
    State.DRAFTED: "grey", State.RESERVED: "grey", State.INSTRUCTED: "blue", State.ACCEPTED: "blue",
    State.SETTLED: "green", State.REJECTED: "red", State.RETURNED: "red", State.VOID: "grey",
}  # fmt: skip


@dataclass(frozen=True)
class Stage:
    """A step on the way of money: who takes it, what it proves, and how it is known that it was taken."""

    title: "Promised | str"
    proves: "Promised | str"
    move: Move
    signs: str  # the column that says by whom: made, approved, …
    of_plan: bool = False


STAGES = (
    Stage(_("用款计划"), _("写明了为哪个项目、哪个月、按哪个文号要多少钱。"), ASK_FUNDS, "made", of_plan=True),
    Stage(_("财政批复"), _("财政另一人同意这笔钱用于这个项目。"), APPROVE, "approved", of_plan=True),
    Stage(_("到位"), _("资金已转入用款计划，只能由它支付。"), ARRIVE, "arrived", of_plan=True),
    Stage(_("编制"), _("放行的名册每行一笔，与放行时的名册指纹逐行一致。"), DRAFT, "made"),
    Stage(_("占用"), _("另一人复核无误；资金已占用，不会付两次。"), RESERVE, "reviewed"),
    Stage(_("封存文件"), _("文件从此一字不改，SHA-256先入存证日志。"), SEAL, "released"),
    Stage(_("见证"), _("足够的见证方联署了包含每一笔的检查点。"), SEND, "sent"),
    Stage(_("发送"), _("财政发出，账上记为在途；是否到账要等银行回单。"), SEND, "sent"),
)
DRAFTED, WITNESSED = 3, 6  # their places among them
DRAFTED_OTHERWISE = {  # what the draft of a file proves that is no released roster's
    Occasion.AGAIN: _("只重发银行确认未付或已退回的，账户有变更的经两人审批。"),
    Occasion.URGENT: _("按批准的先行救助编制，每件只付一次。"),
}


@dataclass(frozen=True)
class Signed:
    """How far a step is: so many of so many, by whom, and when last."""

    stage: Stage
    state: str  # done, current, ahead
    done: int
    of: int
    who: str
    at: datetime | None
    checkpoint: int | None

    @property
    def step(self) -> Step:
        """Return it as the stepper shows it."""
        counted = f"{self.done}/{self.of}" if 0 < self.done < self.of else ""
        if self.checkpoint:
            note = said(f"检查点{self.checkpoint}", f"checkpoint {self.checkpoint}")
        else:
            note = f"{self.who} {moment(self.at)}" if self.at else ""
        return Step(str(self.stage.title), self.state, f"{counted} {note}".strip())


@dataclass(frozen=True)
class Plan:
    """One plan of use in words, with what the reader may do about it."""

    plan: Any
    offers: list[Offer]

    @property
    def state(self) -> tuple[str, str]:
        """Return where it stands."""
        return PLAN_STATES[PlanState(self.plan.state)]

    @property
    def tone(self) -> str:
        """Return the colour of that."""
        return TONES[self.plan.state]


@dataclass(frozen=True)
class File:
    """One bank file in words."""

    file: Any
    place: str
    is_ordered: bool
    is_lost: bool  # the books have it on its way, and it never lay where the bank takes it

    @property
    def state(self) -> tuple[str, str]:
        """Return where it stands."""
        if self.is_lost:
            return "已记账，未送达", "booked, never handed over"
        if self.is_ordered and self.file.state == FileState.SEALED:
            return "见证齐了即发送", "leaves once witnessed"
        return FILE_STATES[FileState(self.file.state)]

    @property
    def tone(self) -> str:
        """Return the colour of that."""
        return "red" if self.is_lost else TONES[self.file.state]

    @property
    def occasion(self) -> tuple[str, str]:
        """Return why there is a file."""
        return OCCASIONS[Occasion(self.file.occasion)]

    @property
    def programme(self) -> str:
        """Return what it pays."""
        return programme_names(self.file.programme, language())


@dataclass(frozen=True)
class Batch:
    """A programme's money of the month at one bank: its plans, its files, its steps and what the reader may do."""

    programme: str
    bank: str
    plans: list[Plan]
    files: list[Any]
    steps: list[Signed]
    offers: list[Offer]

    @property
    def name(self) -> str:
        """Return what the programme is called."""
        return programme_names(self.programme, language())

    @property
    def payments(self) -> int:
        """Return how many payments its files hold."""
        return sum(file.payments for file in self.files)

    @property
    def fen(self) -> int:
        """Return how much its files pay."""
        return sum(file.total_fen for file in self.files)

    @property
    def planned_fen(self) -> int:
        """Return how much was asked for and not refused."""
        return sum(one.plan.fen for one in self.plans if one.plan.state != PlanState.REFUSED)

    @property
    def stepper(self) -> list[Step]:
        """Return its steps as the stepper shows them."""
        return [one.step for one in self.steps]


def told_batches(
    plans: Sequence[Any], files: Sequence[Any], actor: Actor, typed: BaseForm | None = None
) -> list[Batch]:
    """Return a month by programme and bank; two questions to the database, however many plans and files."""
    live = [file for file in files if file.state != FileState.WITHDRAWN]
    keys = {(file.programme, file.payer.bank) for file in live}
    paid = {programme for programme, _bank in keys}
    keys |= {(plan.programme, "") for plan in plans if plan.programme not in paid}
    names = officer_names(_who(plans, live))
    batches, seen = list[Batch](), set[str]()
    for programme, bank in sorted(keys):
        mine = [plan for plan in plans if plan.programme == programme]
        here = [file for file in live if (file.programme, file.payer.bank) == (programme, bank)]
        is_first = programme not in seen  # its plans are decided on in one place
        told = [Plan(plan, offered(OF_PLAN, [plan], actor, typed) if is_first else []) for plan in mine]
        seen.add(programme)
        run = offered(RUNS, here, actor, typed)
        batches.append(Batch(programme, bank, told, here, steps_of(mine, here, names), run))
    return batches


def steps_of(plans: Sequence[Any], files: Sequence[Any], names: dict[int, str]) -> list[Signed]:
    """Return how far these plans and files are, step by step."""
    asked = [plan for plan in plans if plan.state != PlanState.REFUSED]
    told: list[Signed] = []
    for place, stage in enumerate(STAGES):
        records = asked if stage.of_plan else files
        done = [one for one in records if getattr(one, f"{stage.signs}_by")]
        who = list(dict.fromkeys(names.get(getattr(one, f"{stage.signs}_by"), "") for one in done))
        at = max((getattr(one, f"{stage.signs}_at") for one in done), default=None)
        checkpoint = max((one.checkpoint for one in done), default=None) if place == WITNESSED else None
        told.append(Signed(stage, "ahead", len(done), len(records), _few(who), at, checkpoint))
    first = next((place for place, one in enumerate(told) if not one.of or one.done < one.of), len(told))
    states = [*("done",) * first, "current", *("ahead",) * len(told)]
    return [replace(one, state=state) for one, state in zip(told, states, strict=False)]


def _few(names: Sequence[str]) -> str:
    shown = said("、", ", ").join(names[:SHOWN])
    return shown + said(f"等{len(names)}人", f" and {len(names) - SHOWN} more") if len(names) > SHOWN else shown


def _who(plans: Iterable[Any], files: Iterable[Any]) -> set[int | None]:
    of_plans = {getattr(one, f"{step}_by") for one in plans for step in ("made", "approved", "arrived")}
    return of_plans | {getattr(one, f"{step}_by") for one in files for step in ("made", "reviewed", "released", "sent")}


def told_files(files: Sequence[Any]) -> list[File]:
    """Return files in words; three questions to the database, however many they are."""
    ids = [file.pk for file in files]
    names, ordered, handed = names_of({Region(file.region) for file in files}), batches.ordered(ids), set()
    if any(file.state == FileState.SENT for file in files):
        handed = batches.handed_over(ids)
    return [
        File(
            file, names[Region(file.region)], file.pk in ordered, file.state == FileState.SENT and file.pk not in handed
        )
        for file in files
    ]


def file_steps(file: Any) -> list[Signed]:
    """Return how far one file is, its plan of use included."""
    steps = steps_of([file.request], [file], officer_names(_who([file.request], [file])))
    if proves := DRAFTED_OTHERWISE.get(Occasion(file.occasion)):
        drafted = steps[DRAFTED]
        steps[DRAFTED] = replace(drafted, stage=replace(drafted.stage, proves=proves))
    return steps


@dataclass(frozen=True)
class Paid:
    """One payment of a file: to whom, masked, into which account, where it stands, what was tried before."""

    payment: Any
    others: tuple[Attempt, ...]

    @property
    def name(self) -> str:
        """Return in whose name the account is, masked."""
        return mask_name(self.payment.account.holder_name)

    @property
    def state(self) -> tuple[str, str]:
        """Return where it stands."""
        return TITLES[State(self.payment.state)]

    @property
    def tone(self) -> str:
        """Return the colour of that."""
        return PAYMENT_TONES[State(self.payment.state)]

    @property
    def before(self) -> list[tuple[Attempt, tuple[str, str]]]:
        """Return the other attempts at the same line, each with where it stands."""
        return [(one, TITLES[one.state]) for one in self.others]


def told_payments(payments: Collection[Any]) -> list[Paid]:
    """Return payments of a file in words; one question more, however many they are."""
    tried = attempts([one.line_id for one in payments if one.line_id is not None])
    return [
        Paid(one, tuple(other for other in tried.get(one.line_id, ()) if other.payment_id != one.pk))
        for one in payments
    ]


@dataclass(frozen=True)
class ToDraft:
    """A released roster that waits for its bank files."""

    due: Due
    name: str


def to_draft(found: Sequence[Due]) -> list[ToDraft]:
    """Return rosters to be drafted, by name."""
    places = names_of({due.region for due in found})
    more = [said(f" 补充名册{due.number}", f" supplement {due.number}") if due.number else "" for due in found]
    return [ToDraft(due, places[due.region] + extra) for due, extra in zip(found, more, strict=True)]
