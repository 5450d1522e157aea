"""RK-604 长期零变化: for months nobody came in or went out, though people die and families recover everywhere."""

import numpy as np

from mingbai.rules.regions.examples import STILL, USUAL
from mingbai.rules.regions.panel import panel
from mingbai.rules.regions.pieces import Rows, number, told, whole
from mingbai.rules.rule import Phase, Severity, Subject
from mingbai.rules.study import Material, Study


def find(material: Material) -> Rows:
    """Yield the townships without any entry or exit for as many months as the parameter says."""
    seen = panel(material)
    months = number(material, "rk604_months")
    if seen.months <= months:
        return
    flows = (seen.entries + seen.exits)[:, -months:]
    still = (flows == 0).all(axis=1) & (seen.lines[:, -1] >= number(material, "rk604_min_lines"))
    for place in np.nonzero(still)[0]:
        shown = {"still_months": str(months), "lines": whole(seen.lines[place, -1])}
        yield told(seen.townships[place], shown)


RULE = Study(
    id="RK-604",
    title="长期零变化",
    title_en="Nothing ever changes",
    plain="一个乡镇连续几个月没有一户新增、没有一户退出。人会去世，家境会变好变坏，长期不变多半是动态管理没有做。",
    plain_en="For months no family came into a township's roster and none went out. People die and fortunes change: "
    "stillness mostly means that nobody looks.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.YELLOW,
    grain="township",
    subject=Subject.REGION,
    cites=("YC-2022-2#2.2.2",),
    needs=("roster", "previous_roster"),
    when="",
    message="{township}乡镇（街道）{lines}户连续{still_months}个月无新增、无退出",
    message_en="In township {township} none of {lines} lines came in or went out for {still_months} months",
    shows=("township", "lines", "still_months"),
    examples=(STILL, USUAL),
    find=find,
    uses=("rk604_months", "rk604_min_lines"),
)
