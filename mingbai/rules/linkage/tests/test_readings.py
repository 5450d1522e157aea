"""Names that look different and are one are read alike; what cannot be read is never made up."""

from hypothesis import given
from hypothesis import strategies as st

from mingbai.kernel.names import normal_name
from mingbai.rules.linkage.readings import read_names


def read(name: str) -> dict[str, str | None]:
    found: dict[str, str | None] = read_names([name]).to_pylist()[0]
    return found


def test_variant_characters_and_dots_make_no_difference() -> None:
    assert read("劉國華")["plain"] == read("刘国华")["plain"]
    assert read("阿不都·热西提")["plain"] == read("阿不都热西提")["plain"]


def test_names_typed_by_sound_sound_alike_and_surnames_are_read_as_surnames() -> None:
    assert read("曾秀兰")["sound"] == read("增秀蓝")["sound"]
    assert read("单军")["sound"] == "shan jun"
    assert read("尉迟军")["surname"] == "yu chi"
    assert read("李重阳")["sound"] == read("李众阳")["sound"]  # by itself, whatever a word makes of it


def test_an_unreadable_character_is_a_pattern_and_never_a_sound() -> None:
    for damaged in ("张子□", "张子?", "张子??", "张子\ue863"):
        assert read(damaged) == {"name": damaged, "plain": None, "sound": None, "surname": "zhang", "pattern": "张子%"}
    assert read("□子明")["surname"] is None
    assert read("王□")["pattern"] is None, "one character left fits too many"


def test_signs_that_LIKE_understands_are_not_taken_for_unknown_characters() -> None:
    assert read("张%明□")["pattern"] == "张明%"


@given(st.lists(st.text(max_size=6).map(normal_name).filter(lambda name: "\n" not in name)))
def test_every_name_is_read_once(names: list[str]) -> None:
    assert read_names(names)["name"].to_pylist() == sorted(set(names))
