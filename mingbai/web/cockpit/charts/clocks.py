"""7 时限: what waits to be verified or put right, past its day, due soon, or later."""

from django.utils.translation import gettext as _

from mingbai.cockpit.queries.watch import Clock, clocks
from mingbai.rules.report.wording.severities import TOLD
from mingbai.web.cockpit.asked import Asked
from mingbai.web.cockpit.charts.chart import Chart, Option, count, mark, words
from mingbai.web.words import said

TIMED = ("红", "橙", "黄")
Line = tuple[str, Clock, str, str]  # what waits, how much, where all of it leads, and what is late


def lines(asked: Asked) -> list[Line]:
    """Return what waits now: each severity of alerts, and rectification."""
    found = clocks(asked.region, asked.today)
    ledger = asked.link("inspections")
    return [
        *(
            (
                _("%(severity)s预警") % {"severity": said(TOLD[severity].name, TOLD[severity].name_en)},
                found.get(severity, Clock()),
                asked.link("alerts", severity=TOLD[severity].code),
                asked.link("alerts", severity=TOLD[severity].code, late="1"),
            )
            for severity in TIMED
        ),
        (_("整改"), found.get("", Clock()), ledger, ledger),
    ]


def chart(asked: Asked) -> Chart:
    """Return what waits now, by severity and for rectification."""
    waiting = lines(asked)
    rows = [
        [words(name, every), count(clock.late, late), count(clock.soon, every), count(clock.later, every)]
        for name, clock, every, late in waiting
    ]
    heads = [_("事项"), _("逾期"), _("三天内到期"), _("三天后到期")]
    has_any = any(clock != Clock() for _name, clock, *_links in waiting)
    return Chart(
        "clocks", _("办理时限"), _("现在等着核实和整改的，按时限"), heads, rows if has_any else [], _option(waiting)
    )


def _option(waiting: list[Line]) -> Option:
    def bars(title: str, which: str, colour: str) -> Option:
        data = [
            mark(
                getattr(clock, which), [name, f"{title} {getattr(clock, which):,}"], late if which == "late" else every
            )
            for name, clock, every, late in waiting
        ]
        return {"type": "bar", "stack": "all", "name": title, "data": data, "itemStyle": {"color": colour}}

    return {
        "xAxis": {"type": "value", "minInterval": 1},
        "yAxis": {"type": "category", "data": [line[0] for line in waiting], "inverse": True},
        "legend": {},
        "series": [
            bars(_("逾期"), "late", "--red"), bars(_("三天内到期"), "soon", "--amber"),
            bars(_("三天后到期"), "later", "--blue"),
        ],
    }  # fmt: skip
