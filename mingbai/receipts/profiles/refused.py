"""Why a bank's file is refused whole: half a file is no evidence of anything."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from mingbai.kernel.money import show_yuan

SHOWN = 5  # examples in a sentence


class Somewhere(Protocol):
    """A place in a file as people point at it, such as `files.problems.Place`."""

    @property
    def zh(self) -> str:
        """Return the place in Chinese."""

    @property
    def en(self) -> str:
        """Return the place in English, beginning a sentence."""


@dataclass(frozen=True, slots=True)
class Spot:
    """A place that has a name."""

    zh: str
    en: str


class Nth(NamedTuple):
    """A place that is counted: the so-many-th element of a name in a message."""

    number: int
    name: str

    @property
    def zh(self) -> str:
        """Return the place in Chinese."""
        return f"第{self.number}笔（{self.name}）"

    @property
    def en(self) -> str:
        """Return the place in English."""
        return f"Entry {self.number} ({self.name})"


FILE = Spot("文件", "The file")


class FileRefused(ValueError):
    """Base of every refusal of a file; no entry of it has been taken in."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{zh} {en}")

    def in_language(self, language: str) -> str:
        """Return the sentence in `zh` or `en`."""
        return {"zh": self.zh, "en": self.en}[language]


class NotWhole(FileRefused):
    """The file ends in the middle, or holds less than it says."""

    def __init__(self, what: str, what_en: str) -> None:
        super().__init__(
            f"文件不完整：{what.rstrip('。')}。请银行重新发送全部内容；本次一笔也没有导入。",
            f"The file is not whole: {what_en.rstrip('.')}. Ask the bank to send all of it again; "
            "nothing of it was taken in.",
        )


class TotalsDiffer(FileRefused):
    """The file says it holds another number of entries, or another sum, than it does."""

    def __init__(self, where: Somewhere, said: tuple[int | None, int | None], found: tuple[int, int]) -> None:
        zh, en = [], []
        if said[0] is not None and said[0] != found[0]:
            zh.append(f"标明{said[0]}笔，实有{found[0]}笔")
            en.append(f"it says {said[0]} entries and holds {found[0]}")
        if said[1] is not None and said[1] != found[1]:
            zh.append(f"标明{show_yuan(said[1])}元，实有{show_yuan(found[1])}元")
            en.append(f"it says {show_yuan(said[1])} yuan and holds {show_yuan(found[1])}")
        super().__init__(
            f"{where.zh}的合计不符：{'；'.join(zh)}。请银行核对后重发；本次一笔也没有导入。",
            f"{where.en} does not add up: {'; '.join(en)}. Ask the bank to check and send it again; "
            "nothing of it was taken in.",
        )


class UnknownStatus(FileRefused):
    """The bank uses words for a status that its profile does not know."""

    def __init__(self, profile: str, words: Sequence[tuple[str, int]]) -> None:
        shown = words[:SHOWN]
        zh = "、".join(f"“{word}”{count}笔" for word, count in shown)
        en = ", ".join(f"“{word}” ({count})" for word, count in shown)
        super().__init__(
            f"有{len(words)}种处理结果不认识：{zh}。是否到账不能猜，请向银行问清含义，"
            f"登记到“{profile}”的状态对照后重新导入。",
            f"{len(words)} statuses are unknown: {en}. Whether money arrived is not guessed: ask the bank what they "
            f"mean, enter them in the status map of “{profile}” and import again.",
        )


class BadEntry(FileRefused):
    """An entry that cannot be read, and where it stands."""

    def __init__(self, where: Somewhere, why: str, why_en: str) -> None:
        super().__init__(
            f"{where.zh}：{why.rstrip('。')}。请银行更正后重发；本次一笔也没有导入。",
            f"{where.en}: {why_en.rstrip('.')}. Ask the bank to correct it and send it again; "
            "nothing of it was taken in.",
        )


class TwiceInFile(FileRefused):
    """One reference on two entries that say different things."""

    def __init__(self, references: Sequence[str]) -> None:
        shown = "、".join(references[:SHOWN])
        super().__init__(
            f"同一回单编号出现多次而内容不同：{shown}（共{len(references)}个）。请银行更正后重发。",
            f"One reference stands on entries that differ: {shown} ({len(references)} in all): "
            "ask the bank to correct it.",
        )


class NotAnAmount(FileRefused):
    """Entries about nothing, or about less: what came back is told as returned, never as a payment below nothing."""

    def __init__(self, references: Sequence[str]) -> None:
        shown = "、".join(references[:SHOWN])
        super().__init__(
            f"有{len(references)}笔金额为零或为负：{shown}。冲正、退汇须以正数金额、按“退汇”报送；本次一笔也没有导入。",
            f"{len(references)} entries have an amount of nought or less: {shown}. What was reversed or came back is "
            "sent as returned, with its amount; nothing of it was taken in.",
        )
