"""RK-601 保障率突变: the persons supported in a township moved away from its neighbours' within one to six months."""

import numpy as np

from mingbai.rules.regions.examples import COUNTED, SUDDEN, USUAL
from mingbai.rules.regions.outliers import LEAST_FLOW, deviation
from mingbai.rules.regions.panel import panel
from mingbai.rules.regions.pieces import (
    SETTINGS,
    Rows,
    flow_error,
    moved,
    number,
    outliers,
    told,
    whole,
    windows,
    winsor,
)
from mingbai.rules.regions.residents import coverage, residents
from mingbai.rules.rule import Phase, Severity, Subject
from mingbai.rules.study import Material, Study


def find(material: Material) -> Rows:
    """Yield the townships whose coverage jumped: population hardly moves within months, so persons stand for it."""
    seen = panel(material)
    group = seen.peers(number(material, "regional_min_peers"))
    error = flow_error(seen.entries + seen.exits, seen.lines, LEAST_FLOW)
    found = deviation(seen.persons, error, group, windows(material), winsor(material))
    if found is None:
        return
    persons = seen.persons[:, -1]
    before = persons / np.exp(found.change)
    shares, usual = coverage(persons, residents(material, seen.townships), group)
    for place in outliers(material, found, np.abs(persons - before) > number(material, "rk601_min_persons")):
        counts = {"before": whole(before[place]), "persons": whole(persons[place])}
        levels = {"coverage": shares[place], "peers_coverage": usual[place]}
        yield told(seen.townships[place], counts | moved(found, place) | levels)


RULE = Study(
    id="RK-601",
    title="保障率突变",
    title_en="Jump in coverage",
    plain="一个乡镇的保障人数在一到六个月里突然增加或减少，而同县其他乡镇没有这样变。政策提标、集中复核会让各乡镇一起变，已经扣除；"
    "人口少的乡镇本来波动就大，也已考虑。突然减少同样要查，可能是漏保。",
    plain_en="The persons supported in a township rose or fell within one to six months as its neighbours' did not. "
    "What moves all alike, such as a raised standard, is taken off; small places may vary more. "
    "Falls are looked at too: families may have been left out.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.ORANGE,
    grain="township",
    subject=Subject.REGION,
    cites=("ZS-2023#2.3.1", "YC-2022-2#3.3"),
    needs=("roster", "previous_roster"),
    when="",
    message="{township}乡镇（街道）保障人数{window_months}个月内由{before}人变为{persons}人（{change}），同级中位变化{peers}，"
    "偏离{deviation}个标准误；保障人数占人口{coverage}，同级中位{peers_coverage}",
    message_en="In township {township} the persons supported went from {before} to {persons} in {window_months} months "
    "({change}; the median of its peers: {peers}), {deviation} standard errors away; {coverage} of the population "
    "are supported, the median of its peers is {peers_coverage}",
    shows=(
        "township",
        "before",
        "persons",
        "window_months",
        "change",
        "peers",
        "deviation",
        "coverage",
        "peers_coverage",
    ),
    examples=(SUDDEN, COUNTED, USUAL),
    helps=("population",),
    partly=("没有发展水平数据，只与同级乡镇比较", "no data on the level of development; compared with peers only"),
    find=find,
    uses=(*SETTINGS, "rk601_min_persons"),
)
