"""The three-way match as a waterfall: four sums, and the difference from each to the next."""

from itertools import pairwise

from mingbai.rules.report.flow import Flow, Sum
from mingbai.rules.report.page.bars import drawing, figure, item, piece
from mingbai.rules.report.page.markup import both, table
from mingbai.rules.report.page.numbers import count, lines, yuan

STEPS = {
    "approved": ("民政核定", "Approved by civil affairs"),
    "rostered": ("发放名册", "On the roster"),
    "appropriated": ("财政拨款", "Appropriated by finance"),
    "paid": ("银行代发成功", "Paid by the bank"),
}
OUTCOMES = {
    "back_pay": ("另有补发、更正", "Besides: back-pay and corrections"),
    "returned": ("另有退汇", "Besides: returned by the bank"),
    "failed": ("另有代发失败", "Besides: failed at the bank"),
}
WIDEST = 45.0  # per cent: the largest difference, to either side of the middle
MIDDLE = '<rect x="50%" width="1" height="100%" fill="#7b8794"/>'


def match_chart(flow: Flow) -> str:
    """Return the chart with its table; a list that was not given is drawn as missing, never as nothing."""
    title = both("钱走到哪一步：核定 → 名册 → 拨款 → 到账（元）", "Approved → rostered → appropriated → paid (yuan)")
    note = both(
        "四张清单各自的合计，可与原文件逐一加总核对；差额条单独放大。"
        "合计相等不等于逐行相符，逐行差异见 RK-306 至 RK-308。",
        "The sum of each list, which can be re-added from the files; differences have a scale of their own. "
        "Equal sums do not prove equal lines: for those see RK-306 to RK-308.",
    )
    return figure("match", title, note, _waterfall(flow) + _besides(flow), _table(flow))


def _waterfall(flow: Flow) -> str:
    known = [told for _, told in flow.steps if told]
    largest = max((told.amount_fen for told in known), default=0) or 1
    widest = max((abs(there.amount_fen - here.amount_fen) for here, there in pairwise(known)), default=0) or 1
    drawn: list[str] = []
    before: Sum | None = None
    for name, told in flow.steps:
        if told and before:
            drawn.append(_gap(told.amount_fen - before.amount_fen, widest))
        drawn.append(_level(STEPS[name], told, largest))
        before = told or before
    return f'<ul class="bars">{"".join(drawn)}</ul>'


def _level(words: tuple[str, str], told: Sum | None, largest: int) -> str:
    if told is None:
        missing = f'<span class="muted">{both("未提供，未能比对", "not given, not compared")}</span>'
        return item(both(*words), missing, "--", "missing")
    bar = drawing(22, piece("plain", 0, max(told.amount_fen, 0) * 100 / largest))
    return item(f"{both(*words)}<small>{lines(told.rows)}</small>", bar, yuan(told.amount_fen))


def _gap(gap_fen: int, widest: int) -> str:
    if gap_fen == 0:
        return item("", f'<span class="even">✔ {both("合计相等", "sums are equal")}</span>', "0.00", "gap")
    width = abs(gap_fen) * WIDEST / widest
    if gap_fen < 0:
        bar = drawing(10, MIDDLE, piece("less", 50 - width, width))
        return item(both("比上一步少", "less than before"), bar, yuan(gap_fen), "gap less")
    bar = drawing(10, MIDDLE, piece("more", 50, width))
    return item(both("比上一步多", "more than before"), bar, f"+{yuan(gap_fen)}", "gap more")


def _besides(flow: Flow) -> str:
    others = []
    for name, words in OUTCOMES.items():
        told: Sum | None = getattr(flow, name)
        if told and told.rows:
            others.append(f"<li>{both(*words)} <b>{lines(told.rows)}</b> <b>{yuan(told.amount_fen)}</b></li>")
    return f'<ul class="besides">{"".join(others)}</ul>' if others else ""


def _table(flow: Flow) -> str:
    rows = []
    before: Sum | None = None
    for name, told in flow.steps:
        gap = told.amount_fen - before.amount_fen if told and before else None
        number = count(told.rows) if told else yuan(None)
        rows.append([both(*STEPS[name]), number, yuan(told.amount_fen if told else None), yuan(gap)])
        before = told or before
    heads = [
        both("环节", "Stage"),
        both("笔数", "Lines"),
        both("金额（元）", "Yuan"),
        both("与上一环节之差（元）", "Difference (yuan)"),
    ]
    return table(both("当月四张清单的合计", "Sums of the month's four lists"), heads, rows, numbers=(1, 2, 3))
