"""Reads a log of files: its nodes for proofs, and its entries."""

from functools import lru_cache

from mingbai.evidence.tiles.bundle import unbundled
from mingbai.evidence.tiles.names import HEIGHT, WIDTH, entries_name, tile_name, width_of
from mingbai.evidence.tiles.storage import Storage
from mingbai.evidence.tree.frontier import Frontier
from mingbai.evidence.tree.hashing import HASH_BYTES, root_of

TILES_KEPT = 512  # tiles in memory at once: 4 MiB


class TilesDamaged(ValueError):
    """A file of the log is missing, or not as long as the log's size demands."""


def hashes_of(storage: Storage, name: str) -> bytes:
    """Return the hashes of a tile; raise TilesDamaged when there is none."""
    content = storage.read(name)
    if content is None:
        raise TilesDamaged(name)
    return content


class TileNodes:
    """The nodes of a log of `size` entries, read from its tiles as they are asked for."""

    def __init__(self, storage: Storage, size: int) -> None:
        self.storage, self.size = storage, size
        self.tile = lru_cache(TILES_KEPT)(self._tile)

    def __call__(self, level: int, index: int) -> bytes:
        """Return the root of the 2**level leaves from index * 2**level; raise TilesDamaged when no file holds it."""
        row, inside = divmod(level, HEIGHT)
        number, first = divmod(index << inside, WIDTH)
        content, begin = self.tile(row, number), first * HASH_BYTES
        end = begin + (HASH_BYTES << inside)
        if end > len(content):
            raise TilesDamaged(tile_name(row, number))
        return root_of([content[at : at + HASH_BYTES] for at in range(begin, end, HASH_BYTES)])

    def frontier(self) -> Frontier:
        """Return the frontier of the log."""
        levels = [level for level in reversed(range(self.size.bit_length())) if self.size >> level & 1]
        return Frontier(self.size, tuple(self(level, (self.size >> level) - 1) for level in levels))

    def _tile(self, level: int, index: int) -> bytes:
        """Return a tile's hashes: the full one may have replaced the partial one that the size asks for."""
        width = width_of(level, index, self.size)
        if not width:
            raise TilesDamaged(tile_name(level, index))
        partial = self.storage.read(tile_name(level, index, width))
        content = hashes_of(self.storage, tile_name(level, index)) if partial is None else partial
        if len(content) < width * HASH_BYTES:
            raise TilesDamaged(tile_name(level, index, width))
        return content[: width * HASH_BYTES]


def entries_of(storage: Storage, index: int, size: int) -> list[bytes]:
    """Return the entries of bundle `index` in a log of `size`; raise TilesDamaged when it is not there in full."""
    width = width_of(0, index, size)
    content = storage.read(entries_name(index, width)) if width else None
    entries = unbundled(storage.read(entries_name(index)) or b"" if content is None else content)[:width]
    if not width or len(entries) != width:
        raise TilesDamaged(entries_name(index, width or WIDTH))
    return entries


def entry_at(storage: Storage, index: int, size: int) -> bytes:
    """Return one entry of a log of `size`."""
    bundle, place = divmod(index, WIDTH)
    return entries_of(storage, bundle, size)[place]
