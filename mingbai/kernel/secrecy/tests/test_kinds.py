"""Blind indexes and masks: equal for the same person's number however it is written, and telling nothing else."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.kernel.cards import BadAccount, account_damage, clean_account, is_plain_account
from mingbai.kernel.identity import BadId
from mingbai.kernel.secrecy import Cipher, KeyRing, Kind, NotSearchable, blind_index, canonical, masked

RINGS = [KeyRing.new(cipher) for cipher in Cipher]
EVERY_RING = pytest.mark.parametrize("ring", RINGS, ids=list(Cipher))
SAME = [
    (Kind.ID_NUMBER, ["11010519491231002X", "11010519491231002x", "１１０１０５194912310 02Ｘ", "110105491231002"]),
    (Kind.ACCOUNT, ["6217001234567890122", "6217 0012 3456 7890 122", "6217-0012-3456-7890-122"]),
    (Kind.PHONE, ["13812345678", "+86 138 1234 5678", "138-1234-5678", "１３８１２３４５６７８"]),
]


@EVERY_RING
@pytest.mark.parametrize(("kind", "spellings"), SAME, ids=lambda value: value if isinstance(value, str) else "")
def test_all_spellings_of_a_value_have_one_index(ring: KeyRing, kind: Kind, spellings: list[str]) -> None:
    assert len({blind_index(ring, kind, text) for text in spellings}) == 1


@EVERY_RING
@given(texts=st.lists(st.from_regex(r"[1-9][0-9]{5,17}", fullmatch=True), min_size=2, max_size=2))
def test_indexes_are_equal_for_equal_canonical_values_only(ring: KeyRing, texts: list[str]) -> None:
    for kind in (Kind.ID_NUMBER, Kind.ACCOUNT, Kind.PHONE):
        try:
            forms = {canonical(kind, text) for text in texts}
        except (BadId, BadAccount):
            continue
        assert len({blind_index(ring, kind, text) for text in texts}) == len(forms)


@given(text=st.from_regex(r"[0-9]{0,20}|(1|99?)0*|7{1,20}", fullmatch=True))
def test_an_account_of_plain_digits_is_taken_as_careful_reading_takes_it(text: str) -> None:
    assert is_plain_account(text) <= (account_damage(text) is None and clean_account(text) == text)
    assert is_plain_account("6217000000000000")
    assert not is_plain_account("1111111111111111")


@EVERY_RING
def test_the_index_tells_nothing_without_the_key_and_not_across_kinds(ring: KeyRing) -> None:
    number = "13812345678"
    here = blind_index(ring, Kind.PHONE, number)
    assert len(here) == 32
    assert here != blind_index(ring, Kind.ACCOUNT, number)
    assert here != blind_index(KeyRing.new(), Kind.PHONE, number)


def test_a_rotation_and_another_cipher_leave_the_index_as_it_was() -> None:
    secret, index = b"1" * 32, b"2" * 32
    before = KeyRing(Cipher.AES_256_GCM, {1: secret}, index, Cipher.AES_256_GCM)
    after = KeyRing(Cipher.SM4_GCM, {1: secret, 2: b"3" * 32}, index, Cipher.AES_256_GCM)
    number = "13812345678"
    assert blind_index(before, Kind.PHONE, number) == blind_index(after, Kind.PHONE, number)


@pytest.mark.parametrize(
    ("kind", "text", "why"),
    [
        (Kind.ID_NUMBER, "", BadId),
        (Kind.ID_NUMBER, "1101****002X", BadId),
        (Kind.ID_NUMBER, "1.10105E+17", BadId),
        (Kind.ACCOUNT, "****0122", BadAccount),
        (Kind.PHONE, " ", NotSearchable),
        (Kind.ADDRESS, "太平镇和平村3组", NotSearchable),
        (Kind.HEALTH, "肢体二级", NotSearchable),
    ],
)
def test_what_identifies_nobody_has_no_index(kind: Kind, text: str, why: type[ValueError]) -> None:
    with pytest.raises(why):
        blind_index(RINGS[0], kind, text)


@pytest.mark.parametrize(
    ("kind", "text", "shown"),
    [
        (Kind.ID_NUMBER, "11010519491231002X", "110105****002X"),
        (Kind.ACCOUNT, "6217001234567890122", "****0122"),
        (Kind.PHONE, "13812345678", "138****5678"),
        (Kind.ADDRESS, "太平镇和平村3组", "太平镇和平村"),
        (Kind.HEALTH, "肢体二级", "***"),
        (Kind.HEALTH, " ", "--"),
    ],
)
def test_a_list_shows_a_mask(kind: Kind, text: str, shown: str) -> None:
    assert masked(kind, text) == shown
