"""The statement that reckons a month from its rows; what keeps the sums and what checks them both read it."""

from functools import cache
from pathlib import Path

from mingbai.cockpit.models import COLUMNS

KEYS = ("region", "month")


@cache
def reckoned() -> str:
    """Return the SELECT of a county's month with the columns KEYS and COLUMNS."""
    sums = ", ".join(f"sum({name})::bigint AS {name}" for name in COLUMNS)
    return Path(__file__).with_name("reckoned.sql").read_text(encoding="utf-8").format(sums=sums)
