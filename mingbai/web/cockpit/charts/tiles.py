"""2 区域分布: the month's money place by place, on tiles laid out by code or on the operator's own map."""

from django.utils.translation import gettext as _

from mingbai.web.cockpit.asked import Asked
from mingbai.web.cockpit.charts.chart import Chart, Option, count, mark, share, told, wan, words, yuan
from mingbai.web.cockpit.maps import Map, map_of

MORE = 9  # digits: a place with fewer has places of its own to look into


def chart(asked: Asked) -> Chart:
    """Return what each place's rosters come to; a place opens its own cockpit, the smallest its rosters."""
    found = [(place, asked.history.at(place, asked.month)) for place in asked.history.places]
    here = [(place, sums) for place, sums in found if sums is not None and sums.rostered_lines]
    links = {
        place: asked.link("cockpit" if len(place) < MORE else "month", area=place) for place, _sums in here
    }  # fmt: skip
    rows = [
        [
            words(asked.names[place], links[place]), count(sums.rostered_lines), count(sums.persons),
            yuan(sums.rostered_fen), yuan(sums.fen),
            yuan(sums.arrived_fen), share(sums.arrived_share),
        ]
        for place, sums in here
    ]  # fmt: skip
    marks = [
        mark(
            wan(sums.rostered_fen),
            [asked.names[place], told(sums.rostered_fen), _("%(n)s人") % {"n": f"{sums.persons:,}"}],
            links[place], name=place,
        )
        for place, sums in here
    ]  # fmt: skip
    heads = [
        _("区划"),
        _("行数"),
        _("人数"),
        _("名册金额（元）"),
        _("放行金额（元）"),
        _("到账金额（元）"),
        _("到账率"),
    ]
    drawn = map_of(asked.region, asked.history.places, asked.names)
    option = _option(drawn, marks, max([wan(sums.rostered_fen) for _place, sums in here], default=1.0))
    return Chart(
        "tiles", _("区域分布"), _("当月名册金额（万元），颜色越深越多"), heads, rows, option, "tall",
        [drawn.problem] if drawn.problem else [],
    )  # fmt: skip


def _option(drawn: Map, marks: list[Option], most: float) -> Option:
    return {
        "map": drawn.shapes,
        "legend": {"show": False},
        "visualMap": {
            "type": "continuous", "orient": "horizontal", "top": 0, "left": "center", "min": 0, "max": most,
            "inRange": {"color": ["--chart-least", "--chart-most"]}, "itemHeight": 180, "itemWidth": 12,
        },
        "series": [
            {
                "type": "map", "map": "places", "data": marks, "name": _("名册金额"), "selectedMode": False,
                "showLegendSymbol": False, "top": 44, "bottom": 4, "left": 4, "right": 4, "label": {"show": True},
            }
        ],
    }  # fmt: skip
