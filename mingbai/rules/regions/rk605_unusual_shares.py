"""RK-605 分类占比异常: the share of single cases or of members with a top-up is far from the neighbours'."""

import numpy as np

from mingbai.rules.regions.examples import EVENLY_TOPPED_UP, MOSTLY_SINGLE
from mingbai.rules.regions.outliers import Deviation, share_deviation
from mingbai.rules.regions.panel import Panel, summed
from mingbai.rules.regions.pieces import SETTINGS, Rows, number, outliers, told, whole
from mingbai.rules.rule import Phase, Severity, Subject
from mingbai.rules.study import Material, Study

COUNTED = "township, lines, persons, priority_persons, known_lines, single_cases, known_kinds"
WORDS = {
    "top_up": ("加发人数", "members with a top-up"),
    "single": ("单人户数", "single-person cases"),
}


def find(material: Material) -> Rows:
    """Yield the townships with an unusual share of top-ups or of single cases."""
    rows = summed(material, "township_top_ups", COUNTED)
    if not rows:
        return
    townships = tuple(str(row[0]) for row in rows)
    lines, persons, priority, known_lines, single, known_kinds = np.array([row[1:] for row in rows], dtype=float).T
    nothing = np.zeros((len(rows), 1))
    group = Panel(townships, 1, *[nothing] * 6).peers(number(material, "regional_min_peers"))
    least = number(material, "rk605_min_persons")
    shares = {"top_up": (priority, persons, known_lines > 0), "single": (single, lines, known_kinds > 0)}
    for what, (part, whole_, known) in shares.items():
        z, middle = share_deviation(part, np.where(known, whole_, np.nan), group)
        found = Deviation(z, z, middle, np.zeros(len(z), dtype=np.int64))
        for place in outliers(material, found, persons >= least):
            zh, en = WORDS[what]
            yield told(townships[place], {
                "what": zh, "what_en": en, "count": whole(part[place]), "of": whole(whole_[place]),
                "share": f"{part[place] / whole_[place]:.1%}", "peers": f"{middle[place]:.1%}",
                "deviation": f"{z[place]:+.1f}",
            })  # fmt: skip


RULE = Study(
    id="RK-605",
    title="分类占比异常",
    title_en="Unusual shares",
    plain="一个乡镇享受加发的人，或单人户的比例，远高于或低于同级乡镇。过高要看认定，过低要看有没有应加未加。",
    plain_en="The share of members with a top-up, or of single-person cases, lies far above or below that of townships "
    "alike. Above: look at who was recognised; below: look for top-ups not given.",
    phase=Phase.BEFORE_PAYMENT,
    severity=Severity.YELLOW,
    grain="township",
    subject=Subject.REGION,
    cites=("YC-2022-2#2.3.3", "YC-2022-2#2.3.4"),
    needs=("approvals",),
    when="",
    message="{township}乡镇（街道）{what}{count}，占{of}的{share}，同级中位{peers}，偏离{deviation}个标准误",
    message_en="Township {township}, {what_en}: {count} of {of} ({share}; the median of its peers: {peers}), "
    "{deviation} standard errors away",
    shows=("township", "what", "what_en", "count", "of", "share", "peers", "deviation"),
    examples=(MOSTLY_SINGLE, EVENLY_TOPPED_UP),
    find=find,
    uses=(*SETTINGS, "rk605_min_persons"),
)
