"""The tables a check prints: what could not be compared, and the totals by severity and by rule."""

from typing import IO

from rich import box
from rich.console import Console
from rich.table import Table
from rich.text import Text

from mingbai.cli.voice import Voice
from mingbai.kernel.money import show_yuan
from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.comparison import lacking
from mingbai.rules.report.totals import Tally
from mingbai.rules.report.wording.severities import TOLD

PIPED_WIDTH = 120
COLOURS = {"red": "red", "orange": "dark_orange", "yellow": "yellow", "blue": "blue"}


def tell_coverage(result: Outcome, voice: Voice) -> None:
    """Say which rules ran, which could not and for want of what, and which were checked in part."""
    ran, all_of_them = len(result.checked.run), len(result.checked.run) + len(result.checked.not_run)
    voice.tell(f"运行了 {ran} 条规则（共 {all_of_them} 条）。", f"{ran} of {all_of_them} rules ran.")
    for one in sorted(result.checked.not_run, key=lambda one: one.rule.id):
        zh, en = lacking(one)
        lacks, lacks_en = ("", "") if one.left_out else ("缺少", "lacks ")
        voice.tell(
            f"  未运行 {one.rule.id} {one.rule.title}：{lacks}{zh}",
            f"  not run {one.rule.id} {one.rule.title_en}: {lacks_en}{en}",
        )
    for rule in sorted(result.partly, key=lambda rule: rule.id):
        zh, en = rule.partly or ("", "")
        voice.tell(f"  只检查了一部分 {rule.id} {rule.title}：{zh}", f"  in part {rule.id} {rule.title_en}: {en}")
    if result.intake.refused:
        number = result.intake.refused
        voice.tell(f"退回 {number} 行，见 rows-refused.xlsx。", f"{number} rows were refused: see rows-refused.xlsx.")


def print_summary(result: Outcome, voice: Voice, file: IO[str]) -> None:
    """Print the totals by severity and by rule."""
    console = Console(file=file, highlight=False)
    if not console.is_terminal:
        console = Console(file=file, highlight=False, width=PIPED_WIDTH)
    console.print(_by_severity(result, voice))
    console.print(_by_rule(result, voice))


def _by_severity(result: Outcome, voice: Voice) -> Table:
    table = _table(voice, ("级别", "Severity"), ("发现", "Findings"), ("金额（元）", "Yuan"))
    for name, told in TOLD.items():
        tally = result.totals.by_severity[name]
        shown = f"{told.shape} {voice.say(told.name, told.name_en)}"
        table.add_row(Text(shown, style=COLOURS[told.code]), f"{tally.count:,}", _yuan(tally))
    once = voice.say("涉及金额（每户每项目只计一次）", "At stake, each household and programme once")
    table.add_section()
    table.add_row(voice.say("合计", "Total"), f"{result.totals.all.count:,}", _yuan(result.totals.all))
    table.add_row(once, "", show_yuan(result.totals.once_fen))
    return table


def _by_rule(result: Outcome, voice: Voice) -> Table:
    table = _table(voice, ("规则", "Rule"), ("发现", "Findings"), ("金额（元）", "Yuan"))
    for rule in result.rules:
        tally = result.totals.by_rule.get(rule.id)
        if tally:
            told = TOLD[rule.severity.value]
            name = f"{told.shape} {rule.id} {voice.say(rule.title, rule.title_en)}"
            table.add_row(Text(name, style=COLOURS[told.code]), f"{tally.count:,}", _yuan(tally))
    return table


def _table(voice: Voice, *heads: tuple[str, str]) -> Table:
    table = Table(box=box.SIMPLE_HEAD)
    for place, head in enumerate(heads):
        table.add_column(voice.say(*head), justify="right" if place else "left", overflow="fold")
    return table


def _yuan(tally: Tally) -> str:
    return "--" if tally.amount_fen is None else show_yuan(tally.amount_fen)
