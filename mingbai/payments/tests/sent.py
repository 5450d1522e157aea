"""A file on its way, and short ways to ask what became of its payments and of their money."""

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.db import connections

from mingbai.config.guards import scope
from mingbai.config.testing import Base
from mingbai.evidence.witnesses.policy import Policy
from mingbai.offices.actor import working_as
from mingbai.offices.refused import Refused
from mingbai.offices.tests.places import COUNTY
from mingbai.payments import actions, queries
from mingbai.payments.audit import audit
from mingbai.payments.models import Payment
from mingbai.payments.tests.world import AT, FEN, County, county, released
from mingbai.treasury.ladder import Rung
from mingbai.treasury.queries import ladder, where_it_is

Settle = Callable[..., None]
Sent = tuple[County, int, list[str]]  # the county, the file, the names of its three payments


@pytest.fixture
def sent(base: Base, fresh_desk: str, tmp_path: Path, policy: Policy, settle: Settle) -> Sent:
    place = county()
    with base.administrator(fresh_desk) as admin:
        roster = released(admin)
    (file,) = place.sent(roster, tmp_path / "outbox", policy, settle)
    return place, file, names_of(1)


def names_of(attempt: int) -> list[str]:
    with scope(COUNTY):
        return list(Payment.objects.filter(attempt=attempt).order_by("id").values_list("end_to_end_id", flat=True))


def states() -> dict[str, str]:
    with scope(COUNTY):
        return dict(Payment.objects.values_list("end_to_end_id", "state"))


def is_whole(place: County) -> bool:
    with scope("*"):
        assert audit() == []
    return where_it_is(place.fund_id).holds


def rung(place: County, which: Rung) -> int:
    return ladder(place.fund_id)[which] // FEN


def again(place: County, ids: list[int]) -> list[int]:
    with working_as(place.handler):
        return actions.reissue(payment_ids=ids, by=place.handler, at=AT)


def ids(names: list[str]) -> list[int]:
    with scope(COUNTY):
        found = queries.end_to_end(names)
        return [found[name].payment_id for name in names]


def at_once(acts: list[Callable[[], Any]]) -> dict[str, int]:
    """Do several things at the same moment, each on a connection of its own; return what came of them."""
    ready = Barrier(len(acts))

    def outcome(act: Callable[[], Any]) -> str:
        try:
            ready.wait(20)
            act()
        except Refused as why:
            return type(why).__name__
        finally:
            connections.close_all()
        return "done"

    connections.close_all()
    with ThreadPoolExecutor(len(acts)) as pool:
        return dict(Counter(pool.map(outcome, acts)))
