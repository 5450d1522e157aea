"""Bundles of entries: each entry behind its length in two bytes."""

import struct
from collections.abc import Iterable

MOST_ENTRY_BYTES = 0xFFFF


class BundleDamaged(ValueError):
    """Bytes are not a bundle of whole entries."""


class EntryTooLong(ValueError):
    """An entry is longer than a bundle can say."""


def bundled(entries: Iterable[bytes]) -> bytes:
    """Return entries as one run of bytes; raise EntryTooLong when one has more than 65,535."""
    parts: list[bytes] = []
    for entry in entries:
        if len(entry) > MOST_ENTRY_BYTES:
            raise EntryTooLong(f"an entry has {len(entry)} bytes, the most is {MOST_ENTRY_BYTES}")
        parts += (struct.pack(">H", len(entry)), entry)
    return b"".join(parts)


def unbundled(content: bytes) -> list[bytes]:
    """Return the entries of a bundle; raise BundleDamaged when one is cut off."""
    entries: list[bytes] = []
    at = 0
    while at < len(content):
        begin = at + 2
        end = begin + int.from_bytes(content[at:begin])
        if end > len(content) or begin > len(content):
            raise BundleDamaged(f"entry {len(entries)} is cut off")
        entries.append(content[begin:end])
        at = end
    return entries
