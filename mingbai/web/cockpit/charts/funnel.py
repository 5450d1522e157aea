"""4 预警漏斗: from what rules hit to money brought back, over twelve months."""

from django.utils.translation import gettext as _

from mingbai.cockpit.queries.watch import funnel
from mingbai.web.cockpit.asked import Asked
from mingbai.web.cockpit.charts.chart import Chart, count, mark, words, yuan

COLOURS = ("--primary-deep", "--primary", "--blue", "--amber", "--red", "--green")


def chart(asked: Asked) -> Chart:
    """Return how many of a year's hits became tasks, were assigned, verified, confirmed and paid back."""
    found = funnel(asked.region, asked.year[0], asked.month)
    inbox, closed = asked.link("alerts"), asked.link("alerts", state="closed")
    steps = (
        (_("命中"), found.hits, None, inbox),
        (_("去重后"), found.tasks, None, inbox),
        (_("已指派"), found.assigned, None, inbox),
        (_("经核实"), found.verified, None, asked.link("alerts", state="verified")),
        (_("属实"), found.confirmed, found.confirmed_fen, closed),
        (_("追回"), found.recovered, found.recovered_fen, closed),
    )
    rows = [
        [words(name, href), count(number, href), yuan(fen) if fen is not None else words("")]
        for name, number, fen, href in steps
    ]
    marks = [
        mark(number, [name, f"{number:,}"], href, name=f"{name} {number:,}", itemStyle={"color": colour})
        for (name, number, _fen, href), colour in zip(steps, COLOURS, strict=True)
    ]
    option = {
        "legend": {"show": False},
        "series": [
            {
                "type": "funnel", "sort": "none", "data": marks, "minSize": "4%", "gap": 3, "top": 8, "bottom": 8,
                "left": "4%", "width": "60%", "label": {"position": "right", "color": "--text"}, "name": _("预警"),
            }
        ],
    }  # fmt: skip
    heads = [_("环节"), _("件数"), _("金额（元）")]
    return Chart("funnel", _("预警漏斗"), _("近十二个月的预警走到哪一步"), heads, rows if found.hits else [], option)
