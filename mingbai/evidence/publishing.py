"""Brings the log's files up to its last checkpoint, and gathers cosignatures for it; safe to repeat, safe to kill."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

from mingbai.evidence.leaves.leaf import entry_of
from mingbai.evidence.models import Checkpoint as CheckpointRow
from mingbai.evidence.models import Cosignature, Leaf
from mingbai.evidence.notes.checkpoint import Checkpoint, parse_checkpoint
from mingbai.evidence.notes.note import Note, parse_note, parse_signatures
from mingbai.evidence.sequencer import BATCH, COLUMNS, said_by
from mingbai.evidence.tiles.log import CHECKPOINT
from mingbai.evidence.tiles.reading import TileNodes, TilesDamaged
from mingbai.evidence.tiles.storage import Storage
from mingbai.evidence.tiles.writing import write_entries
from mingbai.evidence.tree.frontier import Frontier, restored
from mingbai.evidence.witnesses.asking import Post, WitnessRefused, WitnessSilent, cosignature, poster, size_seen
from mingbai.evidence.witnesses.policy import Policy

NOTHING: Mapping[int, Sequence[bytes]] = MappingProxyType({})


def publish(storage: Storage, at_hand: Mapping[int, Sequence[bytes]] = NOTHING) -> Checkpoint | None:
    """
    Write what the files lack up to the last checkpoint, then the checkpoint with the cosignatures it has; return it.

    Entries `at_hand` (first place → a batch as it was just logged) are not read again. Raise TilesDamaged when the
    files hold another history than the tables: they are evidence, and are not written over.
    """
    row = CheckpointRow.objects.order_by("-size").first()
    if row is None:
        return None
    edge, wanted = published_edge(storage), restored(row.size, bytes(row.frontier))
    while edge.size < row.size:
        entries = at_hand.get(edge.size) or entries_between(edge.size, min(row.size, edge.size + BATCH))
        edge = write_entries(storage, edge, entries)
    if edge != wanted:
        raise TilesDamaged(f"the files hold another history than the checkpoint of {row.size}")
    storage.flush()
    note = note_of(row)
    storage.write(CHECKPOINT, bytes(note))
    storage.flush()
    return parse_checkpoint(note.text)


def entries_between(begin: int, end: int) -> list[bytes]:
    """Return the entries of the log from one place up to but without another."""
    placed = Leaf.objects.filter(index__gte=begin, index__lt=end).order_by("index")
    rows = placed.values_list("index", *(f"act__{column}" for column in COLUMNS))
    return [entry_of(said_by(row), index) for index, *row in rows]


def published_edge(storage: Storage) -> Frontier:
    """Return the edge of the log as published; raise TilesDamaged when the files do not have the root they claim."""
    raw = storage.read(CHECKPOINT)
    if raw is None:
        return Frontier()
    checkpoint = parse_checkpoint(parse_note(raw).text)
    edge = TileNodes(storage, checkpoint.size).frontier()
    if edge.root != checkpoint.root:
        raise TilesDamaged(f"the files do not have the root of their checkpoint of {checkpoint.size}")
    return edge


def note_of(row: CheckpointRow) -> Note:
    """Return a checkpoint with all the cosignatures it has."""
    lines = Cosignature.objects.filter(checkpoint=row).order_by("id").values_list("line", flat=True)
    more = [signature for line in lines for signature in parse_signatures(line)]
    return parse_note(row.note.encode()).with_signatures(more)


def gather_cosignatures(
    storage: Storage, policy: Policy, post_to: Callable[[str], Post] = poster
) -> dict[str, WitnessRefused | WitnessSilent]:
    """
    Ask each witness that has an address to cosign the last published checkpoint; return who failed, and why.

    Call it after `publish`, outside any transaction: witnesses may be slow. Publish again to have the files show it.
    """
    raw = storage.read(CHECKPOINT)
    if raw is None:
        return {}
    note, failed = parse_note(raw), {}
    row = CheckpointRow.objects.get(size=parse_checkpoint(note.text).size)
    done = set(row.cosignatures.values_list("witness", flat=True))
    for name in sorted(policy.urls.keys() - done):
        key, seen = policy.witnesses[name], _last_seen(name)
        if seen > row.size:  # somebody brought it a later checkpoint meanwhile
            continue
        nodes = TileNodes(storage, row.size)
        try:
            signature = cosignature(note, key, nodes, post_to(policy.urls[name]), seen)
        except (WitnessRefused, WitnessSilent) as error:
            failed[name] = error
        else:
            Cosignature.objects.bulk_create(
                [Cosignature(checkpoint=row, witness=name, line=str(signature))], ignore_conflicts=True
            )
    return failed


def sizes_seen(
    policy: Policy, post_to: Callable[[str], Post] = poster
) -> dict[str, int | WitnessRefused | WitnessSilent]:
    """Return the size of our log that each witness with an address saw last, or why it does not say."""
    row = CheckpointRow.objects.order_by("-size").first()
    seen: dict[str, int | WitnessRefused | WitnessSilent] = {}
    for name, url in sorted(policy.urls.items() if row else ()):
        assert row is not None
        try:
            seen[name] = size_seen(note_of(row), policy.witnesses[name], post_to(url))
        except (WitnessRefused, WitnessSilent) as error:
            seen[name] = error
    return seen


def _last_seen(name: str) -> int:
    """Return the largest size this witness cosigned for us, as far as we know."""
    last = Cosignature.objects.filter(witness=name).order_by("-checkpoint_id").values_list("checkpoint_id", flat=True)
    return last.first() or 0
