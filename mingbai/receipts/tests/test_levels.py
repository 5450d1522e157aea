"""Every appropriated line says which level of government its money is from, and the parts make the sum (R-603)."""

from dataclasses import replace

import pytest

from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY
from mingbai.payments.tests.world import AT, FEN, OCTOBER, county, released
from mingbai.receipts import actions
from mingbai.receipts.models import Allotment
from mingbai.receipts.queries.levels import Given, allocations, by_level
from mingbai.treasury import actions as treasury
from mingbai.treasury.officers import Paper
from mingbai.treasury.states import Level


@pytest.mark.requirement("R-603")
def test_each_line_has_its_level_and_what_no_plan_pays_for_is_from_nowhere(base: Base, fresh_desk: str) -> None:
    made = county(planned_fen=4 * FEN)
    paper = Paper("省财社〔2026〕9号", made.asker, made.approver, AT)
    with working_as(made.asker):
        fund = treasury.open_fund(region=COUNTY, year=2026, source=Level.PROVINCE, programme="tekun_rural", paper=paper)
        treasury.move_money("quota", fund_id=fund, fen=10**9, name="2026", paper=paper)
    replace(made, fund_id=fund).planned(2 * FEN, "tekun_rural", "2")
    with base.administrator(fresh_desk) as admin:
        rosters = [released(admin, 3), released(admin, 2, first=101, number=1, programme="tekun_rural")]
    for roster in rosters:
        made.drafted(roster)
    with working_as(made.asker):
        assert actions.allot_arrived(region=COUNTY, month=OCTOBER, by=made.asker, at=AT) == 5
        county_, province = by_level(COUNTY, OCTOBER)
        assert county_ == Given(Level.COUNTY, 3, 3 * FEN, 4 * FEN)
        assert province == Given(Level.PROVINCE, 2, 2 * FEN, 2 * FEN)
        assert county_.reconciles
        assert province.reconciles
        lines = allocations(COUNTY, OCTOBER)
        assert sum(line.fen for line in lines) == county_.fen + province.fen
        assert {(line.programme, line.level, line.document) for line in lines} == {
            ("dibao_rural", Level.COUNTY, "财社〔2026〕7号"), ("tekun_rural", Level.PROVINCE, "省财社〔2026〕9号"),
        }  # fmt: skip
        (one,) = Allotment.objects.order_by("pk")[:1]
        one.pk, one.request_id, one.line_id = None, None, None
        one.save(force_insert=True)
        nowhere = by_level(COUNTY, OCTOBER)[-1]
        assert (nowhere.level, nowhere.lines, nowhere.reconciles) == (None, 1, False)
