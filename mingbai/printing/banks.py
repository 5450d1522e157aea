"""代发银行服务评分表 and 收费检测清单, from what banks told of a month (R-723, R-724)."""

from collections import defaultdict
from datetime import datetime
from typing import Any

from mingbai.kernel.masks import mask_account, mask_name
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.papers import BankScore, BankServed, Fee, FeeList
from mingbai.printing.places import place_name
from mingbai.printing.printed import Printed, without_numbers
from mingbai.receipts.queries import FeeTaken, entries_read, fees, scorecard
from mingbai.receipts.states import ItemState

DONE = {ItemState.OPEN: "待银行说明", ItemState.ANSWERED: "银行已说明", ItemState.EXPLAINED: "已说明并经认可"}


def bank_score_papers(region: Region, month: Month, *, at: datetime) -> dict[str, Printed]:
    """Return the scorecard of all banks, and for each that took fees the list it is to give back; one if none did."""
    office = place_name(region, day_of(at))
    told: dict[str, Any] = {"office": office, "made_at": at, "place": office, "month": month}
    banks = [
        BankServed(one.bank, one.paid, one.paid_fen, one.on_the_day_bp, one.failed, one.returned, one.errors, one.fees)
        for one in scorecard(region, month)
    ]
    taken: dict[str, list[Fee]] = defaultdict(list)
    for each in fees(region, month):
        taken[each.entry.bank].append(_fee(each))
    read = entries_read(region, month)
    lists = {
        f"收费检测清单-{region}-{month}{f'-{number}' if bank else ''}": FeeList(
            number=f"{region}-{month}-收费{f'-{number}' if bank else ''}", looked_at=read, fees=found, **told
        )
        for number, (bank, found) in enumerate(sorted(taken.items()) or [("", [])], start=1)
    }
    score = BankScore(number=f"{region}-{month}-银行", banks=banks, **told)
    papers = {f"银行评分表-{region}-{month}": score, **lists}
    return {name: Printed(paper, f"{region}/{month}", region.code, month) for name, paper in papers.items()}


def _fee(one: FeeTaken) -> Fee:
    entry, item = one.entry, one.item
    done = f"{DONE[ItemState(item.state)]}{f'：{without_numbers(item.answer)}' if item.answer else ''}"
    holder, account = mask_name(entry.name), mask_account(entry.account_hint)
    return Fee(entry.bank, entry.reference, holder, account, entry.paid_on, entry.amount_fen or 0,
               without_numbers(entry.purpose), done)  # fmt: skip
