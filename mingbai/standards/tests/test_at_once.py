"""Two leaders at once: one value comes into force, the other is told that somebody was faster."""

from concurrent.futures import ThreadPoolExecutor
from datetime import date
from itertools import pairwise

import pytest
from django.db import connections

from mingbai.offices.refused import Refused, WrongState
from mingbai.offices.tests.places import COUNTY
from mingbai.standards import actions
from mingbai.standards.models import Entry
from mingbai.standards.queries import parameters
from mingbai.standards.states import State
from mingbai.standards.tests.desks import Desk, standards_desk


def approved_at_once(desk_of: Desk, entries: list[int]) -> list[type[Exception] | None]:
    def approve(entry: int) -> type[Exception] | None:
        try:
            actions.approve_value(entry_id=entry, by=desk_of.leader, at=desk_of.county.at)
        except Refused as refused:
            return type(refused)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(len(entries)) as pool:
        return list(pool.map(approve, entries))


@pytest.mark.usefixtures("fresh_desk")
def test_one_value_approved_by_four_at_once_is_approved_by_one() -> None:
    desk_of = standards_desk()
    entry = desk_of.proposed()
    outcomes = approved_at_once(desk_of, [entry] * 4)
    assert (outcomes.count(None), outcomes.count(WrongState)) == (1, 3)


@pytest.mark.usefixtures("fresh_desk")
def test_of_several_values_for_the_same_days_no_two_ever_count() -> None:
    desk_of = standards_desk()
    days = [date(2026, month, 1) for month in (7, 8, 9, 10)]
    entries = [desk_of.proposed(from_on=day, value=1600 + number) for number, day in enumerate(days)]
    outcomes = approved_at_once(desk_of, entries)
    assert outcomes == [None] * 4
    counting = Entry.objects.filter(state__in=[State.IN_FORCE, State.ENDED]).order_by("from_on")
    assert [(one.from_on, one.until_on) for one in counting] == [*pairwise(days), (days[-1], None)]
    assert [parameters().at(COUNTY.code, day).number("top_up_bp") for day in days] == [1600, 1601, 1602, 1603]
