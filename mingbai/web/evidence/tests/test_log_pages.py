"""The log by screen: how far it is, who changed what, packs that verify offline, all within one's division."""

import io
import json
import re
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingbai.access.actions import give_key
from mingbai.config.guards import NATION, scope
from mingbai.errands.actions import perform
from mingbai.errands.models import Errand
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import OTHER_TOWN
from mingbai.people.queries import persons
from mingbai.printing.errands import ask_pack
from mingbai.web.conftest import NOW
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.logged import Log
from mingbai.web.tests.seats import Seats

AUDITOR = (Kind.AUDIT, Role.INSPECTOR)
SAMPLE = {"type": "payments.drafted", "most": "50", "seed": "7"}


@pytest.fixture(scope="module")
def seats(log: Log, seats: Seats) -> Seats:
    furnished = furnish(seats)
    log.brought_up("民政", "审计")
    return furnished


def test_the_log_says_how_far_it_is_and_who_vouches(seats: Seats) -> None:
    page = seats.client(*AUDITOR).get("/evidence").content.decode()

    assert page.count("row-green") == 2
    assert page.count("从未见证") == 2
    assert "2个中至少1个：" in page
    assert "还没有在工作台上核验过" in page


def test_rows_that_nobody_logged_are_named_when_the_log_is_verified(seats: Seats) -> None:
    client = seats.client(*AUDITOR)
    answer = client.post("/evidence")

    assert answer.status_code == 302
    perform(errand_id=int(answer["Location"].rpartition("/")[2]), at=NOW)
    assert (
        "没有任何存证：它不是通过系统写入的" in client.get(answer["Location"]).content.decode()
    )  # as the test wrote them
    assert "存证被破坏" in client.get("/evidence").content.decode()


@pytest.mark.parametrize("seat", [(Kind.CIVIL_AFFAIRS, Role.LEADER)])
def test_who_does_not_watch_over_the_log_cannot_have_it_verified(seats: Seats, seat: tuple[Kind, Role]) -> None:
    client = seats.client(*seat)

    assert "立即核验" not in client.get("/evidence").content.decode()
    assert client.post("/evidence").status_code == 409


@pytest.mark.parametrize(
    ("asked", "there", "not_there"),
    [
        ({"stage": "payments"}, "生成发放明细", "产生预警"),
        ({"type": "alerts.opened"}, "产生预警", "生成发放明细"),
        ({"officer": "没有这个人"}, "没有符合条件的记录", "产生预警"),
        ({"since": "2026-11-21"}, "", "生成发放明细"),
        ({"until": "2026/11/20", "type": "payments.drafted"}, "生成发放明细", "产生预警"),
    ],
)
def test_who_changed_what_is_found_by_officer_stage_kind_and_day(
    seats: Seats, asked: dict[str, str], there: str, not_there: str
) -> None:
    page = seats.client(*AUDITOR).get("/evidence/search", asked).content.decode().rpartition('class="query-acts"')[2]

    assert there in page
    assert not_there not in page


def test_who_changed_what_of_one_person_is_found_by_name(seats: Seats) -> None:
    client = seats.client(*AUDITOR)
    with scope(NATION):
        person = persons([1])[1]
    page = client.get("/evidence/search", {"person": person.name}).content.decode()

    assert "/evidence/rows/people.person/1" in page
    assert "/evidence/rows/alerts.task/3" not in page


def test_a_day_that_cannot_be_read_is_said(seats: Seats) -> None:
    page = seats.client(*AUDITOR).get("/evidence/search", {"since": "上周"}).content.decode()

    assert "“上周”不是日期" in page


def test_acts_of_another_township_and_of_unread_stages_are_not_found(seats: Seats) -> None:
    office = seats.county.office(Kind.AUDIT, OTHER_TOWN, "别镇审计办")
    elsewhere = seats.county.post(office, Role.INSPECTOR)
    give_key(officer_id=elsewhere.id, by=seats.county.administrator(), at=seats.county.at)
    for stage in ("payments", "people", "alerts", "awards"):
        page = seats.signed_in(elsewhere).get("/evidence/search", {"stage": stage}).content.decode()
        assert "没有符合条件的记录" in page, stage
    watcher = seats.client(Kind.CIVIL_AFFAIRS, Role.AUDIT_ADMINISTRATOR)
    assert "没有符合条件的记录" in watcher.get("/evidence/search", {"stage": "payments"}).content.decode()
    assert "登记人员账号" in watcher.get("/evidence/search", {"stage": "offices"}).content.decode()


def test_what_was_found_is_taken_away_as_a_workbook_and_noted(seats: Seats) -> None:
    client = seats.client(*AUDITOR)
    answer = client.get("/evidence/search", {"stage": "alerts", "as": "xlsx"})

    assert answer["Content-Type"].endswith("sheet")
    assert zipfile.is_zipfile(io.BytesIO(answer.content))
    assert "导出" in client.get("/looks", {"only": "export"}).content.decode()


def unpacked(content: bytes, folder: Path) -> Path:
    zipfile.ZipFile(io.BytesIO(content)).extractall(folder)
    return folder


def made(client: Client, address: str, asked: dict[str, str]) -> bytes:
    """Return the pack that somebody asks for, waits for and takes from the errand's page."""
    answer = client.post(address, asked)
    assert answer.status_code == 302, answer.content.decode()
    perform(errand_id=int(answer["Location"].rpartition("/")[2]), at=NOW)
    page = client.get(answer["Location"]).content.decode()
    assert "取证包已生成" in page
    assert "再生成一份" in page
    (file,) = re.findall(r'href="([^"]+)" download', page)
    return client.get(file).content


def test_a_sample_is_packed_and_verifies_with_python_alone(seats: Seats, tmp_path: Path) -> None:
    client = seats.client(*AUDITOR)
    content, again = (made(client, "/evidence/pack?month=2026-11", SAMPLE) for _ in range(2))

    assert content == again
    folder = unpacked(content, tmp_path)
    said = subprocess.run(
        [sys.executable, "-I", "-S", str(folder / "verify.py")], capture_output=True, check=True, cwd="/"
    )
    assert json.loads(said.stdout)["rows"] >= 1
    rows = json.loads((folder / "data.json").read_text())["rows"]
    assert {row["type"] for row in rows} == {"payments.drafted"}
    assert rows[0]["fields"]["amount_fen"] == 50_000
    assert "holder_name" not in (folder / "data.json").read_text()


def test_the_same_pack_is_made_once_and_another_seed_is_another_pack(seats: Seats) -> None:
    auditor = seats.actors[AUDITOR]

    def asked(seed: str) -> int:
        about = {"说明": "长" * 200, "随机种子": seed}
        with working_as(auditor):
            return ask_pack([1], called={}, name="样本", about=about, maker="出具", by=auditor, at=NOW)

    assert asked("1") == asked("1")
    assert asked("2") != asked("1")


def test_all_about_one_row_is_packed(seats: Seats, tmp_path: Path) -> None:
    content = made(seats.client(*AUDITOR), "/evidence/pack", {"table": "awards.award", "key": "1"})

    folder = unpacked(content, tmp_path)
    rows = json.loads((folder / "data.json").read_text())["rows"]
    assert [row["type"] for row in rows] == ["awards.proposed", "awards.reviewed", "awards.approved"]
    assert all(row["subject"].startswith("awards.dossier/") for row in rows)


@pytest.mark.parametrize(
    "wrong", [{"type": "people.registered"}, {"most": "0"}, {"most": "5001"}, {"seed": ""}, {"most": "x"}]
)
def test_a_wrong_question_is_said_above_the_form(seats: Seats, wrong: dict[str, str]) -> None:
    answer = seats.client(*AUDITOR).post("/evidence/pack", SAMPLE | wrong)

    assert answer.status_code == 422
    assert "请先改正以下内容" in answer.content.decode()


def test_a_month_with_nothing_in_it_is_said(seats: Seats) -> None:
    answer = seats.client(*AUDITOR).post("/evidence/pack?month=2025-01", SAMPLE)

    assert answer.status_code == 422
    assert "没有可以装入取证包的记录" in answer.content.decode()


def test_a_row_of_another_s_cannot_be_packed(seats: Seats) -> None:
    watcher = seats.client(Kind.CIVIL_AFFAIRS, Role.AUDIT_ADMINISTRATOR)

    assert watcher.post("/evidence/pack", {"table": "payments.payment", "key": "1"}).status_code == 404
    assert watcher.post("/evidence/pack", SAMPLE).status_code == 422


def test_a_pack_is_its_asker_s_alone_and_noted_as_an_export(seats: Seats) -> None:
    client = seats.client(*AUDITOR)
    answer = client.post("/evidence/pack?month=2026-11", SAMPLE | {"seed": "8"})
    perform(errand_id=int(answer["Location"].rpartition("/")[2]), at=NOW)

    assert seats.client(Kind.CIVIL_AFFAIRS, Role.INSPECTOR).get(f"{answer['Location']}/files/0").status_code == 404
    noted = seats.client(Kind.CIVIL_AFFAIRS, Role.AUDIT_ADMINISTRATOR).get("/looks", {"only": "export"})
    assert "取证包" in noted.content.decode()


def test_what_is_asked_before_a_pack_is_ordered_does_not_grow_with_it(seats: Seats) -> None:
    client, counts = seats.client(*AUDITOR), []
    for rows in (1, 3):
        with CaptureQueriesContext(connection) as asked:
            client.post(
                "/evidence/pack?month=2026-11", {"type": "offices.listing_approved", "most": str(rows), "seed": "1"}
            )
        counts.append(len(asked))
        assert len(Errand.objects.latest("pk").arguments["acts"]) == rows
    assert counts[0] == counts[1]
