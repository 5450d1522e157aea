"""A log in files: of any size it proves itself, whatever was changed is found, killed at any step it goes on."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.evidence.notes.keys import KeyKind, new_key
from mingbai.evidence.notes.note import NoteRefused
from mingbai.evidence.tiles.bundle import MOST_ENTRY_BYTES, BundleDamaged, EntryTooLong, bundled, unbundled
from mingbai.evidence.tiles.checking import Fault, first_damage
from mingbai.evidence.tiles.log import CHECKPOINT, TileLog
from mingbai.evidence.tiles.names import entries_name, tile_name, width_of
from mingbai.evidence.tiles.reading import TileNodes, TilesDamaged, entry_at
from mingbai.evidence.tiles.storage import FolderStorage, MemoryStorage
from mingbai.evidence.tiles.writing import stale_tiles, write_entries
from mingbai.evidence.tree.consistency import consistency_proof, is_consistent
from mingbai.evidence.tree.frontier import Frontier
from mingbai.evidence.tree.hashing import leaf_hash, root_of
from mingbai.evidence.tree.inclusion import inclusion_proof, is_included

KEY = new_key("log.example/1", KeyKind.LOG)


def entries(begin: int, end: int) -> list[bytes]:
    return [b"record %d" % number for number in range(begin, end)]


def log_of(*sizes: int) -> TileLog:
    log, done = TileLog(MemoryStorage(), KEY), 0
    for size in sizes:
        log.append(entries(done, size))
        done = size
    return log


@pytest.mark.parametrize(
    ("index", "name"),
    [(0, "000"), (999, "999"), (1000, "x001/000"), (1234067, "x001/x234/067"), (10**9, "x001/x000/x000/000")],
)
def test_names_of_the_reference(index: int, name: str) -> None:
    assert tile_name(3, index) == f"tile/3/{name}"
    assert entries_name(index, 7) == f"tile/entries/{name}.p/7"


def test_the_widths_of_the_reference() -> None:
    size = 70_000  # the example of C2SP tlog-tiles
    assert [width_of(0, index, size) for index in (0, 272, 273, 274)] == [256, 256, 112, 0]
    assert [width_of(1, index, size) for index in (0, 1, 2)] == [256, 17, 0]
    assert [width_of(2, index, size) for index in (0, 1)] == [1, 0]
    assert [width_of(0, 0, 256), width_of(1, 0, 256)] == [256, 1]


def test_a_log_of_the_references_size_has_exactly_its_files() -> None:
    storage = MemoryStorage()
    after = write_entries(storage, Frontier(), entries(0, 70_000))
    assert sorted(name for name in storage if "/entries/" not in name) == sorted(
        [tile_name(0, index) for index in range(273)]
        + [tile_name(0, 273, 112), tile_name(1, 0), tile_name(1, 1, 17), tile_name(2, 0, 1)]
    )
    nodes = TileNodes(storage, 70_000)
    assert nodes.frontier() == after
    for index in (0, 69_999, 69_888, 40_000):
        assert is_included(
            leaf_hash(b"record %d" % index), index, 70_000, inclusion_proof(index, 70_000, nodes), after.root
        )


@settings(deadline=None, max_examples=25)
@given(st.lists(st.integers(0, 700), min_size=1, max_size=4).map(sorted), st.data())
def test_a_log_grown_in_any_steps_proves_all_of_them(sizes: list[int], data: st.DataObject) -> None:
    log, leaves = log_of(*sizes), [leaf_hash(entry) for entry in entries(0, sizes[-1])]
    checkpoint = log.checkpoint()
    assert (checkpoint.size, checkpoint.root) == (sizes[-1], root_of(leaves))
    assert first_damage(log.storage, checkpoint) is None
    for old in sizes:
        proof = consistency_proof(old, sizes[-1], log.nodes())
        assert is_consistent(old, root_of(leaves[:old]), sizes[-1], checkpoint.root, proof)
    if leaves:
        index = data.draw(st.integers(0, len(leaves) - 1))
        proof = inclusion_proof(index, len(leaves), log.nodes())
        assert is_included(leaves[index], index, len(leaves), proof, checkpoint.root)
        assert entry_at(log.storage, index, len(leaves)) == b"record %d" % index


def files_of(storage: MemoryStorage, size: int) -> Iterator[str]:
    """Return the files that a checkpoint of `size` needs; those of earlier sizes may go."""
    for level in range(3):
        for index in range(300):
            if width := width_of(level, index, size):
                yield tile_name(level, index, width)
                if level == 0:
                    yield entries_name(index, width)


def test_a_change_of_any_one_bit_is_found() -> None:
    log = log_of(600)
    storage, checkpoint = log.storage, log.checkpoint()
    assert isinstance(storage, MemoryStorage)
    chance, names, found = random.Random(1), sorted(files_of(storage, 600)), 0
    for _ in range(500):  # ten thousand of them: bench/evidence.py
        name = chance.choice(names)
        whole = storage[name]
        bit = chance.randrange(len(whole) * 8)
        storage[name] = (int.from_bytes(whole) ^ 1 << bit).to_bytes(len(whole))
        found += first_damage(storage, checkpoint) is not None
        storage[name] = whole
    assert found == 500
    assert first_damage(storage, checkpoint) is None


@pytest.mark.parametrize("index", [0, 255, 256, 511, 512, 599])
def test_a_changed_record_is_named(index: int) -> None:
    log = log_of(600)
    name = entries_name(index // 256, width_of(0, index // 256, 600))
    row = unbundled(log.storage.read(name) or b"")
    row[index % 256] += b"!"
    log.storage.write(name, bundled(row))
    damage = first_damage(log.storage, log.checkpoint())
    assert damage is not None
    assert (damage.fault, damage.index) == (Fault.ENTRY, index)


def test_a_record_changed_together_with_its_hash_is_still_found() -> None:
    log, other = log_of(600), MemoryStorage()
    write_entries(other, Frontier(), [*entries(0, 300), b"forged", *entries(301, 600)])
    for name in (entries_name(1), tile_name(0, 1)):
        log.storage.write(name, other[name])
    damage = first_damage(log.storage, log.checkpoint())
    assert damage is not None
    assert (damage.fault, damage.place) == (Fault.TILE, tile_name(0, 1))


def test_a_whole_log_rewritten_is_found_by_the_checkpoint() -> None:
    log, other = log_of(600), MemoryStorage()
    write_entries(other, Frontier(), [*entries(0, 300), b"forged", *entries(301, 600)])
    damage = first_damage(other, log.checkpoint())
    assert damage is not None
    assert damage.fault is Fault.ROOT


@pytest.mark.parametrize("name", [tile_name(0, 1), entries_name(1), tile_name(1, 0, 2), entries_name(2, 88)])
def test_a_missing_file_is_found(name: str) -> None:
    log = log_of(600)
    del log.storage[name]  # type: ignore[attr-defined]
    damage = first_damage(log.storage, log.checkpoint())
    assert damage is not None
    assert damage.fault is Fault.MISSING


def test_partial_files_may_go_once_the_full_one_is_there() -> None:
    log = log_of(100, 600)
    stale = stale_tiles(100, 600)
    assert stale == [tile_name(0, 0, 100), entries_name(0, 100)]
    old = TileNodes(log.storage, 100).frontier()
    for name in stale:
        del log.storage[name]  # type: ignore[attr-defined]
    assert TileNodes(log.storage, 100).frontier() == old
    assert entry_at(log.storage, 99, 100) == b"record 99"


class Killed(BaseException):
    """The process ends here."""


def test_a_log_killed_at_any_step_of_an_append_loses_and_doubles_nothing(tmp_path: Path) -> None:
    steps, step = 1, 0
    while step < steps:
        folder = tmp_path / str(step)
        TileLog(FolderStorage(folder), KEY).append(entries(0, 250))
        count = 0

        def crashes(_: str, stop: int = step) -> None:
            nonlocal count
            count += 1
            if count > stop:
                raise Killed

        try:
            TileLog(FolderStorage(folder, crashes), KEY).append(entries(250, 530))
        except Killed:
            steps = step + 2
        again = TileLog(FolderStorage(folder), KEY)
        assert again.checkpoint().size in (250, 530)
        again.append(entries(again.checkpoint().size, 800))
        assert again.checkpoint().root == root_of([leaf_hash(entry) for entry in entries(0, 800)])
        assert first_damage(again.storage, again.checkpoint()) is None
        step += 1
    assert steps > 10


def test_a_checkpoint_that_the_log_did_not_sign_is_not_built_upon() -> None:
    log = log_of(5)
    forged = TileLog(MemoryStorage(), new_key("log.example/1", KeyKind.LOG))
    forged.append(entries(0, 4))
    log.storage.write(CHECKPOINT, forged.storage.read(CHECKPOINT) or b"")
    with pytest.raises(NoteRefused):
        log.append(entries(5, 6))


def test_files_that_do_not_fit_the_checkpoint_are_not_built_upon() -> None:
    log = log_of(5)
    log.storage.write(tile_name(0, 0, 5), bytes(5 * 32))
    with pytest.raises(TilesDamaged):
        log.append(entries(5, 6))


@given(st.lists(st.binary(max_size=40), max_size=10), st.binary(max_size=3))
def test_bundles_are_read_back_or_refused(row: list[bytes], tail: bytes) -> None:
    assert unbundled(bundled(row)) == row
    try:
        assert bundled(unbundled(bundled(row) + tail)) == bundled(row) + tail
    except BundleDamaged:
        assert tail


def test_an_entry_too_long_is_refused() -> None:
    bundled([b"x" * MOST_ENTRY_BYTES])
    with pytest.raises(EntryTooLong):
        bundled([b"x" * (MOST_ENTRY_BYTES + 1)])
