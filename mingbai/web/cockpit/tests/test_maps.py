"""The map: tiles that always lie alike, or the operator's own boundaries when they can be drawn."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mingbai.cockpit.boundaries import LARGEST, BadBoundaries, boundaries
from mingbai.kernel.region import Region
from mingbai.web.cockpit.maps import map_of

COUNTY, PLACES = Region("999901"), [f"9999011{number:02d}" for number in range(1, 8)]
NAMES = {place: f"第{place[-2:]}镇" for place in PLACES}
SQUARE = [[[0, 0], [1, 0], [1, 1], [0, 0]]]


@pytest.fixture
def operators(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., None]:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    (tmp_path / "boundaries").mkdir()

    def put(content: object) -> None:
        said = content if isinstance(content, str) else json.dumps(content)
        (tmp_path / "boundaries" / "999901.geojson").write_text(said, encoding="utf-8")

    return put


def features(*places: str, shape: object = SQUARE, kind: str = "Polygon") -> dict[str, Any]:
    geometry = {"type": kind, "coordinates": shape}
    return {
        "type": "FeatureCollection",
        "features": [{"type": "Feature", "properties": {"code": place}, "geometry": geometry} for place in places],
    }


def rings(drawn: dict[str, Any]) -> list[Any]:
    return [one["geometry"]["coordinates"][0] for one in drawn["features"]]


def test_tiles_lie_in_the_order_of_the_codes_and_none_on_another() -> None:
    drawn = map_of(COUNTY, list(reversed(PLACES)), NAMES)

    assert drawn == map_of(COUNTY, PLACES, NAMES)
    assert [one["properties"]["name"] for one in drawn.shapes["features"]] == PLACES
    corners = [(ring[0][0], ring[0][1]) for ring in rings(drawn.shapes)]
    assert len(set(corners)) == len(PLACES)
    assert corners == sorted(corners, key=lambda one: (-one[1], one[0]))


def test_an_operators_boundaries_are_drawn_where_every_place_has_one(operators: Callable[..., None]) -> None:
    operators(features(*PLACES, "999901199"))

    drawn = map_of(COUNTY, PLACES, NAMES)

    assert drawn.problem == ""
    assert rings(drawn.shapes) == [[[0.0, 0.0], [1.0, 0.0], [1.0, 1.0], [0.0, 0.0]]] * len(PLACES)


def test_boundaries_that_lack_a_place_give_way_to_tiles_and_it_is_said(operators: Callable[..., None]) -> None:
    operators(features(*PLACES[1:]))

    drawn = map_of(COUNTY, PLACES, NAMES)

    assert "第01镇" in drawn.problem
    assert rings(drawn.shapes) != [SQUARE[0]] * len(PLACES)


@pytest.mark.parametrize(
    "content",
    [
        "{",
        "[]",
        '{"features": 3}',
        {"features": [{"properties": {}, "geometry": {}}]},
        features("河东镇"),
        features("999901101", "999901101"),
        features("999901101", kind="Point"),
        features("999901101", shape=[[[0, 0], [1, "x"]]]),
        features("999901101", shape=[[[0, 0], [float("inf"), 0]]]),
        features("999901101", shape=[]),
        "[" * 10_000,
        " " * (LARGEST + 1),
    ],
    ids=range(12),
)
def test_a_file_that_cannot_be_drawn_is_refused_in_words_and_stops_no_page(
    operators: Callable[..., None], content: object
) -> None:
    operators(content)

    with pytest.raises(BadBoundaries):
        boundaries(COUNTY)
    drawn = map_of(COUNTY, PLACES, NAMES)
    assert drawn.problem.startswith("地图文件 999901.geojson 不能使用")
    assert len(drawn.shapes["features"]) == len(PLACES)
