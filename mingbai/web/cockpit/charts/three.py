"""6 三方核对: from what the rosters say to what arrived, and what lies between."""

from django.utils.translation import gettext as _

from mingbai.cockpit.queries.history import Sums
from mingbai.kernel.money import show_wan
from mingbai.web.cockpit.asked import Asked
from mingbai.web.cockpit.charts.chart import FEN_OF_WAN, Chart, Option, count, mark, told, wan, words, yuan

Step = tuple[str, int, int, str, str]  # what it is called, lines, fen, colour, where it leads
NOTHING = {"color": "transparent", "decal": {"symbol": "none"}}  # what bars that hang stand on
EMPTY_PART = 0.5  # of the height, above what is taken off: bars start where it leaves room for it


def chart(asked: Asked) -> Chart:
    """Return the steps of a month from roster to receipt; they make the sum to the fen."""
    now = asked.history.now
    steps = [step for step in _steps(asked, now) if step[1] or step[0] in (_("名册"), _("到账"))]
    rows = [[words(name, href), count(lines, href), yuan(fen, href)] for name, lines, fen, _colour, href in steps]
    heads = [_("环节"), _("行数"), _("金额（元）")]
    return Chart(
        "three", _("三方核对"), _("当月从名册到账户，差在哪里（万元）；纵轴不从零起"), heads,
        rows if now.rostered_lines else [], _option(steps),
    )  # fmt: skip


def _steps(asked: Asked, now: Sums) -> list[Step]:
    rosters, checks, paid = asked.link("month"), asked.link("prechecks"), asked.link("payments")
    three = asked.link("receipts")
    held = now.rostered_lines - now.lines, now.rostered_fen - now.fen
    return [
        (_("名册"), now.rostered_lines, now.rostered_fen, "--primary", rosters),
        (_("未放行"), *held, "--grey", checks),
        (_("未发出"), now.unsent_lines, now.unsent_fen, "--grey", paid),
        (_("在途"), now.on_way_lines, now.on_way_fen, "--blue", paid),
        (_("退票"), now.returned_lines, now.returned_fen, "--amber", three),
        (_("有差异"), now.unmatched_lines, now.unmatched_fen, "--red", three),
        (_("到账"), now.arrived_lines, now.arrived_fen, "--green", three),
    ]


def _option(steps: list[Step]) -> Option:
    """Return the picture: bars that hang where the one before ended."""
    top, end = steps[0][2], steps[-1][2]
    floor = max(0.0, wan(end - round((top - end) * EMPTY_PART)) if top > end else 0.0)
    base, bars, left = [], [], top
    for place, (name, lines, fen, colour, href) in enumerate(steps):
        is_whole = place in (0, len(steps) - 1)
        left -= 0 if is_whole else fen
        base.append(0 if is_whole else left / FEN_OF_WAN)
        tip = [name, told(fen), _("%(n)s行") % {"n": f"{lines:,}"}]
        bars.append(mark(fen / FEN_OF_WAN, tip, href, itemStyle={"color": colour}, label={"formatter": show_wan(fen)}))
    return {
        "xAxis": {"type": "category", "data": [step[0] for step in steps], "axisLabel": {"interval": 0}},
        "yAxis": {"type": "value", "min": floor, "scale": True},
        "legend": {"show": False},
        "series": [
            {"type": "bar", "stack": "sum", "silent": True, "data": base, "itemStyle": NOTHING},
            {
                "type": "bar", "stack": "sum", "name": _("金额"), "data": bars, "barMaxWidth": 56,
                "label": {"show": True, "position": "top"},
            },
        ],
    }  # fmt: skip
