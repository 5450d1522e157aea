"""9 宏观指标: coverage, growth and average supplement of each place against its peers, within limits (R-1311)."""

from django.utils.translation import gettext as _

from mingbai.cockpit.queries.macro import Indicators, indicators
from mingbai.web.cockpit.asked import Asked
from mingbai.web.cockpit.charts.chart import Chart, Option, count, mark, share, words, yuan

Shown = tuple[str, str, str, list[float]]  # name, symbol, colour, deviations of the places in order

CAP = 3  # limits up and down are drawn


def chart(asked: Asked) -> Chart:
    """Return how far each place moved from its peers, in standard errors; beyond the lines it is looked at first."""
    found = indicators(asked.history, asked.parameters)
    names, links = asked.names, {place: asked.link("month", area=place) for place in found.places}
    rows = [
        [
            words(names[place], links[place]), count(found.persons[place]), share(found.share.get(place)),
            share(found.growth.get(place)), yuan(found.average_fen.get(place)),
            *(words(f"{z[place]:+.1f}") for z in (found.coverage_z, found.growth_z, found.average_z)),
        ]
        for place in found.places
    ]  # fmt: skip
    part = _("占人口") if found.has_population else _("占本地保障人数")
    heads = [
        _("区划"), _("保障人数"), part, _("增长率"), _("人均补差（元）"), _("人数偏离"), _("增长偏离"), _("补差偏离")
    ]  # fmt: skip
    shown: list[Shown] = [
        (_("保障人数"), "circle", "--primary", [found.coverage_z[place] for place in found.places]),
        (_("增长率"), "triangle", "--amber", [found.growth_z[place] for place in found.places]),
        (_("补差水平"), "diamond", "--green", [found.average_z[place] for place in found.places]),
    ]
    about = _("与同级相比偏离几个标准误（提标等共同变化已扣除）；超出虚线的先核查")
    option = _option(found, [names[place] for place in found.places], shown, list(links.values()))
    notes = [] if found.has_population else [_("还没有各地人口数，人员数量占比暂按占本地保障人数的比例。")]
    return Chart("macro", _("宏观指标离群"), about, heads, rows, option, "wide", notes)


def _option(found: Indicators, names: list[str], shown: list[Shown], links: list[str]) -> Option:
    limits = {
        "silent": True, "symbol": "none", "lineStyle": {"color": "--red", "type": "dashed", "width": 2},
        "label": {"formatter": "{c}", "color": "--red-text"}, "data": [{"yAxis": found.limit}, {"yAxis": -found.limit}],
    }  # fmt: skip
    most = CAP * found.limit  # what lies further out stands at the edge and says how far
    series: list[Option] = [
        {
            "type": "scatter", "name": title, "symbol": symbol, "symbolSize": 11, "itemStyle": {"color": colour},
            "data": [
                mark([at, max(-most, min(most, round(z, 2)))], [f"{names[at]} {title}", f"{z:+.1f}"], links[at])
                for at, z in enumerate(deviations)
            ],
        }
        for title, symbol, colour, deviations in shown
    ]  # fmt: skip
    series[0]["markLine"] = limits
    return {
        "xAxis": {"type": "category", "data": names, "axisLabel": {"interval": 0, "rotate": 40}},
        "yAxis": {"type": "value", "min": -most, "max": most, "interval": found.limit, "name": _("标准误")},
        "legend": {},
        "series": series,
    }
