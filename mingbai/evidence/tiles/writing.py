"""Adds entries to a log of files: full tiles and bundles once, the last of each row as far as it goes."""

from collections.abc import Sequence

from mingbai.evidence.tiles.bundle import bundled, unbundled
from mingbai.evidence.tiles.names import HEIGHT, WIDTH, entries_name, tile_name, width_of
from mingbai.evidence.tiles.reading import TilesDamaged, hashes_of
from mingbai.evidence.tiles.storage import Storage
from mingbai.evidence.tree.frontier import Frontier, grown
from mingbai.evidence.tree.hashing import HASH_BYTES, leaf_hash


def write_entries(storage: Storage, edge: Frontier, entries: Sequence[bytes]) -> Frontier:
    """
    Write the tiles and bundles that a log of `edge` needs to hold more entries; return its new frontier.

    Safe to repeat after a crash: the same edge and entries write the same bytes into the same files. Raise
    TilesDamaged when the files of the log so far do not fit its size. Nothing is flushed.
    """
    after, completed = grown(edge, list(map(leaf_hash, entries)))
    for level, nodes in enumerate(completed[::HEIGHT]):
        first = edge.size >> HEIGHT * level
        _write_tiles(storage, level, first, nodes)
    _write_bundles(storage, edge.size, entries)
    return after


def _write_tiles(storage: Storage, level: int, first: int, nodes: Sequence[bytes]) -> None:
    index, filled = divmod(first, WIDTH)
    row = hashes_of(storage, tile_name(level, index, filled)) if filled else b""
    if len(row) != filled * HASH_BYTES:
        raise TilesDamaged(tile_name(level, index, filled))
    row += b"".join(nodes)
    for at in range(0, len(row), WIDTH * HASH_BYTES):
        tile = row[at : at + WIDTH * HASH_BYTES]
        storage.write(tile_name(level, index + at // (WIDTH * HASH_BYTES), len(tile) // HASH_BYTES), tile)


def _write_bundles(storage: Storage, size: int, entries: Sequence[bytes]) -> None:
    index, filled = divmod(size, WIDTH)
    row = list(entries)
    if filled:
        row = [*unbundled(storage.read(entries_name(index, filled)) or b""), *row]
    if len(row) != filled + len(entries):
        raise TilesDamaged(entries_name(index, filled))
    for at in range(0, len(row), WIDTH):
        part = row[at : at + WIDTH]
        storage.write(entries_name(index + at // WIDTH, len(part)), bundled(part))


def stale_tiles(before: int, after: int) -> list[str]:
    """Return the partial files of a log of `before` entries that full ones replaced at `after` entries."""
    stale, level = [], 0
    while before >> HEIGHT * level:
        index = (before >> HEIGHT * level) // WIDTH
        width = width_of(level, index, before)
        if 0 < width < WIDTH and width_of(level, index, after) == WIDTH:
            stale += [tile_name(level, index, width)] + [entries_name(index, width)] * (level == 0)
        level += 1
    return stale
