"""A month in the county of the tests: two townships' rosters, one frozen and checked, with a question about a line."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, date, datetime

import pytest

from mingbai.config.guards import scope
from mingbai.kernel.month import Month
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, OTHER_TOWN
from mingbai.people.numbering import draw
from mingbai.prechecks import lists
from mingbai.prechecks.tests.world import NOBODY, Desk, delivered, sealed
from mingbai.rosters import actions
from mingbai.rosters.queries import lines
from mingbai.rosters.tests.world import (
    FAR_VILLAGE,
    IN_TIME,
    NEXT_VILLAGE,
    NOVEMBER,
    VILLAGE,
    Staff,
    awarded,
    decided,
)
from mingbai.web.tests.seats import Seats

FRIDAY = datetime(2026, 11, 20, 2, 0, tzinfo=UTC)
APART = 1_000  # numbers, which households are called by: other families in the tests have the first
VILLAGES = (VILLAGE, NEXT_VILLAGE)


def staff_of(seats: Seats) -> Staff:
    """Return those who work on rosters in the county, each listed for the step."""
    bureau = Kind.CIVIL_AFFAIRS
    handler, reviewer, leader, releaser = (
        seats.actors[bureau, role] for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER, Role.RELEASER)
    )
    for step, who in (("make_roster", handler), ("check_roster", reviewer), ("release_payment", releaser)):
        seats.county.listed(step, who, leader)
    heads = {VILLAGE.code: seats.actors[Kind.VILLAGE, Role.HANDLER]}
    return Staff(seats.county, handler, reviewer, leader, releaser, heads)


def frozen_month(seats: Seats, count: int = 4, month: Month = NOVEMBER) -> Desk:
    """Return a desk with so many awards on one township's frozen roster, and another township's as it was drafted."""
    who = staff_of(seats)
    seats.county.office(Kind.TOWNSHIP, OTHER_TOWN, "河西镇人民政府")
    with scope(COUNTY):
        draw("person", APART)
        awards = awarded(count, villages=VILLAGES)
        awarded(2, villages=(FAR_VILLAGE,))
        decided(awards[0], "raise", "standard", 56_000)
        decided(awards[1], "stop", "died", 0)
        made = actions.derive(region=COUNTY, month=month, by=who.handler, at=IN_TIME)
        return Desk(who, awards, sealed(who, made[0]), at=FRIDAY)


def checked_month(seats: Seats) -> Desk:
    """Return a desk whose frozen roster was checked, with a question about the line of somebody who died."""
    desk = frozen_month(seats)
    desk.dead.append((NOBODY, "无名氏", date(2020, 1, 1)))
    with scope(COUNTY):
        desk.died(lines(desk.roster.pk).order_by("-award_id")[0].payee_id, date(2026, 9, 30))
        with arrived(desk):
            desk.checked()
    return desk


@contextmanager
def arrived(desk: Desk) -> Iterator[None]:
    """Have the lists of other departments be there for a while."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(lists, "delivered", lambda region, month: delivered(desk, region, month))
        yield
