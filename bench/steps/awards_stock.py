"""An opening stock of awards at a desk, step by step; imported once the desk is open."""

import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from django.db import connection
from steps.people_stock import AT, PLACE, _people

from mingbai.awards import queries, tables
from mingbai.awards.stock import approve_stock, import_stock, review_stock
from mingbai.config.guards import NATION, scope
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices import actions as offices
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.models import Post
from mingbai.offices.queries import actor
from mingbai.offices.roles import Role
from mingbai.people.stock import read_stock


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
    leader = _manned(reviewer)
    with read_stock(folder, month=month) as stock:
        taken = []

        def take() -> int:
            with working_as(handler):
                taken.append(import_stock(stock=stock, region=PLACE, by=handler, at=AT))
            return taken[0].awards

        yield _measured("take in persons, accounts and awards, each reckoned", take)
    batch = taken[0].batch_id
    assert batch is not None
    for name, decide, by in (("review", review_stock, reviewer), ("confirm", approve_stock, leader)):
        with working_as(by):
            yield _measured(
                f"{name} all of them",
                lambda decide=decide, by=by: taken[0].awards - decide(batch_id=batch, by=by, at=AT),
            )
    with scope(NATION):
        yield _measured(
            "what is due in the month, by SQL", lambda: _asked("SELECT count(*) FROM awards_lines(%s)", month)
        )
        yield _measured("the same, line by line", lambda: len(list(queries.lines(PLACE, month))))
        yield _measured("the register for the rules", lambda: tables.approvals(PLACE, month).num_rows)
        yield _measured("the members for the rules", lambda: tables.members(PLACE, month).num_rows)
        yield _measured("the batch's digest added up again", lambda: _digested(batch))
        yield _measured("reviews that are due", lambda: len(queries.reviews_due(PLACE, month.plus(12).last_on)))


def _manned(reviewer: Actor) -> Actor:
    """Let the reviewer review awards and return a leader who confirms them."""
    administrators = {
        actor(one.pk, AT.date()).role: actor(one.pk, AT.date()) for one in Post.objects.exclude(founding_document="")
    }
    system, security = administrators[Role.SYSTEM_ADMINISTRATOR], administrators[Role.SECURITY_ADMINISTRATOR]
    leaders = []
    for number in (1, 2):
        officer = offices.register_officer(name=f"负责人{number}", number=f"L{number}", by=system, at=AT)
        post = offices.appoint(
            officer_id=officer, organisation_id=reviewer.organisation_id, role=Role.LEADER, title="分管负责人",
            region=Region(PLACE.code), from_on=AT.date(), by=system, at=AT,
        )  # fmt: skip
        offices.approve_post(post_id=post, by=security, at=AT)
        leaders.append(actor(post, AT.date()))
    for step, who in (("change", reviewer), ("confirm", leaders[0])):
        listed = offices.list_post(step_id=step, post_id=who.post_id, region=PLACE, from_on=AT.date(), by=system, at=AT)
        offices.approve_listing(listing_id=listed, by=leaders[1], at=AT)
    return leaders[0]


def _measured(name: str, act: Callable[[], int]) -> Step:
    began, cpu = time.perf_counter(), time.process_time()
    count = act()
    return Step(name, count, time.perf_counter() - began, time.process_time() - cpu)


def _asked(sql: str, month: Month) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql, [month.first_on])
        return int(cursor.fetchone()[0])


def _digested(batch: int) -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT awards_digest(%s)", [batch])
        return len(cursor.fetchone()[0])
