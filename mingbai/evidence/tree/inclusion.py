"""Inclusion proofs (RFC 6962 §2.1.1): that a leaf stands at its place in a tree."""

from collections.abc import Sequence

from mingbai.evidence.tree.hashing import HASH_BYTES, node_hash
from mingbai.evidence.tree.nodes import Nodes, range_hash, split


class NoSuchLeaf(LookupError):
    """A proof was asked for a leaf that the tree does not have."""


def inclusion_proof(index: int, size: int, nodes: Nodes) -> list[bytes]:
    """Return the hashes beside the way from leaf `index` up to the root of the first `size` leaves, leaf end first."""
    if not 0 <= index < size:
        raise NoSuchLeaf(f"leaf {index} of a tree of {size}")
    begin, end, beside = 0, size, []
    while end - begin > 1:
        middle = begin + split(end - begin)
        if index < middle:
            beside.append(range_hash(middle, end, nodes))
            end = middle
        else:
            beside.append(range_hash(begin, middle, nodes))
            begin = middle
    return beside[::-1]


def is_included(leaf: bytes, index: int, size: int, proof: Sequence[bytes], root: bytes) -> bool:
    """Return whether the proof leads from a leaf's hash at `index` to the root of `size` leaves (RFC 9162 §2.1.3.2)."""
    if not 0 <= index < size or any(len(step) != HASH_BYTES for step in (leaf, root, *proof)):
        return False
    at, last, reached = index, size - 1, leaf
    for step in proof:
        if last == 0:
            return False
        if at & 1 or at == last:
            reached = node_hash(step, reached)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            reached = node_hash(reached, step)
        at, last = at >> 1, last >> 1
    return last == 0 and reached == root
