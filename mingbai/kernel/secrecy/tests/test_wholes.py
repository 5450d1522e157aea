"""Files sealed part by part open whole, in their place, or not at all."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.kernel.secrecy import KeyRing, Place, SealBroken, opened_whole, seal_whole
from mingbai.kernel.secrecy.ring import Cipher
from mingbai.kernel.secrecy.wholes import LENGTH, PART

RING = KeyRing(Cipher.AES_256_GCM, {1: b"k" * 32}, b"i" * 32, Cipher.AES_256_GCM)
PLACE = Place("errands_enclosure", "sealed", 7)
TWO_PARTS = bytes(range(256)) * 200


def parts_of(whole: bytes) -> list[bytes]:
    found, begin = [], 0
    while begin < len(whole):
        end = begin + LENGTH + int.from_bytes(whole[begin : begin + LENGTH])
        found.append(whole[begin:end])
        begin = end
    return found


@given(plain=st.binary(max_size=300))
def test_what_was_sealed_opens(plain: bytes) -> None:
    assert opened_whole(RING, PLACE, seal_whole(RING, PLACE, plain)) == plain


@pytest.mark.parametrize("size", [0, PART - 1, PART, PART + 1, 2 * PART])
def test_every_length_opens(size: int) -> None:
    plain = b"\x00\x80" * (size // 2) + b"\x80" * (size % 2)
    assert opened_whole(RING, PLACE, seal_whole(RING, PLACE, plain)) == plain


def test_a_part_less_a_part_more_or_another_order_does_not_open() -> None:
    first, second = parts_of(seal_whole(RING, PLACE, TWO_PARTS))
    for altered in (first, second, second + first, first + second + second, first + second[:-1], b""):
        with pytest.raises(SealBroken):
            opened_whole(RING, PLACE, altered)


def test_elsewhere_it_does_not_open() -> None:
    with pytest.raises(SealBroken):
        opened_whole(RING, Place("errands_enclosure", "sealed", 8), seal_whole(RING, PLACE, TWO_PARTS))
