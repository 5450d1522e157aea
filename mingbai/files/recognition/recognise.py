"""Decides which table a grid is and what each of its columns is read from."""

from collections.abc import Sequence
from dataclasses import dataclass

from mingbai.files.part import Mapped
from mingbai.files.problems import Unopened
from mingbai.files.recognition.constants import Said, constant_for, unit_said
from mingbai.files.recognition.header import Header
from mingbai.files.recognition.match import Match
from mingbai.files.tables import Kind, Table
from mingbai.files.typing.amounts import FEN
from mingbai.kernel.month import Month

# How peculiar headers must be to name a table by themselves: 身份证号 and 姓名 stand in twenty, 死亡日期 in one.
PECULIAR = 0.5
HINT = 0.75  # what a word in the sheet's or file's name adds: enough to decide between like headers, not against them
TOO_CLOSE = 0.2


@dataclass(frozen=True)
class Recognised:
    """The table a grid is, and where each of its columns comes from."""

    table: Table
    header: Header
    mapping: tuple[Mapped, ...]
    unknown: tuple[str, ...]


@dataclass(frozen=True)
class Asked:
    """What is known of a grid besides its cells."""

    said: Sequence[Said]  # texts that may hold constants, the nearest first
    month: Month | None
    region: str | None  # the division the user named, for files that name none


def recognise(header: Header | None, asked: Asked) -> Recognised:
    """Return the table and the mapping, or raise Unopened: unknown, ambiguous, or lacking a column."""
    if header is None:
        raise Unopened("unknown_table")
    match = _best(header, asked)
    mapping = _mapping(match, header, asked)
    mapped = {entry.column for entry in mapping}
    lacking = [column for column in match.table.required if column.name not in mapped]
    if lacking:
        raise Unopened(
            "missing_columns",
            table=match.table.title,
            table_en=match.table.title_en,
            columns="、".join(column.headers[0] for column in lacking),
            columns_en=", ".join(column.name for column in lacking),
        )
    taken = {entry.position for entry in mapping}
    unknown = tuple(text for place, text in enumerate(header.cells) if text and place not in taken)
    return Recognised(match.table, header, mapping, unknown)


def _best(header: Header, asked: Asked) -> Match:
    """Return the match with the most peculiar headers, hints added; raise Unopened where two are as good."""
    scored = sorted(
        (
            (match.weight + HINT * _hinted(match.table, asked), match)
            for match in header.matches
            if _is_candidate(match)
        ),
        key=lambda pair: (-pair[0], pair[1].table.name),
    )
    known = [(score, match) for score, match in scored if score >= PECULIAR]
    if not known:
        raise Unopened("unknown_table") if not scored else _too_common(header)
    best_score, best = known[0]
    rivals = [match for score, match in known[1:] if score > best_score - TOO_CLOSE and not _explains_less(match, best)]
    complete = [match for match in (best, *rivals) if not _lacks(match, header, asked)]
    if len(complete) > 1:
        first, second = complete[:2]
        raise Unopened(
            "ambiguous_table",
            first=first.table.title,
            second=second.table.title,
            first_en=first.table.title_en,
            second_en=second.table.title_en,
        )
    return complete[0] if complete else best


def _explains_less(match: Match, best: Match) -> bool:
    """Return whether every header the match accounts for is accounted for by the best one, and more."""
    return set(match.columns.values()) < set(best.columns.values())


def _too_common(header: Header) -> Unopened:
    headers = "、".join(text for text in header.cells if text)
    return Unopened("common_headers", headers=headers)


def _is_candidate(match: Match) -> bool:
    return match.table.name != "previous_roster"  # the same headers: told from the roster by month, row by row


def _hinted(table: Table, asked: Asked) -> bool:
    words = (*table.hints, table.title)
    return any(word.lower() in said.text.lower() for said in asked.said if said.where != "folder" for word in words)


def _lacks(match: Match, header: Header, asked: Asked) -> bool:
    mapped = {entry.column for entry in _mapping(match, header, asked)}
    return any(column.name not in mapped for column in match.table.required)


def _mapping(match: Match, header: Header, asked: Asked) -> tuple[Mapped, ...]:
    """Return every column with a header or a constant, in the table's order."""
    default_unit = unit_said(header.titles)
    entries = []
    for column in match.table.columns:
        position = match.columns.get(column.name)
        if position is not None:
            unit = match.units.get(column.name) or default_unit or "元" if column.kind is Kind.MONEY else None
            written = " ".join((header.cells[position] or "").split())
            if unit and unit not in FEN:
                raise Unopened("strange_unit", header=written, unit=unit)
            entries.append(Mapped(column.name, header=written, unit=unit, position=position))
        elif (constant := constant_for(column, asked.said)) is not None:
            entries.append(Mapped(column.name, constant=constant.value, where=constant.where))
        elif column.kind is Kind.REGION and column.required and asked.region:
            entries.append(Mapped(column.name, constant=asked.region, where="option"))
        elif column.kind is Kind.MONTH and column.required and (before := _month_before(asked)):
            entries.append(Mapped(column.name, constant=before.value, where=before.where))
    return tuple(entries)


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
