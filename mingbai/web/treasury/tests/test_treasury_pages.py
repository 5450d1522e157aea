"""资金账: funds, ledgers and what stands still by pages; proposed by one, approved by others, never by the same."""

from hashlib import sha256
from io import BytesIO
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from openpyxl import Workbook, load_workbook

from mingbai.access.queries import looks
from mingbai.config.guards import scope
from mingbai.errands.actions import perform
from mingbai.evidence.models import Act
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.printing.tracing import traced
from mingbai.treasury import actions, queries
from mingbai.treasury.ladder import Rung
from mingbai.treasury.queries.listing import proposals_of
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.money import FRIDAY
from mingbai.web.tests.seats import Seats

FINANCE, TOWNSHIP = Kind.FINANCE, Kind.TOWNSHIP
HEADERS = ["资金账编号", "变动", "金额（元）", "此笔的名称", "乡镇代码", "文号"]
OLD = 2  # the fund of 2025 that stands still


@pytest.fixture(scope="module")
def county(seats: Seats) -> Seats:
    return furnish(seats)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def test_each_fund_says_where_its_money_is_and_that_it_adds_up(county: Seats) -> None:
    page = text(county.client(FINANCE), "/treasury?year=all")
    assert "临时救助 2026" in page
    assert "省级资金 · 财社〔2025〕3号" in page
    assert page.count("账平") >= 3
    assert "80,000.00" in page


def test_what_stands_still_is_on_the_first_page_with_term_and_article(county: Seats) -> None:
    page = text(county.client(FINANCE), "/treasury")
    rest = page[page.index("idle-head") :]
    assert "到位未分配" in rest
    assert "济民字〔2020〕21号第二部分（四）" in rest
    assert "75,000.00" in rest
    assert "174天" in rest
    assert "预算法要求省级三十日内下达" in rest


def test_a_fund_shows_its_rungs_and_the_month_s_lines(county: Seats) -> None:
    page = text(county.client(FINANCE), f"/treasury/{OLD}?month=2026-06")
    assert "乡镇备用金" in page
    assert "拨付乡镇备用金" in page
    assert "指标来源 → 可用指标" in page
    assert "年度未到" not in page
    assert "这个月没有变动" in text(county.client(FINANCE), f"/treasury/{OLD}?month=2026-07")


def test_what_is_proposed_on_a_page_moves_once_another_approves_it(county: Seats) -> None:
    asker, approver = county.client(FINANCE), county.client(FINANCE, Role.LEADER)
    typed = {"fund_id": OLD, "code": "quota", "fen": "0.5万", "name": "第三批", "document": "财社〔2026〕12号"}
    before = queries.ladder(OLD)[Rung.AVAILABLE]
    answer = asker.post("/treasury/propose/move", typed)
    assert answer.status_code == 302, answer.content.decode()
    assert "已提出，待另一人审批" in text(asker, answer["Location"])
    number = _latest()
    assert f'name="proposal_id" value="{number}"' not in text(asker, "/treasury/proposals")
    own = asker.post("/treasury/proposals", {"proposal_id": number, "act": "approve"})
    assert own.status_code == 422
    assert queries.ladder(OLD)[Rung.AVAILABLE] == before
    done = approver.post("/treasury/proposals", {"proposal_id": number, "act": "approve"})
    assert "已审批并记账" in text(approver, done["Location"])
    assert queries.ladder(OLD)[Rung.AVAILABLE] == before + 500_000


def test_an_adjustment_asks_for_a_second_person(county: Seats) -> None:
    leader, reviewer = (county.client(FINANCE, role) for role in (Role.LEADER, Role.REVIEWER))
    with scope(COUNTY):
        (lent,) = (one.pk for one in proposals_of(within=COUNTY) if one.code == "lend")
    first = leader.post("/treasury/proposals", {"proposal_id": lent, "act": "approve"})
    assert "待第二人审批" in text(leader, first["Location"])
    assert leader.post("/treasury/proposals", {"proposal_id": lent, "act": "approve"}).status_code == 422
    second = reviewer.post("/treasury/proposals", {"proposal_id": lent, "act": "approve"})
    assert "已审批并记账" in text(reviewer, second["Location"])


def test_today_says_what_waits_for_whose_approval(county: Seats) -> None:
    assert "审批资金变动" in text(county.client(FINANCE, Role.LEADER), "/")
    assert "/treasury/proposals" in text(county.client(FINANCE, Role.LEADER), "/")


def test_a_refusal_needs_its_reason_and_says_what_is_wrong(county: Seats) -> None:
    leader = county.client(FINANCE, Role.LEADER)
    with scope(COUNTY):
        waiting = proposals_of(within=COUNTY)[0].pk
    answer = leader.post("/treasury/proposals", {"proposal_id": waiting, "act": "refuse", "reason": " "})
    assert answer.status_code == 422
    assert "退回须写明理由" in answer.content.decode()
    unknown = leader.post("/treasury/proposals", {"proposal_id": 99, "act": "approve"})
    assert "第99号资金变动" in unknown.content.decode()


@pytest.mark.parametrize(
    ("sort", "wrong", "said"),
    [
        ("move", {"fen": "12.345"}, "请先改正以下内容"),
        ("move", {"code": "supply_township"}, "请选是哪个乡镇的备用金"),
        ("move", {"township": "999901101"}, "这项变动不涉及备用金"),
        ("move", {"document": "办公经费支出"}, "救助资金不得用于此项"),
        ("correction", {"wrong_id": "1b671a64-40d5-491e-99b0-da01ff1f3341"}, "账上没有"),
        ("lend", {"to_fund": OLD}, "调剂必须成对记账"),
        ("carry_out", {"fen": ""}, "请先改正以下内容"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_lost(
    county: Seats, sort: str, wrong: dict[str, Any], said: str
) -> None:
    typed: dict[str, Any] = {
        "fund_id": OLD, "from_fund": OLD, "to_fund": 1, "code": "quota", "fen": "1", "name": "x",
        "document": "财社〔2026〕13号",
    } | wrong  # fmt: skip
    answer = county.client(FINANCE).post(f"/treasury/propose/{sort}", typed)
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert typed["document"] in answer.content.decode()


def test_a_township_sees_its_own_reserve_and_proposes_from_it_alone(county: Seats) -> None:
    mine = county.client(TOWNSHIP)
    page = text(mine, "/reserves")
    assert "5,000.00" in page
    assert mine.get("/treasury").status_code == 403
    assert mine.get(f"/treasury/{OLD}").status_code == 403
    assert "备用金现金或实物发放" in text(mine, "/treasury/propose/move")
    closed = ("/treasury", "/treasury/ledger", "/ledgers")
    for way in ("/reserves", "/treasury/propose/move", "/treasury/proposals", "/treasury/many"):
        assert not any(f'href="{one}"' in text(mine, way) for one in closed)
    assert mine.get("/treasury/propose/lend").status_code == 404
    typed = {"fund_id": OLD, "code": "hand_out", "fen": "200", "name": "火灾", "document": "河东救〔2026〕1号"}
    made = mine.post("/treasury/propose/move", typed | {"township": "999901101"})
    assert made.status_code == 302, made.content.decode()
    leader = county.client(TOWNSHIP, Role.LEADER)
    assert leader.post("/treasury/proposals", {"proposal_id": _latest(), "act": "approve"}).status_code == 302


@pytest.mark.requirement("R-910")
def test_a_table_is_taken_away_as_text_and_the_log_says_by_whom(county: Seats) -> None:
    by, leader = (county.actors[FINANCE, role] for role in (Role.HANDLER, Role.LEADER))
    with working_as(by):
        asked = actions.propose_move(
            "quota", fund_id=OLD, fen=100, name="=1+1", document="=HYPERLINK(1)", by=by, at=FRIDAY
        )
    with working_as(leader):
        actions.approve(proposal_id=asked, by=leader, at=FRIDAY)
    answer = county.client(FINANCE).get(f"/treasury/{OLD}?month=2026-11&as=xlsx")
    sheet = load_workbook(BytesIO(answer.content))
    cells = [cell for row in sheet.worksheets[0].iter_rows() for cell in row]
    assert [cell.data_type for cell in cells if cell.value == "=HYPERLINK(1)"] in (["s"], ["s", "s"])
    assert not [cell for cell in cells if cell.data_type == "f"]
    assert {"内容", "区划", "导出人"} <= {row[0].value for row in sheet.worksheets[1].iter_rows()}
    with scope(COUNTY):
        taken = [one for one in looks(COUNTY, FRIDAY.replace(day=1), FRIDAY.replace(day=28)) if one.is_export]
    assert "treasury.fund" in {one.page for one in taken}


def test_the_certificate_is_given_where_nothing_differs_and_refused_where_something_is_left(county: Seats) -> None:
    client = county.client(FINANCE)
    assert "零差额" in text(client, "/ledgers?month=2026-11")
    answer = client.post("/ledgers?month=2026-11")
    assert (answer.status_code, answer.content[:5]) == (200, b"%PDF-")
    with scope(COUNTY):
        (printed,) = Act.objects.filter(type="papers.printed")
        taken = [one for one in looks(COUNTY, FRIDAY.replace(day=1), FRIDAY.replace(day=28)) if one.page == "ledgers"]
    assert [one.subject for one in taken] == [printed.subject.rpartition("/")[0] + "/"]
    code = printed.subject.split("/")[1]
    (found,) = traced(code, COUNTY)
    assert (found.title[0], found.month, found.sha256) == (
        "三账核对零差额证明", "2026-11", sha256(answer.content).hexdigest()
    )  # fmt: skip
    assert client.get("/find", {"q": code})["Location"].startswith("/ledgers?month=2026-11")
    refused = client.post("/ledgers?month=2026-10")
    assert refused.status_code >= 400
    assert "不能出具零差额证明" in refused.content.decode()


@pytest.mark.requirement("R-615")
def test_an_audit_is_ordered_and_tells_what_it_looked_through(county: Seats) -> None:
    client = county.client(FINANCE, Role.LEADER)
    ordered = client.post("/treasury/audit")
    assert ordered.status_code == 302
    number = int(ordered["Location"].rpartition("/")[2])
    perform(errand_id=number, at=timezone.now())
    assert "全部相符" in text(client, ordered["Location"])


def sheet_of(*rows: tuple[Any, ...]) -> SimpleUploadedFile:
    book = Workbook()
    book.active.append(HEADERS)
    for row in rows:
        book.active.append(list(row))
    content = BytesIO()
    book.save(content)
    return SimpleUploadedFile("moves.xlsx", content.getvalue())


def test_moves_come_in_by_a_workbook_all_of_them_or_none(county: Seats) -> None:
    client = county.client(FINANCE)
    blank = load_workbook(BytesIO(client.get("/treasury/many?as=xlsx").content)).worksheets[0]
    assert [cell.value for cell in blank[1]][:6] == [
        "资金账编号",
        "变动",
        "金额（元）",
        "此笔的名称",
        "乡镇代码",
        "文号",
    ]
    before = _latest()
    good = (OLD, "下达指标", 1234.5, "表一", None, "财社〔2026〕31号")
    bad = client.post("/treasury/many", {"file": sheet_of(good, (OLD, "办公费", "12.345", "表二", None, "财社31号"))})
    assert bad.status_code == 422
    told = bad.content.decode()
    assert "一行都没有提出" in told
    assert told.count('<th scope="row" class="number">3</th>') == 2
    assert _latest() == before
    other = (OLD, "拨付乡镇备用金", "100", "表二", "999901101", "财社〔2026〕31号")
    done = client.post("/treasury/many", {"file": sheet_of(good, other, (OLD, "下达指标", None, None, None, None))})
    assert done.status_code == 302, done.content.decode()
    with scope(COUNTY):
        made = [one for one in proposals_of(within=COUNTY) if one.pk > before]
    assert [(one.code, one.fen) for one in made] == [("quota", 123_450), ("supply_township", 10_000)]
    for broken in (b"no workbook at all", b"PK\x03\x04 cut"):
        refused = client.post("/treasury/many", {"file": SimpleUploadedFile("moves.xlsx", broken)})
        assert refused.status_code == 422


def test_funds_of_another_county_are_not_there(county: Seats) -> None:
    assert county.client(FINANCE).get("/treasury/99").status_code == 404
    assert county.client(FINANCE).get("/treasury?area=370830").status_code == 200


def test_more_funds_and_lines_ask_no_more_questions(county: Seats) -> None:
    client = county.client(FINANCE)
    pages = ("/treasury?year=all", f"/treasury/{OLD}?month=2026-11", "/treasury/ledger", "/ledgers",
             "/treasury/idle", "/reserves", "/treasury/proposals")  # fmt: skip

    def questions(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            text(client, address)
        return len(asked)

    [questions(page) for page in pages]
    before = [questions(page) for page in pages]
    by = county.actors[FINANCE, Role.HANDLER]
    with working_as(by):
        for number in range(12):
            actions.propose_move("quota", fund_id=OLD, fen=100, name=f"n{number}", document="财社1号", by=by, at=FRIDAY)
    with working_as(county.actors[FINANCE, Role.LEADER]):
        waiting = [one.pk for one in proposals_of(within=COUNTY, fund_id=OLD)]
        for one in waiting[2:8]:
            actions.approve(proposal_id=one, by=county.actors[FINANCE, Role.LEADER], at=FRIDAY)
    after = [questions(page) for page in pages]
    assert all(now <= then + 1 for now, then in zip(after, before, strict=True)), (before, after)


def _latest() -> int:
    with scope(COUNTY):
        return max(one.pk for one in proposals_of(within=COUNTY))
