"""三方核对: receipts dropped, differences answered and agreed to, the month signed; each as whoever it is for."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingbai.access.actions import give_key
from mingbai.config.guards import scope
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.receipts.queries import open_items
from mingbai.rosters.tests.world import NOVEMBER
from mingbai.web.receipts import forms
from mingbai.web.tests.money import listed, receipts_file
from mingbai.web.tests.seats import Seats
from mingbai.web.tests.toil import do_waiting

BUREAU, FINANCE, BANK = Kind.CIVIL_AFFAIRS, Kind.FINANCE, Kind.BANK
BROUGHT = "/receipts/statements"


@pytest.fixture(scope="module")
def county(seats: Seats) -> Seats:
    listed(seats, "pay_out", "close_month", "appropriate")
    return seats


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def dropped(client: Client, path: Path) -> Any:
    return client.post(BROUGHT, {"file": SimpleUploadedFile(path.name, path.read_bytes())})


def test_a_dropped_file_is_read_once_and_what_it_means_waits_for_a_reviewer(county: Seats, tmp_path: Path) -> None:
    teller, path = county.client(BANK, Role.TELLER), receipts_file(tmp_path, 2)

    first, again = dropped(teller, path).content.decode(), dropped(teller, path).content.decode()

    assert "已读入" in first
    assert "以前导入过，未重复计入" in again
    assert "付款编号查无此款" in first
    assert "没有相近的付款" in first
    assert "待核对" in text(county.client(), BROUGHT)


def test_what_is_no_receipt_or_too_large_is_refused_in_words(
    county: Seats, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    teller, path = county.client(BANK, Role.TELLER), tmp_path / "话.txt"
    path.write_text("不是回单\n", encoding="utf-8")

    answer = dropped(teller, path)
    assert answer.status_code == 422
    assert "请先改正以下内容" in answer.content.decode()
    monkeypatch.setattr(forms, "LARGEST", 3)
    assert "文件超过100 MB" in dropped(teller, path).content.decode()
    assert dropped(county.client(), path).status_code == 422


def test_a_difference_is_answered_by_its_owner_and_agreed_to_by_a_leader(county: Seats) -> None:
    reviewer, leader, teller = (
        county.client(*seat) for seat in ((BUREAU, Role.REVIEWER), (BUREAU, Role.LEADER), (BANK, Role.TELLER))
    )
    done = reviewer.post("/receipts?month=2026-11", {"act": "match"})
    assert done.status_code == 302
    told = text(reviewer, done["Location"])
    assert "差异2项" in told
    assert "银行回单：多出" in told
    assert 'class="number is-odd"' in told
    with scope(COUNTY):
        item = open_items(COUNTY, NOVEMBER)[0].pk
    page = f"/receipts/{item}"

    assert page in text(teller, "/receipts")
    assert 'name="act" value="answer"' not in text(reviewer, page)
    assert "请先改正以下内容" in teller.post(page, {"act": "answer", "answer": ""}).content.decode()
    assert teller.post(page, {"act": "answer", "answer": "错入本批，已更正"}).status_code == 302
    assert "错入本批，已更正" in text(leader, page)
    assert leader.post(page, {"act": "back"}).status_code == 302
    assert teller.post(page, {"act": "answer", "answer": "附更正函"}).status_code == 302
    assert leader.post(page, {"act": "agree"}).status_code == 302
    assert "已说明" in text(teller, page)
    assert leader.post(page, {"act": "agree"}).status_code == 422


def test_a_month_is_closed_by_four_people_once_nothing_is_left(county: Seats) -> None:
    handler, reviewer, leader = (county.client(BUREAU, role) for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER))
    teller, asker = county.client(BANK, Role.TELLER), county.client(FINANCE, Role.HANDLER)
    page = "/receipts/closing?month=2026-11"

    refused = handler.post(page, {"act": "prepare"})
    assert refused.status_code == 422
    assert "不能结账" in refused.content.decode()
    with scope(COUNTY):
        (last,) = open_items(COUNTY, NOVEMBER)
    assert teller.post(f"/receipts/{last.pk}", {"act": "answer", "answer": "同上"}).status_code == 302
    assert leader.post(f"/receipts/{last.pk}", {"act": "agree"}).status_code == 302
    assert handler.post(page, {"act": "prepare"}).status_code == 302
    assert "签字" in leader.post(page, {"act": "sign"}).content.decode()
    for client in (reviewer, asker, leader):
        assert 'name="act" value="sign"' in text(client, page)
        assert client.post(page, {"act": "sign"}).status_code == 302
    assert "四人签字" in text(handler, page)
    assert 'value="match"' not in text(reviewer, "/receipts?month=2026-11")


def test_a_bank_sees_no_other_bank_s_receipts_nor_the_three_lists(county: Seats) -> None:
    other = county.county.post(county.county.office(BANK, COUNTY, "邻县商行"), Role.TELLER)
    give_key(officer_id=other.id, by=county.county.administrator(), at=county.county.at)
    client = county.signed_in(other)

    told = text(client, "/receipts?month=2026-11")
    assert "还没有导入回单" in told
    assert "明白农商行" not in told.partition("<main")[2]
    assert client.get("/receipts/1").status_code == 404
    assert client.get("/receipts/closing").status_code == 403


def test_a_long_file_is_read_by_and_by_and_says_what_it_brought(
    county: Seats, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(forms, "LONG", 3)
    teller, path = county.client(BANK, Role.TELLER), receipts_file(tmp_path, 5)

    assert dropped(county.client(), path).status_code == 422
    answer = dropped(teller, path)
    assert answer.status_code == 302
    assert path.name in text(teller, answer["Location"])
    do_waiting()

    page = text(teller, answer["Location"])
    assert "笔，其中重复送达" in page
    assert "看送达的回单" in page
    path.write_text("不是回单\n", encoding="utf-8")
    wrong = dropped(teller, path)["Location"]
    do_waiting()
    assert "未能办理" in text(teller, wrong)
