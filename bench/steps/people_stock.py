"""An opening stock at a desk, step by step; imported once the desk is open."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from mingbai.config.guards import NATION, scope
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices import actions as offices
from mingbai.offices.actions import Founder
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.queries import actor
from mingbai.offices.roles import Role
from mingbai.people import audit, queries
from mingbai.people.stock import confirm_import, import_people, read_stock

PLACE, AT = Region("99"), datetime(2026, 10, 1, 2, tzinfo=UTC)
ADMINISTRATORS = (Role.SYSTEM_ADMINISTRATOR, Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)


@dataclass(frozen=True)
class Step:
    """One step: what was done, how many it was about, how long it took."""

    name: str
    count: int
    seconds: float
    cpu_seconds: float


def steps(folder: Path, month: Month) -> Iterator[Step]:
    """Yield what each step took."""
    handler, reviewer = _people()
    with read_stock(folder, month=month) as stock, working_as(handler):
        taken = []

        def take() -> int:
            taken.append(import_people(stock=stock, region=PLACE, by=handler, at=AT))
            return stock.rows()

        yield _measured("take in the lines of approvals and members, with evidence", take)
        yield _measured("take the same lines in again", take)
        done = taken[0].import_id
        assert done is not None
        yield _measured("confirm its accounts, each logged", lambda: confirm_import(import_id=done, by=reviewer, at=AT))
    with scope(NATION):
        persons = list(queries.persons_in(PLACE).values_list("pk", flat=True))
        numbers: dict[int, str] = {}

        def open_them() -> int:
            numbers.update(queries.opened_numbers(persons))
            return len(numbers)

        yield _measured("open ID numbers", open_them)
        yield _measured("find people by ID number", lambda: len(queries.persons_by_numbers(numbers.values())))
        held = [one.pk for own in queries.accounts_of(persons, month.last_on).values() for one in own]
        yield _measured("open account numbers", lambda: len(queries.opened_accounts(held)))
        yield _measured("add the import's digest up again", lambda: len(persons) * (not audit.faults()))


def _measured(name: str, act: Callable[[], int]) -> Step:
    began, cpu = time.perf_counter(), time.process_time()
    count = act()
    return Step(name, count, time.perf_counter() - began, time.process_time() - cpu)


def _people() -> tuple[Actor, Actor]:
    """Return a handler listed for keeping data and a reviewer, of an office over all of the place."""
    founders = {role: Founder(f"管理员{number}", f"A{number}") for number, role in enumerate(ADMINISTRATORS)}
    posts = offices.found(region=PLACE, name="民政厅", founders=founders, document="1号", at=AT)
    by = dict(zip(founders, (actor(post, AT.date()) for post in posts), strict=True))
    system, security = by[Role.SYSTEM_ADMINISTRATOR], by[Role.SECURITY_ADMINISTRATOR]
    office = offices.open_organisation(
        name="救助处", kind=Kind.CIVIL_AFFAIRS, region=PLACE, opened_on=AT.date(), by=system, at=AT
    )
    made = []
    for number, role in enumerate((Role.HANDLER, Role.REVIEWER, Role.LEADER)):
        officer = offices.register_officer(name=f"人员{number}", number=f"N{number}", by=system, at=AT)
        post = offices.appoint(
            officer_id=officer, organisation_id=office, role=role, title=role.value, from_on=AT.date(), by=system, at=AT
        )
        offices.approve_post(post_id=post, by=security, at=AT)
        made.append(actor(post, AT.date()))
    handler, reviewer, leader = made
    listing = offices.list_post(step_id="keep_data", post_id=handler.post_id, from_on=AT.date(), by=system, at=AT)
    offices.approve_listing(listing_id=listing, by=leader, at=AT)
    return handler, reviewer
