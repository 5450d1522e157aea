"""政策标准: a value is found with its ground, entered by one, reckoned, approved by another, read back from YAML."""

from io import BytesIO
from typing import Any

import pytest
import yaml
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from openpyxl import load_workbook

from mingbai.config.guards import scope
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.standards.models import Entry
from mingbai.standards.queries import parameters
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.seats import Seats

KEY = "dibao_rural_standard_fen"
RAISED = "/standards/entries/1"  # 660 yuan from December on, as the furnished county has it


@pytest.fixture(scope="module")
def county(seats: Seats) -> Seats:
    return furnish(seats)


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200, address
    return answer.content.decode()


def typed(**more: Any) -> dict[str, Any]:
    return {
        "value": "700", "from_on": "2027-01-01", "until_on": "", "article": "LAW-2026#18",
        "document": "明政发〔2026〕9号",
    } | more  # fmt: skip


@pytest.mark.requirement("R-013")
def test_every_value_in_force_stands_there_with_its_place_and_article(county: Seats) -> None:
    client = county.client()
    page = text(client, "/standards?q=dibao_rural_standard_fen")
    assert "农村低保" in page
    assert "共1条" in page
    assert "待批准的取值" in page
    assert "共1条" not in text(client, "/standards?only=local")
    assert "没有符合条件的标准" in text(client, "/standards?q=nothing-like-it")


def test_a_value_has_its_history_and_what_waits(county: Seats) -> None:
    page = text(county.client(), f"/standards/{KEY}")
    assert "660.00元" in page
    assert "待批准" in page
    assert "随程序发布" in page
    assert county.client().get("/standards/no_such_key").status_code == 404


@pytest.mark.requirement("R-412")
def test_a_raise_is_reckoned_by_township_before_anybody_approves_it(county: Seats) -> None:
    page = text(county.client(role=Role.LEADER), f"{RAISED}?reckon=1")
    assert "每月增支（元）" in page
    assert "河东镇" in page
    assert 'value="approve"' in page
    assert 'value="approve"' not in text(county.client(), RAISED)


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"value": "七百"}, "请先改正以下内容"),
        ({"value": "-1"}, "取值"),
        ({"article": "LAW-2026#999"}, "LAW-2026#999"),
        ({"document": " "}, "请先改正以下内容"),
        ({"until_on": "2026-12-31"}, "终止日"),
        ({"from_on": "2026-12-01"}, "已有一项待批准"),
    ],
)
def test_what_cannot_be_is_refused_in_words_and_nothing_is_lost(
    county: Seats, wrong: dict[str, Any], said: str
) -> None:
    answer = county.client().post(f"/standards/{KEY}/propose", typed(**wrong))
    assert answer.status_code == 422
    assert said in answer.content.decode()
    assert "LAW-2026" in answer.content.decode()


@pytest.mark.requirement("R-412")
def test_a_value_counts_once_another_has_approved_it_and_reads_again_from_the_pack(county: Seats) -> None:
    handler, leader = county.client(), county.client(role=Role.LEADER)
    made = handler.post(f"/standards/{KEY}/propose", typed())
    assert made.status_code == 302, made.content.decode()
    address = made["Location"].partition("?")[0]
    assert "已录入，待分管负责人批准" in text(handler, made["Location"])
    assert handler.post(address, {"act": "approve"}).status_code == 422
    done = leader.post(address, {"act": "approve"})
    assert "已批准，自起始日执行" in text(leader, done["Location"])
    with scope(COUNTY):
        entry = Entry.objects.get(pk=int(address.rpartition("/")[2]))
        assert parameters().origin(KEY, COUNTY.code, entry.from_on).value == 70_000
    taken = handler.post("/standards", {})
    pack = yaml.safe_load(taken.content.decode())
    assert 70_000 in [one["value"] for one in pack["values"][KEY]]
    assert leader.post(address, {"act": "approve"}).status_code == 422


def test_a_refusal_needs_its_reason(county: Seats) -> None:
    leader, handler = county.client(role=Role.LEADER), county.client()
    made = handler.post("/standards/top_up_bp/propose", typed(value="12.5%", from_on="2027-02-01"))
    assert made.status_code == 302, made.content.decode()
    address = made["Location"].partition("?")[0]
    assert "须写明理由" in leader.post(address, {"act": "refuse", "reason": ""}).content.decode()
    done = leader.post(address, {"act": "refuse", "reason": "依据不足"})
    assert "依据不足" in text(leader, done["Location"])
    assert "12.5%" in text(leader, address)


def test_who_may_enter_and_who_may_look(county: Seats) -> None:
    assert county.client(Kind.FINANCE).get(f"/standards/{KEY}/propose").status_code == 403
    assert county.client(role=Role.LEADER).get(f"/standards/{KEY}/propose").status_code == 403
    assert county.client(Kind.BANK, Role.TELLER).get("/standards").status_code == 403
    assert county.client().get("/standards/entries/99").status_code == 404


def test_the_names_of_payments_are_told_by_programme_in_words(county: Seats) -> None:
    said = text(county.client(), "/standards/payment_purposes")
    assert "城市低保、城市低保金" in said
    assert "dibao_urban" not in said


def test_the_table_is_taken_away_as_a_workbook(county: Seats) -> None:
    answer = county.client().get("/standards?as=xlsx&q=dibao")
    rows = list(load_workbook(BytesIO(answer.content)).worksheets[0].iter_rows(values_only=True))
    assert rows[0][:3] == ("参数", "名称", "取值")
    assert KEY in {row[0] for row in rows}


def test_more_values_ask_no_more_questions(county: Seats) -> None:
    client = county.client()
    pages = ("/standards?size=100", f"/standards/{KEY}")

    def questions(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            text(client, address)
        return len(asked)

    [questions(page) for page in pages]
    before = [questions(page) for page in pages]
    for number in range(3, 9):
        made = client.post(f"/standards/{KEY}/propose", typed(from_on=f"2027-0{number}-01"))
        assert made.status_code == 302
    assert [questions(page) for page in pages] == before
