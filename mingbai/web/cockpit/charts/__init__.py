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

CHARTS: Mapping[str, Callable[[Asked], Chart]] = {
    "progress": progress.chart,
    "three": three.chart,
    "tiles": tiles.chart,
    "matrix": matrix.chart,
    "flow": flow.chart,
    "balances": balances.chart,
    "rates": rates.chart,
    "funnel": funnel.chart,
    "clocks": clocks.chart,
    "macro": macro.chart,
    "precision": precision.chart,
}
