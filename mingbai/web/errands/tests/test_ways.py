"""Every errand there is leads on from its finished page, to an address that stands."""

from importlib import import_module
from pathlib import Path

import pytest
from django.urls import Resolver404, resolve

import mingbai
from mingbai.errands.kinds import ERRANDS
from mingbai.errands.states import State
from mingbai.web.errands.ways import WAYS, way_on


class Anything(dict[str, int]):
    """A result that holds whatever is asked of it."""

    def __missing__(self, key: str) -> int:
        return 1


def kinds() -> list[str]:
    """Return every kind of errand that a stage says."""
    stages = sorted(path.parent.name for path in Path(mingbai.__path__[0]).glob("*/errands.py"))
    for stage in stages:
        import_module(f"mingbai.{stage}.errands")
    return sorted(name for name, kind in ERRANDS.items() if kind.run.__module__.endswith(".errands"))


@pytest.mark.parametrize("kind", kinds())
def test_a_finished_errand_of_every_kind_leads_on(kind: str) -> None:
    way = way_on(kind, State.DONE, Anything())

    assert way is not None, f"{kind} has no way on: give it one in web/errands/ways.py"
    assert way.title
    try:
        resolve(way.address.partition("?")[0])
    except Resolver404:
        pytest.fail(f"{kind} leads to {way.address}, which is no page")
    assert way_on(kind, State.RUNNING, Anything()) is None


def test_no_way_is_for_a_kind_that_is_no_more() -> None:
    assert set(WAYS) == set(kinds())
