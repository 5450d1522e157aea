"""Division codes: levels that may be missing, codes that retire, lists of one's own."""

from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.kernel.region import PROVINCES, BadRegion, Level, Region, shipped_directory
from mingbai.kernel.region.directory import BadDirectory, Directory

JIAYIN = Region("230722")
TODAY = date(2026, 11, 1)


@pytest.mark.parametrize(
    "text", ["230722", "230722000", "230722000000", " 230722 ", "２３０７２２", "'230722", "230722.0"]
)
def test_padded_and_short_codes_are_one_division(text: str) -> None:
    assert Region.parse(text) == JIAYIN


@pytest.mark.parametrize(
    ("text", "reason"),
    [("", "missing"), ("2307221", "format"), ("023072", "format"), ("嘉荫县", "format"), ("2.30722E+11", "format")],
)
def test_what_is_no_code_is_refused(text: str, reason: str) -> None:
    with pytest.raises(BadRegion) as refused:
        Region.parse(text)
    assert refused.value.reason == reason


def test_a_region_is_built_only_from_its_shortest_code() -> None:
    with pytest.raises(BadRegion):
        Region("230700")


def test_a_village_lies_in_every_division_above_it() -> None:
    village = Region.parse("230722101205")
    assert [place.code for place in village.ancestors] == ["230722101", "230722", "2307", "23"]
    assert village.township == Region("230722101")
    assert (village.county, village.prefecture, village.province) == (JIAYIN, Region("2307"), Region("23"))
    assert village.level is Level.VILLAGE


@pytest.mark.parametrize("code", ["442000103005", "441900003012", "460400100201", "620200101001"])
def test_a_prefecture_without_counties_stands_directly_above_its_townships(code: str) -> None:
    village = Region.parse(code)
    assert village.county is None
    assert village.township is not None
    assert village.township.parent == village.prefecture == Region(code[:4])


def test_zhongshan_is_one_place_in_four_six_and_twelve_digits() -> None:
    assert Region.parse("4420") == Region.parse("442000") == Region.parse("442000000000")
    assert Region.parse("442000").level is Level.PREFECTURE
    assert Region.parse("442000").padded == "442000000000"


def test_contains_means_at_or_below() -> None:
    assert JIAYIN.contains(JIAYIN)
    assert JIAYIN.contains(Region.parse("230722101205"))
    assert not JIAYIN.contains(Region("2307"))
    assert not JIAYIN.contains(Region("230724"))


@given(st.from_regex(r"[1-9][0-9]{11}", fullmatch=True))
def test_every_code_survives_padding_and_knows_its_place(code: str) -> None:
    region = Region.parse(code)
    assert region.padded == code
    assert Region.parse(region.padded) == region
    assert all(above.contains(region) and not region.contains(above) for above in region.ancestors)


def test_retired_districts_of_yichun_lead_to_their_successors() -> None:
    directory = shipped_directory()
    assert directory.present(Region("230702")) == Region("230717")
    assert directory.present(Region("230721")) == Region("230781")
    assert directory.present(JIAYIN) == JIAYIN
    assert not directory.entries[Region("230702")].is_valid_on(TODAY)
    assert not directory.entries[Region("230717")].is_valid_on(date(2018, 12, 31))


def test_yichun_has_ten_counties_today_and_had_seventeen() -> None:
    children = shipped_directory().children
    assert len(children(Region("2307"), TODAY)) == 10
    assert len(children(Region("2307"), date(2018, 1, 1))) == 17
    assert len(children(Region("3708"), TODAY)) == 11


def test_names_read_from_the_province_down() -> None:
    directory = shipped_directory()
    assert directory.full_name(JIAYIN) == "黑龙江省伊春市嘉荫县"
    assert directory.full_name(Region.parse("442000")) == "广东省中山市"
    assert directory.full_name(Region("999901")) == "示范省示范市示范县"
    assert directory.full_name(Region("110105")) == "110105"


def test_every_successor_shipped_is_itself_shipped_and_present() -> None:
    directory = shipped_directory()
    for entry in directory.entries.values():
        assert directory.entries[directory.present(entry.region)].is_valid_on(TODAY)


def test_all_provinces_are_named() -> None:
    assert len(PROVINCES) == 34


@pytest.mark.parametrize(
    ("lines", "message"),
    [
        ("2307,伊春市,,,\n2307,伊春市,,,", "line 3: 2307 stands there twice"),
        ("x,伊春市,,,", "line 2: .*x.* is not a division code"),
        ("2307,伊春市,2020-01-01,2019-01-01,", "line 2: valid_from comes after valid_to"),
    ],
)
def test_a_list_that_contradicts_itself_is_refused_by_its_line(tmp_path: Path, lines: str, message: str) -> None:
    file = tmp_path / "own.csv"
    file.write_text(f"code,name,valid_from,valid_to,successor\n{lines}\n", encoding="utf-8")
    with pytest.raises(BadDirectory, match=message):
        Directory.load(file)


def test_successors_in_a_circle_are_refused(tmp_path: Path) -> None:
    file = tmp_path / "own.csv"
    file.write_text("code,name,valid_from,valid_to,successor\n2307,甲,,,2308\n2308,乙,,,2307\n", encoding="utf-8")
    with pytest.raises(BadDirectory, match="never ends"):
        Directory.load(file).present(Region("2307"))
