"""The region a piece of work is done for: without one, no row of any guarded table is seen or written."""

from collections.abc import Iterator
from contextlib import contextmanager

from django.db import connections, transaction

from mingbai.config.databases import DESK
from mingbai.kernel.region import Region

NATION = "*"  # all regions: the sequencer, the monthly jobs, the ministry
SETTING = "mingbai.scope"


@contextmanager
def scope(region: Region | str, using: str = DESK) -> Iterator[None]:
    """Work in one transaction that sees a region and all below it; the scope outside it is as before."""
    chosen = region if region == NATION else Region.parse(str(region)).code
    with transaction.atomic(using=using), connections[using].cursor() as cursor:
        cursor.execute(f"SELECT current_setting('{SETTING}', true)")
        before = (cursor.fetchone() or [None])[0] or ""
        cursor.execute(f"SELECT set_config('{SETTING}', %s, true)", [chosen])
        yield
        cursor.execute(f"SELECT set_config('{SETTING}', %s, true)", [before])
