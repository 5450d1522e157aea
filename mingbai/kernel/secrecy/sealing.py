"""
One field sealed: nobody reads it without the key, and it opens in its own place only.

A sealed value is: format 1, cipher, key version (2 bytes), fingerprint of the key (4), nonce (12), ciphertext, tag
(16). Header and place (table|column|row) are authenticated with it, so a value moved to another row, another
column or under another header does not open. Texts are padded to whole 32 bytes: 15 digits look like 18.
"""

import secrets
from collections.abc import Callable
from dataclasses import dataclass
from functools import lru_cache, partial
from uuid import UUID

from cryptography.exceptions import InvalidTag

from mingbai.kernel.secrecy.refused import KeyMissing, SealBroken, Unsealable
from mingbai.kernel.secrecy.ring import FINGERPRINT_BYTES, NONCE_BYTES, Cipher, KeyRing

FORMAT = 1
CIPHERS = {1: Cipher.AES_256_GCM, 2: Cipher.SM4_GCM}
NUMBERS = {cipher: number for number, cipher in CIPHERS.items()}
HEADER_BYTES = 4 + FINGERPRINT_BYTES
BODY = HEADER_BYTES + NONCE_BYTES  # where ciphertext and tag begin
BLOCK, END = 32, b"\x80"
LONGEST = 65_536  # bytes of a field


@dataclass(frozen=True, slots=True)
class Place:
    """Where a sealed value lives; the row's key must be known before it is written."""

    table: str
    column: str
    row: int | str | UUID

    def __str__(self) -> str:
        return f"{self.table}|{self.column}|{self.row}"

    def context(self) -> bytes:
        """Return the place as bytes; raise Unsealable where two places could read alike."""
        if "|" in f"{self.table}{self.column}{self.row}" or not (self.table and self.column and str(self.row)):
            raise Unsealable(
                f"“{self}”不能唯一确定一个存放位置：表、列、行号都要有，且不含“|”。",
                f"“{self}” names no single place: give table, column and row, none with a “|” in it.",
            )
        return str(self).encode()


def seal(ring: KeyRing, place: Place, text: str) -> bytes:
    """Return the text sealed for its place under the ring's current key; never the same bytes twice."""
    return sealer(ring, place.table, place.column)(place.row, text)


@lru_cache(maxsize=256)  # columns of rings; most values are sealed one after the other for few of them
def sealer(ring: KeyRing, table: str, column: str) -> Callable[[int | str | UUID, str], bytes]:
    """Return what seals values of one column, each for its row, as `seal` does; what they share is made ready once."""
    key, cipher = ring.keys[ring.current], ring.cipher
    header = bytes((FORMAT, NUMBERS[cipher])) + ring.current.to_bytes(2) + key.fingerprint
    shared = header + f"{table}|{column}|".encode()

    def sealed(row: int | str | UUID, text: str) -> bytes:
        name, plain = str(row), text.encode()
        if not name or "|" in name:
            Place(table, column, row).context()  # which says why it is none
        if len(plain) > LONGEST:
            place = Place(table, column, row)
            raise Unsealable(
                f"{place} 超过{LONGEST}字节，不能加密存放。",
                f"{place} is longer than the {LONGEST} bytes a field may have.",
            )
        nonce = secrets.token_bytes(NONCE_BYTES)
        return header + nonce + key.sealed(cipher, nonce, _padded(plain), shared + name.encode())

    Place(table, column, "row").context()
    return sealed


def opened(ring: KeyRing, place: Place, sealed: bytes) -> str:
    """Return the text that was sealed for this place; raise SealBroken or KeyMissing."""
    header, nonce, body = sealed[:HEADER_BYTES], sealed[HEADER_BYTES:BODY], sealed[BODY:]
    if len(nonce) < NONCE_BYTES or header[0] != FORMAT or header[1] not in CIPHERS:
        raise SealBroken(place)
    version, fingerprint = int.from_bytes(header[2:4]), header[4:]
    key = ring.keys.get(version)
    if key is None or key.fingerprint != fingerprint:
        raise KeyMissing(place, version, fingerprint)
    try:
        return _unpadded(key.opened(CIPHERS[header[1]], nonce, body, header + place.context()))
    except InvalidTag:
        raise SealBroken(place) from None


def opening(ring: KeyRing, table: str, column: str) -> Callable[[int | str | UUID, bytes], str]:
    """
    Return what opens the values of a column by row, as `opened` does, in less than half its time.

    What every value of the column has in common is looked up once: its header, its key, and all of its place but
    the row. Whatever looks otherwise goes the long way, which says what is wrong with it.
    """
    beginning = Place(table, column, 0).context()[:-1]
    known = {
        bytes((FORMAT, number)) + version.to_bytes(2) + key.fingerprint: partial(key.opened, cipher)
        for version, key in ring.keys.items()
        for number, cipher in CIPHERS.items()
    }

    def open_one(row: int | str | UUID, sealed: bytes) -> str:
        header, named = sealed[:HEADER_BYTES], str(row)
        if (plain := known.get(header)) and named and "|" not in named and len(sealed) > BODY:
            try:
                text = plain(sealed[HEADER_BYTES:BODY], sealed[BODY:], header + beginning + named.encode())
            except InvalidTag:
                raise SealBroken(Place(table, column, row)) from None
            return _unpadded(text)
        return opened(ring, Place(table, column, row), sealed)

    return open_one


def key_version(sealed: bytes) -> int:
    """Return the version of the key a value is sealed under."""
    return int.from_bytes(sealed[2:4])


def resealed(ring: KeyRing, place: Place, sealed: bytes) -> bytes | None:
    """Return the value sealed anew under the current key and cipher, or None where it is already."""
    if key_version(sealed) == ring.current and CIPHERS.get(sealed[1]) is ring.cipher:
        return None
    return seal(ring, place, opened(ring, place, sealed))


def _padded(plain: bytes) -> bytes:
    return plain + END + bytes(-(len(plain) + 1) % BLOCK)


def _unpadded(padded: bytes) -> str:
    return padded.rstrip(b"\0")[: -len(END)].decode()
