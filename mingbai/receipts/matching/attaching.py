"""Rows that name no line we know, attached to the line they mean: only where nothing else could be meant."""

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Mapping, Sequence

from mingbai.receipts.matching.rows import Row

Rows = dict[Hashable, list[Row]]
Sign = Callable[[Row], Hashable | None]


def _stated(*names: str) -> Sign:
    def sign(row: Row) -> Hashable | None:
        said = tuple(getattr(row, name) for name in names)
        return None if None in said else said

    return sign


# What a row and a line may have in common, the surest first; the last are still sure where only one line has them.
SIGNS = tuple(
    _stated(*names)
    for names in (
        ("account", "amount_fen", "month", "programme"),
        ("account", "amount_fen", "month"),
        ("account", "amount_fen", "programme"),
        ("account", "amount_fen"),
        ("account",),
        ("person", "amount_fen"),
        ("person",),
        ("name", "amount_fen", "programme"),
        ("name", "amount_fen"),
    )
)
EXACT = 4  # so many signs tell lines apart well enough that equal rows may go to equal lines in any order


def attached(rows: Iterable[Row], lines: Mapping[Hashable, Sequence[Row]]) -> tuple[Rows, list[Row]]:
    """
    Return the rows by line, and those of no line. `lines` are the lines as the other lists have them.

    A row that names a line is of that line. Others go to the lines nobody has named, then to lines already served
    (a second payment of a line is found so), each time only where one line alone is meant.
    """
    found: Rows = defaultdict(list)
    loose: list[Row] = []
    for row in rows:
        if row.line is not None and row.line in lines:
            found[row.line].append(row)
        else:
            loose.append(row)
    if loose:
        loose.sort(key=lambda row: str(row.id))  # the order of a file says nothing
        unserved = {line: said[0] for line, said in lines.items() if line not in found and said}
        for number, sign in enumerate(SIGNS):
            loose = _assigned(loose, unserved, sign, found, in_any_order=number < EXACT, once=True)
        everyone = {line: said[0] for line, said in lines.items() if said}
        for sign in SIGNS[: EXACT + 1]:
            loose = _assigned(loose, everyone, sign, found, in_any_order=False, once=False)
    return found, loose


def _assigned(
    loose: list[Row], lines: dict[Hashable, Row], sign: Sign, found: Rows, *, in_any_order: bool, once: bool
) -> list[Row]:
    """Attach the rows whose sign means one line alone, or as many lines as rows; return the others."""
    if not loose or not lines:
        return loose
    wanted: dict[Hashable, list[Row]] = defaultdict(list)
    left: list[Row] = []
    for row in loose:
        said = sign(row)
        (left if said is None else wanted[said]).append(row)
    offered: dict[Hashable, list[Hashable]] = defaultdict(list)
    for line, row in lines.items():
        if (said := sign(row)) in wanted:
            offered[said].append(line)
    for said, some in wanted.items():
        places = offered.get(said, [])
        if len(places) == 1 or (in_any_order and len(some) <= len(places)):
            places.sort(key=str)
            taken = some if not once else some[: len(places)]
            for row, line in zip(taken, places * len(taken) if len(places) == 1 else places, strict=False):
                found[line].append(row)
                if once:
                    lines.pop(line, None)
            left += some[len(taken) :]
        else:
            left += some
    return left
