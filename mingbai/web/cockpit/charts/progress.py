"""1 发放进度: how much of the year's money has arrived, month by month, beside how much of the year is over."""

from itertools import accumulate

from django.utils.translation import gettext as _

from mingbai.web.cockpit.asked import Asked
from mingbai.web.cockpit.charts.chart import Chart, Option, mark, share, told, words, yuan
from mingbai.web.words import month_name

BAND = 0.05  # how far spending may run ahead of time or behind it
PERCENT = 100


def chart(asked: Asked) -> Chart:
    """Return spending against time; against what was released where a division has no funds of its own."""
    months = [month for month in asked.history.months if month.year == asked.month.year]
    sums = [asked.history.by_month[month] for month in months]
    paid = [one.arrived_fen + one.unmatched_fen for one in sums]
    so_far = list(accumulate(paid))
    given = sum(stream.parts.given_fen for stream in asked.streams)
    of = [given] * len(months) if given else list(accumulate(one.fen for one in sums))
    done = [part / whole if whole else None for part, whole in zip(so_far, of, strict=True)]
    over = [month.month / 12 if given else 1.0 for month in months]
    links = [asked.link("month", month=month) for month in months]
    rows = [
        [words(month_name(month), href), yuan(now), yuan(sofar), yuan(whole), share(part), share(time)]
        for month, href, now, sofar, whole, part, time in zip(months, links, paid, so_far, of, done, over, strict=True)
    ]
    marks = [
        mark(
            None if part is None else round(part * PERCENT, 2),
            [month_name(month), _("累计到账 %(money)s") % {"money": told(sofar)}, share(part).text],
            href,
        )
        for month, href, sofar, part in zip(months, links, so_far, done, strict=True)
    ]
    whole = _("全年指标（元）") if given else _("累计放行（元）")
    heads = [_("月份"), _("当月到账（元）"), _("累计到账（元）"), whole, _("发放进度"), _("时间进度")]
    about = _("累计到账占全年指标，与时间进度相比") if given else _("累计到账占累计放行")
    labels = [_("%(n)s月") % {"n": month.month} for month in months]
    option = _option(labels, over, marks)
    return Chart("progress", _("发放进度"), about, heads, rows if any(paid) else [], option)


def _option(labels: list[str], over: list[float], marks: list[Option]) -> Option:
    """Return the picture: the band, the line of time in it, the line of money."""
    low = [round(max(time - BAND, 0) * PERCENT, 2) for time in over]
    high = [round(min(time + BAND, 1) * PERCENT, 2) for time in over]
    hidden: Option = {"type": "line", "stack": "band", "symbol": "none", "silent": True, "lineStyle": {"opacity": 0}}
    return {
        "xAxis": {"type": "category", "data": labels, "boundaryGap": False},
        "yAxis": {"type": "value", "min": 0, "axisLabel": {"formatter": "{value}%"}},
        "legend": {"data": [_("发放进度"), _("时间进度"), _("允许偏差±5%")]},
        "series": [
            {**hidden, "name": "low", "data": low},
            {
                **hidden,
                "name": _("允许偏差±5%"),
                "data": [round(top - base, 2) for top, base in zip(high, low, strict=True)],
                "areaStyle": {"color": "--chart-band"},
                "itemStyle": {"color": "--chart-band"},
            },
            {
                "type": "line", "name": _("时间进度"), "symbol": "none", "silent": True,
                "data": [round(time * PERCENT, 2) for time in over],
                "lineStyle": {"type": "dashed", "color": "--muted"}, "itemStyle": {"color": "--muted"},
            },
            {
                "type": "line", "name": _("发放进度"), "data": marks, "symbol": "circle", "symbolSize": 9,
                "lineStyle": {"width": 3, "color": "--primary"}, "itemStyle": {"color": "--primary"},
            },
        ],
    }  # fmt: skip
