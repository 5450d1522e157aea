"""
An operator's own boundaries of places, as GeoJSON; none are shipped: maps to be published need an approval number.

They lie under the desk's data as `boundaries/<code>.geojson`, one file a division: a FeatureCollection (RFC 7946) whose
features have a property `code`, the division code of the place, and a Polygon or MultiPolygon.
"""

import json
from collections.abc import Mapping
from functools import lru_cache
from math import isfinite
from pathlib import Path
from typing import Any

from mingbai.config.place import data_folder
from mingbai.kernel.region import Region
from mingbai.kernel.unreadable import Unreadable
from mingbai.offices.refused import Refused

LARGEST = 1_000_000  # bytes: it travels with every page that shows the map
DEPTH = {"Polygon": 1, "MultiPolygon": 2}  # lists around a ring
Shape = dict[str, Any]


class BadBoundaries(Refused):
    """A file of boundaries cannot be drawn."""

    def __init__(self, name: str, zh: str, en: str) -> None:
        super().__init__(f"地图文件 {name} 不能使用：{zh}。", f"The map file {name} cannot be used: {en}.")


def boundaries(region: Region) -> Mapping[str, Shape] | None:
    """Return place → its shape as the operator's file for a division has it, None where there is none."""
    path = data_folder() / "boundaries" / f"{region.code}.geojson"
    return _read(path, path.stat().st_mtime_ns) if path.is_file() else None


@lru_cache(8)
def _read(path: Path, _as_of: int) -> Mapping[str, Shape]:
    if path.stat().st_size > LARGEST:
        raise BadBoundaries(path.name, "大于1 MB，请先简化边界", "it is larger than 1 MB, simplify it first")
    try:
        said = json.loads(path.read_text(encoding="utf-8-sig"))
        shapes = {_code(one): _shape(one["geometry"]) for one in said["features"]}
    except (ValueError, TypeError, LookupError, RecursionError, Unreadable) as error:
        zh = "须是 GeoJSON，每个要素有区划代码 code 和多边形"
        raise BadBoundaries(path.name, zh, "it must be GeoJSON, each feature with a code and a polygon") from error
    if len(shapes) != len(said["features"]):
        raise BadBoundaries(path.name, "有重复的区划代码", "a division code stands twice")
    return shapes


def _code(feature: Mapping[str, Any]) -> str:
    return Region.parse(str(feature["properties"]["code"])).code


def _shape(geometry: Mapping[str, Any]) -> Shape:
    """Return the shape with nothing else in it; raise ValueError unless every point is two finite numbers."""
    kind = str(geometry["type"])
    return {"type": kind, "coordinates": _points(geometry["coordinates"], DEPTH[kind])}


def _points(some: Any, depth: int) -> list[Any]:
    if not isinstance(some, list) or not some:
        raise ValueError(some)
    if depth:
        return [_points(one, depth - 1) for one in some]
    return [_point(one) for one in some]


def _point(one: Any) -> list[float]:
    across, up = (float(number) for number in one[:2])
    if not (isfinite(across) and isfinite(up)):
        raise ValueError(one)
    return [across, up]
