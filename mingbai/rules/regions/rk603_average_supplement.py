"""RK-603 补差水平异常: the average amount per person moved away from the neighbours'."""

import numpy as np

from mingbai.rules.regions.examples import RICHER, USUAL
from mingbai.rules.regions.outliers import LEAST_FLOW, deviation
from mingbai.rules.regions.panel import panel
from mingbai.rules.regions.pieces import SETTINGS, Rows, flow_error, moved, number, outliers, told, windows, winsor
from mingbai.rules.rule import Phase, Severity, Subject
from mingbai.rules.study import Material, Study


def find(material: Material) -> Rows:
    """Yield the townships whose average supplement left that of their peers."""
    seen = panel(material)
    group = seen.peers(number(material, "regional_min_peers"))
    with np.errstate(invalid="ignore", divide="ignore"):
        average_fen = seen.amount_fen / seen.persons
    error = flow_error(seen.entries + seen.exits, seen.lines, LEAST_FLOW)
    found = deviation(average_fen, error, group, windows(material), winsor(material))
    if found is None:
        return
    for place in outliers(material, found, seen.lines[:, -1] >= number(material, "rk603_min_lines")):
        now = average_fen[place, -1]
        amounts = {"average_fen": round(now), "before_fen": round(now / np.exp(found.change[place]))}
        yield told(seen.townships[place], amounts | moved(found, place))


RULE = Study(
    id="RK-603",
    title="补差水平异常",
    title_en="Unusual average supplement",
    plain="一个乡镇的人均救助金额突然变高或变低，而同级乡镇没有这样变。提高标准会让各乡镇一起变，已经扣除。",
    plain_en="The average amount per person in a township rose or fell as its neighbours' did not; "
    "a raised standard moves all alike and is taken off.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="township",
    subject=Subject.REGION,
    cites=("ZS-2023#2.3.1",),
    needs=("roster", "previous_roster"),
    when="",
    message="{township}乡镇（街道）人均救助金额{window_months}个月内由{before_fen}变为{average_fen}"
    "（{change}），同级中位变化{peers}，偏离{deviation}个标准误",
    message_en="In township {township} the average per person went from {before_fen} to {average_fen} in "
    "{window_months} months ({change}; the median of its peers: {peers}), {deviation} standard errors away",
    shows=("township", "before_fen", "average_fen", "window_months", "change", "peers", "deviation"),
    examples=(RICHER, USUAL),
    partly=("没有各乡镇收入水平数据，只与同级乡镇比较", "no data on income levels; compared with peers only"),
    find=find,
    uses=(*SETTINGS, "rk603_min_lines"),
)
