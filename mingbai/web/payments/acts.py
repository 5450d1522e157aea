"""What may be done with plans of use and bank files now, and by whom: the stage's own moves decide what is offered."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from mingbai.evidence.installation import installed_policy
from mingbai.evidence.queries import NotLogged
from mingbai.evidence.witnesses.policy import QuorumMissing
from mingbai.offices.actor import Actor
from mingbai.offices.refused import Refused
from mingbai.payments import actions
from mingbai.payments.states import DRAFT, FILE, PLANS, FileState, Move, PlanState
from mingbai.web.fields import Day

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

RESERVE, SEAL, SEND, *WITHDRAWALS = FILE
APPROVE, REFUSE, ARRIVE = PLANS
Do = Callable[[Sequence[int], Mapping[str, Any], Actor, datetime], object]


class Plain(forms.Form):
    """Nothing to type."""


class Sure(forms.Form):
    """That what is to move was looked at: the one thing here that moves money."""

    sure = forms.BooleanField(label=_("已核对份数、笔数和金额"))


class Reason(forms.Form):
    """Why something is refused or taken back."""

    reason = forms.CharField(label=_("理由"), max_length=200)


class Arrival(forms.Form):
    """By which document the money of a plan stands ready."""

    document = forms.CharField(label=_("拨款文号"), max_length=60)


class Draft(forms.Form):
    """On which day the bank is to pay."""

    execute_on = Day(label=_("发放日期"))


@dataclass(frozen=True)
class Act:
    """One act: its name in the form, its button, what is typed, the move of the stage and how it is made."""

    name: str
    title: "Promised | str"
    done: "Promised | str"
    form: type[forms.Form]
    moves: tuple[Move, ...]
    do: Do
    tone: str = "primary"

    def is_for(self, actor: Actor) -> bool:
        """Return whether the act is one of the actor's role and kind of office."""
        return any(actor.role in move.by and actor.party is move.kind for move in self.moves)

    def is_open(self, record: Any, actor: Actor) -> bool:
        """Return whether the stage would let the actor begin it: in his role, and another than signed before."""
        if self.name == "again":
            return record.state == FileState.SENT and self.is_for(actor)
        begins = {move.before for move in self.moves if actor.role in move.by and actor.party is move.kind}
        return record.state in begins and (self.moves[0] in WITHDRAWALS or actor.id not in signed(record))


def signed(record: Any) -> set[int]:
    """Return who signed a plan or a file."""
    names = ("made_by", "approved_by", "reviewed_by", "released_by", "sent_by")
    return {who for name in names if (who := getattr(record, name, None)) is not None}


class NotWitnessed(Refused):
    """Too few witnesses have cosigned what is to leave."""

    def __init__(self, why: NotLogged | QuorumMissing) -> None:
        super().__init__(
            f"见证不足，未发送，一分未动：{why.zh}可点“见证齐了即发送”，由后台发送。",
            f"Not witnessed enough: nothing was sent and no money moved. {why.en} "
            "You can order it to be sent once enough have cosigned.",
        )


def _send(files: Sequence[int], _typed: Mapping[str, Any], by: Actor, at: datetime) -> None:
    """Send once the page's own transaction is over: what a file leaves by cannot be taken back with it."""
    policy, outbox = installed_policy(), actions.outbox_folder()

    def send() -> None:
        try:
            actions.send_files(file_ids=files, outbox=outbox, policy=policy, by=by, at=at)
        except (NotLogged, QuorumMissing) as why:
            raise NotWitnessed(why) from why

    transaction.on_commit(send)


def _again(files: Sequence[int], _typed: Mapping[str, Any], by: Actor, at: datetime) -> None:
    transaction.on_commit(
        lambda: actions.resend(file_id=files[0], outbox=actions.outbox_folder(), by=by, at=at)  # the same bytes
    )


def _order(files: Sequence[int], _typed: Mapping[str, Any], by: Actor, at: datetime) -> None:
    for file in files:
        actions.order_sending(file_id=file, by=by, at=at)


RUNS = (
    Act(
        "reserve", _("复核并占用资金"), _("资金已占用，待放行人封存"), Sure, (RESERVE,),
        lambda files, _typed, by, at: actions.reserve_files(file_ids=files, by=by, at=at),
    ),
    Act(
        "seal", _("封存代发文件"), _("文件已封存，待见证方联署后由财政发送"), Sure, (SEAL,),
        lambda files, _typed, by, at: actions.seal_files(file_ids=files, by=by, at=at),
    ),
    Act("send", _("发送银行"), _("文件已交到银行，账上记为在途"), Sure, (SEND,), _send),
    Act("order", _("见证齐了即发送"), _("已登记：见证齐了由后台发送"), Plain, (SEND,), _order, "outline-primary"),
)  # fmt: skip
OF_FILE = (
    *RUNS,
    Act("again", _("再交付一次"), _("同样的内容已再次交到银行"), Plain, (SEND,), _again, "outline-primary"),
    Act(
        "withdraw", _("撤回代发文件"), _("文件已撤回，占用的资金已释放"), Reason, tuple(WITHDRAWALS),
        lambda files, typed, by, at: actions.withdraw_file(file_id=files[0], reason=typed["reason"], by=by, at=at),
        "outline-secondary",
    ),
)  # fmt: skip
OF_PLAN = (
    Act(
        "approve", _("批复"), _("用款计划已批复"), Plain, (APPROVE,),
        lambda plans, _typed, by, at: actions.approve_request(request_id=plans[0], by=by, at=at),
    ),
    Act(
        "refuse", _("退回"), _("用款计划已退回"), Reason, (REFUSE,),
        lambda plans, typed, by, at: actions.refuse_request(request_id=plans[0], reason=typed["reason"], by=by, at=at),
        "outline-secondary",
    ),
    Act(
        "arrive", _("登记资金到位"), _("资金已到位，可以编制代发文件"), Arrival, (ARRIVE,),
        lambda plans, typed, by, at: actions.note_arrival(
            request_id=plans[0], document=typed["document"], by=by, at=at
        ),
    ),
)  # fmt: skip
ACTS: Mapping[str, Act] = {act.name: act for act in (*OF_PLAN, *OF_FILE)}
NEXT = {PlanState.REQUESTED: APPROVE, PlanState.APPROVED: ARRIVE}
NEXT_OF_FILE = {FileState.DRAFTED: RESERVE, FileState.RESERVED: SEAL, FileState.SEALED: SEND}


@dataclass(frozen=True)
class Offer:
    """An act offered on some records at once, with its form."""

    act: Act
    ids: tuple[int, ...]
    payments: int
    fen: int
    form: forms.BaseForm

    @property
    def keys(self) -> str:
        """Return the records as the form sends them."""
        return ",".join(map(str, self.ids))


def auto_id(name: str, first: int) -> str:
    """Return how the fields of an act's form are called on a page that has many such forms."""
    return f"{name}-{first}-%s"


def offered(
    acts: Iterable[Act], records: Sequence[Any], actor: Actor, typed: forms.BaseForm | None = None
) -> list[Offer]:
    """Return the acts the actor may begin, each with the records it is for; what was typed stays in its form."""
    found = []
    for act in acts:
        ready = [one for one in records if act.is_open(one, actor)]
        if ready:
            payments = sum(getattr(one, "payments", 0) for one in ready)
            fen = sum(getattr(one, "total_fen", 0) or getattr(one, "fen", 0) for one in ready)
            place = auto_id(act.name, ready[0].pk)
            form = typed if typed and typed.auto_id == place else act.form(auto_id=place)
            found.append(Offer(act, tuple(one.pk for one in ready), payments, fen, form))
    return found


def may_draft(actor: Actor) -> bool:
    """Return whether the actor's post makes bank files."""
    return actor.role in DRAFT.by and actor.party is DRAFT.kind
