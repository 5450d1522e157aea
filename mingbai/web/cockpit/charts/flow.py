"""5 资金流向: from which budget, for which programme, and where it is now."""

from collections import Counter

from django.utils.translation import gettext as _

from mingbai.rules.speaking import programme_names
from mingbai.treasury.states import Level
from mingbai.web.cockpit.asked import Asked
from mingbai.web.cockpit.charts.chart import Chart, Option, mark, told, wan, words, yuan
from mingbai.web.words import language

COLOURS = {"paid": "--green", "occupied": "--blue", "returned": "--amber", "available": "--grey"}


def chart(asked: Asked) -> Chart:
    """Return the year's money from budgets through programmes to where it is; it makes the same sum at each step."""
    levels = {
        Level.CENTRAL: _("中央资金"), Level.PROVINCE: _("省级资金"), Level.PREFECTURE: _("市级资金"),
        Level.COUNTY: _("县级资金"),
    }  # fmt: skip
    ends = {"paid": _("已发放"), "occupied": _("占用在途"), "returned": _("退回退票"), "available": _("结余")}
    flows: Counter[tuple[str, str]] = Counter()
    colours: dict[str, str] = {}
    for stream in asked.streams:
        programme = programme_names(stream.programme, language())
        colours |= {levels[stream.level]: "--nav", programme: "--primary"}
        flows[levels[stream.level], programme] += stream.parts.given_fen
        for part, name in ends.items():
            fen = getattr(stream.parts, f"{part}_fen")
            if fen > 0:
                colours[name] = COLOURS[part]
                flows[programme, name] += fen
    href = asked.link("treasury") or asked.link("payments")
    rows = [[words(source, href), words(target, href), yuan(fen, href)] for (source, target), fen in flows.items()]
    heads = [_("从"), _("到"), _("金额（元）")]
    about = _("%(year)s年资金从哪级来、为哪项用、现在在哪里") % {"year": asked.month.year}
    return Chart("flow", _("资金流向"), about, heads, rows, _option(flows, colours, href), "wide")


def _option(flows: Counter[tuple[str, str]], colours: dict[str, str], href: str) -> Option:
    nodes = [{"name": name, "itemStyle": {"color": colour}, "tip": name} for name, colour in colours.items()]
    links = [
        mark(wan(fen), [f"{source} → {target}", told(fen)], href, source=source, target=target)
        for (source, target), fen in flows.items()
    ]
    return {
        "legend": {"show": False},
        "series": [
            {
                "type": "sankey", "data": nodes, "links": links, "left": 8, "right": 170, "top": 8, "bottom": 8,
                "nodeGap": 14, "nodeWidth": 14, "draggable": False, "layoutIterations": 32,
                "lineStyle": {"color": "gradient", "opacity": 0.35}, "emphasis": {"focus": "adjacency"},
            }
        ],
    }  # fmt: skip
