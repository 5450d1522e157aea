"""3 结余与滞留: which part of each programme's money of the year nobody has planned, or has lain still."""

from datetime import timedelta

from django.utils.translation import gettext as _

from mingbai.cockpit.queries.funds import arrived, by_programme
from mingbai.rules.speaking import programme_names
from mingbai.web.cockpit.asked import Asked
from mingbai.web.cockpit.charts.chart import Chart, Option, mark, share, told, words, yuan
from mingbai.web.words import language

PERCENT, OF_BP = 100, 10_000


def chart(asked: Asked) -> Chart:
    """Return what is left of each programme and what lay still longer than it may, as parts of what was given."""
    limit = asked.parameters.number("rk706_carry_over_bp") / OF_BP
    days = asked.parameters.number("rk701_unchanged_days")
    came = arrived(asked.region, asked.month, asked.at - timedelta(days))
    sums = sorted(by_programme(asked.streams).items(), key=lambda one: -one[1]["available"])
    still = {programme: max(came.get(programme, 0) - parts["paid"], 0) for programme, parts in sums}
    names = [programme_names(programme, language()) for programme, _parts in sums]
    link = asked.link("treasury") or asked.link("payments")
    rows = [
        [
            words(name, link), yuan(parts["given"]), yuan(parts["paid"]), yuan(parts["occupied"]),
            yuan(parts["returned"]), yuan(parts["available"]), share(_of(parts["available"], parts["given"])),
            yuan(still[programme]),
        ]
        for name, (programme, parts) in zip(names, sums, strict=True)
    ]  # fmt: skip
    left = [_bar(name, parts["available"], parts["given"], link) for name, (_p, parts) in zip(names, sums, strict=True)]
    lying = [
        _bar(name, still[programme], parts["given"], link) for name, (programme, parts) in zip(names, sums, strict=True)
    ]
    heads = [
        _("项目"), _("下达指标（元）"), _("已到账（元）"), _("占用（元）"), _("退回（元）"), _("结余（元）"),
        _("结余占比"), _("滞留（元）"),
    ]  # fmt: skip
    about = _("占下达指标的比例；虚线为年末结余关注线，到款%(days)s天未发放算滞留") % {"days": days}
    return Chart("balances", _("结余与滞留"), about, heads, rows, _option(names, left, lying, limit), "tall")


def _of(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def _bar(name: str, part: int, whole: int, href: str) -> Option:
    of = _of(part, whole)
    return mark(round((of or 0) * PERCENT, 2), [name, told(part), share(of).text], href)


def _option(names: list[str], left: list[Option], lying: list[Option], limit: float) -> Option:
    line = {
        "silent": True, "symbol": "none", "lineStyle": {"color": "--red", "type": "dashed", "width": 2},
        "label": {"formatter": f"{limit:.0%}", "color": "--red-text", "position": "start"},
        "data": [{"xAxis": limit * PERCENT}],
    }  # fmt: skip
    return {
        "xAxis": {"type": "value", "min": 0, "max": PERCENT, "axisLabel": {"formatter": "{value}%"}},
        "yAxis": {"type": "category", "data": names, "inverse": True, "axisLabel": {"interval": 0}},
        "legend": {"data": [_("结余"), _("滞留")]},
        "rows": len(names) * 1.6,
        "grid": {"top": 64},
        "series": [
            {"type": "bar", "name": _("结余"), "data": left, "itemStyle": {"color": "--primary"}, "markLine": line},
            {"type": "bar", "name": _("滞留"), "data": lying, "itemStyle": {"color": "--amber"}},
        ],
    }
