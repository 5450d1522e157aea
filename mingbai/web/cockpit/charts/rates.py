"""10 比率: paid by card, in time, in full, filed, put right: each against what it should be."""

from django.utils.translation import gettext as _

from mingbai.cockpit.queries.rates import Rates, rates
from mingbai.web.cockpit.asked import Asked
from mingbai.web.cockpit.charts.chart import Chart, Option, count, mark, share, words

WHOLE = 100
Line = tuple[str, int, int, str]  # name, part, whole, where its rows are


def chart(asked: Asked) -> Chart:
    """Return the month's rates that there is something to take of, each with its parts."""
    now, found = asked.history.now, rates(asked.region, asked.today)
    lines = [line for line in _lines(asked, found) if line[2]]
    rows = [
        [words(name, href), count(part), count(whole), share(part / whole), share(1.0, digits=0)]
        for name, part, whole, href in lines
    ]
    heads = [_("指标"), _("分子"), _("分母"), _("比率"), _("目标")]
    notes = [_("入户率、抽查率随入户调查和抽查功能一起提供。")]
    return Chart(
        "rates", _("重点比率"), _("当月发放和当前办理的比率，目标都是100%%") % (), heads,
        rows if now.lines or lines else [], _option(lines), notes=notes,
    )  # fmt: skip


def _lines(asked: Asked, found: Rates) -> list[Line]:
    now, three = asked.history.now, asked.link("receipts")
    return [
        (_("一卡通发放率"), now.by_card, now.arrived_lines, three),
        (_("按时到账率"), now.on_time, now.lines, three),
        (_("逐笔一致率"), now.arrived_lines, now.lines, three),
        (_("代管卡备案率"), found.filed, found.held_by_others, asked.link("people")),
        (_("预警核实率"), found.verified, found.tasks, asked.link("alerts")),
        (_("整改完成率"), found.put_right, found.ordered, asked.link("inspections")),
        (_("回头看率"), found.looked_at_again, found.put_right, asked.link("inspections")),
    ]


def _option(lines: list[Line]) -> Option:
    bars = [
        mark(
            int(part * WHOLE * WHOLE / whole) / WHOLE, [name, f"{part:,} / {whole:,}", share(part / whole).text], href,
            itemStyle={"color": "--green" if part == whole else "--amber"},
        )
        for name, part, whole, href in lines
    ]  # fmt: skip
    names = [f"{name} {share(part / whole).text}" for name, part, whole, _href in lines]
    target = {
        "silent": True, "symbol": "none", "lineStyle": {"color": "--text", "type": "solid", "width": 2},
        "label": {"show": False}, "data": [{"xAxis": WHOLE}],
    }  # fmt: skip
    return {
        "xAxis": {"type": "value", "min": 0, "max": WHOLE, "axisLabel": {"formatter": "{value}%"}},
        "yAxis": {"type": "category", "data": names, "inverse": True},
        "legend": {"show": False},
        "series": [
            {
                "type": "bar", "name": _("比率"), "data": bars, "barMaxWidth": 18, "markLine": target,
                "showBackground": True, "backgroundStyle": {"color": "--grey-pale"},
            }
        ],
    }  # fmt: skip
