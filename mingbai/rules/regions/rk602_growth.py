"""RK-602 增长率异常: more families came in or went out, in the month or the year, than the neighbours explain."""

from collections.abc import Iterator
from typing import Any

import numpy as np
from numpy.typing import NDArray

from mingbai.rules.regions.examples import SUDDEN, USUAL
from mingbai.rules.regions.outliers import LEAST_FLOW, Deviation, deviation, medians, overdispersion
from mingbai.rules.regions.panel import Groups, Panel, panel
from mingbai.rules.regions.pieces import (
    SETTINGS,
    Floats,
    Rows,
    flow_error,
    moved,
    number,
    outliers,
    told,
    whole,
    winsor,
)
from mingbai.rules.rule import Phase, Severity, Subject
from mingbai.rules.study import Material, Study

YEAR = 12  # months


def find(material: Material) -> Rows:
    """Yield the townships whose entries, exits or growth over a year stand out, each once: where it does so most."""
    seen = panel(material)
    group = seen.peers(number(material, "regional_min_peers"))
    worst: dict[int, tuple[float, dict[str, Any]]] = {}
    for what, found, counts, is_worth in moves(material, seen, group) if seen.months > 1 else ():
        for place in outliers(material, found, is_worth):
            if abs(found.z[place]) > worst.get(place, (0.0, {}))[0]:
                zh, en = WORDS[what]
                shown = moved(found, place) | {"what": zh, "what_en": en, "count": whole(counts[place])}
                worst[place] = (abs(float(found.z[place])), shown)
    for place, (_, shown) in sorted(worst.items()):
        yield told(seen.townships[place], shown)


def moves(material: Material, seen: Panel, group: Groups) -> Iterator[tuple[str, Deviation, Floats, NDArray[np.bool_]]]:
    """Yield what is looked at: its name, the deviations, the counts, and where the count is worth looking at."""
    least = number(material, "rk602_min_persons")
    for what, flow in (("entries", seen.entries), ("exits", seen.exits)):
        burst = bursts(flow, seen.lines, group, winsor(material))
        expected = (np.exp(burst.peers) - 1) * seen.lines[:, -1]
        yield what, burst, flow[:, -1], np.abs(flow[:, -1] - expected) > least
    error = flow_error(seen.entries + seen.exits, seen.lines, LEAST_FLOW)
    year = deviation(seen.persons, error, group, (YEAR,), winsor(material))
    if year is not None:
        gained = seen.persons[:, -1] * (1 - np.exp(-year.change))
        yield "year", year, gained, np.abs(gained) > least


def bursts(flow: Floats, lines: Floats, group: Groups, cut: float) -> Deviation:
    """Return how far the last month's flow lies from what the peers' rate leads to expect (Anscombe's root)."""
    with np.errstate(invalid="ignore", divide="ignore"):
        rate = flow / lines
    usual = np.maximum(medians(rate, group), LEAST_FLOW / 2)
    z = 2 * (np.sqrt(flow + 0.375) - np.sqrt(usual * lines + 0.375))
    z = np.nan_to_num(z / np.sqrt(overdispersion(z, cut)), nan=0.0)
    now = np.nan_to_num(rate[:, -1])
    return Deviation(z[:, -1], np.log1p(now), np.log1p(usual[:, -1]), np.ones(len(z), dtype=np.int64))


WORDS = {
    "entries": ("当月新增户数", "lines that came in this month"),
    "exits": ("当月退出户数", "lines that went out this month"),
    "year": ("一年净增人数", "persons gained within a year"),
}

RULE = Study(
    id="RK-602",
    title="增长率异常",
    title_en="Unusual growth",
    plain="一个乡镇当月新增或退出的户数，或一年来的净增人数，明显多于或少于同级乡镇。成批进出要看程序是否到位，成批退出要看有没有漏保。",
    plain_en="More or fewer lines came in or went out in the month, or over a year, than in townships alike. "
    "Batches of entries are looked at for procedure, batches of exits for families left out.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="township",
    subject=Subject.REGION,
    cites=("ZS-2023#2.3.1",),
    needs=("roster", "previous_roster"),
    when="",
    message="{township}乡镇（街道）{what}{count}（{change}），同级中位{peers}，偏离{deviation}个标准误",
    message_en="Township {township}, {what_en}: {count} ({change}; the median of its peers: {peers}), "
    "{deviation} standard errors away",
    shows=("township", "what", "what_en", "count", "change", "peers", "deviation", "window_months"),
    examples=(SUDDEN, USUAL),
    find=find,
    uses=(*SETTINGS, "rk602_min_persons"),
)
