"""What tests of pages have: a county's desk with somebody in every post, a moment that stands still, and clients."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
django.setup()  # a folder named on the command line is read before any plugin could do this

from django.utils import translation  # noqa: E402

from mingbai.web.tests.logged import Log, a_log  # noqa: E402
from mingbai.web.tests.seats import Seats, take_seats  # noqa: E402

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # ten in the morning in Shanghai, a Sunday


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Have it be the same moment in every test of pages; posts and sessions are looked at by it."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return NOW


@pytest.fixture(autouse=True)
def chinese() -> Iterator[None]:
    """Begin every test in Chinese, whatever the last request spoke."""
    with translation.override("zh-hans"):
        yield


@pytest.fixture(scope="module")
def seats(database: str) -> Seats:
    """Return a county with somebody in every post there can be; what a test commits the module's next tests see."""
    assert database
    return take_seats()


@pytest.fixture(scope="module")
def log(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    """Return the log of the module's desk, in a folder of its own, with four witnesses; ask for it before `seats`."""
    assert database
    with a_log(tmp_path_factory.mktemp("log")) as made:
        yield made
