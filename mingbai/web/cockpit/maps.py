"""A map of places: the operator's own boundaries where there are some, else tiles laid out by code, always alike."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from math import ceil, sqrt
from typing import Any

from django.utils.translation import gettext as _

from mingbai.cockpit.boundaries import BadBoundaries, boundaries
from mingbai.kernel.region import Region
from mingbai.web.words import language

GAP = 0.06  # of a tile, between tiles
WIDE = 1.6  # a tile is wider than high, so that names fit
GeoJson = dict[str, Any]


@dataclass(frozen=True)
class Map:
    """A GeoJSON in which each place has a feature, `name` its code and `label` its name; and why it is no other."""

    shapes: GeoJson
    problem: str = ""


def map_of(region: Region, places: Sequence[str], names: Mapping[str, str]) -> Map:
    """Return the map of places; where the operator's cannot be used, tiles and the reason."""
    try:
        own = boundaries(region)
    except BadBoundaries as bad:
        return Map(_drawn(_tiles(places), names), bad.in_language(language()))
    if own is None:
        return Map(_drawn(_tiles(places), names))
    missing = [place for place in places if place not in own]
    if missing:
        problem = _("地图文件缺少%(places)s，改用方格。") % {"places": _("、").join(names[one] for one in missing[:5])}
        return Map(_drawn(_tiles(places), names), problem)
    return Map(_drawn({place: own[place] for place in places}, names))


def _drawn(shapes: Mapping[str, GeoJson], names: Mapping[str, str]) -> GeoJson:
    return _collection([_feature(place, names[place], shape) for place, shape in shapes.items()])


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
