"""What tests of the API have: a county with somebody in every post and something of everything, and keys to call by."""

import os
from collections.abc import Iterator
from datetime import UTC, datetime

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
django.setup()  # a folder named on the command line is read before any plugin could do this

from mingbai.api.tests.calling import Callers  # noqa: E402
from mingbai.web.tests.furnishing import furnish  # noqa: E402
from mingbai.web.tests.logged import Log, a_log  # noqa: E402
from mingbai.web.tests.seats import take_seats  # noqa: E402

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # ten in the morning in Shanghai, a Sunday


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Have it be the same moment in every test of the API; keys and posts are looked at by it."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    monkeypatch.setattr("mingbai.access.actions.systems.CALLS", 10**6)
    return NOW


@pytest.fixture(scope="module")
def log(database: str, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Log]:
    """Return the log of the module's desk with its witnesses."""
    assert database
    with a_log(tmp_path_factory.mktemp("log")) as made:
        yield made


@pytest.fixture(scope="module")
def callers(log: Log) -> Callers:
    """Return a furnished county whose every post has a key; what a test commits the module's next tests see."""
    assert log.witnesses
    return Callers(furnish(take_seats()))
