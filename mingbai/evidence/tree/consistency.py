"""Consistency proofs (RFC 6962 §2.1.2): that a tree only grew since an earlier root."""

from collections.abc import Sequence

from mingbai.evidence.tree.hashing import EMPTY_ROOT, HASH_BYTES, node_hash
from mingbai.evidence.tree.inclusion import NoSuchLeaf
from mingbai.evidence.tree.nodes import Nodes, range_hash, split


def consistency_proof(old_size: int, size: int, nodes: Nodes) -> list[bytes]:
    """Return the hashes that prove the first `old_size` leaves unchanged in a tree of `size`; none from nothing."""
    if not 0 <= old_size <= size:
        raise NoSuchLeaf(f"a tree of {size} leaves has no earlier {old_size}")
    if old_size in (0, size):
        return []
    begin, end, beside = 0, size, []
    while end != old_size:
        middle = begin + split(end - begin)
        if old_size <= middle:
            beside.append(range_hash(middle, end, nodes))
            end = middle
        else:
            beside.append(range_hash(begin, middle, nodes))
            begin = middle
    if begin:  # else the old tree is itself a perfect left part, and its root is known to who asks
        beside.append(range_hash(begin, end, nodes))
    return beside[::-1]


def is_consistent(old_size: int, old_root: bytes, size: int, root: bytes, proof: Sequence[bytes]) -> bool:
    """Return whether the proof shows that the tree of `root` begins with that of `old_root` (RFC 9162 §2.1.4.2)."""
    if not 0 <= old_size <= size or any(len(step) != HASH_BYTES for step in (old_root, root, *proof)):
        return False
    if old_size == 0:
        return not proof and old_root == EMPTY_ROOT and (size > 0 or root == EMPTY_ROOT)
    if old_size == size:
        return not proof and old_root == root
    path = [old_root, *proof] if old_size & (old_size - 1) == 0 else list(proof)
    return bool(path) and _both_reached(old_size, old_root, size, root, path)


def _both_reached(old_size: int, old_root: bytes, size: int, root: bytes, path: list[bytes]) -> bool:
    at, last = old_size - 1, size - 1
    while at & 1:
        at, last = at >> 1, last >> 1
    old = new = path[0]
    for step in path[1:]:
        if last == 0:
            return False
        if at & 1 or at == last:
            old, new = node_hash(step, old), node_hash(step, new)
            while not at & 1 and at:
                at, last = at >> 1, last >> 1
        else:
            new = node_hash(new, step)
        at, last = at >> 1, last >> 1
    return last == 0 and old == old_root and new == root
