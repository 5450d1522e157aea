"""What tests of pages have: a county's desk with somebody in every post, a moment that stands still, and clients."""

import os
from datetime import UTC, datetime

import django
import pytest

os.environ.setdefault("DJANGO_SETTINGS_MODULE", "mingbai.config.settings")
django.setup()  # a folder named on the command line is read before any plugin could do this

from mingbai.web.tests.seats import Seats, take_seats  # noqa: E402

NOW = datetime(2026, 11, 22, 2, 0, tzinfo=UTC)  # ten in the morning in Shanghai, a Sunday


@pytest.fixture(autouse=True)
def now(monkeypatch: pytest.MonkeyPatch) -> datetime:
    """Have it be the same moment in every test of pages; posts and sessions are looked at by it."""
    monkeypatch.setattr("django.utils.timezone.now", lambda: NOW)
    return NOW


@pytest.fixture(scope="module")
def seats(database: str) -> Seats:
    """Return a county with somebody in every post there can be; what a test commits the module's next tests see."""
    assert database
    return take_seats()
