"""Implementations by other hands judge our proofs: pymerkle and sigstore-python accept and reject as we do."""

from types import SimpleNamespace
from typing import Any

import pytest
from pymerkle import (  # type: ignore[import-untyped]
    InclusionProof,
    InmemoryTree,
    InvalidProof,
    verify_consistency,
    verify_inclusion,
)
from sigstore._internal import merkle as sigstore
from sigstore.errors import VerificationError

from mingbai.evidence.tree.consistency import consistency_proof, is_consistent
from mingbai.evidence.tree.hashing import leaf_hash, root_of
from mingbai.evidence.tree.inclusion import inclusion_proof, is_included
from mingbai.evidence.tree.nodes import MemoryNodes

pytestmark = pytest.mark.requirement("R-1402")
MOST = 40
ENTRIES = [b"entry %d" % number for number in range(MOST)]
LEAVES = [leaf_hash(entry) for entry in ENTRIES]
ROOTS = [root_of(LEAVES[:size]) for size in range(MOST + 1)]
TREE = MemoryNodes()
TREE.append(LEAVES)
PLACES = [(index, size) for size in range(1, MOST + 1, 3) for index in range(size)]


def spoilt(steps: list[bytes]) -> list[list[bytes]]:
    return [[*steps[:at], bytes(32), *steps[at + 1 :]] for at in range(len(steps))]


@pytest.fixture(scope="module")
def theirs() -> InmemoryTree:
    tree = InmemoryTree(algorithm="sha256")
    for entry in ENTRIES:
        tree.append_entry(entry)
    return tree


def test_pymerkle_finds_our_roots(theirs: InmemoryTree) -> None:
    assert [theirs.get_root(size) for size in range(1, MOST + 1)] == ROOTS[1:]


def test_pymerkle_accepts_our_inclusion_proofs_and_rejects_them_tampered(theirs: InmemoryTree) -> None:
    for index, size in PLACES:
        shape, ours = theirs.prove_inclusion(index + 1, size), [LEAVES[index], *inclusion_proof(index, size, TREE)]
        proof = InclusionProof("sha256", True, size, index + 1, shape.rule, ours)
        verify_inclusion(LEAVES[index], ROOTS[size], proof, index=index + 1, size=size)
        for step in range(len(ours)):
            tampered = InclusionProof(
                "sha256", True, size, index + 1, shape.rule, [*ours[:step], bytes(32), *ours[step + 1 :]]
            )
            with pytest.raises(InvalidProof):
                verify_inclusion(LEAVES[index], ROOTS[size], tampered, index=index + 1, size=size)


def test_we_accept_the_inclusion_proofs_of_pymerkle(theirs: InmemoryTree) -> None:
    for index, size in PLACES:
        leaf, *steps = theirs.prove_inclusion(index + 1, size).path
        assert is_included(leaf, index, size, steps, ROOTS[size])


def test_pymerkle_calls_consistent_what_we_do(theirs: InmemoryTree) -> None:
    for old in range(1, MOST + 1, 2):
        for size in range(old, MOST + 1, 3):
            assert is_consistent(old, ROOTS[old], size, ROOTS[size], consistency_proof(old, size, TREE))
            verify_consistency(ROOTS[old], ROOTS[size], theirs.prove_consistency(old, size), old, size)
            with pytest.raises(InvalidProof):
                verify_consistency(bytes(32), ROOTS[size], theirs.prove_consistency(old, size), old, size)


def rekor_entry(index: int, size: int, steps: list[bytes], root: bytes) -> Any:
    """Return what sigstore reads of an entry in a transparency log."""
    proof = SimpleNamespace(log_index=index, tree_size=size, hashes=steps, root_hash=root)
    return SimpleNamespace(_inner=SimpleNamespace(inclusion_proof=proof, canonicalized_body=ENTRIES[index]))


def test_sigstore_accepts_our_inclusion_proofs_and_rejects_them_tampered() -> None:
    for index, size in PLACES:
        steps = inclusion_proof(index, size, TREE)
        sigstore.verify_merkle_inclusion(rekor_entry(index, size, steps, ROOTS[size]))
        tampered = [
            rekor_entry(index, size, [*steps, bytes(32)], ROOTS[size]),
            rekor_entry(index, size, steps, bytes(32)),
            *(
                rekor_entry(index, size, [*steps[:at], bytes(32), *steps[at + 1 :]], ROOTS[size])
                for at in range(len(steps))
            ),
        ]
        for entry in tampered:
            with pytest.raises(VerificationError):
                sigstore.verify_merkle_inclusion(entry)
