"""The page of backups: what stands well and what does not, who may act, and that nothing is asked row by row."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingbai.backups.errands import DRILLING, MAKING, READING
from mingbai.errands.models import Errand
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.backups.tests.samples import keep, made, tried
from mingbai.web.tests.seats import Seats

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)
ADMINISTRATOR = (Kind.CIVIL_AFFAIRS, Role.SYSTEM_ADMINISTRATOR)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, seats: Seats) -> Path:
    """Backups lie in an empty folder, and what a test writes is taken back."""
    monkeypatch.setenv("MINGBAI_BACKUPS", str(tmp_path))
    return tmp_path


@pytest.fixture(autouse=True)
def taken_back(seats: Seats) -> Iterator[None]:
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


def shown(client: Client) -> str:
    return client.get("/backups").content.decode()


def test_a_desk_without_backups_is_told_what_to_do(seats: Seats) -> None:
    page = shown(seats.client(*ADMINISTRATOR))

    assert "还没有备份" in page
    assert "没有另存" in page
    assert "mingbai backup keys" in page
    assert "现在备份" not in page.partition("<main")[2].partition("</h1>")[0], "it would be refused"


def test_what_stands_well_is_green_and_what_does_not_says_so(seats: Seats, folder: Path) -> None:
    keep(seats)
    tried(made(NOW - timedelta(hours=60)), "drilled", "如下", "As follows.")
    gone = made(NOW - timedelta(hours=40))
    tried(made(NOW - timedelta(hours=3)), "read", "如下", "As follows.")
    (folder / gone.name).unlink()

    page = shown(seats.client(*ADMINISTRATOR))

    assert page.count("row-green") >= 2
    assert "文件不在了" in page
    assert "3小时前" in page
    assert "5份，凑齐3份可开" in page
    assert "47,996" in page
    assert "25.0 MiB" in page


@pytest.mark.parametrize(("name", "kind"), [("make", MAKING), ("verify", READING), ("drill", DRILLING)])
def test_each_act_is_an_errand_to_be_followed(seats: Seats, folder: Path, name: str, kind: str) -> None:
    keep(seats)
    row = made(NOW - timedelta(hours=3))

    answer = seats.client(*ADMINISTRATOR).post(f"/backups/{name}", {"backup": row.name})

    errand = Errand.objects.get()
    assert (answer.status_code, answer["Location"], errand.kind) == (302, f"/errands/{errand.pk}", kind)


def test_only_the_system_administrator_acts_and_the_two_others_look(seats: Seats, folder: Path) -> None:
    keep(seats)
    made(NOW - timedelta(hours=3))
    for role in (Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR):
        client = seats.client(Kind.CIVIL_AFFAIRS, role)
        assert "/backups/drill" not in shown(client)
        assert client.post("/backups/make").status_code == 403
    assert seats.client(Kind.CIVIL_AFFAIRS, Role.HANDLER).get("/backups").status_code == 403


def test_a_backup_that_would_be_refused_is_not_asked_for(seats: Seats) -> None:
    answer = seats.client(*ADMINISTRATOR).post("/backups/make")

    assert answer.status_code in {409, 422}
    assert "还没有留存现行密钥" in answer.content.decode()
    assert not Errand.objects.exists()


def test_ten_backups_ask_no_more_than_two(seats: Seats, folder: Path) -> None:
    client = seats.client(*ADMINISTRATOR)
    asked = []
    for more in (range(2), range(2, 10)):
        for number in more:
            row = made(NOW - timedelta(days=number, hours=1))
            for kind in ("read", "drilled"):
                tried(row, kind, "如下", "As follows.")
        with CaptureQueriesContext(connection) as queries:
            shown(client)
        asked.append(len(queries))
    assert asked[0] == asked[1]
