"""资金发放: from the plan of use to the bank by pages, each step by whoever it is for; a bank sees what left for it."""

from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingbai.access.actions import give_key
from mingbai.config.guards import scope
from mingbai.config.testing import Base
from mingbai.evidence.tests.town import data, policy, settle, witnesses
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.payments import actions
from mingbai.payments.queries import files, requests
from mingbai.payments.tests.world import AT, OCTOBER, released
from mingbai.web.tests.money import fund, listed
from mingbai.web.tests.seats import Seats

__all__ = ["data", "policy", "settle", "witnesses"]

BUREAU, FINANCE, BANK = Kind.CIVIL_AFFAIRS, Kind.FINANCE, Kind.BANK
MONTH, PLAN = "/payments?month=2026-10", "/payments/plan?month=2026-10"
STEPS = ("plan_funds", "check_roster", "release_payment", "appropriate", "pay_out")


@pytest.fixture(scope="module")
def county(seats: Seats) -> Seats:
    listed(seats, *STEPS)
    return seats


def text(client: Client, address: str = MONTH) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def done(client: Client, address: str, **typed: Any) -> None:
    answer = client.post(address, typed)
    assert answer.status_code == 302, answer.content.decode()


def refused(client: Client, address: str, **typed: Any) -> str:
    answer = client.post(address, typed)
    assert answer.status_code == 422
    return answer.content.decode()


def file_ids() -> str:
    with scope(COUNTY):
        return ",".join(str(one.pk) for one in files(COUNTY, OCTOBER))


def test_a_month_s_money_goes_from_plan_to_bank_each_step_by_whoever_it_is_for(
    county: Seats, base: Base, database: str, policy: Any, settle: Callable[..., None]
) -> None:
    handler, reviewer, releaser = (county.client(BUREAU, role) for role in (Role.HANDLER, Role.REVIEWER, Role.RELEASER))
    asker, approver, sender = (county.client(FINANCE, role) for role in (Role.HANDLER, Role.LEADER, Role.RELEASER))
    teller = county.client(BANK, Role.TELLER)
    fund_id = fund(county, "dibao_rural")
    with base.administrator(database) as admin:
        roster = released(admin, 3)

    assert "已放行，待编制代发文件" in text(handler)
    assert "会议纪要" in refused(
        handler, PLAN, fund=fund_id, document="明民用款〔2026〕10号"
    )  # the meeting comes first
    planned(county, fund_id)
    with scope(COUNTY):
        plan = requests(COUNTY, OCTOBER).get()
    assert plan.fen == 3 * 60_000
    assert 'value="approve"' not in text(handler)
    done(approver, MONTH, act="approve", ids=plan.pk)
    assert "请先改正以下内容" in refused(asker, MONTH, act="arrive", ids=plan.pk, document="")
    done(asker, MONTH, act="arrive", ids=plan.pk, document="明财拨〔2026〕10号")
    assert "资金已到位" in text(asker)

    done(handler, MONTH, act="draft", ids=roster, execute_on="2026-10-09")
    ids = file_ids()
    page = f"/payments/files/{ids}"
    assert "占用" in text(reviewer)
    assert "请先改正以下内容" in refused(reviewer, MONTH, act="reserve", ids=ids)
    assert "现在的状态是" in refused(releaser, MONTH, act="seal", ids=ids, sure="on")
    done(reviewer, MONTH, act="reserve", ids=ids, sure="on")
    done(releaser, MONTH, act="seal", ids=ids, sure="on")
    assert teller.get(page).status_code == 404
    assert "见证不足，未发送" in sender.post(MONTH, {"act": "send", "ids": ids, "sure": "on"}).content.decode()
    done(sender, MONTH, act="order", ids=ids)
    assert "见证齐了即发送" in text(sender, page)
    settle()
    done(sender, MONTH, act="send", ids=ids, sure="on")

    told = text(handler, page)
    assert "检查点" in told
    assert "已发送银行" in told
    assert told.count('<tr class="row-blue">') == 3
    assert "赵某" not in told
    assert page in text(teller)
    assert "收款人账号" in teller.post(page, {"act": "download"}).content.decode("gb18030")
    assert handler.post(page, {"act": "download"}).status_code == 404


def test_nothing_chosen_and_nonsense_are_refused_in_words(county: Seats) -> None:
    reviewer = county.client(BUREAU, Role.REVIEWER)

    assert "没有选中要办理的内容" in refused(reviewer, MONTH, act="reserve", ids="", sure="on")
    assert "没有选中要办理的内容" in refused(reviewer, MONTH, act="reserve", ids="1;--", sure="on")
    assert "没有选中要办理的内容" in refused(reviewer, MONTH, act="steal", ids="1")


def test_another_bank_sees_nothing_of_it(county: Seats) -> None:
    office = county.county.office(BANK, COUNTY, "邻县商行")
    other = county.county.post(office, Role.TELLER)
    give_key(officer_id=other.id, by=county.county.administrator(), at=county.county.at)
    assert "/payments/files/" not in text(county.signed_in(other))


def test_a_question_more_for_a_payment_or_a_file_more_is_never_asked(county: Seats, base: Base, database: str) -> None:
    handler = county.client()
    small = file_ids().partition(",")[0]

    def questions(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            text(handler, address)
        return len(asked)

    pages = (MONTH, f"/payments/files/{small}")
    [questions(page) for page in pages]
    before = [questions(page) for page in pages]
    with base.administrator(database) as admin:
        roster = released(admin, 40, first=100, number=1)
    with scope(COUNTY):
        fund_id = requests(COUNTY, OCTOBER)[0].fund_id
    plan = planned(county, fund_id)
    done(county.client(FINANCE, Role.LEADER), MONTH, act="approve", ids=plan)
    done(county.client(FINANCE, Role.HANDLER), MONTH, act="arrive", ids=plan, document="明财拨〔2026〕12号")
    done(handler, MONTH, act="draft", ids=roster, execute_on="2026-10-09")
    large = file_ids().rpartition(",")[2]

    assert questions(MONTH) <= before[0] + 1
    assert questions(f"/payments/files/{large}") <= before[1]


def planned(county: Seats, fund_id: int) -> int:
    """Have asked for what the rosters need more, where no meeting is called for; return the plan."""
    by = county.actors[BUREAU, Role.HANDLER]
    with working_as(by):
        return actions.request_funds(
            region=COUNTY, month=OCTOBER, programme="dibao_rural", fund_id=fund_id, needs_minutes=False,
            document=f"明民用款〔2026〕{requests(COUNTY, OCTOBER).count()}号", by=by, at=AT,
        )  # fmt: skip
