"""Whatever is approved in whatever order: one value a day, the desk's on its days and what ships on all others."""

from dataclasses import dataclass, replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.policy.parameters import Basis, Entry, ParameterSet
from mingbai.standards.overlay import last_day, overlaid
from mingbai.standards.refused import CutsInto
from mingbai.standards.states import State
from mingbai.standards.succession import effects, ends_where_another_begins, meet

BEGIN, DAYS = date(2026, 1, 1), 40
KEY, PLACE = "top_up_bp", "999901"


@dataclass(frozen=True)
class Value:
    """One approved value."""

    from_on: date
    until_on: date | None
    value: int


def day(number: int) -> date:
    return BEGIN + timedelta(days=number)


def entry(one: Value) -> Entry:
    return Entry(KEY, PLACE, one.from_on, last_day(one.until_on), one.value, Basis.ARTICLE, "LAW-2026#20")


def approve(in_force: list[Value], new: Value) -> list[Value]:
    """Return what is in force once a new value is approved, as the action does it."""
    new = replace(new, until_on=ends_where_another_begins(new, in_force))
    kept = dict(enumerate(in_force))
    for effect in effects(new, in_force):
        if effect.state is State.REPLACED:
            del kept[effect.place]
        else:
            kept[effect.place] = replace(kept[effect.place], until_on=effect.until_on)
    return [*kept.values(), new]


lengths = st.none() | st.integers(1, 20)
values = st.builds(
    lambda begin, length, value: Value(day(begin), None if length is None else day(begin + length), value),
    st.integers(0, DAYS),
    lengths,
    st.integers(0, 9_999),
)


def of_day(entries: list[Entry], on: date) -> list[Entry]:
    return [one for one in entries if one.is_in_force(on)]


@given(st.lists(values, max_size=8))
def test_no_two_approved_values_ever_share_a_day_and_each_holds_from_its_first(approvals: list[Value]) -> None:
    in_force: list[Value] = []
    for new in approvals:
        try:
            in_force = approve(in_force, new)
        except CutsInto:
            continue
        assert [one.value for one in in_force if meet(one, Value(new.from_on, new.from_on + timedelta(1), 0))] == [
            new.value
        ]
    for place, one in enumerate(in_force):
        assert one.until_on is None or one.until_on > one.from_on
        assert not any(meet(one, other) for other in in_force[place + 1 :])


@given(st.lists(values, max_size=6), st.lists(values, max_size=6))
def test_the_desk_s_values_hold_on_their_days_and_what_ships_on_all_others(
    ships: list[Value], approvals: list[Value]
) -> None:
    shipped: list[Value] = []
    desk: list[Value] = []
    for history, news in ((shipped, ships), (desk, approvals)):
        for new in news:
            try:
                history[:] = approve(history, new)
            except CutsInto:
                continue
    elsewhere = replace(entry(Value(BEGIN, None, 7)), region="9999")
    own, other = [entry(one) for one in desk], [entry(one) for one in shipped]
    both = overlaid(ParameterSet((*other, elsewhere)), own)
    here = [one for one in both.entries if one.region == PLACE]
    for number in range(-1, 2 * DAYS):
        on = day(number)
        expected = of_day(own, on) or of_day(other, on)
        assert [one.value for one in of_day(here, on)] == [one.value for one in expected]
    assert elsewhere in both.entries


def test_an_approval_that_would_leave_days_undecided_is_refused() -> None:
    [first] = approve([], Value(day(0), None, 1))
    for until in (5, 10):
        with pytest.raises(CutsInto, match="approve first what follows"):
            approve([first], Value(day(3), day(until), 2))
