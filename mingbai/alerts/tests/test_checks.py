"""What checks before and after payment find becomes tasks, and can be computed again to the byte."""

from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pyarrow as pa
import pytest
from django.db import connection

from mingbai.alerts import actions
from mingbai.alerts.actions import aftermath
from mingbai.alerts.models import Task, TaskFinding
from mingbai.alerts.paid import COLUMNS
from mingbai.config.guards import NATION, scope
from mingbai.files.snapshot.snapshot import open_snapshot
from mingbai.offices.tests.places import COUNTY
from mingbai.people.queries import opened_accounts, opened_numbers
from mingbai.prechecks.kept import keep, unpack
from mingbai.prechecks.tests.world import Desk, desk_with
from mingbai.rosters.tests.world import NOVEMBER


@pytest.fixture
def at(desk: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with scope(NATION):
        yield desk_with(monkeypatch)


def paid(at: Desk, lines: int, times: int = 1) -> pa.Table:
    """Return the bank's answer in which each line was paid so many times."""
    rows = []
    for place in range(lines):
        line = at.line(place)
        number = opened_numbers([line.payee_id])[line.payee_id]
        account = opened_accounts([line.account_id])[line.account_id]
        rows += [
            (f"R{place}-{turn}", NOVEMBER.first_on, line.programme, number, line.payee_name, account, line.amount_fen,
             date(2026, 11, 3), "paid", None, None, None)
            for turn in range(times)
        ]  # fmt: skip
    columns = zip(*rows, strict=True)
    return pa.table({name: pa.array(list(column), kind) for (name, kind), column in zip(COLUMNS, columns, strict=True)})


def noted(seen: list[str], said: str) -> str:
    seen.append(said)
    return said


@pytest.mark.requirement("R-909")
def test_what_a_check_before_payment_finds_becomes_a_task_once(at: Desk) -> None:
    with scope(COUNTY):
        line = at.line()
        at.died(line.payee_id, date(2026, 9, 1))
        check = at.checked()
        made = actions.open_from_check(check_id=check, at=at.at)
        dead = Task.objects.get(cause="death")
        assert dead.pk in made
        assert (dead.household_id, dead.severity, dead.tier) == (line.household_id, "红", "A")
        found = dead.findings.get(rule_id="RK-101")
        assert found.finding_id is not None
        assert len(found.input_digest) == 64
        assert actions.open_from_check(check_id=check, at=at.at) == []
        again = at.checked()
        assert actions.open_from_check(check_id=again, at=at.at) == []


@pytest.mark.requirement("R-911")
def test_what_the_bank_paid_twice_becomes_a_task_of_its_household(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with scope(COUNTY):
        said = paid(at, 1, times=2)
        monkeypatch.setattr(aftermath, "payments", lambda region, month: said)
        actions.check_after_payment(region=COUNTY, month=NOVEMBER, at=at.at + timedelta(days=20))
        found = TaskFinding.objects.get(rule_id="RK-310")
        assert found.task.household_id == at.line().household_id
        assert found.task.cause == "payment"
        assert found.amount_fen == at.line().amount_fen


def test_d7_the_kept_month_gives_the_same_findings_to_the_byte(
    at: Desk, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    with scope(COUNTY):
        said = paid(at, 2, times=2)
        monkeypatch.setattr(aftermath, "payments", lambda region, month: said)
        kept: list[str] = []

        def keeping(*given: Any) -> str:
            kept.append(real(*given))
            return kept[0]

        real = keep
        monkeypatch.setattr(aftermath, "keep", keeping)
        seen: list[str] = []
        digest = aftermath.findings_digest
        monkeypatch.setattr(aftermath, "findings_digest", lambda rows: noted(seen, digest(rows)))
        actions.check_after_payment(region=COUNTY, month=NOVEMBER, at=at.at)
    folder = tmp_path / "again"
    folder.mkdir()
    chosen = unpack(kept[0], folder)
    rows, input_digest, _ = aftermath._tried(open_snapshot(folder), chosen, COUNTY, tmp_path)
    assert rows
    assert digest(rows) == seen[0]
    with scope(COUNTY):
        assert set(TaskFinding.objects.values_list("input_digest", flat=True)) == {input_digest}


def test_nothing_the_bank_says_holds_a_number_in_the_clear(at: Desk, monkeypatch: pytest.MonkeyPatch) -> None:
    with scope(COUNTY):
        said = paid(at, 1, times=2)
        monkeypatch.setattr(aftermath, "payments", lambda region, month: said)
        actions.check_after_payment(region=COUNTY, month=NOVEMBER, at=at.at)
        secret = [said.column(name)[0].as_py() for name in ("payee_id", "account_no")]
        with connection.cursor() as cursor:
            cursor.execute("SELECT string_agg(row_to_json(found)::text, ' ') FROM alerts_taskfinding AS found")
            ((everything,),) = cursor.fetchall()
    assert everything
    assert not [number for number in secret if number in everything]
