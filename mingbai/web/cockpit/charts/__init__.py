"""The charts of the cockpit, one a file, in the order they are shown."""

from collections.abc import Callable, Mapping

from mingbai.web.cockpit.asked import Asked
from mingbai.web.cockpit.charts import (
    balances,
    clocks,
    flow,
    funnel,
    macro,
    matrix,
    precision,
    progress,
    rates,
    three,
    tiles,
)
from mingbai.web.cockpit.charts.chart import Chart

CHARTS: Mapping[str, Callable[[Asked], Chart]] = {  # two abreast, wide ones alone
    "progress": progress.chart,
    "three": three.chart,
    "tiles": tiles.chart,
    "balances": balances.chart,
    "matrix": matrix.chart,
    "flow": flow.chart,
    "rates": rates.chart,
    "clocks": clocks.chart,
    "macro": macro.chart,
    "funnel": funnel.chart,
    "precision": precision.chart,
}
