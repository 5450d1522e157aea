"""8 规则: how much work each rule made within twelve months, and how often it was right."""

from collections.abc import Mapping

from django.utils.translation import gettext as _

from mingbai.cockpit.queries.watch import Turnout, turnouts
from mingbai.web.cockpit.asked import Asked
from mingbai.web.cockpit.charts.chart import Chart, Option, count, mark, share, words
from mingbai.web.rules.about import AnyRule, every_rule
from mingbai.web.words import said

PERCENT = 100


def chart(asked: Asked) -> Chart:
    """Return each rule's tasks and the share confirmed; rules nothing was decided of stand in the table only."""
    found = turnouts(asked.region, asked.year[0], asked.month)
    titles = {one.id: one for one in every_rule()}
    rows = [
        [
            words(one.rule_id, asked.link("alerts", rule=one.rule_id)), words(_title(titles.get(one.rule_id))),
            count(one.tasks), count(one.decided), count(one.confirmed), share(one.share),
        ]
        for one in sorted(found, key=lambda one: (-one.tasks, one.rule_id))
    ]  # fmt: skip
    heads = [_("规则"), _("名称"), _("任务"), _("已认定"), _("属实"), _("准确率")]
    decided = [one for one in found if one.decided]
    notes = [] if decided or not found else [_("这些规则的任务还没有认定结果，点不出准确率；任务数见表格。")]
    return Chart(
        "precision", _("规则的工作量与准确率"), _("近十二个月；越靠右越费工，越靠上越准"), heads, rows,
        _option(asked, decided, titles) if decided else {}, notes=notes,
    )  # fmt: skip


def _title(rule: AnyRule | None) -> str:
    return said(rule.title, rule.title_en) if rule else ""


def _option(asked: Asked, decided: list[Turnout], titles: Mapping[str, AnyRule]) -> Option:
    marks = [
        mark(
            [one.tasks, round((one.share or 0) * PERCENT, 2)],
            [
                f"{one.rule_id} {_title(titles.get(one.rule_id))}",
                share(one.share).text,
                _("任务%(n)s件") % {"n": one.tasks},
            ],
            asked.link("alerts", rule=one.rule_id),
            name=one.rule_id,
        )
        for one in decided
    ]
    return {
        "xAxis": {"type": "log", "name": _("任务数"), "min": 1},
        "yAxis": {"type": "value", "min": 0, "max": PERCENT, "axisLabel": {"formatter": "{value}%"}},
        "legend": {"show": False},
        "series": [
            {
                "type": "scatter", "data": marks, "symbolSize": 14, "name": _("规则"),
                "itemStyle": {"color": "--primary"},
                "label": {"show": True, "formatter": "{b}", "position": "top", "color": "--text"},
                "labelLayout": {"hideOverlap": True},
            }
        ],
    }  # fmt: skip
