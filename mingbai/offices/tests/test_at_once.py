"""Two people at once: one of them is told that somebody was faster, and nothing happens twice."""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

import pytest
from django.db import connections

from mingbai.evidence.models import Act
from mingbai.kernel.region import Region
from mingbai.offices import actions
from mingbai.offices.kinds import Kind
from mingbai.offices.models import Post
from mingbai.offices.refused import FoundedAlready, Refused, WrongState
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import BEGAN, SECURITY, found_county, founders


def at_once(act: Callable[[], object], times: int = 4) -> list[type[Exception] | None]:
    """Return what became of an act done several times at once, each on a connection of its own."""

    def attempt(_: int) -> type[Exception] | None:
        try:
            act()
        except Refused as refused:
            return type(refused)
        finally:
            connections.close_all()
        return None

    with ThreadPoolExecutor(times) as pool:
        return sorted(pool.map(attempt, range(times)), key=str)


@pytest.mark.usefixtures("fresh_desk")
def test_a_post_is_approved_by_one_of_several() -> None:
    county = found_county()
    post = county.proposed(county.office(Kind.BANK), Role.TELLER)
    security = county.administrator(SECURITY)
    outcomes = at_once(lambda: actions.approve_post(post_id=post, by=security, at=county.at))
    assert sorted(outcomes, key=str) == sorted([None, *[WrongState] * 3], key=str)
    assert Act.objects.filter(subject=f"offices.post/{post}", type="offices.approved").count() == 1


@pytest.mark.usefixtures("fresh_desk")
def test_a_desk_is_founded_by_one_of_several() -> None:
    def found() -> None:
        actions.found(region=Region("999901"), name="民政局", founders=founders(), document="1号", at=BEGAN)

    outcomes = at_once(found)
    assert sorted(outcomes, key=str) == sorted([None, *[FoundedAlready] * 3], key=str)
    assert Post.objects.count() == 3
