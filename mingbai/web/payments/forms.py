"""What is typed about a plan of use: whose money of which programme, by which document, after which meeting."""

from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.payments import actions
from mingbai.rosters.queries import minutes
from mingbai.rules.speaking import programme_names
from mingbai.treasury.queries import FundFacts, funds
from mingbai.web.fields import Lined, Yuan
from mingbai.web.words import language

MEETINGS = timedelta(days=62)  # back from the month they were about


class Plan(Lined):
    """Ask for what the frozen rosters of a programme come to and nobody has asked for yet."""

    fund = forms.TypedChoiceField(label=_("资金"), coerce=int, help_text=_("金额取自已封存的名册，不必填写。"))
    document = forms.CharField(label=_("申报文号"), max_length=60)
    minutes = forms.TypedChoiceField(
        label=_("局务会议纪要"), coerce=int, required=False, empty_value=None,
        help_text=_("本地规定须经局务会议的，选会议纪要。"),
    )  # fmt: skip
    fen = Yuan(
        label=_("另需金额（元）"), required=False,
        help_text=_("通常不填。只在编制代发文件时提示资金分在几份计划里、凑不成整行时，填所提示的金额。"),
    )  # fmt: skip

    def __init__(self, *args: Any, region: Region, month: Month, **more: Any) -> None:
        super().__init__(*args, **more)
        self.month = month
        self.found = {one.id: one for one in funds() if region.code.startswith(one.region)}
        held = minutes(region, month.first_on - MEETINGS)
        self.fields["fund"].choices = [(one.id, _name(one)) for one in self.found.values()]  # type: ignore[attr-defined]
        self.fields["minutes"].choices = [("", "--"), *((one.pk, f"{one.number} {one.held_on}") for one in held)]  # type: ignore[attr-defined]

    def do(self, by: Actor, at: datetime) -> int:
        """Ask for it; return the plan's number."""
        typed = self.cleaned_data
        return actions.request_funds(
            region=by.region, month=self.month, programme=self.found[typed["fund"]].programme, fund_id=typed["fund"],
            document=typed["document"], minutes_id=typed["minutes"], fen=typed["fen"] or None, by=by, at=at,
        )  # fmt: skip


def _name(fund: FundFacts) -> str:
    """Return a fund as people choose it: whose money, of which year, by which document."""
    return f"{programme_names(fund.programme, language())} {fund.year} {fund.document}"
