"""What is typed about an account: a new one as the card or book shows it, and what becomes of one."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from mingbai.offices.actor import Actor
from mingbai.people import actions
from mingbai.people.holders import Holder
from mingbai.people.states import ACCOUNT, State
from mingbai.rights import HANDLING
from mingbai.web.fields import Day, Lined
from mingbai.web.pages import Request

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

REASON = 200  # characters
HOLDERS: "Mapping[str, tuple[Promised, str]]" = {  # in whose name it is → words, colour
    "self": (_("本人"), "green"),
    "proxy": (_("代取备案的代领人"), "yellow"),
    "institution": (_("供养机构"), "blue"),
    "differs": (_("不是本人，也没有代取备案"), "red"),
}


class NewAccount(Lined):
    """An account of a person; it counts once somebody else compared it."""

    bank = forms.CharField(label=_("开户银行"), max_length=60)
    number = forms.CharField(
        label=_("账号"), max_length=40, help_text=_("对照卡折录入，可留空格；由另一人对照卡折确认。"),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    holder_name = forms.CharField(label=_("户名"), max_length=80, help_text=_("照卡折所写；代领的须先有代取授权备案。"))
    from_on = Day(label=_("启用日期"))

    def do(self, person_id: int, by: Actor, at: datetime) -> int:
        """Enter it and return its id."""
        return actions.propose_account(**self.cleaned_data, person_id=person_id, by=by, at=at)


class Deed(forms.Form):
    """One step of an account, as it is typed."""

    step: "Step"
    act: Callable[..., None]

    def do(self, account_id: int, by: Actor, at: datetime) -> None:
        """Take the step."""
        type(self).act(account_id=account_id, **self.cleaned_data, by=by, at=at)


class Confirm(Deed):
    """Nothing to type: who confirms has the card or book before him."""

    act = staticmethod(actions.confirm_account)


class Refuse(Deed):
    """Why it goes back."""

    reason = forms.CharField(label=_("退回理由"), max_length=REASON)
    act = staticmethod(actions.refuse_account)


class Close(Deed):
    """From when it counts no longer, and why."""

    until_on = Day(label=_("停用日期"))
    reason = forms.CharField(label=_("停用理由"), max_length=REASON)
    act = staticmethod(actions.close_account)


@dataclass(frozen=True)
class Step:
    """What may be done with an account: the move, the form it takes, and what its button is called."""

    name: str
    after: State
    form: type[Deed]
    title: Any
    done: Any
    is_plain: bool = False  # its button is the quieter one

    def of(self, request: Request) -> Deed:
        """Return the form, filled in where it is what was sent."""
        is_sent = request.method == "POST" and request.POST.get("act") == self.name
        starts = {"until_on": timezone.localdate()}
        typed = self.form(request.POST if is_sent else None, initial=starts, auto_id=f"{self.name}-%s")
        typed.step = self
        return typed


STEPS = (
    Step("confirm", State.CONFIRMED, Confirm, _("确认账户"), _("账户已确认")),
    Step("refuse", State.REFUSED, Refuse, _("退回账户"), _("账户已退回"), is_plain=True),
    Step("close", State.CLOSED, Close, _("停用账户"), _("账户已停用"), is_plain=True),
)


def steps_of(found: Any, actor: Actor) -> Iterator[Step]:
    """Yield what the actor may do with an account: who entered it does not judge it, nobody confirms a stranger's."""
    for step, move in zip(STEPS, ACCOUNT, strict=True):
        is_own = found.made_by == actor.id and step.after is not State.CLOSED
        is_strangers = found.holder == Holder.DIFFERS.value and step.after is State.CONFIRMED
        is_his = actor.role in move.by and actor.party in HANDLING
        if move.before == found.state and is_his and not (is_own or is_strangers):
            yield step
