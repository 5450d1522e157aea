"""The facts an amount rests on, as they are now: whoever is counted, income, top-ups, care; and who is paid."""

from dataclasses import replace
from typing import Any

from django import forms
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from mingbai.awards.actions import Facts, Payment
from mingbai.awards.queries import Foreseen, foresee
from mingbai.kernel.money import show_yuan
from mingbai.web.awards.change import Change
from mingbai.web.fields import Yuan
from mingbai.web.words import said

CARE = {
    "able": ("全自理", "Able to care for themselves"),
    "partial": ("半护理", "Partly able"),
    "total": ("全护理", "Not able"),
}
SUPPLY = {"central": ("集中供养", "In an institution"), "dispersed": ("分散供养", "At home")}
FACTS = {  # field → what it is of the facts
    "priority": "priority_member_count",
    "income": "annual_income_fen",
    "care_level": "care_level",
    "supply_mode": "supply_mode",
}
BIGGEST = 15  # digits of an amount in fen


class Income(Yuan):
    """An income in yuan: nothing typed is not known, never nought."""

    def clean(self, value: Any) -> Any:
        """Return the income in fen, None where none is typed."""
        return super().clean(value) if str(value or "").strip() else self.nothing(value)

    def nothing(self, value: Any) -> None:
        """Return that nothing is known; say so where it must be."""
        self.validate(str(value or "").strip())


class WithFacts(Change):
    """A change whose amount follows from the facts typed."""

    members = forms.TypedMultipleChoiceField(
        label=_("保障人员"), coerce=int, widget=forms.CheckboxSelectMultiple, help_text=_("变更后仍列入保障的人。")
    )
    priority = forms.IntegerField(label=_("加发人数"), min_value=0, max_value=99, help_text=_("符合加发条件的有几人。"))
    income = Income(label=_("家庭年收入（元）"), help_text=_("全家一年的收入，按核对结果填写。"))
    care_level = forms.ChoiceField(label=_("自理能力"))
    supply_mode = forms.ChoiceField(label=_("供养方式"))
    amount = Yuan(label=_("每月金额（元）"), help_text=_("该项目没有统一公式，按审批文件填写。"))
    account = forms.TypedChoiceField(label=_("发放账户"), coerce=int)

    def known(self) -> dict[str, Any]:
        """Return the facts as they are, without whoever has died."""
        about, facts = self.about, self.about.facts
        covered, income = set(about.word.members), facts.annual_income_fen
        return super().known() | {
            "members": [one.person_id for one in about.living if one.person_id in covered],
            "priority": facts.priority_member_count,
            "income": "" if income is None else show_yuan(income),
            "care_level": facts.care_level,
            "supply_mode": facts.supply_mode,
            "account": "" if about.is_payee_gone else about.word.account_id,
        }

    def offer(self) -> None:
        """Offer the household's people and accounts; ask nothing the amount does not rest on."""
        super().offer()
        self.choose("members", [(one.person_id, f"{one.name}（{one.relation}）") for one in self.about.living])
        self.choose("care_level", [(one, said(*words)) for one, words in CARE.items()])
        self.choose("supply_mode", [(one, said(*words)) for one, words in SUPPLY.items()])
        self.choose("account", accounts(self.about))
        for name in {"members", "amount", *FACTS} - self._asked():
            del self.fields[name]

    def clean(self) -> dict[str, Any]:
        """Return what was typed; nobody sends an amount that was not shown."""
        typed = super().clean() or self.cleaned_data
        if self.about.has_formula and self._seen() is None:
            self.add_error(None, gettext("金额已按政策核算，列在下面：请核对后再提出。"))
        return typed

    def facts(self) -> Facts:
        """Return the facts as typed; what is not asked stays as it is."""
        typed = {known: self.value(name) for name, known in FACTS.items() if name in self.fields}
        people = self.people()
        if people is not None:
            typed["member_count"] = len(people)
        return replace(self.about.facts, **typed)

    def people(self) -> tuple[int, ...] | None:
        """Return who is covered from then on; None where that is not asked."""
        return tuple(self.value("members") or ()) if "members" in self.fields else None

    def payment(self) -> Payment | None:
        """Return who is paid into which account, None where that stays as it is."""
        word, account = self.about.word, self.cleaned_data["account"]
        if account == word.account_id:
            return None
        return Payment(self.about.accounts[account].person_id or word.payee_id, account)

    def foreseen(self) -> Foreseen | None:
        """Return what policy gives for the facts typed."""
        month = self.value("effective_month") if "effective_month" in self.fields else self.begins()
        if month is None or self.people() == ():
            return None
        return foresee(self.about.award, month, self.facts())

    def amount_fen(self) -> int:
        """Return the amount as it was shown and sent, or typed where there is no formula."""
        return int(self.cleaned_data["amount"]) if "amount" in self.fields else self._seen() or 0

    def _seen(self) -> int | None:
        text = str(self.data.get("seen", ""))
        return int(text) if text.isascii() and text.isdigit() and len(text) < BIGGEST else None

    def _asked(self) -> set[str]:
        """Return which facts decide the amount of this award."""
        about, programme = self.about, self.about.award.programme
        asked = set() if about.is_of_one else {"members"}
        asked |= set() if about.has_formula else {"amount"}
        if programme.startswith("dibao") and not about.is_of_one:
            asked |= {"priority", "income"}
        if programme.startswith("tekun"):
            asked |= {"care_level", "supply_mode"}
        return asked


def accounts(about: Any) -> list[tuple[Any, str]]:
    """Return the accounts that may be paid into, by whose they are; not that of one who has died."""
    gone = about.word.account_id if about.is_payee_gone else None
    found = [one for one in about.accounts.values() if one.pk != gone]
    shown: list[tuple[Any, str]] = [(one.pk, f"{one.holder_name} {one.bank} {one.number_hint}") for one in found]
    return [("", said("请选择", "Choose")), *shown] if gone else shown
