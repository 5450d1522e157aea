"""The right edge of a tree: all that is needed to append to it and to know its root."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce

from mingbai.evidence.tree.hashing import EMPTY_ROOT, HASH_BYTES, node_hash, paired


class FrontierDamaged(ValueError):
    """Stored bytes are not the edge of a tree of the given size."""


@dataclass(frozen=True)
class Frontier:
    """A tree's size in leaves and the roots of its perfect subtrees, the largest and leftmost first."""

    size: int = 0
    peaks: tuple[bytes, ...] = ()

    def __post_init__(self) -> None:
        if self.size < 0 or len(self.peaks) != self.size.bit_count():
            raise FrontierDamaged(f"{len(self.peaks)} peaks cannot stand for {self.size} leaves")

    @property
    def root(self) -> bytes:
        """Return the root of the tree."""
        if not self.peaks:
            return EMPTY_ROOT
        return reduce(lambda right, left: node_hash(left, right), reversed(self.peaks))

    def stored(self) -> bytes:
        """Return the peaks as one run of bytes."""
        return b"".join(self.peaks)


def restored(size: int, stored: bytes) -> Frontier:
    """Return a frontier from its size and stored bytes; raise FrontierDamaged when they do not fit."""
    if len(stored) != size.bit_count() * HASH_BYTES:
        raise FrontierDamaged(f"{len(stored)} bytes cannot stand for {size} leaves")
    return Frontier(size, tuple(stored[at : at + HASH_BYTES] for at in range(0, len(stored), HASH_BYTES)))


def grown(edge: Frontier, leaf_hashes: Sequence[bytes]) -> tuple[Frontier, list[list[bytes]]]:
    """
    Return the frontier after appending leaves, and what became complete on each level.

    Level 0 holds the leaves themselves, level k the roots of the perfect subtrees of 2**k leaves
    that the new leaves completed, left to right: exactly what a store of nodes has to add.
    """
    waiting = list(edge.peaks)  # the smallest last
    left_over: list[bytes] = []
    completed: list[list[bytes]] = []
    nodes, level = list(leaf_hashes), 0
    while nodes or waiting:
        completed.append(nodes)
        row = [waiting.pop(), *nodes] if edge.size >> level & 1 else nodes
        if len(row) % 2:
            left_over.append(row[-1])
        nodes = paired(row[: len(row) & ~1])
        level += 1
    return Frontier(edge.size + len(leaf_hashes), tuple(reversed(left_over))), [row for row in completed if row]
