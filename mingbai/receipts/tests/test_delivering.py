"""A bank's entries as they are kept: under which number, in which month, and none that is ours by accident."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path
from typing import Any
from uuid import uuid5

import pytest

from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.offices.tests.places import COUNTY
from mingbai.receipts.acting import ask
from mingbai.receipts.actions import importing
from mingbai.receipts.models import Entry
from mingbai.receipts.refused import NoSuchBank
from mingbai.receipts.rows import relation
from mingbai.receipts.tests.world import BANK, Month, month_sent
from mingbai.simulation.bank.tables import HEADER


@pytest.fixture
def month(base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any) -> Month:
    return month_sent(base, fresh_desk, tmp_path, policy, settle, 3)


def listed(folder: Path, *rows: Sequence[str]) -> Path:
    """Return a list of a bank: reference, our number, month, day."""
    path = folder / "list.csv"
    told = [f"{ref},{ours},{month},张三,6217000000000000,10.00,{day},成功,,低保," for ref, ours, month, day in rows]
    total = f"合计,,,,,{10 * len(rows)}.00,,,,,"
    path.write_text("\r\n".join([",".join(HEADER), *told, total, ""]), encoding="utf-8-sig")
    return path


def kept(month: Month) -> dict[str, Entry]:
    with working_as(month.county.reviewer):
        return {entry.reference: entry for entry in Entry.objects.all()}


def test_an_entry_is_called_after_bank_statement_and_reference() -> None:
    for name in ("999901|银行|camt|R1", "", "x" * 1_000):
        assert importing._key(name) == str(uuid5(importing.NAMESPACE, name))


def test_what_belongs_to_no_payment_keeps_a_month_open_that_somebody_looks_at(month: Month, tmp_path: Path) -> None:
    rows = [
        ("A", "", "2026-10", "2026-10-09"), ("B", "", "2026-03", "2026-10-09"), ("C", "", "2062-10", "2026-10-09"),
        ("D", "", "1926-10", "2026-10-09"), ("E", "", "", "2026-09-30"),
    ]  # fmt: skip
    month.delivered(listed(tmp_path, *rows))
    found = {reference: entry.counts_in for reference, entry in kept(month).items()}
    october = date(2026, 10, 1)
    assert found == {"A": october, "B": date(2026, 3, 1), "C": october, "D": october, "E": date(2026, 9, 1)}


def test_what_comes_after_a_month_was_closed_waits_in_the_next_that_is_open(month: Month, tmp_path: Path) -> None:
    month.delivered(*month.bank_says("csv"))
    month.matched()
    month.closed()
    month.delivered(listed(tmp_path, ("LATE", "", "2026-10", "2026-10-09")))
    assert kept(month)["LATE"].counts_in == date(2026, 11, 1)


def test_a_number_too_long_to_be_ours_is_nobodys_and_two_of_them_stay_two(month: Month, tmp_path: Path) -> None:
    ours = month.told[0].lines[0].end_to_end_id if month.told else ""
    long = "N" * 90
    month.delivered(listed(tmp_path, (f"{long}1", f"{ours}{'0' * 40}", "2026-10", "2026-10-09"),
                           (f"{long}2", "", "2026-10", "2026-10-09")))  # fmt: skip
    found = kept(month)
    assert len(found) == 2
    assert all(len(reference) == 80 for reference in found)
    assert {entry.payment_id for entry in found.values()} == {None}


def test_a_file_is_of_a_bank_that_has_a_name(month: Month) -> None:
    (path,) = month.bank_says("csv")
    teller = month.county.teller
    for name in ("", " ", "农" * 61):
        with working_as(teller), pytest.raises(NoSuchBank):
            importing.import_statement(path=path, bank=name, region=COUNTY, by=teller, at=month.at)


def test_whoever_waits_hears_how_far_it_is(month: Month, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importing, "AT_ONCE", 2)
    (path,) = month.bank_says("csv")
    teller, heard = month.county.teller, list[tuple[int, int]]()
    with working_as(teller):
        importing.import_statement(
            path=path, bank=BANK, region=COUNTY, by=teller, at=month.at, progress=lambda *far: heard.append(far)
        )
    assert heard == [(2, 3), (3, 3)]


@pytest.mark.usefixtures("database")
@pytest.mark.parametrize("left_out", ["", None, '"\\'], ids=["anything", "no NULL", "nothing to escape"])
def test_rows_arrive_as_they_were_sent_whatever_stands_in_them(left_out: str | None) -> None:
    types = {"place": "bigint", "said": "text", "raw": "bytea", "day": "date", "same": "text"}
    hard = ['"', "\\", "{a,b}", "NULL", "", " ", "a\nb\tc", "赵\u3000某", "%s %(x)s", "'; --", None]
    if left_out != "":
        hard = [said for said in hard if said is not None and said not in (left_out or "-")]
    rows = [(place, said, bytes([place, 34, 92]), date(2026, 10, 1), 'a"b\\') for place, said in enumerate(hard)]
    sql, facts = relation(types, dict(zip(types, zip(*rows, strict=True), strict=True)))
    found = ask(f"SELECT place, said, raw, day, same FROM {sql} AS told ORDER BY place", facts)
    assert [(place, said, bytes(raw), day, same) for place, said, raw, day, same in found] == rows
