"""The changes of an award, each as it is typed and proposed: raised, lowered, stopped, resumed, paid elsewhere."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django.db import transaction
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingbai.awards import actions
from mingbai.awards.actions import Payment
from mingbai.awards.queries import Foreseen, foresee
from mingbai.awards.states import Kind
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.web.awards.change import Change
from mingbai.web.awards.facts import WithFacts, accounts
from mingbai.web.awards.hearing import WithHearing
from mingbai.web.words import month_name, said

if TYPE_CHECKING:
    from django.utils.functional import _StrPromise as Promised

BACK = 12  # months a raise may be offered to reach back


class Raise(WithFacts):
    """More is due."""

    kind = Kind.RAISE

    def offer(self) -> None:
        """Offer past months too, and say for what."""
        super().offer()
        now = Month.parse(self.about.today)
        past = [now.plus(-back) for back in range(BACK + 1)]
        why = said("限标准调整、更正、申诉成立", "standard, correction or appeal only")
        earlier = [(str(one), f"{month_name(one)}（{why}）") for one in past]
        self.choose("effective_month", [*((str(one), month_name(one)) for one in self.months()), *earlier])

    def do(self, by: Actor, at: datetime) -> int:
        """Propose the raise."""
        return actions.raise_amount(
            award_id=self.about.award.pk, amount_fen=self.amount_fen(), facts=self.facts(), evidence=self.shown_by(),
            members=self.people(), payment=self.payment(), effective_month=self.cleaned_data["effective_month"],
            by=by, at=at,
        )  # fmt: skip


class Less(WithHearing):
    """A change to the worse: from this month on at the earliest."""

    def months(self) -> list[Month]:
        """Return this month too."""
        return [Month.parse(self.about.today), *super().months()]

    def begins(self) -> Month:
        """Return this month, the next where this month's line is on its way already."""
        now, *later = self.months()
        return later[0] if self.about.is_on_its_way else now


class Lower(Less, WithFacts):
    """Less is due, after the family was heard."""

    kind = Kind.LOWER

    def do(self, by: Actor, at: datetime) -> int:
        """Enter the hearing and propose the reduction: both, or neither."""
        with transaction.atomic():
            return actions.lower_amount(
                award_id=self.about.award.pk, amount_fen=self.amount_fen(), facts=self.facts(),
                evidence=self.shown_by(), hearing_id=self.heard(by, at), members=self.people(), payment=self.payment(),
                effective_month=self.cleaned_data["effective_month"], by=by, at=at,
            )  # fmt: skip


class Stop(Less):
    """Nothing is due any more, after the family was heard, or its village where nobody is left."""

    kind = Kind.STOP

    def foreseen(self) -> Foreseen | None:
        """Return that nothing would be due, for the cause chosen."""
        month, cause = self.value("effective_month"), self.value("cause")
        return foresee(self.about.award, month, self.about.facts, stops_for=cause) if month and cause else None

    def do(self, by: Actor, at: datetime) -> int:
        """Enter the hearing and propose the stop: both, or neither."""
        with transaction.atomic():
            return actions.stop_award(
                award_id=self.about.award.pk, evidence=self.shown_by(), hearing_id=self.heard(by, at),
                effective_month=self.cleaned_data["effective_month"], by=by, at=at,
            )  # fmt: skip


class Resume(WithFacts):
    """A stopped award is paid again, from the month after it is confirmed."""

    kind = Kind.RESUME

    def offer(self) -> None:
        """Offer no month: it begins when it is confirmed."""
        super().offer()
        del self.fields["effective_month"]

    def do(self, by: Actor, at: datetime) -> int:
        """Propose that it be resumed."""
        word = self.about.word
        people = self.people()
        return actions.resume_award(
            award_id=self.about.award.pk, amount_fen=self.amount_fen(), facts=self.facts(), evidence=self.shown_by(),
            members=(self.about.award.person_id,) if people is None else people,
            payment=self.payment() or Payment(word.payee_id, word.account_id), by=by, at=at,
        )  # fmt: skip


class Pay(WithFacts):
    """The amount stays, another account is paid into."""

    kind = Kind.KEEP

    def causes(self) -> list[str]:
        """Return why another account may be paid into."""
        return ["account", "payee"]

    def offer(self) -> None:
        """Offer the other accounts that are confirmed; no month: it begins when it is confirmed."""
        super().offer()
        for name in set(self.fields) - {"cause", "account", "evidence", "document"}:
            del self.fields[name]
        others = [(key, shown) for key, shown in accounts(self.about) if key not in ("", self.about.word.account_id)]
        self.choose("account", [("", said("请选择", "Choose")), *others])
        if not others:
            self.fields["account"].help_text = gettext("没有其他已确认的账户：请先登记新账户，由另一人确认。")

    def clean(self) -> dict[str, Any]:
        """Return what was typed: no amount is sent."""
        return self.cleaned_data

    def foreseen(self) -> Foreseen | None:
        """Return nothing: the amount stays."""
        return None

    def do(self, by: Actor, at: datetime) -> int:
        """Propose the account."""
        word = self.about.word
        payment = self.payment() or Payment(word.payee_id, word.account_id)
        return actions.change_payment(
            award_id=self.about.award.pk, payment=payment, evidence=self.shown_by(), by=by, at=at
        )


@dataclass(frozen=True)
class Way:
    """One change: its name in the address, what it is called, its form."""

    name: str
    title: "Promised | str"
    form: type[Change]
    of_stopped: bool = False  # of an award that pays nothing now

    @property
    def is_adverse(self) -> bool:
        """Return whether the family is heard before."""
        return issubclass(self.form, WithHearing)


WAYS: Mapping[str, Way] = {
    one.name: one
    for one in (
        Way("raise", _("增发"), Raise),
        Way("lower", _("减发"), Lower),
        Way("stop", _("停发"), Stop),
        Way("pay", _("变更账户"), Pay),
        Way("resume", _("恢复发放"), Resume, of_stopped=True),
    )
}
