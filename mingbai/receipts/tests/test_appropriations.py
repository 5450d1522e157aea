"""Finance's own list, line by line: read whole, matched against roster and receipts, its faults told as finance's."""

from pathlib import Path
from typing import Any

import pytest

from mingbai.config.testing import Base
from mingbai.evidence.installation import installed_ring
from mingbai.kernel.identity.number import check_character
from mingbai.kernel.secrecy import Kind, blind_index
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY
from mingbai.payments.tests.world import FEN, OCTOBER
from mingbai.receipts import actions
from mingbai.receipts.acting import ask
from mingbai.receipts.profiles import FileRefused
from mingbai.receipts.refused import NothingToDo
from mingbai.receipts.tests.world import Month, month_sent

HEADER = "发放月份,救助项目,家庭编号,身份证号,姓名,银行账号,拨款金额"


@pytest.fixture
def month(base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any) -> Month:
    made = month_sent(base, fresh_desk, tmp_path, policy, settle, 6, allot=False)
    with base.administrator(fresh_desk) as admin:
        for person in range(1, 7):
            index = blind_index(installed_ring(), Kind.ID_NUMBER, number(person))
            admin.execute("ALTER TABLE people_person DISABLE TRIGGER USER")
            admin.execute("UPDATE people_person SET id_index = %s WHERE id = %s", [index, person])
            admin.execute("ALTER TABLE people_person ENABLE TRIGGER USER")
    return made


def number(person: int) -> str:
    body = f"99990119500101{person:03}"
    return body + check_character(body)


def written(month: Month, *others: str, left_out: int = 0, fen: int = FEN) -> Path:
    """Write finance's list of the month's people; the first is given another amount where that is asked."""
    with working_as(month.county.reviewer):
        people = ask("SELECT id, name FROM people_person ORDER BY id")
    rows = [
        f"2026-10,农村低保,H{key},{number(key)},{name},{6217 * 10**12 + key},{(fen if key == 1 else FEN) / 100:.2f}"
        for key, name in people
        if key != left_out
    ]
    path = month.folder / "拨款.csv"
    path.write_text("\n".join([HEADER, *rows, *others, ""]), encoding="utf-8")
    return path


def imported(month: Month, path: Path) -> actions.Listed:
    asker = month.county.asker
    with working_as(asker):
        return actions.import_appropriations(path=path, region=COUNTY, month=OCTOBER, by=asker, at=month.at)


@pytest.mark.requirement("R-718")
def test_finances_own_list_is_the_second_of_three_and_is_entered_once(month: Month) -> None:
    path = written(month)
    assert imported(month, path) == actions.Listed(6, 0, 6 * FEN)
    with pytest.raises(NothingToDo):
        imported(month, path)
    month.delivered(*month.bank_says("csv"))
    found = month.matched()
    assert (found.matched, found.differences) == (6, ())
    assert month.closed()[-1] == "closed"


def test_what_finance_left_out_added_or_changed_is_finances_to_explain(month: Month) -> None:
    stranger = f"2026-10,农村低保,H9,{number(9)},外人,6217999999999999,600.00"
    assert imported(month, written(month, stranger, left_out=3, fen=FEN + 1)).of_no_line == 1
    month.delivered(*month.bank_says("csv"))
    month.matched()
    items = month.items()
    assert sorted((item.kind, item.source, item.owner) for item in items) == [
        ("amount", "appropriated", "finance"),
        ("extra", "appropriated", "finance"),
        ("missing", "appropriated", "finance"),
    ]
    for item in items:
        month.explained(item, "已补充下达并更正。")
    month.matched()
    assert month.closed()[-1] == "closed"


def test_a_list_with_one_unreadable_row_is_refused_whole(month: Month) -> None:
    with pytest.raises(FileRefused, match="多少钱"):
        imported(month, written(month, f"2026-10,农村低保,H9,{number(9)},外人,6217999999999999,多少钱"))
    with working_as(month.county.reviewer):
        assert ask("SELECT count(*) FROM receipts_allotment") == [(0,)]
