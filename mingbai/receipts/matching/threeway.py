"""The comparison itself: every line of every list is matched, or stands in a difference that says what is wrong."""

from collections import defaultdict
from collections.abc import Collection, Hashable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from mingbai.receipts.matching.attaching import attached
from mingbai.receipts.matching.difference import Difference, Kind, Source
from mingbai.receipts.matching.rows import FIELDS, Row, agree, equal

KIND_OF = dict(
    zip(FIELDS, (Kind.ACCOUNT, Kind.PERSON, Kind.NAME, Kind.AMOUNT, Kind.MONTH, Kind.PROGRAMME), strict=True)
)
PAID, RETURNED, FAILED = "paid", "returned", "failed"
Line = Mapping[Source, Row]  # one line as the lists have it


@dataclass(frozen=True)
class Matching:
    """Which lines agree, by which row of each list, and everything else."""

    matched: Mapping[Hashable, tuple[Hashable, Hashable, Hashable]]
    differences: tuple[Difference, ...]
    arrived: tuple[Hashable, ...]  # of the other lines, those one receipt agrees with: twice paid, or come back since
    totals_fen: Mapping[Source, int]

    @property
    def is_whole(self) -> bool:
        """Return whether every line of every list is matched."""
        return not self.differences


def three_way(
    approved: Iterable[Row],
    appropriated: Iterable[Row],
    paid: Iterable[Row],
    *,
    awaited: Collection[Hashable] = (),
) -> Matching:
    """
    Return how the three lists of a month compare: person, name, account, amount, month, programme (R-717, R-718).

    A line that two lists bear out and the third does not is a difference of the third; where all three disagree, the
    approved one is what the others are held to. The order of rows does not matter. Of `awaited` lines the bank may
    say nothing yet: they only count where something told without their number can mean no other line.
    """
    lists = dict(zip(Source, (list(approved), list(appropriated), list(paid)), strict=True))
    by_line, of_no_line = _by_line(lists)
    matched: dict[Hashable, tuple[Hashable, Hashable, Hashable]] = {}
    found: list[Difference] = []
    arrived: list[Hashable] = []
    values: list[tuple[Difference, Line]] = []
    for line, rows in by_line.items():
        three = [rows.get(source, []) for source in Source]
        if line in awaited and not three[2]:
            continue
        if all(len(some) == 1 for some in three) and three[2][0].status == PAID:
            one, two, other = (some[0] for some in three)
            if agree(one, two) and agree(one, other) and agree(two, other):
                matched[line] = (one.id, two.id, other.id)
                continue
        if _has_arrived(three[0], three[1], three[2]):
            arrived.append(line)
        told = list(_differences(line, rows))
        found += [difference for difference, _ in told if not difference.fields]
        values += [(difference, said) for difference, said in told if difference.fields]
    found += [_extra(source, row) for source, rows in of_no_line.items() for row in rows]
    found += _swaps_joined(values)
    totals = {source: sum(row.amount_fen or 0 for row in rows if row.status == PAID) for source, rows in lists.items()}
    return Matching(matched, tuple(sorted(found, key=_order)), tuple(sorted(arrived, key=str)), totals)


def _has_arrived(approved: Sequence[Row], appropriated: Sequence[Row], told: Sequence[Row]) -> bool:
    """Return whether a receipt agrees with a line that was approved and appropriated once, whatever else was told."""
    if len(approved) != 1 or len(appropriated) != 1 or not agree(approved[0], appropriated[0]):
        return False
    return any(row.status == PAID and agree(approved[0], row) for row in told)


def _by_line(
    lists: Mapping[Source, Sequence[Row]],
) -> tuple[dict[Hashable, dict[Source, list[Row]]], dict[Source, list[Row]]]:
    """Return the rows of each line by list, and the rows of no line; a line is one that any list names."""
    named: dict[Hashable, list[Row]] = defaultdict(list)
    for source in (Source.APPROVED, Source.APPROPRIATED):
        for row in lists[source]:
            if row.line is not None:
                named[row.line].append(row)
    by_line: dict[Hashable, dict[Source, list[Row]]] = {line: {} for line in named}
    of_no_line: dict[Source, list[Row]] = {}
    for source, rows in lists.items():
        found, of_no_line[source] = attached(rows, named)
        for line, some in found.items():
            by_line[line][source] = some if len(some) == 1 else sorted(some, key=lambda row: str(row.id))
    return by_line, of_no_line


def _differences(line: Hashable, rows: Mapping[Source, Sequence[Row]]) -> Iterator[tuple[Difference, Line]]:
    """Yield what is wrong with a line, and the line as the lists have it."""
    first = {source: row for source, some in rows.items() if (row := _outcome(some))}
    said = {source: _whole(rows[source], _elsewhere(first, source)) or row for source, row in first.items()}
    yield from ((one, said) for source, some in rows.items() for one in _counted(line, source, some, said))
    yield from ((one, said) for one in _presence(line, said))
    yield from ((one, said) for one in _values(line, said))


def _outcome(rows: Sequence[Row]) -> Row | None:
    """Return the row that speaks for a list: one that was paid, else one that came back, else one refused."""
    return next((row for status in (PAID, RETURNED, FAILED) for row in rows if row.status == status), None)


def _elsewhere(said: Line, source: Source) -> int | None:
    """Return the amount the other lists have."""
    return next((row.amount_fen for other, row in said.items() if other is not source), None)


def _whole(rows: Sequence[Row], whole_fen: int | None) -> Row | None:
    """Return several payments of a line as one: the one of the right amount, or all of them added up."""
    paid = [row for row in rows if row.status == PAID]
    if len(paid) < 2:
        return None
    right = next((row for row in paid if row.amount_fen == whole_fen), None)
    return right or replace(paid[0], amount_fen=sum(row.amount_fen or 0 for row in paid))


def _counted(line: Hashable, source: Source, rows: Sequence[Row], said: Line) -> Iterator[Difference]:
    """Yield what is wrong with how often, and with what outcome, a list has a line."""
    paid = [row for row in rows if row.status == PAID]
    back = [row for row in rows if row.status == RETURNED]
    refused = [row for row in rows if row.status == FAILED]
    if back and len(back) >= len(paid):
        yield _of(Kind.RETURNED, source, line, back)
    elif refused and not paid:
        yield _of(Kind.FAILED, source, line, refused)
    if len(paid) > max(1, len(back)):
        is_split = _elsewhere(said, source) not in (None, *(row.amount_fen for row in paid))
        yield _of(Kind.SPLIT if is_split else Kind.DUPLICATE, source, line, paid)


def _presence(line: Hashable, said: Line) -> Iterator[Difference]:
    """Yield the list that stands alone: without the line the others have, or with one they have not."""
    without = [source for source in Source if source not in said]
    if len(without) == 1:
        there = next(iter(said.values()))
        yield Difference(Kind.MISSING, without[0], (line,), (), there.amount_fen or 0)
    elif len(without) == 2:
        ((source, row),) = said.items()
        yield Difference(Kind.EXTRA, source, (line,), (row.id,), row.amount_fen or 0)


def _values(line: Hashable, said: Line) -> Iterator[Difference]:
    """Yield one difference for each list whose values the others do not bear out."""
    odd: dict[Source, list[str]] = defaultdict(list)
    for field in FIELDS:
        values = {source: getattr(row, field) for source, row in said.items() if getattr(row, field) is not None}
        for source in _odd_ones(field, values):
            odd[source].append(field)
    for source, fields in odd.items():
        row = said[source]
        yield Difference(KIND_OF[fields[0]], source, (line,), (row.id,), row.amount_fen or 0, tuple(fields))


def _odd_ones(field: str, values: Mapping[Source, object]) -> list[Source]:
    """Return the lists whose value stands against the others'; the approved one is right where nobody agrees."""
    agreeing = {source: sum(equal(field, one, two) for two in values.values()) for source, one in values.items()}
    if len(values) < 2 or min(agreeing.values()) == len(values):
        return []
    if max(agreeing.values()) == 1:
        return list(values)[1:]
    return [source for source, count in agreeing.items() if count == min(agreeing.values())]


def _swaps_joined(told: Sequence[tuple[Difference, Line]]) -> Iterator[Difference]:
    """Yield the differences, each pair of lines that have each other's account as one."""
    meant: dict[tuple[Source, Hashable], list[int]] = defaultdict(list)
    for place, (one, said) in enumerate(told):
        if one.kind in (Kind.ACCOUNT, Kind.PERSON):
            meant[one.source, _expected(one, said)].append(place)
    joined: set[int] = set()
    for place, (one, said) in sorted(enumerate(told), key=lambda item: _order(item[1][0])):
        if place in joined:
            continue
        has = said[one.source].account
        partners = [
            other
            for other in meant.get((one.source, has), ())
            if other not in joined and other != place and told[other][1][one.source].account == _expected(one, said)
        ]
        if one.kind is Kind.ACCOUNT and len(partners) == 1:
            other, _ = told[partners[0]]
            joined |= {place, partners[0]}
            first, second = sorted((one, other), key=_order)
            lines, rows, fen = first.lines + second.lines, first.rows + second.rows, one.fen + other.fen
            yield Difference(Kind.SWAPPED, one.source, lines, rows, fen, one.fields)
        else:
            yield one


def _expected(one: Difference, said: Line) -> Hashable | None:
    """Return the account the other lists have on the line."""
    return next((row.account for source, row in said.items() if source is not one.source), None)


def _of(kind: Kind, source: Source, line: Hashable, rows: Sequence[Row]) -> Difference:
    return Difference(kind, source, (line,), tuple(row.id for row in rows), sum(row.amount_fen or 0 for row in rows))


def _extra(source: Source, row: Row) -> Difference:
    return Difference(Kind.EXTRA, source, (), (row.id,), row.amount_fen or 0)


def _order(one: Difference) -> tuple[str, str, str, str]:
    return one.source, one.kind, str(one.lines), str(one.rows)
