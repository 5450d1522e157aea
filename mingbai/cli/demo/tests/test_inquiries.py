"""What the demo's officers find out about an alert is what its answer key says was planted."""

from pathlib import Path

import pytest

from mingbai.alerts.causes import Cause
from mingbai.alerts.models import Task, TaskFinding
from mingbai.alerts.states import Result
from mingbai.cli.demo.inquiries.truth import Truth, truth
from mingbai.kernel.month import Month
from mingbai.prechecks.hiding import subject_index
from mingbai.rules.rule import Severity
from mingbai.simulation.key import Expectation, Expected, write_key

AUGUST, SEPTEMBER = Month(2026, 8), Month(2026, 9)
PLANTED, SPARED = "2026-08/dibao_rural/1/2", "2026-08/dibao_rural/3/4"


@pytest.fixture
def known(tmp_path: Path) -> Truth:
    rows = [
        Expected("RK-101", "roster", subject, expectation, 100, "故事", "A story")
        for subject, expectation in ((PLANTED, Expectation.FIND), (SPARED, Expectation.LEAVE))
    ]
    write_key(rows, tmp_path / "key.csv")
    return truth(tmp_path / "key.csv", [AUGUST, SEPTEMBER])


def found(subject: str) -> TaskFinding:
    return TaskFinding(rule_id="RK-101", subject_index=subject_index("roster", subject))


def task(
    number: int = 1, cause: Cause = Cause.DEATH, severity: Severity = Severity.RED, *, tier: str = "A", fen: int = 100
) -> Task:
    return Task(pk=number, cause=cause.value, severity=severity.value, tier=tier, amount_fen=fen)


@pytest.mark.parametrize("month", [AUGUST, SEPTEMBER])
def test_what_was_planted_is_true_in_every_month_it_stands_in(known: Truth, month: Month) -> None:
    assert known.turns_out(task(), [found(PLANTED.replace("2026-08", str(month)))]) is Result.FUNDS
    assert known.turns_out(task(fen=0), [found(PLANTED)]) is Result.PROCEDURE


def test_what_was_not_planted_is_a_false_alarm(known: Truth) -> None:
    assert known.turns_out(task(), [found(SPARED)]) is Result.FALSE_ALARM
    assert known.turns_out(task(), []) is Result.FALSE_ALARM


def test_hints_are_lawful_doubtful_matches_cannot_be_verified_and_some_lists_are_out_of_date(known: Truth) -> None:
    assert known.turns_out(task(severity=Severity.BLUE), [found(PLANTED)]) is Result.LAWFUL
    assert known.turns_out(task(tier="C"), [found(PLANTED)]) is Result.UNVERIFIABLE
    results = {known.turns_out(task(number, Cause.STATUS), [found(PLANTED)]) for number in range(1, 9)}
    assert results == {Result.FUNDS, Result.FALSE_ALARM}
