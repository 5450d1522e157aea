"""One list on its way in: is it new, which rows does it have, what does the circuit breaker make of it."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime

import pyarrow as pa
import pyarrow.compute as pc

from mingbai.evidence.actions import record
from mingbai.evidence.installation import installed_ring
from mingbai.files.problems import Problem, printable
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.kernel.secrecy import KeyRing
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.sources.actions.superseding import supersede
from mingbai.sources.actions.writing import Index, Sealed, insert_rows, living, named
from mingbai.sources.breaker import Judged, Judgement, Seen, judge
from mingbai.sources.models import Delivery
from mingbai.sources.purposes import NEVER_THE_SAME, RARE, Purpose, people_of
from mingbai.sources.queries import history, limits
from mingbai.sources.reading import Read
from mingbai.sources.refused import ImpossibleDate, NoDate, SentBefore
from mingbai.sources.sealing import indices, rows_digest, sealed_rows, texts_of
from mingbai.sources.states import State


@dataclass(frozen=True)
class Imported:
    """What came of an import: the list, whether it had been here before, what the breaker said, what was refused."""

    delivery_id: int
    is_repeat: bool
    state: State
    version: int
    rows: int
    refused_rows: int
    judged: Judged | None  # None for a repeat
    problems: tuple[Problem, ...] = ()  # with the file
    wrong: tuple[Problem, ...] = ()  # with the first of its refused rows


@dataclass(frozen=True)
class Facts:
    """What holds for all lists of one import."""

    month: Month
    region: Region
    as_of: date | None
    purpose: Purpose
    document: str
    file_name: str


def given_list(
    kind: str, department: str, read: Read, facts: Facts, by: Actor, at: datetime
) -> tuple[Delivery, list[tuple[Index, Index, bytes]]]:
    """Return the list, not yet judged, and its rows sealed for it."""
    known_on = _day(facts.as_of or read.as_of, facts.month, day_of(at))
    ring, key = installed_ring(), uuid.uuid4()
    columns, sealed = _sealed(ring, key, _dated(read.rows, known_on), kind)
    given = Delivery(
        key=key,
        region=facts.region.code,
        kind=kind,
        department=department,
        purpose=facts.purpose.value,
        document=facts.document,
        as_of=known_on,
        covers_month=facts.month.first_on,
        file_name=printable(facts.file_name),
        file_sha256=read.sha256,
        rows=len(sealed),
        refused_rows=read.refused,
        columns=columns,
        rows_sha256=rows_digest(sealed),
        made_by_id=by.id,
        made_at=at,
    )
    return given, sealed


def taken_in(given: Delivery, sealed: Sealed, problems: tuple[Problem, ...], by: Actor, at: datetime) -> Imported:
    """Write the list with its rows, judged; return what came of it."""
    region, month = Region(given.region), Month.parse(given.covers_month)
    given.persons = living(region)
    given.hits_found = named(region, (index for row in sealed for index in row[:2]))
    past = history(region.code, given.kind, given.department, month)
    found = Seen(given.rows, given.persons, given.hits_found)
    judged = judge(found, past, limits(region.code, given.as_of), is_rare=given.kind in RARE)
    given.judgement, given.hits_expected = judged.judgement.value, judged.expected
    after = State.QUARANTINED if judged.judgement is Judgement.SURGE else State.IN_USE
    given.version, given.state = supersede(given, after, by, at), after.value
    given.save(force_insert=True)
    insert_rows(given.pk, region, sealed)
    kind_of_act = "sources.quarantined" if after is State.QUARANTINED else "sources.received"
    record(type=kind_of_act, rows=[given], by=by, at=at)
    return Imported(given.pk, False, after, given.version, given.rows, given.refused_rows, judged, problems)


def repeated(kind: str, department: str, read: Read, facts: Facts) -> Imported | None:
    """Return the list of this month that is the same file; raise SentBefore where it was another month's."""
    same = Delivery.objects.filter(
        region=facts.region.code, kind=kind, department=department, file_sha256=read.sha256
    ).order_by("-covers_month")
    here = same.filter(covers_month=facts.month.first_on).first()
    if here is not None:
        return Imported(here.pk, True, State(here.state), here.version, here.rows, here.refused_rows, None)
    other = same.first()
    if other is not None and other.rows and kind in NEVER_THE_SAME:
        raise SentBefore(Month.parse(other.covers_month))
    return None


def _day(as_of: date | None, month: Month, today: date) -> date:
    if as_of is None:
        raise NoDate
    if not month.first_on <= as_of <= today:
        raise ImpossibleDate(as_of, month, today)
    return as_of


def _dated(rows: pa.Table, as_of: date) -> pa.Table:
    """Return the rows, each with the day of the list where it states none of its own."""
    place = rows.column_names.index("as_of")
    return rows.set_column(place, "as_of", pc.fill_null(rows.column(place), pa.scalar(as_of, pa.date32())))


def _sealed(
    ring: KeyRing, key: uuid.UUID, rows: pa.Table, kind: str
) -> tuple[list[str], list[tuple[Index, Index, bytes]]]:
    """Return the names of the columns, and every row with the blind indices of its people."""
    assert rows.column_names == list(TABLES[kind].frozen())
    first, second = people_of(kind)
    people, others = indices(ring, rows, first), indices(ring, rows, second)
    return rows.column_names, list(zip(people, others, sealed_rows(ring, key, texts_of(rows)), strict=True))
