"""A roster is released when it is equal in every column, checked as it is, and by two people."""

from collections.abc import Iterator

import pytest

from mingbai.config.guards import NATION, scope
from mingbai.prechecks import queries
from mingbai.prechecks.models import Finding, Release
from mingbai.prechecks.tests.world import Desk, desk_with
from mingbai.rosters.models import Roster

RULE = pytest.mark.requirement


@pytest.fixture
def desk_of_three(desk: str, monkeypatch: pytest.MonkeyPatch) -> Iterator[Desk]:
    with scope(NATION):
        yield desk_with(monkeypatch)


@RULE("R-716")
def test_an_equal_roster_is_released_line_by_line_with_its_proof(desk_of_three: Desk) -> None:
    desk = desk_of_three
    check = desk.checked()
    print(list(Finding.objects.values_list("rule_id", "message")))
    desk.asked()
    assert queries.released_lines(desk.roster.pk).count() == 0
    desk.released()
    done = Release.objects.get()
    assert (done.proof["differences"], done.proof["approvals"], done.proof["lines"]) == (0, 3, 3)
    assert done.released_digest == desk.roster.digest == Roster.objects.get(pk=desk.roster.pk).digest
    assert queries.released_lines(desk.roster.pk).count() == 3
    assert done.check_made_id == check
