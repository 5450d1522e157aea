"""Where the nodes of a tree are read from, and the hash of any range of leaves."""

from collections.abc import Callable, Sequence

from mingbai.evidence.tree.frontier import Frontier, grown
from mingbai.evidence.tree.hashing import EMPTY_ROOT, node_hash

Nodes = Callable[[int, int], bytes]  # (level, index) → root of the leaves from index * 2**level, 2**level of them


def range_hash(begin: int, end: int, nodes: Nodes) -> bytes:
    """Return the RFC 6962 hash of the leaves from `begin` up to but without `end`, which must be a subtree's range."""
    count = end - begin
    if count == 0:
        return EMPTY_ROOT
    if count & (count - 1) == 0 and begin % count == 0:
        level = count.bit_length() - 1
        return nodes(level, begin >> level)
    middle = begin + split(count)
    return node_hash(range_hash(begin, middle, nodes), range_hash(middle, end, nodes))


def split(count: int) -> int:
    """Return the largest power of two below a number of leaves: where RFC 6962 divides them."""
    assert count > 1
    return 1 << (count - 1).bit_length() - 1


class MemoryNodes:
    """All complete nodes of a tree in lists: for tests, and for replaying what storage holds."""

    def __init__(self) -> None:
        self.frontier = Frontier()
        self.levels: list[list[bytes]] = []

    def append(self, leaf_hashes: Sequence[bytes]) -> None:
        """Append leaves."""
        self.frontier, completed = grown(self.frontier, leaf_hashes)
        for level, nodes in enumerate(completed):
            if level == len(self.levels):
                self.levels.append([])
            self.levels[level].extend(nodes)

    def __call__(self, level: int, index: int) -> bytes:
        """Return one node."""
        return self.levels[level][index]
