"""A map of places: the operator's own boundaries where there are some, else tiles laid out by code, always alike."""

from collections.abc import Mapping, Sequence
from math import ceil, sqrt
from typing import Any

from mingbai.cockpit.boundaries import boundaries
from mingbai.kernel.region import Region

GAP = 0.06  # of a tile, between tiles
WIDE = 1.6  # a tile is wider than high, so that names fit
GeoJson = dict[str, Any]


def map_of(region: Region, places: Sequence[str], names: Mapping[str, str]) -> GeoJson:
    """Return a GeoJSON in which each place has a feature: `name` is its code, `label` what it is called."""
    own = boundaries(region)
    if own is not None and set(places) <= own.keys():
        return _collection([_feature(place, names[place], own[place]) for place in places])
    return _collection([_feature(place, names[place], tile) for place, tile in _tiles(places).items()])


def _tiles(places: Sequence[str]) -> dict[str, GeoJson]:
    """Return place → its tile: rows of a near-square in the order of the codes, from the top left."""
    across = max(1, ceil(sqrt(len(places) / WIDE * 2)))
    return {place: _tile(number % across, number // across) for number, place in enumerate(sorted(places))}


def _tile(column: int, row: int) -> GeoJson:
    left, right = column * WIDE, (column + 1) * WIDE - GAP
    top, bottom = -float(row), -(row + 1) + GAP
    ring = [[left, top], [right, top], [right, bottom], [left, bottom], [left, top]]
    return {"type": "Polygon", "coordinates": [ring]}


def _feature(place: str, label: str, geometry: GeoJson) -> GeoJson:
    return {"type": "Feature", "properties": {"name": place, "label": label}, "geometry": geometry}


def _collection(features: list[GeoJson]) -> GeoJson:
    return {"type": "FeatureCollection", "features": features}
