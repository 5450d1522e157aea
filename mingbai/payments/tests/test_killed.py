"""Killed anywhere in the pay path, the month goes on: no payment is lost, none is made twice, the books are equal."""

import os
import shutil
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from mingbai.config.roles import make_database
from mingbai.config.testing import Base
from mingbai.payments.tests.crashing import Points, killed_at
from mingbai.payments.tests.month import Month, faults_of, left_too_early
from mingbai.payments.tests.world import county, released

pytestmark = [pytest.mark.requirement("R-1508")]


@contextmanager
def a_round(base: Base, prepared: str, month: Month, data: Path, number: int) -> Iterator[Month]:
    """Give a copy of the prepared county: database, keys, log and outbox of its own."""
    name, folder = f"{prepared}_{number}", data.parent / f"round-{number}"
    with base.administrator() as admin:
        make_database(admin, name, owner=base.roles["owner"], desk=base.roles["default"], template=prepared)
    shutil.copytree(data, folder)
    before, os.environ["MINGBAI_DATA"] = os.environ["MINGBAI_DATA"], str(folder)
    try:
        with base.used(name):
            yield replace(month, outbox=folder / "outbox")
    finally:
        os.environ["MINGBAI_DATA"] = before
        with base.administrator() as admin:
            admin.execute(f'DROP DATABASE "{name}" WITH (FORCE)')
        shutil.rmtree(folder)


@pytest.fixture
def month(base: Base, fresh_desk: str, data: Path) -> Iterator[Month]:
    """A county with a released roster of four lines, ready to be copied; nobody is connected to it."""
    from django.db import connections

    place = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin, 4)
    data.mkdir(parents=True, exist_ok=True)
    connections.close_all()
    yield Month(place, roster, data / "outbox")
    connections.close_all()


def test_the_month_undisturbed_pays_each_line_once(base: Base, fresh_desk: str, month: Month, data: Path) -> None:
    with a_round(base, fresh_desk, month, data, 0) as copy, Points().watching() as points:
        copy.go_on(points)
        assert faults_of(copy) == []
        copy.go_on(points)
        assert faults_of(copy) == []
    assert len(set(points.names)) >= 100, "points with a name of their own"


def rounds(base: Base, prepared: str, month: Month, data: Path, turn: int) -> tuple[int, list[str]]:
    """Kill the month at every twelfth point whose turn it is and let it go on; return the rounds and what was wrong."""
    with a_round(base, prepared, month, data, 0) as copy, Points().watching() as points:
        copy.go_on(points)
    chosen = range(6 + 12 * turn, len(points.names), 60)
    wrong: list[str] = []
    for number in chosen:
        with a_round(base, prepared, month, data, number + 1) as copy:
            assert killed_at(number, copy.go_on) == signal.SIGKILL, points.names[number]
            wrong += [f"{points.names[number]}: {name} left too early" for name in left_too_early(copy)]
            copy.go_on(Points())
            wrong += [f"{points.names[number]}: {fault}" for fault in faults_of(copy)]
    return len(chosen), wrong


def test_killed_at_a_dozen_points_nothing_is_lost_or_double(
    base: Base, fresh_desk: str, month: Month, data: Path
) -> None:
    count, wrong = rounds(base, fresh_desk, month, data, turn=2)
    assert wrong == []
    assert count >= 8


@pytest.mark.slow
@pytest.mark.parametrize("turn", [0, 1, 3, 4])
def test_killed_at_every_twelfth_point_nothing_is_lost_or_double(
    turn: int, base: Base, fresh_desk: str, month: Month, data: Path
) -> None:
    count, wrong = rounds(base, fresh_desk, month, data, turn)
    assert wrong == []
    assert count >= 8
