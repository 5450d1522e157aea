"""Macro indicators: what moves all alike is taken off; what one place does alone stands beyond the limits."""

from collections.abc import Callable

import pytest

from mingbai.cockpit.queries import macro
from mingbai.cockpit.queries.history import History, Sums
from mingbai.cockpit.queries.macro import Indicators, indicators
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.policy.parameters.packs import shipped

COUNTY, LAST, MONTHS = Region("999901"), Month(2026, 10), 24
PLACES = tuple(f"9999011{number:02d}" for number in range(1, 13))
ODD = PLACES[4]
Number = Callable[[str, int], int]


@pytest.fixture(autouse=True)
def nobody_counted(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(macro, "residents", lambda *_: {})


def found(lines: Number, fen: Number = lambda place, month: 40_000) -> Indicators:
    """Return the indicators of a county whose places have so many lines of so much money in month 0 to 23."""
    span = tuple(LAST.plus(back - MONTHS + 1) for back in range(MONTHS))
    cells = {
        (place, month): Sums(
            rostered_lines=lines(place, at),
            persons=lines(place, at),
            rostered_fen=lines(place, at) * fen(place, at),
            entries=2,
            exits=1,
        )
        for place in PLACES
        for at, month in enumerate(span)
        if lines(place, at)
    }
    return indicators(History(COUNTY, span, cells), shipped().at(COUNTY.code, LAST.first_on))


def usual(place: str, at: int) -> int:
    return 200 + int(place[-2:]) * 7 + (at * (int(place[-2:]) % 3 + 1)) % 4


@pytest.mark.requirement("R-1311")
def test_share_growth_and_average_of_each_place_stand_beside_its_peers() -> None:
    told = found(lambda place, at: usual(place, at) + (90 if place == ODD and at == MONTHS - 1 else 0))

    assert list(told.places) == list(PLACES)
    assert sum(told.share.values()) == pytest.approx(1)
    assert told.growth[ODD] > 0.3
    assert told.average_fen == dict.fromkeys(PLACES, 40_000)
    assert [place for place in PLACES if abs(told.coverage_z[place]) > told.limit] == [ODD]
    assert [place for place in PLACES if abs(told.growth_z[place]) > told.limit] == [ODD]


def test_a_raised_standard_moves_nobody_beyond_the_limits_and_one_place_alone_does() -> None:
    def raised(place: str, at: int) -> int:
        return 40_000 if at < MONTHS - 1 else 44_000

    def one_more(place: str, at: int) -> int:
        return 60_000 if place == ODD and at == MONTHS - 1 else raised(place, at)

    assert max(map(abs, found(usual, raised).average_z.values())) < 1
    alone = found(usual, one_more)
    assert [place for place in PLACES if abs(alone.average_z[place]) > alone.limit] == [ODD]


def test_with_one_month_or_none_there_is_nothing_to_compare() -> None:
    new = found(lambda place, at: usual(place, at) if at == MONTHS - 1 else 0)
    nothing = found(lambda place, at: 0)

    assert set(new.coverage_z.values()) == set(new.growth_z.values()) == {0.0}
    assert new.growth == {}
    assert list(nothing.places) == []


def test_shares_are_of_residents_where_they_are_known(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(macro, "residents", lambda *_: dict.fromkeys(PLACES, 10_000))

    told = found(usual)

    assert told.has_population
    assert told.share[PLACES[0]] == told.persons[PLACES[0]] / 10_000
