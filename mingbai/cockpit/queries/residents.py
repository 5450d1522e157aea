"""How many people live in each place, by the population list that counts for a month."""

from collections import defaultdict
from collections.abc import Collection
from contextlib import suppress

from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.sources.queries import counting, rows_of
from mingbai.sources.refused import RowsGone

TOWNSHIP = 9  # digits


def residents(region: Region, month: Month, places: Collection[str]) -> dict[str, int]:
    """Return place → residents where every place is known, else nothing: half a list would mislead."""
    own: dict[str, int] = {}
    villages: dict[str, int] = defaultdict(int)
    for delivery in counting(region, month, "population"):
        with suppress(RowsGone):
            for row in rows_of(delivery):
                township, village = row["region_code"][:TOWNSHIP], row["region_code"][TOWNSHIP:].strip("0")
                if village:
                    villages[township] += row["population"]
                else:
                    own[township] = max(own.get(township, 0), row["population"])
    known: dict[str, int] = defaultdict(int)
    for township, people in (villages | own).items():
        for digits in {len(place) for place in places}:
            known[township[:digits]] += people
    return {place: known[place] for place in places} if all(known.get(place) for place in places) else {}
