"""A desk that was brought back proves itself: rows, log, books and files, and what witnesses remember of it."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import asdict, dataclass
from hashlib import sha256
from typing import Any

from mingbai.backups.adding import wrong_in_stages
from mingbai.backups.head import Head
from mingbai.config.guards import NATION, scope
from mingbai.evidence.installation import installed_policy, installed_ring, log_files, log_key
from mingbai.evidence.notes.checkpoint import Checkpoint, parse_checkpoint
from mingbai.evidence.notes.note import parse_note
from mingbai.evidence.publishing import sizes_seen
from mingbai.evidence.verifying import verify
from mingbai.prechecks.kept import file_of
from mingbai.prechecks.models import KeptMonth

Tick = Callable[[int, int], None]


@dataclass(frozen=True)
class Wrong:
    """One thing that is not as it was when the backup was made."""

    zh: str
    en: str


@dataclass(frozen=True)
class Proof:
    """What was compared, what is wrong, and how far witnesses have seen beyond it."""

    made_at: str
    rows: int
    leaves: int
    files: int
    wrongs: tuple[Wrong, ...]
    seen: Mapping[str, int]  # witness → leaves it saw; those that answered
    silent: tuple[str, ...]

    @property
    def is_whole(self) -> bool:
        """Return whether it is what was backed up."""
        return not self.wrongs

    @property
    def lost(self) -> int:
        """Return how many leaves witnesses have seen that this desk does not have."""
        return max(0, *(size - self.leaves for size in self.seen.values()), 0)

    def said(self) -> tuple[str, str]:
        """Return what it comes to, in a sentence of each language."""
        if self.wrongs:
            return (
                f"核验不符，共 {len(self.wrongs)} 处：{self.wrongs[0].zh}",
                f"It is not what was backed up, in {len(self.wrongs)} places: {self.wrongs[0].en}",
            )
        zh = f"{self.rows} 行、{self.leaves} 条存证、{self.files} 个文件与备份时一致，资金账相符。"
        en = f"{self.rows} rows, {self.leaves} leaves and {self.files} files are as they were, and the books agree."
        if self.lost:
            return zh + said_lost(self)[0], f"{en} {said_lost(self)[1]}"
        if self.silent:
            names = "、".join(self.silent)
            return (
                zh + f"{names}没有应答，未能对照见证。",
                f"{en} Not compared with {', '.join(self.silent)}: no answer.",
            )
        return zh, en

    def as_json(self) -> dict[str, Any]:
        """Return it for machines."""
        return asdict(self) | {"whole": self.is_whole, "lost": self.lost}


def said_lost(proof: Proof) -> tuple[str, str]:
    """Return the warning about a desk older than what its witnesses have seen."""
    names = [name for name, size in proof.seen.items() if size > proof.leaves]
    return (
        f"注意：恢复出来的数据是旧的！{'、'.join(names)}见证过其后的 {proof.lost} 条登记，本机已没有。"
        "请先找更新的备份；见证部门不会再为本机签名，任何代发文件都发不出去。",
        f"Beware: what was brought back is old! {', '.join(names)} cosigned {proof.lost} later acts that are not here. "
        "Look for a newer backup first: no witness will cosign this log, and no bank file leaves.",
    )


def prove(
    head: Head, files: int, wrong_counts: tuple[tuple[str, int, int], ...], tick: Tick = lambda _done, _all: None
) -> Proof:
    """Return the proof of the desk that is open now; nothing is written."""
    policy = installed_policy()
    trusted = _checkpoint(head)
    verdict = verify(policy=policy, ring=installed_ring(), storage=log_files(), trusted=trusted, tick=tick)
    wrongs = [*_counts(wrong_counts), *_log(head)]
    if verdict.fault is not None:
        wrongs.append(Wrong(f"存证被破坏：{verdict.fault.zh}", f"The evidence does not hold: {verdict.fault.en}"))
    if verdict.leaves < head.checkpoint:
        wrongs.append(
            Wrong(f"存证少了：应有 {head.checkpoint} 条，只有 {verdict.leaves} 条。",
                  f"Leaves are lost: {head.checkpoint} there were, {verdict.leaves} there are.")
        )  # fmt: skip
    wrongs += [Wrong(one.zh, one.en) for one in wrong_in_stages()]
    wrongs += _sealed_months()
    seen = sizes_seen(policy)
    return Proof(
        head.made_at, sum(head.counts.values()), verdict.leaves, files, tuple(wrongs),
        {name: size for name, size in seen.items() if isinstance(size, int)},
        tuple(name for name, size in seen.items() if not isinstance(size, int)),
    )  # fmt: skip


def _checkpoint(head: Head) -> Checkpoint | None:
    """Return the checkpoint that the log must continue, if our log's key signed it."""
    if not head.note:
        return None
    note = parse_note(head.note.encode())
    note.verified([log_key().verifier])
    return parse_checkpoint(note.text)


def _log(head: Head) -> Iterator[Wrong]:
    if head.log != str(log_key().verifier):
        yield Wrong("密钥不是这份存证日志的密钥。", "The keys are not those of this log.")


def _counts(wrong: tuple[tuple[str, int, int], ...]) -> Iterator[Wrong]:
    for table, rows, found in wrong:
        yield Wrong(f"表 {table} 应有 {rows} 行，只有 {found} 行。", f"Table {table} had {rows} rows and has {found}.")


def _sealed_months() -> Iterator[Wrong]:
    """Find the sealed months that the tables name and the files lack."""
    with scope(NATION):
        digests = list(KeptMonth.objects.filter(gone_on=None).values_list("pk", flat=True))
    for digest in digests:
        file = file_of(digest)
        if not file.is_file() or sha256(file.read_bytes()).hexdigest() != digest:
            yield Wrong(
                f"封存的快照 {digest[:16]}… 缺失或被改动。", f"The sealed month {digest[:16]}… is lost or altered."
            )
