"""The furnished county's console, served and looked at in Chromium."""

from collections.abc import Iterator

import pytest

from mingbai.web.tests import browsing
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.logged import Log
from mingbai.web.tests.pages.sights import SHOWN, Sight, session_for
from mingbai.web.tests.seats import Seats


@pytest.fixture(scope="module")
def seats(log: Log, seats: Seats) -> Seats:
    """Return the furnished county, its log brought up."""
    furnished = furnish(seats)
    log.brought_up()
    return furnished


@pytest.fixture(scope="module")
def sight(seats: Seats) -> Iterator[Sight]:
    """Yield every page in a browser."""
    sessions = {name: session_for(seats, name) for name in SHOWN}  # no question to the database from a browser's thread
    with browsing.served() as at, browsing.a_browser() as browser:
        yield Sight(browser, at, sessions)
