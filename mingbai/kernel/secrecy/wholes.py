"""Files sealed: cut into parts as long as a field, each in its place, so that none is lost, moved or added unseen."""

from base64 import b64decode, b64encode

from mingbai.kernel.secrecy.refused import SealBroken
from mingbai.kernel.secrecy.ring import KeyRing
from mingbai.kernel.secrecy.sealing import Place, opening, sealer

PART = 45_000  # bytes sealed at once
LENGTH = 4  # bytes before each part that say how long it is


def seal_whole(ring: KeyRing, place: Place, plain: bytes) -> bytes:
    """Return a file's bytes sealed for their place; `opened_whole` gives them back."""
    seal_part = sealer(ring, place.table, place.column)
    cuts = range(0, max(len(plain), 1), PART)
    parts = (
        seal_part(f"{place.row}/{number}/{len(cuts)}", b64encode(plain[begin : begin + PART]).decode())
        for number, begin in enumerate(cuts)
    )
    return b"".join(len(part).to_bytes(LENGTH) + part for part in parts)


def opened_whole(ring: KeyRing, place: Place, whole: bytes) -> bytes:
    """Return the bytes that were sealed for this place; raise SealBroken or KeyMissing."""
    parts, begin = [], 0
    while begin < len(whole):
        end = begin + LENGTH + int.from_bytes(whole[begin : begin + LENGTH])
        parts.append(whole[begin + LENGTH : end])
        begin = end
    if not parts or begin != len(whole):
        raise SealBroken(place)
    open_part = opening(ring, place.table, place.column)
    return b"".join(
        b64decode(open_part(f"{place.row}/{number}/{len(parts)}", part)) for number, part in enumerate(parts)
    )
