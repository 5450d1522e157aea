"""Money never serves the four forbidden uses: such a paper moves nothing, and the attempt stays in the log (R-614)."""

import pytest

from mingbai.evidence.models import Act
from mingbai.offices.attempts import attempts_kept
from mingbai.offices.kinds import Kind as Party
from mingbai.treasury import actions
from mingbai.treasury.ladder import Rung
from mingbai.treasury.models import Transfer
from mingbai.treasury.queries import ladder
from mingbai.treasury.refused import ForbiddenUse
from mingbai.treasury.states import Level
from mingbai.treasury.tests.world import COUNTY, FINANCE, opened, paper

RULE = pytest.mark.requirement
USES = {
    "日常办公经费": "关于拨付乡镇办公经费的通知",
    "机构运转": "敬老院机构运转补助",
    "大型设备购置": "购置设备〔2026〕2号",
    "基础设施维修改造": "救助站屋面修缮〔2026〕5号",
}


@RULE("R-614")
@pytest.mark.parametrize(("use", "document"), USES.items(), ids=USES)
@pytest.mark.usefixtures("desk")
def test_a_paper_that_names_a_forbidden_use_moves_nothing_and_is_remembered(use: str, document: str) -> None:
    fund = opened()
    there = Transfer.objects.count()
    with pytest.raises(ForbiddenUse, match=use), attempts_kept():
        actions.move_money("quota", fund_id=fund, fen=900, name="1", paper=paper(Party.FINANCE, document))
    assert (Transfer.objects.count(), ladder(fund)[Rung.AVAILABLE]) == (there, 0)
    (kept,) = Act.objects.filter(type="treasury.use_refused")
    assert (kept.by, kept.at) == (FINANCE.by.id, FINANCE.at)
    actions.move_money("quota", fund_id=fund, fen=900, name="1", paper=FINANCE)
    assert ladder(fund)[Rung.AVAILABLE] == 900


@RULE("R-614")
@pytest.mark.usefixtures("desk")
def test_a_fund_is_not_opened_for_a_forbidden_use() -> None:
    with pytest.raises(ForbiddenUse):
        actions.open_fund(
            region=COUNTY, year=2027, source=Level.COUNTY, programme="dibao", paper=paper(Party.FINANCE, "办公经费")
        )
