"""No figure without a way to its rows: every page that is open to somebody, as seven posts see it."""

import pytest

from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.access import ADDRESSES, ANYBODY, may_open
from mingbai.web.evidence.tests.figures import figures
from mingbai.web.tests.addresses import address, names
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.logged import Log
from mingbai.web.tests.seats import Seats

READERS = (
    *((Kind.CIVIL_AFFAIRS, role) for role in (Role.HANDLER, Role.REVIEWER, Role.LEADER)),
    *((Kind.TOWNSHIP, Role.HANDLER), (Kind.FINANCE, Role.HANDLER), (Kind.BANK, Role.TELLER)),
    (Kind.AUDIT, Role.INSPECTOR),
)
END_OF_THE_WAY = {"evidence.of", "evidence.pack"}  # the record itself, and what is made of it
NOBODY_CLICKS = {"wall"}  # hangs on a wall; the cockpit has the same figures with their ways


@pytest.fixture(scope="module")
def seats(log: Log, seats: Seats) -> Seats:
    furnished = furnish(seats)
    log.brought_up()
    return furnished


@pytest.mark.parametrize("reader", READERS)
def test_every_figure_opens_its_rows(seats: Seats, reader: tuple[Kind, Role]) -> None:
    client, actor, seen = seats.client(*reader), seats.actors[reader], 0
    for name in names():
        if name in END_OF_THE_WAY | NOBODY_CLICKS or ADDRESSES[name] is ANYBODY or not may_open(actor, name):
            continue
        page = client.get(address(name)).content.decode("utf-8", "replace")
        if "<main" not in page:
            continue
        found = list(figures(page))
        seen += len(found)
        assert [figure for figure, opens in found if not opens] == [], name
    assert seen >= 20


@pytest.mark.parametrize(
    ("shown", "opens"),
    [
        ("<p>合计 1,240.00 元</p>", False),
        ('<p><a href="/x">合计 1,240.00 元</a></p>', True),
        ("<table><tr><td class='number'>7</td></tr></table>", False),
        ("<table><tr><th><a href='/x'>甲</a></th><td class='number'>7</td></tr></table>", True),
        ("<section><h2>预警 <span class='count'>3</span></h2></section>", False),
        ("<section><h2>预警 <span class='count'>3</span></h2><ul><li>甲</li></ul></section>", True),
        ("<ol data-figures='w'><li>每月620.00元</li></ol>", False),
        ("<ol data-figures='w'><li>每月620.00元</li></ol><p id='w'><a href='/x'>来源</a></p>", True),
    ],
)
def test_a_figure_without_a_way_is_found(shown: str, opens: bool) -> None:
    assert [found for _, found in figures(f"<main>{shown}</main>")] == [opens]
