"""A county whose roster of November is frozen, and the lists that a check before payment compares it with."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta

import pyarrow as pa
import pytest

from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.tests.places import COUNTY
from mingbai.people.queries import names, opened_numbers
from mingbai.prechecks import actions, lists
from mingbai.prechecks.models import Hold
from mingbai.rosters import actions as rostering
from mingbai.rosters import queries
from mingbai.rosters.models import Roster, RosterLine
from mingbai.rosters.tests.world import IN_TIME, NOVEMBER, VILLAGE, Staff, awarded, staff
from mingbai.sources import tables as sources

NOBODY = "999901190001019999"  # so that the list of deaths is never empty


@dataclass
class Desk:
    """The county, its staff and its one frozen roster."""

    staff: Staff
    awards: list[int]
    roster: Roster
    at: datetime = IN_TIME
    dead: list[tuple[str, str, date]] = field(default_factory=list)
    sent: dict[str, pa.Table] = field(default_factory=dict)  # what other departments sent besides

    def later(self, **much: int) -> datetime:
        self.at += timedelta(**much)
        return self.at

    def line(self, place: int = 0) -> RosterLine:
        return queries.lines(self.roster.pk)[place]

    def died(self, person_id: int, on: date, *, name: str = "", number: str = "") -> None:
        self.dead.append((number or opened_numbers([person_id])[person_id], name or names([person_id])[person_id], on))

    def listed(self, table: str, person_id: int, **said: object) -> None:
        """Have a department name somebody on its list."""
        assert set(said) <= TABLES[table].frozen().keys()
        row = {"person_id": opened_numbers([person_id])[person_id], "name": names([person_id])[person_id], **said}
        self.sent[table] = pa.table({name: [value] for name, value in row.items()})

    def checked(self, region: Region = COUNTY) -> int:
        return actions.run_check(region=region, month=NOVEMBER, by=self.staff.handler, at=self.later(minutes=5))

    def asked(self) -> int:
        return actions.ask_release(roster_id=self.roster.pk, by=self.staff.reviewer, at=self.later(minutes=5))

    def released(self) -> int:
        return actions.release(roster_id=self.roster.pk, by=self.staff.releaser, at=self.later(minutes=5))

    def question(self) -> Hold:
        return Hold.objects.get(state="asked")


def frozen(who: Staff, month: Month = NOVEMBER, region: Region = COUNTY) -> Roster:
    """Derive, submit, review and freeze the roster of the one township there is."""
    (roster_id,) = rostering.derive(region=region, month=month, by=who.handler, at=IN_TIME)
    return sealed(who, roster_id)


def sealed(who: Staff, roster_id: int, at: datetime = IN_TIME) -> Roster:
    """Submit, review and freeze a drafted roster."""
    rostering.submit_ledger(roster_id=roster_id, by=who.handler, at=at)
    rostering.review(roster_id=roster_id, by=who.reviewer, at=at)
    rostering.freeze(roster_id=roster_id, by=who.reviewer, at=at)
    return Roster.objects.get(pk=roster_id)


def desk_with(monkeypatch: pytest.MonkeyPatch, count: int = 3, *, members: int = 1) -> Desk:
    """Return a desk with so many awards in one village on a frozen roster, and this month's list of deaths in use."""
    who = staff()
    return desk_of(monkeypatch, who, awarded(count, villages=(VILLAGE,), members=members))


def desk_of(monkeypatch: pytest.MonkeyPatch, who: Staff, awards: list[int]) -> Desk:
    """Return a desk with these awards on a frozen roster, and this month's list of deaths in use."""
    desk = Desk(who, awards, frozen(who))
    desk.dead.append((NOBODY, "无名氏", date(2020, 1, 1)))
    monkeypatch.setattr(lists, "delivered", lambda region, month: delivered(desk, region, month))
    return desk


def delivered(desk: Desk, region: Region, month: Month) -> sources.Lists:
    found = sources.lists(region, month)
    dead = {"deaths": deaths(desk.dead)} if desk.dead else {}
    return sources.Lists(found.tables | desk.sent | dead, found.sources)


def deaths(rows: Sequence[tuple[str, str, date]]) -> pa.Table:
    """Return a list of deaths with what is known of each."""
    assert "died_on" in TABLES["deaths"].frozen()
    return pa.table(
        {
            "person_id": [number for number, _, _ in rows],
            "name": [name for _, name, _ in rows],
            "died_on": pa.array([on for _, _, on in rows], pa.date32()),
        }
    )
