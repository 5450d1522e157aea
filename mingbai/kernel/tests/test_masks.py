"""R-1504: what may be seen, and that a mask does not tell how long the value is."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.kernel.masks import (
    HIDDEN,
    NO_DATA,
    ZERO,
    IdMask,
    mask_account,
    mask_address,
    mask_id,
    mask_name,
    mask_phone,
)

pytestmark = pytest.mark.requirement("R-1504")


@pytest.mark.parametrize(
    ("name", "masked"),
    [
        ("李四", "李*"),
        ("张小三", "张*三"),
        ("赵小小芳", "赵**芳"),
        ("张 小 三", "张*三"),
        ("欧阳锋", "欧阳*"),
        ("欧阳小峰", "欧阳*峰"),
        ("爱新觉罗启骧", "爱新觉罗*骧"),
        ("买买提·艾合买提", "买买提·**"),
        ("买买提.艾合买提.江", "买买提·**·江"),
        ("阿·卜·杜·江", "阿·**·江"),
        ("李", "*"),
        ("张一二三四五六", "张**六"),
        ("", NO_DATA),
    ],
)
def test_names(name: str, masked: str) -> None:
    assert mask_name(name) == masked


@pytest.mark.parametrize(
    ("number", "masked"),
    [
        ("412301195001011234", "4123****1234"),
        ("11010519491231002x", "1101****002X"),
        ("110105491231002", "1101****1002"),
        ("１１０１０５１９４９１２３１００２Ｘ", "1101****002X"),
        ("123456789", "****"),
        ("12", "****"),
        ("", NO_DATA),
    ],
)
def test_id_numbers_on_public_lists(number: str, masked: str) -> None:
    assert mask_id(number) == masked


def test_id_numbers_at_every_level() -> None:
    number = "412301195001011234"
    assert [mask_id(number, mask) for mask in (IdMask.HIGH, IdMask.MIDDLE, IdMask.LOW)] == [
        "4****4",
        "412****234",
        "412301****1234",
    ]


@given(st.text(max_size=30), st.sampled_from(IdMask))
def test_a_mask_never_shows_all_and_its_stars_never_tell_the_length(text: str, mask: IdMask) -> None:
    shown = mask_id(text, mask)
    assert shown == NO_DATA or shown.count("*") >= 4
    assert len(shown) in (2, 4, sum(mask.value) + 4)


def test_accounts_and_phones() -> None:
    assert mask_account("6217 0012 3456 7890 122") == "****0122"
    assert mask_account("123") == "****"
    assert mask_phone("13812345678") == "138****5678"
    assert mask_phone("+86 138 1234 5678") == "138****5678"
    assert mask_phone("（0458）2612345") == "****2345"
    assert mask_phone("") == NO_DATA


@pytest.mark.parametrize(
    ("address", "shown"),
    [
        ("黑龙江省伊春市嘉荫县朝阳镇永安村3组12号", "黑龙江省伊春市嘉荫县朝阳镇永安村"),
        ("中山市石岐街道莲峰社区民生路8号", "中山市石岐街道莲峰社区"),
        ("嘉荫县朝阳镇中心街12号", "嘉荫县朝阳镇"),
        ("中心街12号", HIDDEN),
        ("  ", NO_DATA),
    ],
)
def test_addresses_end_at_the_village(address: str, shown: str) -> None:
    assert mask_address(address) == shown


def test_no_data_zero_and_hidden_are_three_different_things() -> None:
    assert len({NO_DATA, ZERO, HIDDEN}) == 3
