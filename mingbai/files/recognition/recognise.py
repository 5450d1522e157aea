"""Decides which table a grid is and what each of its columns is read from."""

from collections.abc import Sequence
from dataclasses import dataclass

from mingbai.files.grids.grid import Cells
from mingbai.files.part import Mapped
from mingbai.files.problems import Unopened
from mingbai.files.recognition.constants import Said, constant_for, unit_said
from mingbai.files.recognition.content import by_content
from mingbai.files.recognition.header import Header
from mingbai.files.recognition.heading import heading
from mingbai.files.recognition.match import Match
from mingbai.files.tables import Column, Kind, Table
from mingbai.files.typing.amounts import FEN
from mingbai.kernel.month import Month

# How peculiar headers must be to name a table by themselves: 身份证号 and 姓名 stand in twenty, 死亡日期 in one.
PECULIAR = 0.5
HINT = 0.75  # what a word in the sheet's or file's name adds: enough to decide between like headers, not against them
TOO_CLOSE = 0.2
EXPLAINED = 8, 10  # of the columns that the best match finds, a complete one must find as many
NEVER_READ = {"序号", "行号", "no"}  # stands in every list and is nobody's column


@dataclass(frozen=True)
class Recognised:
    """The table a grid is, and where each of its columns comes from."""

    table: Table
    header: Header
    mapping: tuple[Mapped, ...]
    unknown: tuple[str, ...]
    guessed: tuple[Mapped, ...] = ()  # columns told by their cells, where nobody knows the header


@dataclass(frozen=True)
class Asked:
    """What is known of a grid besides its cells."""

    said: Sequence[Said]  # texts that may hold constants, the nearest first
    month: Month | None
    region: str | None  # the division the user named, for files that name none
    rows: Sequence[Cells] = ()  # some rows below the header


def recognise(header: Header | None, asked: Asked) -> Recognised:
    """Return the table and the mapping, or raise Unopened: unknown, ambiguous, or lacking a column."""
    if header is None:
        raise Unopened("unknown_table")
    match = _best(header, asked)
    mapping = _mapping(match, header, asked)
    guessed = tuple(entry for entry in mapping if entry.where == "content")
    mapped = {entry.column for entry in mapping}
    lacking = [column for column in match.table.required if column.name not in mapped]
    if lacking:
        raise Unopened(
            "missing_columns",
            table=match.table.title,
            table_en=match.table.title_en,
            columns="、".join(column.headers[0] for column in lacking),
            columns_en=", ".join(column.name for column in lacking),
            is_slight=len(lacking) * 2 > len(match.table.required),
        )
    taken = {entry.position for entry in mapping}
    unused = (text for place, text in enumerate(header.cells) if text and place not in taken)
    unknown = tuple(" ".join(text.split()) for text in unused if heading(text).name not in NEVER_READ)
    return Recognised(match.table, header, mapping, unknown, guessed)


def _best(header: Header, asked: Asked) -> Match:
    """
    Return the match with the most peculiar headers, hints added; raise Unopened where two are as good.

    One that lacks no column goes before one that does, if it accounts for most of what the other does.
    """
    scored = sorted(
        (
            (match.weight + HINT * _hinted(match.table, asked), match)
            for match in header.matches
            if _is_candidate(match)
        ),
        key=lambda pair: (-pair[0], pair[1].table.name),
    )
    known = [(score, match) for score, match in scored if score >= PECULIAR and _is_told(match, asked)]
    if not known:
        raise Unopened("unknown_table") if not scored else _too_common(header)
    best = known[0][1]
    complete = [
        (score, match)
        for score, match in known
        if _may_stand_for(match, best, asked) and not _lacks(match, header, asked)
    ]
    complete = [pair for pair in complete if not _guesses_money(pair[1], header, asked)] or complete
    if not complete:
        return best
    first_score, first = complete[0]
    rivals = [match for score, match in complete[1:] if score > first_score - TOO_CLOSE]
    second = next((match for match in rivals if not _explains_less(match, first)), None)
    if second is not None:
        raise Unopened(
            "ambiguous_table",
            first=first.table.title,
            second=second.table.title,
            first_en=first.table.title_en,
            second_en=second.table.title_en,
        )
    return first


def _may_stand_for(match: Match, best: Match, asked: Asked) -> bool:
    """Return whether a table accounts for most of what the best one does, and is named where that one is."""
    explained = len(match.columns) * EXPLAINED[1] >= len(best.columns) * EXPLAINED[0]
    return explained and (_hinted(match.table, asked) or not _hinted(best.table, asked))


def _explains_less(match: Match, best: Match) -> bool:
    """Return whether every header the match accounts for is accounted for by the best one, and more."""
    return set(match.columns.values()) < set(best.columns.values())


def _too_common(header: Header) -> Unopened:
    headers = "、".join(text for text in header.cells if text)
    return Unopened("common_headers", headers=headers)


def _is_candidate(match: Match) -> bool:
    return match.table.name != "previous_roster"  # the same headers: told from the roster by month, row by row


def _is_told(match: Match, asked: Asked) -> bool:
    """Return whether more than a number tells the table: a list of persons and their units is not the payroll yet."""
    return len(match.table.required) > 1 or match.has_own or _hinted(match.table, asked)


def _hinted(table: Table, asked: Asked) -> bool:
    words = (*table.hints, table.title)
    return any(word.lower() in said.text.lower() for said in asked.said if said.where != "folder" for word in words)


def _lacks(match: Match, header: Header, asked: Asked) -> bool:
    mapped = {entry.column for entry in _mapping(match, header, asked)}
    return any(column.name not in mapped for column in match.table.required)


def _guesses_money(match: Match, header: Header, asked: Asked) -> bool:
    """Return whether the table's money is told by content only, and no name says which table it is."""
    entries = _mapping(match, header, asked)
    return any(entry.where == "content" and entry.unit for entry in entries) and not _hinted(match.table, asked)


def _mapping(match: Match, header: Header, asked: Asked) -> tuple[Mapped, ...]:
    """Return every column with a header or a constant, in the table's order."""
    default_unit = unit_said(header.titles)
    free = [place for place, text in enumerate(header.cells) if text and place not in match.columns.values()]
    entries = []
    for column in match.table.columns:
        position, where = match.columns.get(column.name), "header"
        constant = constant_for(column, asked.said) if position is None else None
        if position is None and constant is None and column.required:
            position, where = by_content(column, header.cells, free, asked.rows), "content"
        if position is not None:
            free = [place for place in free if place != position]
            entries.append(_from_cells(column, match, header, position, where, default_unit))
        elif constant is not None:
            entries.append(Mapped(column.name, constant=constant.value, where=constant.where))
        elif column.kind is Kind.REGION and column.required and asked.region:
            entries.append(Mapped(column.name, constant=asked.region, where="option"))
        elif column.kind is Kind.MONTH and column.required and (before := _month_before(asked)):
            entries.append(Mapped(column.name, constant=before.value, where=before.where))
    return tuple(entries)


def _from_cells(
    column: Column, match: Match, header: Header, position: int, where: str, default_unit: str | None
) -> Mapped:
    """Return a column read from cells; raise Unopened for money in a unit that is none of those known."""
    text = header.cells[position] or ""
    stated = match.units.get(column.name) if where == "header" else heading(text).unit
    unit = stated or default_unit or "元" if column.kind is Kind.MONEY else None
    written = " ".join(text.split())
    if unit and unit not in FEN:
        raise Unopened("strange_unit", header=written, unit=unit)
    return Mapped(column.name, header=written, where=where, unit=unit, position=position)


@dataclass(frozen=True)
class _Before:
    value: str
    where: str


def _month_before(asked: Asked) -> _Before | None:
    """Return the month before the one checked where a name says 上月."""
    for said in asked.said:
        if "上月" in said.text and asked.month:
            return _Before(str(asked.month.previous()), said.where)
    return None
