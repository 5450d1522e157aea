"""银行代发清单、偏离报告、整改通知书、日志核查报告, from what the desk has."""

from datetime import date, datetime, timedelta

from mingbai.inspections.queries import log_paper, notice
from mingbai.kernel.masks import mask_account, mask_name
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.refused import Refused
from mingbai.papers import BankLine, BankList, Deviation, Deviations
from mingbai.payments.queries import file as bank_file
from mingbai.payments.queries import payments_of
from mingbai.people.queries import accounts
from mingbai.policy.parameters.packs import definitions
from mingbai.policy.parameters.showing import shown
from mingbai.printing.places import place_name, place_names, title_of
from mingbai.printing.printed import Printed
from mingbai.standards.queries import deviations, rules_in_force
from mingbai.standards.states import Mode

REPLY_DAYS = 45  # from the notice to the unit's report, unless an item is due later


def bank_papers(file_id: int, *, at: datetime) -> dict[str, Printed]:
    """Return the list that goes with a sealed bank file; raise Refused for one unseen or not sealed yet."""
    found = bank_file(file_id)
    if found is None or not found.sha256:
        raise Refused(
            f"没有编号为{file_id}的已封存代发文件；请先封存，再打印清单。",
            f"There is no sealed file {file_id} in sight: seal it first, then print its list.",
        )
    attempts = list(payments_of(file_id))
    held = accounts({one.account_id for one in attempts})
    lines = [
        BankLine(
            one.end_to_end_id,
            mask_name(held[one.account_id].holder_name),
            mask_account(held[one.account_id].number_hint),
            one.amount_fen,
            "" if one.attempt == 1 else f"第{one.attempt}次",
        )
        for one in attempts
    ]
    names, region, month = place_names(Region(found.region), day_of(at)), found.region, Month.parse(found.month)
    banks = dict.fromkeys(held[one.account_id].bank for one in attempts)
    paper = BankList(
        office=names.get(region, region), number=f"{found.message_id}-清单", made_at=at, bank="、".join(banks),
        month=month, fund=f"{found.fund.document}　{title_of(found.programme)}", file_name=found.message_id,
        message_id=found.message_id, file_sha256=found.sha256, lines=lines, total_fen=found.total_fen,
    )  # fmt: skip
    return {f"代发清单-{found.message_id}": Printed(paper, str(file_id), region, month)}


def deviation_papers(region: Region, *, at: datetime) -> dict[str, Printed]:
    """Return where a division's values and switches leave the nation's today (R-013)."""
    on = day_of(at)
    name = place_name(region, on)
    values = [
        Deviation(
            name, one.definition.title, shown(one.definition, one.national.value, "zh"),
            shown(one.definition, one.local.value, "zh"), one.local.from_on, one.local.ground("zh"), "",
        )
        for one in deviations(region.code, on)
    ]  # fmt: skip
    modes = rules_in_force(region.code, on)
    switched = [
        Deviation(name, f"规则{rule}", "启用", {"advisory": "仅提示", "off": "停用"}[mode.value], on, "", "")
        for rule, mode in sorted(modes.items())
        if mode is not Mode.ON
    ]
    paper = Deviations(
        office=name, number=f"{region.code}-{on:%Y%m%d}-偏离", made_at=at, place=name, on=on,
        compared=len(definitions()) + len(modes), rows=[*values, *switched],
    )  # fmt: skip
    return {f"偏离报告-{region.code}-{on}": Printed(paper, region.code, region.code, Month.parse(on))}


def rectification_papers(unit_id: int, region: Region, *, telephone: str, at: datetime) -> dict[str, Printed]:
    """Return the notice to a unit with all that is ordered there and not done; raise CannotPrint if there is none."""
    on = day_of(at)
    office = place_name(region, on)
    number = f"{region.code}〔{on.year}〕{unit_id}-{on:%m%d}号"
    paper = notice(
        unit_id=unit_id, region=region, office=office, number=number, report_on=_report_on(on), telephone=telephone,
        at=at,
    )  # fmt: skip
    return {f"整改通知书-{unit_id}-{on}": Printed(paper, str(unit_id), region.code, Month.parse(on))}


def log_papers(review_id: int, region: Region, *, at: datetime) -> dict[str, Printed]:
    """Return the review of a month's log with the signatures it bears (R-912); raise NotThere for one unseen."""
    on, name = day_of(at), place_name(region, day_of(at))
    paper = log_paper(review_id, office=name, place=name, number=f"{region}〔{on.year}〕{review_id}号", at=at)
    return {f"日志核查报告-{review_id}": Printed(paper, str(review_id), region.code, paper.month)}


def _report_on(on: date) -> date:
    return on + timedelta(days=REPLY_DAYS)
