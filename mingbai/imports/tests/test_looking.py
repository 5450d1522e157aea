"""A look at lists before they count: every fault in its cell, nothing taken in, what is mended read anew."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from mingbai.awards.models import Award, Batch
from mingbai.awards.tests.cases import Office, office
from mingbai.awards.tests.test_stock import FOURTH, OCTOBER, dibao
from mingbai.config.guards import NATION, scope
from mingbai.imports import actions
from mingbai.imports.looking import Looked
from mingbai.imports.models import Upload
from mingbai.imports.queries import upload_of
from mingbai.imports.refused import RowsLeft
from mingbai.imports.sealing import opened_seen
from mingbai.people.models import Person
from mingbai.people.tests.lists import Rows, family, folder


@pytest.fixture
def town(desk: str) -> Iterator[Office]:
    with scope(NATION):
        yield office()


def files(path: Path, approvals: Rows, members: Rows = ()) -> list[tuple[str, bytes]]:
    return [(file.name, file.read_bytes()) for file in sorted(folder(path, approvals, members).iterdir())]


def dropped(town: Office, given: list[tuple[str, bytes]], **more: Any) -> int:
    return actions.drop(files=given, month=OCTOBER, by=town.bureau.handler, at=town.at, **more)


def seen(upload_id: int) -> Looked:
    looked = opened_seen(upload_of(upload_id))
    assert looked is not None
    return looked


BAD = dibao(**FOURTH | {"救助证号": "Z2", "核定金额": "八百多", "户主身份证号": "不详"})
AMOUNT = ("审批台账.csv", "")


def test_a_look_tells_each_fault_in_its_cell_and_takes_nothing_in(town: Office, tmp_path: Path) -> None:
    upload = dropped(town, files(tmp_path, [dibao(), BAD], family()))

    looked = seen(upload)

    assert looked.counts | {"hints": 0} == {"rows": 5, "good": 4, "failed": 1, "hints": 0, "blocking": 2}
    told = {one.cell: (one.header, one.value, one.is_blocking) for one in looked.findings if one.row}
    assert told["E3"] == ("户主身份证号", "不详", True)
    assert told["K3"] == ("核定金额", "八百多", True)
    assert looked.brings["awards"] == 1
    assert not Person.objects.exists()
    assert not Award.objects.exists()


def test_what_was_mended_is_read_anew_and_taken_in(town: Office, tmp_path: Path) -> None:
    upload = dropped(town, files(tmp_path, [dibao(), BAD], family()))
    number, amount = FOURTH["户主身份证号"], "320.00"

    actions.mend(upload_id=upload, cells={AMOUNT: {3: {4: number, 10: amount}}}, by=town.bureau.handler, at=town.at)
    assert seen(upload).counts["failed"] == 0
    assert actions.take(upload_id=upload, by=town.bureau.handler, at=town.at) is None

    assert Award.objects.count() == 2
    assert upload_of(upload).result["counts"]["awards"] == 2


def test_good_rows_are_taken_by_choice_only_and_the_others_come_back_on_their_own(town: Office, tmp_path: Path) -> None:
    upload = dropped(town, files(tmp_path, [dibao(), BAD], family()))
    with pytest.raises(RowsLeft, match="只导入合格的行"):
        actions.take(upload_id=upload, by=town.bureau.handler, at=town.at)
    assert not Batch.objects.exists()

    rest = actions.take(upload_id=upload, partly=True, by=town.bureau.handler, at=town.at)

    assert rest is not None
    assert Award.objects.count() == 1
    assert seen(rest).counts["rows"] == 1
    cells = {AMOUNT: {3: {4: FOURTH["户主身份证号"], 10: "320.00"}}}
    actions.mend(upload_id=rest, cells=cells, by=town.bureau.handler, at=town.at)
    assert actions.take(upload_id=rest, by=town.bureau.handler, at=town.at) is None
    assert Award.objects.count() == 2


def test_the_same_files_dropped_again_are_the_upload_they_were(town: Office, tmp_path: Path) -> None:
    given = files(tmp_path, [dibao()], family())

    assert dropped(town, given) == dropped(town, given)
    assert Upload.objects.count() == 1


def test_a_contradiction_to_the_library_points_at_its_cell(town: Office, tmp_path: Path) -> None:
    first = dropped(town, files(tmp_path / "a", [dibao()], family()))
    actions.take(upload_id=first, by=town.bureau.handler, at=town.at)

    again = seen(dropped(town, files(tmp_path / "b", [dibao(户主姓名="王五", 户名="王五")])))

    (told,) = [one for one in again.findings if one.code == "other_name"]
    assert (told.cell, told.value, told.step) == ("F2", "王五", "library")
