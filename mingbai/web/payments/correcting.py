"""What failed and is to be paid again: what the bank said, another account that two agree to, and the next attempt."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django import forms
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from mingbai.kernel.masks import mask_name
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.queries import officer_names
from mingbai.payments import actions, batches, queries
from mingbai.payments.queries import Attempt
from mingbai.payments.states import ASK_CHANGE, CHANGES, TITLES, Listing, Move
from mingbai.people.queries import accounts
from mingbai.receipts.queries.trails import told_of
from mingbai.rules.speaking import programme_names
from mingbai.web.fields import Lined
from mingbai.web.words import language

SHORT = 200  # characters of a reason
NEW = ("bank", "number", "holder")  # what is typed of a new account
AGREE = CHANGES[0]


def is_for(move: Move, actor: Actor) -> bool:
    """Return whether a move is made in the actor's role and kind of office."""
    return actor.role in move.by and actor.party is move.kind


@dataclass(frozen=True)
class Failed:
    """One attempt that failed, in words: why the bank says so, and what was done about its account."""

    attempt: Attempt
    account: Any
    change: Any  # the other account asked for, None where there is none
    told: Any  # what the bank said last, None where it said nothing
    asked_by: str

    @property
    def name(self) -> str:
        """Return in whose name the account is, masked."""
        return mask_name(self.account.holder_name)

    @property
    def programme(self) -> str:
        """Return what was paid."""
        return programme_names(self.attempt.programme, language())

    @property
    def state(self) -> tuple[str, str]:
        """Return how it failed."""
        return TITLES[self.attempt.state]

    @property
    def is_waiting(self) -> bool:
        """Return whether another account waits for a second person."""
        return self.change is not None and self.change.state == Listing.PROPOSED

    @property
    def is_corrected(self) -> bool:
        """Return whether two agreed to another account."""
        return self.change is not None and self.change.state == Listing.APPROVED

    @property
    def may_be_changed(self) -> bool:
        """Return whether another account may be asked for: a person's, once for every attempt."""
        return self.change is None and self.attempt.payee_id is not None


def failed(region: Region, month: Month) -> list[Failed]:
    """Return what failed and nobody has tried again; so many questions to the database, however many they are."""
    return told(list(queries.failed(region, month)))


def one_failed(region: Region, payment_id: int) -> Failed | None:
    """Return one that failed, None if there is none in sight or it was tried again."""
    return next(iter(told([one for one in queries.failed(region) if one.payment_id == payment_id])), None)


def told(attempts: Sequence[Attempt]) -> list[Failed]:
    """Return attempts in words."""
    ids = [one.payment_id for one in attempts]
    changes, said = batches.changes_of(ids), told_of(ids)
    kept = accounts({one.account_id for one in attempts})
    names = officer_names(change.made_by for change in changes.values())
    return [
        Failed(
            one, kept[one.account_id], changes.get(one.payment_id), said.get(one.payment_id, [None])[-1],
            names.get(getattr(changes.get(one.payment_id), "made_by", None) or 0, ""),
        )
        for one in attempts
    ]  # fmt: skip


class Correct(Lined):
    """Into which other account of the payee: one that is confirmed, or a new one as the card or book shows it."""

    account = forms.TypedChoiceField(label=gettext_lazy("改发到"), coerce=int, empty_value=None, required=False)
    bank = forms.CharField(label=gettext_lazy("开户银行"), max_length=60, required=False)
    number = forms.CharField(
        label=gettext_lazy("账号"), max_length=40, required=False,
        help_text=gettext_lazy("对照卡折录入，可留空格；由另一人对照卡折确认。"),
        widget=forms.TextInput({"inputmode": "numeric", "autocomplete": "off"}),
    )  # fmt: skip
    holder = forms.CharField(label=gettext_lazy("户名"), max_length=80, required=False)
    why = forms.CharField(label=gettext_lazy("变更理由"), max_length=SHORT)

    def __init__(self, *args: Any, of: Failed, on: date, **more: Any) -> None:
        super().__init__(*args, **more)
        others = batches.other_accounts(of.attempt, on)
        known = [(one.pk, f"{one.bank} {one.number_hint} {mask_name(one.holder_name)}") for one in others]
        if known:
            self.fields["account"].choices = [("", _("新账户（填写下面三项）")), *known]  # type: ignore[attr-defined]
        else:
            del self.fields["account"]
        for name in NEW:
            self.fields[name].required = not known

    def clean(self) -> dict[str, Any]:
        """Return what was typed; a new account needs all of it."""
        typed = super().clean() or self.cleaned_data
        if "account" in self.fields and not typed.get("account"):
            for name in NEW:
                if not typed.get(name) and name not in self.errors:
                    self.add_error(name, _("登记新账户须填写。"))
        return typed

    def do(self, of: Failed, by: Actor, at: datetime) -> None:
        """Ask that the next attempt go there; a new account is entered with it."""
        typed = self.cleaned_data
        account = typed.get("account") or actions.NewAccount(typed["bank"], typed["number"], typed["holder"])
        actions.ask_correction(payment_id=of.attempt.payment_id, account=account, why=typed["why"], by=by, at=at)


def may_ask(of: Failed, actor: Actor) -> bool:
    """Return whether the actor asks for another account."""
    return of.may_be_changed and is_for(ASK_CHANGE, actor)


def may_decide(of: Failed, actor: Actor) -> bool:
    """Return whether the actor decides about another account: another than asked for it."""
    return of.is_waiting and is_for(AGREE, actor) and of.change.made_by != actor.id


def again(payments: Collection[int], by: Actor, at: datetime) -> list[int]:
    """Make files of the next attempts; return them."""
    return actions.reissue(payment_ids=payments, by=by, at=at)
