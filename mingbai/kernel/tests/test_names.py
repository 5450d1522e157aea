"""Names: one normal form, the banks' habits, surnames' readings, variants."""

from __future__ import annotations  # evaluated, they keep DuckDB alive past the end, and it complains

import unicodedata
from collections.abc import Iterator

import duckdb
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypinyin import lazy_pinyin

from mingbai.kernel.names import (
    normal_name,
    normal_name_sql,
    pinyin_key,
    same_name,
    sounds_alike,
    split_name,
    standard_characters,
)
from mingbai.kernel.names.surnames import SURNAME_READINGS
from mingbai.kernel.names.variants import GROUPS, STANDARDS


@pytest.mark.parametrize(
    ("typed", "normal"),
    [
        (" 张 三 ", "张三"),
        ("张　三", "张三"),
        ("张\u200b三\ufeff", "张三"),
        ("'张三", "张三"),
        ("买买提‧艾合买提", "买买提·艾合买提"),
        ("买买提•艾合买提", "买买提·艾合买提"),
        ("买买提・艾合买提", "买买提·艾合买提"),
        ("买买提･艾合买提", "买买提·艾合买提"),
        ("买买提．艾合买提", "买买提·艾合买提"),
        ("买买提.艾合买提", "买买提·艾合买提"),
        ("买买提 · 艾合买提", "买买提·艾合买提"),
        ("买买提··艾合买提·", "买买提·艾合买提"),
        ("Ｊｏｈｎ", "JOHN"),
        ("\uf90a三", "金三"),  # a compatibility ideograph
        ("⽥中", "田中"),  # a radical
        ("Jose\u0301", "JOSÉ"),
        ("José", "JOSÉ"),
        ("Nguyễn", "NGUYỄN"),
        ("劉國華", "劉國華"),
        ("张□", "张□"),
        ("张？", "张?"),
        ("张\ue000", "张\ue000"),
        ("𠮷田", "𠮷田"),
        ("", ""),
        ("···", ""),
    ],
)
def test_normal_form(typed: str, normal: str) -> None:
    assert normal_name(typed) == normal


han = st.text(st.characters(min_codepoint=0x4E00, max_codepoint=0x9FFF), min_size=1, max_size=6)
odd = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
blocks = st.text(
    st.one_of(
        st.characters(min_codepoint=0x2E80, max_codepoint=0x30FF),
        st.characters(min_codepoint=0xF900, max_codepoint=0xFFEF, exclude_categories=["Cs"]),
        st.sampled_from("·‧•・.。 □?\0\u0301eA\ue000张"),
    ),
    max_size=12,
)


@given(st.one_of(han, odd, blocks))
def test_normalising_twice_changes_nothing(name: str) -> None:
    assert normal_name(normal_name(name)) == normal_name(name)


@given(st.text(st.characters(min_codepoint=0xF900, max_codepoint=0xFAFF), min_size=1, max_size=4))
def test_compatibility_ideographs_fold_as_nfkc_folds_them(name: str) -> None:
    assert normal_name(name) == unicodedata.normalize("NFKC", name)


@pytest.fixture(scope="module")
def con() -> Iterator[duckdb.DuckDBPyConnection]:
    with duckdb.connect() as connection:
        yield connection


@settings(deadline=None, max_examples=60)
@given(values=st.lists(st.one_of(han, odd, blocks), min_size=1, max_size=60))
def test_sql_and_python_give_one_normal_form(con: duckdb.DuckDBPyConnection, values: list[str]) -> None:
    rows = con.execute(f"SELECT {normal_name_sql('n')} FROM (SELECT unnest($1::VARCHAR[]) AS n)", [values]).fetchall()
    assert [name for (name,) in rows] == [normal_name(value) for value in values]


def test_every_character_of_the_basic_plane_is_folded_alike(con: duckdb.DuckDBPyConnection) -> None:
    values = [f"张{chr(code)}三" for code in range(0x10000) if not 0xD800 <= code < 0xE000]
    rows = con.execute(f"SELECT {normal_name_sql('n')} FROM (SELECT unnest($1::VARCHAR[]) AS n)", [values]).fetchall()
    different = [value for value, (name,) in zip(values, rows, strict=True) if name != normal_name(value)]
    assert different == []


@pytest.mark.parametrize(
    ("a", "b", "same"),
    [
        ("张三", "张 三", True),
        ("张三", "张三丰", False),
        ("张三", "李三", False),
        ("刘国华", "劉國華", False),
        ("张喆", "张□", True),
        ("张喆", "张?", True),
        ("张\ue5c1", "张喆", True),
        ("张𠮷", "张??", True),
        ("张喆三", "张□", False),
        ("□喆", "张□", False),
        ("???", "张三", False),
        ("张*", "张三", False),
        ("", "", False),
        ("", "张三", False),
        ("张.", "张", True),
        ("a(b", "a(?", True),
    ],
)
def test_same_name(a: str, b: str, same: bool) -> None:
    assert same_name(a, b) is same
    assert same_name(b, a) is same


FULL = "阿卜杜热依木·麦麦提图尔荪"


@pytest.mark.parametrize(
    ("returned", "same"),
    [
        ("阿卜杜热依木·麦", True),
        ("阿卜杜热依木·麦?", True),  # half a character at the end of the field
        ("阿卜杜热", True),
        ("阿卜杜", False),  # six bytes: no field is so narrow
        ("阿卜杜热依木·买", False),
        ("卜杜热依木·麦麦提", False),
    ],
)
def test_a_name_cut_by_the_bank_s_field_is_the_same_only_when_asked(returned: str, same: bool) -> None:
    assert same_name(FULL, returned, truncated=True) is same
    assert same_name(returned, FULL, truncated=True) is same
    assert not same_name(FULL, returned)


def test_a_short_name_is_never_a_cut_one() -> None:
    assert not same_name("张三", "张三丰", truncated=True)


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("单雄信", "shan xiong xin"),
        ("仇英", "qiu ying"),
        ("曾国", "zeng guo"),
        ("查良", "zha liang"),
        ("翟让", "zhai rang"),
        ("区家", "ou jia"),
        ("尉迟恭", "yu chi gong"),
        ("解缙", "xie jin"),
        ("缪荣", "miao rong"),
        ("朴树", "piao shu"),
        ("盖叫天", "ge jiao tian"),
        ("吕布", "lü bu"),
        ("万俟卨", "mo qi xie"),
        ("欧阳修", "ou yang xiu"),
        ("王单", "wang dan"),
        ("买买提·艾力", "mai mai ti ai li"),
    ],
)
def test_surnames_are_read_as_surnames(name: str, key: str) -> None:
    assert pinyin_key(name) == key


def test_given_names_are_read_as_the_dictionary_reads_them_whole() -> None:
    characters = "重庆长行乐朝阳会计单雄英国成都大夫银和平传奇中兴朴素華龍𠮷"
    given = {one + other for one in characters for other in characters}
    assert [
        name for name in given if pinyin_key(f"王{name}").split() != ["wang", *lazy_pinyin(name, v_to_u=True)]
    ] == []


def test_every_reading_listed_is_one_the_dictionary_does_not_give() -> None:
    single = {surname: read for surname, read in SURNAME_READINGS.items() if len(surname) == 1}
    assert [s for s, read in single.items() if lazy_pinyin(s, v_to_u=True) == [read]] == []


def test_names_that_may_sound_the_same() -> None:
    assert sounds_alike("曾荣", "增容")
    assert sounds_alike("单伟", "山维")
    assert sounds_alike("单伟", "丹维")
    assert not sounds_alike("张伟", "张三")
    assert not sounds_alike("张伟", "张伟国")
    assert not sounds_alike("", "")


@pytest.mark.parametrize(
    ("name", "parts"),
    [
        ("司马光", ("司马", "光")),
        ("司马", ("司", "马")),
        ("爱新觉罗溥仪", ("爱新觉罗", "溥仪")),
        ("张三", ("张", "三")),
        ("买买提·艾力·江", ("买买提", "艾力·江")),
        ("", ("", "")),
    ],
)
def test_surname_and_given_name(name: str, parts: tuple[str, str]) -> None:
    assert split_name(name) == parts


def test_variants_are_alike_but_not_equal() -> None:
    assert standard_characters("劉國喆") == standard_characters("刘国哲") == "刘国哲"
    assert not same_name("劉國喆", "刘国哲")


def test_no_character_has_two_standards() -> None:
    variants = [variant for group in GROUPS.split() for variant in group[1:]]
    assert len(variants) == len(set(variants))
    assert not STANDARDS.keys() & set(STANDARDS.values())
