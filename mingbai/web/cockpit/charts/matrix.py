"""2 乡镇×月份: which part of what was released has arrived, place by place and month by month."""

from collections.abc import Sequence

from django.utils.translation import gettext as _

from mingbai.cockpit.queries.history import NOTHING, Sums
from mingbai.kernel.month import Month
from mingbai.web.cockpit.asked import Asked
from mingbai.web.cockpit.charts.chart import MISSING, Cell, Chart, Option, count, mark, share, told, words, yuan
from mingbai.web.words import month_name

PERCENT = 100
READ = 40  # places
PIECES = (  # from, to, colour
    (0, 95, "--chart-bad"),
    (95, 99, "--chart-low"),
    (99, 99.95, "--chart-near"),
    (99.95, 100, "--chart-whole"),
)


def chart(asked: Asked) -> Chart:
    """Return the matrix of the last twelve months; a place without rosters in a month stays blank."""
    places, months = _places(asked), [one for one in asked.year if asked.history.by_month[one].rostered_lines]
    marks, rows = [], []
    for down, place in enumerate(places):
        for across, month in enumerate(months):
            sums = asked.history.at(place, month)
            if sums is None or sums.arrived_share is None:
                continue
            href = asked.link("month", area=place, month=month)
            tip = [f"{asked.names[place]} {month_name(month)}", *_tip(sums)]
            marks.append(mark([across, down, _percent(sums)], tip, href))
            rows.append(_row(asked.names[place], month, sums, href))
    heads = [
        _("区划"), _("月份"), _("放行行数"), _("放行金额（元）"), _("到账行数"), _("到账金额（元）"), _("到账率")
    ]  # fmt: skip
    about = _("各地逐月到账率（%%）；低于95%%的先核查") % ()
    notes = (
        [_("只画到账率最低的%(n)s处，全部在CSV里。") % {"n": READ}] if len(places) < len(asked.history.places) else []
    )
    option = _option([asked.names[place] for place in places], months, marks)
    return Chart("matrix", _("分地逐月到账"), about, heads, rows, option, "wide", notes)


def _places(asked: Asked) -> Sequence[str]:
    """Return the places in order; where there are too many to be read, those of which least has arrived."""
    places = asked.history.places
    if asked.is_whole or len(places) <= READ:
        return places
    worst = sorted(places, key=lambda place: _arrived(asked, place))
    return sorted(worst[:READ])


def _arrived(asked: Asked, place: str) -> float:
    """Return which part has arrived in the month; places without rosters in it come last."""
    share_of = (asked.history.at(place, asked.month) or NOTHING).arrived_share
    return 2.0 if share_of is None else share_of


def _percent(sums: Sums) -> float | str:
    """Return the share as a cell shows it: rounded down, so that only what is whole says 100."""
    share_of = sums.arrived_share
    return MISSING if share_of is None else int(share_of * 1_000) / 10


def _tip(sums: Sums) -> list[str]:
    return [
        _("放行 %(money)s") % {"money": told(sums.fen)},
        _("到账 %(money)s") % {"money": told(sums.arrived_fen)},
        share(sums.arrived_share).text,
    ]


def _row(name: str, month: Month, sums: Sums, href: str) -> list[Cell]:
    return [
        words(name, href), words(month_name(month)), count(sums.lines), yuan(sums.fen), count(sums.arrived_lines),
        yuan(sums.arrived_fen), share(sums.arrived_share),
    ]  # fmt: skip


def _option(places: list[str], months: list[Month], marks: list[Option]) -> Option:
    pieces = [{"gte": low, "lt": high, "color": colour} for low, high, colour in PIECES[:-1]]
    pieces.append({"gte": PIECES[-1][0], "lte": PERCENT, "label": "100", "color": PIECES[-1][2]})
    names = ["<95", "95–99", "99–100", "100"]
    return {
        "xAxis": {"type": "category", "data": [f"{month.year % PERCENT}-{month.month:02d}" for month in months]},
        "yAxis": {"type": "category", "data": places, "inverse": True, "axisLabel": {"interval": 0}},
        "visualMap": {
            "type": "piecewise", "orient": "horizontal", "top": 0, "left": "center", "dimension": 2,
            "pieces": [piece | {"label": name} for piece, name in zip(pieces, names, strict=True)],
        },
        "legend": {"show": False},
        "rows": len(places),
        "series": [{"type": "heatmap", "data": marks, "label": {"show": True}, "name": _("到账率")}],
    }  # fmt: skip
