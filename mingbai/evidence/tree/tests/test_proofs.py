"""Promises over trees of every size: what is true is proved, and nothing else is."""

from hashlib import sha256

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.evidence.tree.consistency import consistency_proof, is_consistent
from mingbai.evidence.tree.frontier import Frontier, FrontierDamaged, grown, restored
from mingbai.evidence.tree.hashing import EMPTY_ROOT, leaf_hash, root_of
from mingbai.evidence.tree.inclusion import NoSuchLeaf, inclusion_proof, is_included
from mingbai.evidence.tree.nodes import MemoryNodes

MOST = 600
LEAVES = [leaf_hash(b"%d" % number) for number in range(MOST)]
TREE = MemoryNodes()
TREE.append(LEAVES)
ELSE = sha256(b"something else").digest()


def root(size: int) -> bytes:
    return root_of(LEAVES[:size])


sizes = st.integers(1, MOST)


def test_all_small_trees_prove_all_their_leaves_and_all_their_pasts() -> None:
    for size in range(1, 34):
        for index in range(size):
            assert is_included(LEAVES[index], index, size, inclusion_proof(index, size, TREE), root(size))
        for old in range(size + 1):
            assert is_consistent(old, root(old), size, root(size), consistency_proof(old, size, TREE))


@given(st.data(), sizes)
def test_a_leaf_is_included_where_it_stands_and_nowhere_else(data: st.DataObject, size: int) -> None:
    index, other = data.draw(st.integers(0, size - 1)), data.draw(st.integers(0, size - 1))
    proof = inclusion_proof(index, size, TREE)
    assert is_included(LEAVES[index], index, size, proof, root(size))
    assert not is_included(ELSE, index, size, proof, root(size))
    assert is_included(LEAVES[index], other, size, proof, root(size)) == (other == index)
    assert not is_included(LEAVES[index], index, size, [*proof, ELSE], root(size))
    assert not proof or not is_included(LEAVES[index], index, size, proof[:-1], root(size))


@given(st.data(), sizes)
def test_a_tree_is_consistent_with_its_past_and_with_no_other(data: st.DataObject, size: int) -> None:
    old = data.draw(st.integers(1, size))
    proof = consistency_proof(old, size, TREE)
    assert is_consistent(old, root(old), size, root(size), proof)
    assert not is_consistent(old, ELSE, size, root(size), proof)
    assert not is_consistent(old, root(old), size, ELSE, proof)
    assert not is_consistent(old, root(old), size, root(size), [*proof, ELSE])
    assert not proof or not is_consistent(old, root(old), size, root(size), proof[:-1])


def flipped(data: st.DataObject, proof: list[bytes]) -> list[bytes]:
    step, bit = data.draw(st.integers(0, len(proof) - 1)), data.draw(st.integers(0, 255))
    changed = (int.from_bytes(proof[step]) ^ 1 << bit).to_bytes(32)
    return [*proof[:step], changed, *proof[step + 1 :]]


@settings(max_examples=200)
@given(st.data(), sizes)
def test_one_bit_changed_anywhere_in_a_proof_is_found(data: st.DataObject, size: int) -> None:
    old = data.draw(st.integers(1, size))
    index = data.draw(st.integers(0, size - 1))
    if proof := inclusion_proof(index, size, TREE):
        assert not is_included(LEAVES[index], index, size, flipped(data, proof), root(size))
    if proof := consistency_proof(old, size, TREE):
        assert not is_consistent(old, root(old), size, root(size), flipped(data, proof))


@given(st.lists(st.integers(0, 90), max_size=6))
def test_growing_in_steps_is_growing_at_once(steps: list[int]) -> None:
    stepwise, edge, done = MemoryNodes(), Frontier(), 0
    for step in steps:
        stepwise.append(LEAVES[done : done + step])
        edge, _ = grown(restored(edge.size, edge.stored()), LEAVES[done : done + step])
        done += step
    at_once = MemoryNodes()
    at_once.append(LEAVES[:done])
    assert edge == stepwise.frontier == at_once.frontier
    assert edge.root == root(done)
    assert stepwise.levels == at_once.levels


def test_from_nothing_everything_is_consistent_but_only_from_the_true_nothing() -> None:
    assert is_consistent(0, EMPTY_ROOT, 5, root(5), [])
    assert not is_consistent(0, ELSE, 5, root(5), [])
    assert not is_consistent(0, EMPTY_ROOT, 5, root(5), [ELSE])


@pytest.mark.parametrize(("index", "size"), [(-1, 5), (5, 5), (0, 0)])
def test_no_proof_of_a_leaf_that_is_not_there(index: int, size: int) -> None:
    with pytest.raises(NoSuchLeaf):
        inclusion_proof(index, size, TREE)
    assert not is_included(LEAVES[0], index, size, [], LEAVES[0])


@pytest.mark.parametrize(("old", "size"), [(-1, 5), (6, 5)])
def test_no_proof_of_a_past_that_never_was(old: int, size: int) -> None:
    with pytest.raises(NoSuchLeaf):
        consistency_proof(old, size, TREE)
    assert not is_consistent(old, EMPTY_ROOT, size, root(5), [])


def test_steps_that_are_no_hashes_are_refused() -> None:
    proof = inclusion_proof(0, 3, TREE)
    assert not is_included(LEAVES[0], 0, 3, [proof[0], proof[1] + b"\0"], root(3))
    assert not is_consistent(2, root(2), 3, root(3), [b""])


@pytest.mark.parametrize(("size", "stored"), [(3, b"\0" * 32), (1, b"\0" * 31), (0, b"\0" * 32)])
def test_a_damaged_frontier_is_refused(size: int, stored: bytes) -> None:
    with pytest.raises(FrontierDamaged):
        restored(size, stored)


@pytest.mark.parametrize(("size", "peaks"), [(-1, 1), (0, 1), (1, 0), (3, 1), (4, 2)])
def test_a_frontier_has_as_many_peaks_as_its_size_has_ones(size: int, peaks: int) -> None:
    with pytest.raises(FrontierDamaged):
        Frontier(size, (b"\0" * 32,) * peaks)
