"""What a file says of itself held against what it holds: number, sum, references."""

from collections import Counter
from collections.abc import Sequence

from mingbai.receipts.profiles.entry import Entry, Statement
from mingbai.receipts.profiles.refused import (
    FILE,
    BadEntry,
    FileRefused,
    NotAnAmount,
    Somewhere,
    TotalsDiffer,
    TwiceInFile,
)

MOST_ENTRIES, LONGEST = 2_000_000, 80  # characters of a statement's reference


def agreeing(where: Somewhere, said: tuple[int | None, int | None], count: int, fen: int) -> None:
    """Raise TotalsDiffer unless what is said (number, fen; None where nothing is) is what was found."""
    if said[0] not in (None, count) or said[1] not in (None, fen):
        raise TotalsDiffer(where, said, (count, fen))


def whole(reference: str, profile: str, sha256: str, entries: Sequence[Entry]) -> Statement:
    """Return the statement of entries, each once; raise where it has none, or what it says cannot be accounted for."""
    if not 0 < len(reference) <= LONGEST:
        raise BadEntry(FILE, "没有账单编号，或编号过长", "the statement has no reference, or one that is too long")
    is_plain = len({entry.reference for entry in entries}) == len(entries)
    once = tuple(entries if is_plain else dict.fromkeys(entries))  # the same line twice in one file is one line
    if not once:
        raise FileRefused("文件里没有一笔回单，请核对是否发错。", "The file holds no entry: is it the right one?")
    if len(once) > MOST_ENTRIES:
        raise FileRefused(
            f"一个文件最多{MOST_ENTRIES}笔，请分开发送。", f"A file holds at most {MOST_ENTRIES} entries."
        )
    if not is_plain:
        twice = [name for name, count in Counter(entry.reference for entry in once).items() if count > 1]
        if twice:
            raise TwiceInFile(sorted(twice))
    if nameless := sum(not entry.reference for entry in once):
        raise BadEntry(FILE, f"有{nameless}笔没有回单编号", f"{nameless} entries have no reference")
    if odd := [entry.reference for entry in once if entry.amount_fen is not None and entry.amount_fen <= 0]:
        raise NotAnAmount(odd)
    return Statement(reference, profile, sha256, once)
