"""RFC 6962 §2.1: how leaves and nodes are hashed, and the root of a list of leaves."""

from collections.abc import Sequence
from hashlib import sha256

HASH_BYTES = 32
EMPTY_ROOT = sha256(b"").digest()


def leaf_hash(entry: bytes) -> bytes:
    """Return the hash of a leaf: SHA-256 of 0x00 and the entry, so that no leaf can pass for a node."""
    return sha256(b"\0" + entry).digest()


def node_hash(left: bytes, right: bytes) -> bytes:
    """Return the hash of a node: SHA-256 of 0x01 and its two children."""
    return sha256(b"\1" + left + right).digest()


def paired(nodes: Sequence[bytes]) -> list[bytes]:
    """Return the parents of an even number of neighbours, left to right."""
    assert len(nodes) % 2 == 0
    return [sha256(b"\1" + left + right).digest() for left, right in zip(nodes[::2], nodes[1::2], strict=True)]


def root_of(leaf_hashes: Sequence[bytes]) -> bytes:
    """Return the root over the hashes of leaves, level by level; a node without a neighbour rises as it is."""
    nodes = list(leaf_hashes)
    while len(nodes) > 1:
        odd = nodes[len(nodes) & ~1 :]
        nodes = paired(nodes[: len(nodes) & ~1]) + odd
    return nodes[0] if nodes else EMPTY_ROOT
