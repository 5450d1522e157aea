"""Replays a log of files against a checkpoint and names the first record that is not what was logged."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from mingbai.evidence.notes.checkpoint import Checkpoint
from mingbai.evidence.tiles.bundle import BundleDamaged
from mingbai.evidence.tiles.names import HEIGHT, WIDTH, tile_name, width_of
from mingbai.evidence.tiles.reading import TileNodes, TilesDamaged, entries_of
from mingbai.evidence.tiles.storage import Storage
from mingbai.evidence.tree.hashing import HASH_BYTES, leaf_hash, root_of


class Fault(StrEnum):
    """What is wrong with a log of files."""

    ENTRY = "entry"  # a record is not the one whose hash was logged
    MISSING = "missing"  # a file is not there in full
    TILE = "tile"  # a hash is not the one that the hashes above it were made from
    ROOT = "root"  # all files agree with each other, and not with the checkpoint


@dataclass(frozen=True)
class Damage:
    """The first fault found: where, and the record it touches when one can be named."""

    fault: Fault
    place: str
    index: int | None = None


def first_damage(storage: Storage, checkpoint: Checkpoint) -> Damage | None:
    """Return the first fault of a log's files, or nothing when they are exactly what the checkpoint vouches for."""
    upper = next(_tiles_against_root(storage, checkpoint), None)
    lower = next(_entries_against_tiles(storage, checkpoint.size), None)
    if upper and lower and lower.fault is Fault.ENTRY:  # the hash may be what was changed: the record is named anyway
        return Damage(upper.fault, lower.place, lower.index)
    return upper or lower


def _tiles_against_root(storage: Storage, checkpoint: Checkpoint) -> Iterator[Damage]:
    """Find tiles that do not hash to the tile above, from the top: what is above is right when we look below."""
    size, nodes = checkpoint.size, TileNodes(storage, checkpoint.size)
    try:
        if nodes.frontier().root != checkpoint.root:
            yield Damage(Fault.ROOT, checkpoint.origin)
        for level in reversed(range((size.bit_length() + HEIGHT - 1) // HEIGHT - 1)):
            for index in range(size >> HEIGHT * (level + 1)):
                tile = nodes.tile(level, index)
                row = [tile[at : at + HASH_BYTES] for at in range(0, len(tile), HASH_BYTES)]
                if root_of(row) != nodes(HEIGHT * (level + 1), index):
                    yield Damage(Fault.TILE, tile_name(level, index))
    except TilesDamaged as error:
        yield Damage(Fault.MISSING, str(error))


def _entries_against_tiles(storage: Storage, size: int) -> Iterator[Damage]:
    nodes = TileNodes(storage, size)
    for bundle in range(-(-size // WIDTH)):
        try:
            entries, tile = entries_of(storage, bundle, size), nodes.tile(0, bundle)
        except (TilesDamaged, BundleDamaged) as error:
            yield Damage(Fault.MISSING, str(error), bundle * WIDTH)
            return
        assert len(entries) * HASH_BYTES == len(tile) == width_of(0, bundle, size) * HASH_BYTES
        if b"".join(map(leaf_hash, entries)) != tile:
            for place, entry in enumerate(entries):
                if leaf_hash(entry) != tile[place * HASH_BYTES : (place + 1) * HASH_BYTES]:
                    yield Damage(Fault.ENTRY, tile_name(0, bundle), bundle * WIDTH + place)
