"""From the check code at the foot of a page back to the log: what was printed, by whom, when, and with which bytes."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from pathlib import Path

from django.db.models import Q

from mingbai.evidence.models import Act
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.queries import officer_names
from mingbai.offices.refused import Refused
from mingbai.printing.printed import subject_of

TITLES: Mapping[str, tuple[str, str]] = {  # template → Chinese, English
    "agreement": ("三方核对一致性签字单", "sheet of the comparison"),
    "bank_list": ("银行代发清单", "payments for the bank"),
    "bank_score": ("代发银行服务评分表", "scorecard of banks"),
    "card_receipts": ("卡折签收登记表", "cards signed for"),
    "change_notice": ("救助金调整告知书", "notice of a change"),
    "delivery_list": ("告知书送达登记册", "notices to deliver"),
    "deviations": ("偏离报告", "deviations"),
    "fee_list": ("收费检测清单", "fees found"),
    "fund_plan": ("用款计划表", "request for funds"),
    "log_review": ("日志核查报告", "review of the log"),
    "month_brief": ("监管月报", "brief of the month"),
    "month_ledger": ("月度台账", "ledger of the month"),
    "rectification_notice": ("整改通知书", "notice to put right"),
    "roster_list": ("花名表", "roster"),
    "roster_summary": ("汇总表", "summary of payments"),
    "three_ledgers": ("三账核对零差额证明", "certificate of the three ledgers"),
    "undelivered_cards": ("未领卡折清单", "undelivered cards"),
}
MOST = 50
CODE = re.compile(r"([0-9A-F]{4})-?([0-9A-F]{4})-?([0-9A-F]{4})-?([0-9A-F]{4})")


@dataclass(frozen=True)
class Traced:
    """One printing, as the log has it; the subject is what `mingbai evidence prove` proves."""

    template: str
    code: str
    by: str
    at: datetime
    region: str
    month: str
    sha256: str
    subject: str
    place: int | None  # in the log; none while it waits for one

    @property
    def title(self) -> tuple[str, str]:
        """Return what was printed."""
        return TITLES[self.template]


def traced(code: str, region: Region) -> list[Traced]:
    """Return every printing of a code in a division, the first first; raise Refused for what is no code, or unknown."""
    found = CODE.fullmatch(re.sub(r"\s", "", code).upper())
    if found is None:
        raise Refused(
            f"“{code[:40]}”不是校验码；页脚的校验码形如 46C0-2F62-6607-4716。",
            f"“{code[:40]}” is no check code: at the foot of a page it looks like 46C0-2F62-6607-4716.",
        )
    plain = "-".join(found.groups())
    named = Q()
    for template in TITLES:
        named |= Q(subject__startswith=subject_of(template, plain))
    acts = list(Act.objects.filter(named, region__startswith=region.code).select_related("leaf").order_by("id"))
    if not acts:
        raise Refused(
            f"您的辖区内没有出具过校验码为{plain}的纸质件；请核对抄写是否有误，仍查不到的，该纸质件不可信。",
            f"No paper with the code {plain} was printed in your division: copy it again; if it stays unknown, do not "
            "believe the paper.",
        )
    names = officer_names(act.by for act in acts)
    return [_traced(act, names) for act in acts]


def printings(region: Region, month: Month) -> list[Traced]:
    """Return the papers printed of a division's month, the latest first; no more than a page of them."""
    acts = Act.objects.filter(subject__startswith="papers.", region__startswith=region.code, month=f"{month.first_on}")
    found = list(acts.select_related("leaf").order_by("-id")[:MOST])
    names = officer_names(act.by for act in found)
    return [_traced(act, names) for act in found]


def is_of(path: Path, printings: list[Traced]) -> bool:
    """Return whether a file has the very bytes of one of the printings."""
    return sha256(path.read_bytes()).hexdigest() in {one.sha256 for one in printings}


def _traced(act: Act, names: Mapping[int, str]) -> Traced:
    template, code, digest = act.subject.removeprefix("papers.").split("/")
    leaf = getattr(act, "leaf", None)
    return Traced(
        template, code, names.get(act.by or 0, ""), act.at, act.region, act.month[:7], digest, act.subject,
        leaf.index if leaf else None,
    )  # fmt: skip
