"""Sealed fields: what is sealed opens whole, in its place, under its key, and in no other way."""

from collections.abc import Callable
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mingbai.kernel.secrecy import (
    Cipher,
    KeyMissing,
    KeyRing,
    Place,
    SealBroken,
    Unsealable,
    opened,
    opening,
    resealed,
    seal,
    sealer,
)
from mingbai.kernel.secrecy.ring import SECRET_BYTES
from mingbai.kernel.secrecy.sealing import key_version

FIRST, SECOND, INDEX = (bytes([byte]) * SECRET_BYTES for byte in (1, 2, 3))
RINGS = {cipher: KeyRing(cipher, {1: FIRST}, INDEX, cipher) for cipher in Cipher}
PLACE = Place("people_person", "id_number", 17)
ID = "11010519491231002X"
EVERY_CIPHER = pytest.mark.parametrize("ring", RINGS.values(), ids=list(RINGS))
Opening = Callable[[KeyRing, Place, bytes], str]


def opened_in_bulk(ring: KeyRing, place: Place, sealed: bytes) -> str:
    return opening(ring, place.table, place.column)(place.row, sealed)


EITHER_WAY = pytest.mark.parametrize("opened", [opened, opened_in_bulk])


@EITHER_WAY
@EVERY_CIPHER
@given(text=st.text())
def test_what_is_sealed_opens_whole(ring: KeyRing, text: str, opened: Opening) -> None:
    assert opened(ring, PLACE, seal(ring, PLACE, text)) == text


@EVERY_CIPHER
def test_sealing_twice_gives_different_bytes_of_the_same_length(ring: KeyRing) -> None:
    first, second = seal(ring, PLACE, ID), seal(ring, PLACE, ID)
    assert first != second
    assert len(first) == len(second) == len(seal(ring, PLACE, "110105491231002")), "15 digits look like 18"
    assert ID.encode() not in first


@EITHER_WAY
@EVERY_CIPHER
def test_every_single_flipped_bit_is_refused_with_a_sentence(ring: KeyRing, opened: Opening) -> None:
    sealed = seal(ring, PLACE, ID)
    for bit in range(8 * len(sealed)):
        altered = bytearray(sealed)
        altered[bit // 8] ^= 1 << bit % 8
        with pytest.raises((SealBroken, KeyMissing), match=r"people_person\|id_number\|17"):
            opened(ring, PLACE, bytes(altered))


@EITHER_WAY
@EVERY_CIPHER
def test_every_shorter_and_longer_value_is_refused(ring: KeyRing, opened: Opening) -> None:
    sealed = seal(ring, PLACE, ID)
    for wrong in [sealed[:length] for length in range(len(sealed))] + [sealed + b"\0"]:
        with pytest.raises(SealBroken, match="从备份恢复"):
            opened(ring, PLACE, wrong)


@EITHER_WAY
@EVERY_CIPHER
@pytest.mark.parametrize(
    "elsewhere",
    [
        Place("people_person", "id_number", 18),
        Place("people_person", "phone", 17),
        Place("people_account", "id_number", 17),
        Place("people_person", "id_number", "017"),
        Place("people_person", "id_number", UUID(int=17)),
    ],
    ids=str,
)
def test_a_value_moved_to_another_row_or_column_does_not_open(ring: KeyRing, elsewhere: Place, opened: Opening) -> None:
    with pytest.raises(SealBroken):
        opened(ring, elsewhere, seal(ring, PLACE, ID))


def test_the_ciphers_do_not_open_each_others_values() -> None:
    aes, sm4 = RINGS.values()
    sealed = bytearray(seal(aes, PLACE, ID))
    assert opened(sm4, PLACE, bytes(sealed)) == ID, "the header says which cipher it was"
    sealed[1] = 2
    with pytest.raises(SealBroken):
        opened(sm4, PLACE, bytes(sealed))


@pytest.mark.parametrize(("cipher", "newer"), [(cipher, newer) for cipher in Cipher for newer in Cipher])
def test_after_rotation_old_values_open_and_are_sealed_anew_once(cipher: Cipher, newer: Cipher) -> None:
    old = seal(KeyRing(cipher, {1: FIRST}, INDEX, cipher), PLACE, ID)
    ring = KeyRing(newer, {1: FIRST, 2: SECOND}, INDEX, cipher)
    assert opened(ring, PLACE, old) == ID
    again = resealed(ring, PLACE, old)
    assert again is not None
    assert (key_version(old), key_version(again)) == (1, 2)
    assert opened(ring, PLACE, again) == ID
    assert resealed(ring, PLACE, again) is None


def test_changing_the_cipher_alone_seals_anew() -> None:
    aes, sm4 = RINGS.values()
    again = resealed(sm4, PLACE, seal(aes, PLACE, ID))
    assert again is not None
    assert opened(aes, PLACE, again) == ID


@pytest.mark.parametrize("keys", [{2: FIRST}, {1: SECOND}], ids=["version not here", "another key of that version"])
def test_a_value_under_another_key_says_which_key_it_needs(keys: dict[int, bytes]) -> None:
    sealed = seal(RINGS[Cipher.AES_256_GCM], PLACE, ID)
    with pytest.raises(KeyMissing, match=f"1 \\({sealed[4:8].hex()}\\)"):
        opened(KeyRing(Cipher.AES_256_GCM, keys, INDEX, Cipher.AES_256_GCM), PLACE, sealed)


@pytest.mark.parametrize(
    "place", [Place("a|b", "c", 1), Place("a", "b", "1|2"), Place("", "b", 1), Place("a", "b", "")]
)
def test_a_place_that_could_be_taken_for_another_is_refused(place: Place) -> None:
    with pytest.raises(Unsealable):
        seal(RINGS[Cipher.AES_256_GCM], place, ID)


@EVERY_CIPHER
def test_one_who_seals_a_column_seals_each_value_for_its_row_alone(ring: KeyRing) -> None:
    sealed = sealer(ring, PLACE.table, PLACE.column)
    assert opened(ring, PLACE, sealed(17, ID)) == ID
    with pytest.raises(SealBroken):
        opened(ring, PLACE, sealed(18, ID))
    rotated = KeyRing(ring.cipher, {1: FIRST, 2: SECOND}, INDEX, ring.cipher)
    assert key_version(sealer(rotated, PLACE.table, PLACE.column)(17, ID)) == 2
    for row in ("", "1|2"):
        with pytest.raises(Unsealable):
            sealed(row, ID)


def test_a_field_has_a_length_it_may_not_pass() -> None:
    ring = RINGS[Cipher.AES_256_GCM]
    assert opened(ring, PLACE, seal(ring, PLACE, "x" * 65_536)) == "x" * 65_536
    with pytest.raises(Unsealable, match="65536"):
        seal(ring, PLACE, "低" * 21_846)


def test_the_formats_stay_readable_for_good() -> None:
    # sealed once with the keys above; a change that cannot open these loses every family's data
    known = {
        Cipher.AES_256_GCM: "010100015437e1ac9e56181eee209fe58867e408a246256226edb8cb9f2539b29150026ea031c5e2"
        "0408c3a5161f6980ba7eefc46898afb3ab037790ed03d6a96225fdd3",
        Cipher.SM4_GCM: "010200015437e1acb3ffa33d5d322c66879f7e999dffc61a60763225e5b0c23313afbc3e177d7658"
        "d6b181bdf0d87363a848bf3a4e11c0bf9bb0e154486f67d288ff87b1",
    }
    for cipher, sealed in known.items():
        assert opened(RINGS[cipher], PLACE, bytes.fromhex(sealed)) == ID


def test_a_ring_shows_no_secret() -> None:
    ring = RINGS[Cipher.AES_256_GCM]
    shown = f"{ring!r} {ring} {vars(ring)['keys']}"
    assert FIRST.hex() not in shown
    assert str(FIRST) not in shown
    assert ring.keys[1].fingerprint.hex() in shown
