"""The desk's lists are gathered with every sealed number opened once, and none remembered afterwards."""

from collections import Counter
from collections.abc import Iterable, Iterator
from importlib import import_module

import pytest

from mingbai.config.guards import NATION, scope
from mingbai.offices.tests.places import COUNTY
from mingbai.people.fields import Field
from mingbai.people.queries import opened_numbers, opened_once
from mingbai.prechecks.lists import gathered
from mingbai.prechecks.tests.world import Desk, desk_with
from mingbai.rosters.tests.world import NOVEMBER


@pytest.fixture
def office(desk: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with scope(NATION):
        yield desk_with(monkeypatch)


@pytest.fixture
def opened(monkeypatch: pytest.MonkeyPatch) -> Counter[int]:
    """Count how often each person's number is opened."""
    counted: Counter[int] = Counter()
    of_persons = import_module("mingbai.people.queries.persons")  # where a function goes by the module's name
    real = of_persons.opened_all

    def opened_all(field: Field, rows: Iterable[tuple[int, bytes]]) -> dict[int, str]:
        found: dict[int, str] = real(field, list(rows))
        counted.update(found.keys())
        return found

    monkeypatch.setattr(of_persons, "opened_all", opened_all)
    return counted


@pytest.mark.requirement("R-1505")
def test_a_check_opens_each_number_once_though_approvals_members_and_roster_all_name_it(
    office: Desk, opened: Counter[int]
) -> None:
    given = gathered(COUNTY, NOVEMBER, office.at.date())
    assert {given.tables[name].num_rows for name in ("approvals", "members", "roster")} == {3}
    assert len(opened) == 3
    assert set(opened.values()) == {1}


def test_what_was_opened_is_forgotten_when_the_work_ends_and_the_same_comes_of_it(
    office: Desk, opened: Counter[int]
) -> None:
    person = office.line().payee_id
    with opened_once():
        once = opened_numbers([person]) | opened_numbers([person])
    assert opened[person] == 1
    assert opened_numbers([person]) == once
    assert opened[person] == 2
