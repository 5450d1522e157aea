"""What can be wrong with the evidence, each said in a sentence that names the record."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Any


class Kind(StrEnum):
    """What is wrong."""

    GAP = "gap"
    ACT_CHANGED = "act-changed"
    ROOT = "root"
    CHECKPOINT = "checkpoint"
    COSIGNATURE = "cosignature"
    UNPLACED = "unplaced"
    ROW_CHANGED = "row-changed"
    ROW_GONE = "row-gone"
    ROW_UNLOGGED = "row-unlogged"
    KEY_GONE = "key-gone"
    KEY_BROKEN = "key-broken"
    FILES = "files"
    TRUSTED = "trusted"


SAID = {
    Kind.GAP: (
        "存证第 {index} 号缺失：该处记录被删除或改号。",
        "Leaf {index} is missing: the record there was removed or renumbered.",
    ),
    Kind.ACT_CHANGED: (
        "存证第 {index} 号（{type}，{subject}）的登记内容被改动，与当时的指纹不符。",
        "What was recorded at leaf {index} ({type}, {subject}) was changed: its hash is no longer the one logged.",
    ),
    Kind.ROOT: (
        "存证第 {first} 至 {index} 号之间有记录连同指纹一起被改动：与 {size} 条时签发的检查点不符。",
        "A record between leaves {first} and {index} was changed together with its hash: "
        "they do not have the root of the checkpoint of {size}.",
    ),
    Kind.CHECKPOINT: (
        "{size} 条时的检查点被改动：{reason}。",
        "The checkpoint of {size} was changed: {reason}.",
    ),
    Kind.COSIGNATURE: (
        "{size} 条时检查点上“{subject}”的见证签名不真：{reason}。",
        "The cosignature of {subject} under the checkpoint of {size} is false: {reason}.",
    ),
    Kind.UNPLACED: (
        "登记 {subject}（{type}）被移出待存证队列，没有进入存证。",
        "The act {subject} ({type}) was taken from the queue and never logged.",
    ),
    Kind.ROW_CHANGED: (
        "记录 {subject} 被改动，与存证第 {index} 号（{type}）登记时不符。",
        "The record {subject} was changed: it is not what leaf {index} ({type}) was logged for.",
    ),
    Kind.ROW_GONE: (
        "记录 {subject} 被删除；存证第 {index} 号（{type}）证明它曾经存在。",
        "The record {subject} was removed; leaf {index} ({type}) proves that it existed.",
    ),
    Kind.ROW_UNLOGGED: (
        "记录 {subject} 没有任何存证：它不是通过系统写入的。",
        "The record {subject} has no evidence at all: it was not written through the system.",
    ),
    Kind.KEY_GONE: (
        "记录 {subject}（存证第 {index} 号）的密钥被删除，而没有销毁登记。",
        "The key of the record {subject} (leaf {index}) is gone, and no erasure was recorded.",
    ),
    Kind.KEY_BROKEN: (
        "记录 {subject}（存证第 {index} 号）的密钥被改动。",
        "The key of the record {subject} (leaf {index}) was tampered with.",
    ),
    Kind.FILES: (
        "公开的存证文件被改动：{reason}。",
        "The published files of the log were changed: {reason}.",
    ),
    Kind.TRUSTED: (
        "本库不是所给检查点（{size} 条）的延续：历史被改写过。",
        "This log does not continue the checkpoint given (of {size}): its history was rewritten.",
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Fault:
    """One fault, and the first record it touches where one can be named."""

    kind: Kind
    index: int | None = None
    subject: str = ""
    type: str = ""
    size: int = 0
    first: int = 0
    reason: str = ""

    @property
    def zh(self) -> str:
        """Return the sentence in Chinese."""
        return SAID[self.kind][0].format_map(vars(self))

    @property
    def en(self) -> str:
        """Return the sentence in English."""
        return SAID[self.kind][1].format_map(vars(self))

    @property
    def place(self) -> int:
        """Return where in the log the fault stands, for the first of several."""
        return self.index if self.index is not None else 1 << 62

    def as_json(self) -> dict[str, Any]:
        """Return the fault for machines, with both sentences."""
        return {"kind": self.kind, "leaf": self.index, "subject": self.subject, "zh": self.zh, "en": self.en}
