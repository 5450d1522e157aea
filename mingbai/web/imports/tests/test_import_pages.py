"""导入中心: dropped, seen, mended in the page, taken in; what is hostile or wrong is told, and nothing good is lost."""

from pathlib import Path
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mingbai.awards.tests.test_stock import FOURTH, dibao
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.people.tests.lists import Rows, family, folder
from mingbai.web.tests.seats import Seats

BUREAU = Kind.CIVIL_AFFAIRS
CENTRE = "/imports?month=2026-10"
BAD = dibao(**FOURTH | {"救助证号": "Z2", "核定金额": "八百多", "户主身份证号": "不详"})


@pytest.fixture(scope="module")
def county(seats: Seats) -> Seats:
    handler, reviewer, leader = (seats.actors[BUREAU, role] for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER))
    other = seats.actors[Kind.FINANCE, Role.LEADER]
    for step, who, by in (
        ("keep_data", handler, leader), ("change", reviewer, leader), ("confirm", leader, other)
    ):  # fmt: skip
        seats.county.listed(step, who, by)
    return seats


def sent(path: Path, approvals: Rows, members: Rows = ()) -> list[SimpleUploadedFile]:
    return [
        SimpleUploadedFile(file.name, file.read_bytes()) for file in sorted(folder(path, approvals, members).iterdir())
    ]


def dropped(client: Client, files: list[SimpleUploadedFile], **more: Any) -> Any:
    return client.post(CENTRE, {"files": files, "pasted": "", "kind": "", **more})


def text(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def test_dropped_lists_are_told_by_what_they_hold_and_every_fault_stands_in_its_cell(
    county: Seats, tmp_path: Path
) -> None:
    handler = county.client()

    answer = dropped(handler, sent(tmp_path, [dibao(), BAD], family()))

    assert answer.status_code == 302
    page = text(handler, answer["Location"])
    assert "期初在册对象" in page
    assert 'name="cell-' in page
    assert "E3" in page
    assert "八百多" in page
    assert "只导入合格的4行" in page
