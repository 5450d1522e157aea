"""Rosters are derived: from what awards say is due, set by set, and from nothing anybody types."""

from collections.abc import Sequence
from datetime import datetime
from operator import itemgetter
from typing import Any

from django.utils.timezone import get_current_timezone

from mingbai.config.guards import scope
from mingbai.evidence.actions import record_returned
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.policy.parameters import ParameterSet
from mingbai.rosters.actions.acting import acting, permit
from mingbai.rosters.deadlines import Terms, terms
from mingbai.rosters.models import Roster, Sheet
from mingbai.rosters.queries import TOWNSHIP, rosters
from mingbai.rosters.refused import AlreadyDerived, NothingToRoster
from mingbai.rosters.sql import column, returned, run
from mingbai.rosters.states import TOOLS as WHO
from mingbai.rosters.states import D, Kinds, L, Move, State
from mingbai.standards.queries import parameters

COUNTY = 6  # digits
DERIVE = Move(D, L, *WHO, ("YC-2022-2#2.4.2",), "编制名册", "draft rosters")


def derive(*, region: Region, month: Month, by: Actor, at: datetime) -> list[int]:
    """
    Derive the month's roster of every township of a division that has none; return their ids.

    A village's lines stand on its township's roster: for a village its township is meant. A line for each award in
    force, its change against the month before and the cause (R-704, R-507). Raise AlreadyDerived where
    all are there, NothingToRoster where nothing is due.
    """
    region = Region(region.code[:TOWNSHIP])
    with acting():
        permit(DERIVE, region, by, at)
        townships = column("townships", month=month.first_on, region=region.code)
        if not townships:
            there = [one.region for one in rosters(region, month)]
            raise AlreadyDerived(str(month), there) if there else NothingToRoster(str(month), region.code)
        given = parameters()
        made = [_roster(township, month, Kinds.REGULAR, 0, given, by, at) for township in townships]
        ids = _written(made)
        values = {"month": month.first_on, "region": region.code, "rosters": ids}
        run("derive", **values)
        run("leavers", **values)
        record_returned(type="rosters.derived", model=Sheet, rows=restate(ids), by=by, at=at)
        return ids


def derive_supplement(
    *, township: Region, month: Month, departure_ids: Sequence[int] = (), by: Actor, at: datetime
) -> int:
    """
    Derive a supplementary roster of what is due up to a month and stands on no roster; return its id.

    Lines moved out, raises that reach back, and of the parts held those whose time is over (`departure_ids`, which
    the check before payment names). Raise NothingToRoster where nothing is missing.
    """
    with acting():
        permit(DERIVE, township, by, at)
        number = 1 + max(
            (one.number for one in Roster.objects.filter(region=township.code, month=month.first_on)), default=0
        )
        (roster_id,) = _written([_roster(township.code, month, Kinds.SUPPLEMENTARY, number, parameters(), by, at)])
        with scope(Region(township.code[:COUNTY])):  # a payee or his home may lie in another township
            found = run(
                "missing", month=month.first_on, region=township.code, roster=roster_id, departures=list(departure_ids)
            )
        if not found:
            raise NothingToRoster(str(month), township.code)
        record_returned(type="rosters.derived", model=Sheet, rows=restate([roster_id]), by=by, at=at)
        return roster_id


def restate(roster_ids: Sequence[int]) -> list[tuple[Any, ...]]:
    """Say anew how many lines rosters have, how much they pay, and their digest; return of each what is logged."""
    return sorted(returned("restate", rosters=list(roster_ids)), key=itemgetter(0))


def _written(made: list[Roster]) -> list[int]:
    return [one.pk for one in Roster.objects.bulk_create(made)]


def _roster(
    township: str, month: Month, kind: Kinds, number: int, given: ParameterSet, by: Actor, at: datetime
) -> Roster:
    asked: Terms = terms(given, township, month, get_current_timezone())
    return Roster(
        region=township,
        month=month.first_on,
        kind=kind.value,
        number=number,
        needs_signatures=asked.needs_signatures,
        needs_minutes=asked.needs_minutes,
        ledger_due_at=asked.ledger_due_at,
        roster_due_at=asked.roster_due_at,
        state=State.DRAFTED.value,
        lines=0,
        total_fen=0,
        digest="",
        made_by=by.id,
        made_at=at,
    )
