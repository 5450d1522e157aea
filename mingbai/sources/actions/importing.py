"""A department's list taken in: read, sealed, judged against its history, put to use or held back."""

import uuid
from dataclasses import dataclass
from datetime import date, datetime
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from mingbai.evidence.actions import record
from mingbai.evidence.installation import installed_ring
from mingbai.files.problems import Problem
from mingbai.files.tables import TABLES
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.kernel.secrecy import KeyRing
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.offices.queries import require_listed
from mingbai.sources.actions.acting import acting, allow_, require_place
from mingbai.sources.actions.superseding import supersede
from mingbai.sources.actions.writing import Sealed, insert_rows, living, named
from mingbai.sources.breaker import Judged, Judgement, Seen, judge
from mingbai.sources.models import Delivery
from mingbai.sources.purposes import KINDS, NEVER_THE_SAME, RARE, Purpose, people_of
from mingbai.sources.queries import history, limits
from mingbai.sources.reading import Read, digest_of, read_list
from mingbai.sources.refused import ImpossibleDate, NoDate, SentBefore, Unknown
from mingbai.sources.sealing import indices, rows_digest, sealed_rows, texts_of
from mingbai.sources.states import IMPORTS, State

STEP = "keep_data"


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
    problems: tuple[Problem, ...] = ()


def import_delivery(
    *,
    path: Path,
    kind: str,
    department: str,
    month: Month,
    by: Actor,
    at: datetime,
    region: Region | None = None,
    as_of: date | None = None,
    purpose: Purpose = Purpose.MONTHLY,
    document: str = "",
    refused_to: Path | None = None,
) -> Imported:
    """
    Take in a department's list of a month: one file, a zip, or a folder of the towns' files (R-1407).

    `as_of` stands where the file states no day of its own. The same file again is recognised and nothing is done; a
    new one is the next version and supersedes the last, unless the circuit breaker quarantines it. Rows that were
    refused go to `refused_to`. Raise NothingRead, NoDate, ImpossibleDate, SentBefore, or what offices refuse.
    """
    region = region or by.region
    if kind not in KINDS:
        raise Unknown(
            f"没有“{kind}”这种名单，可选：{'、'.join(KINDS)}。",
            f"There is no list “{kind}”: choose of {', '.join(KINDS)}.",
        )
    digest = digest_of(path)
    with acting(by):
        allow_(by, IMPORTS, ("导入部门名单", "import a department's list"), at)
        require_place(by, region)
        require_listed(step_id=STEP, by=by, region=region, on=day_of(at))
        found = _sent_before(region, kind, department, month, digest)
    if found is not None:
        return Imported(found.pk, True, State(found.state), found.version, found.rows, found.refused_rows, None)
    read = read_list(path, kind, month=month, region=region.code, refused_to=refused_to)
    known_on = _day(as_of or read.as_of, month, day_of(at))
    ring, key = installed_ring(), uuid.uuid4()
    columns, sealed = _sealed(ring, key, _dated(read.rows, known_on), kind)
    given = Delivery(
        key=key,
        region=region.code,
        kind=kind,
        department=department,
        purpose=purpose.value,
        document=document,
        as_of=known_on,
        covers_month=month.first_on,
        file_name=path.name,
        file_sha256=digest,
        rows=len(sealed),
        refused_rows=read.refused,
        columns=columns,
        rows_sha256=rows_digest(sealed),
        made_by_id=by.id,
        made_at=at,
    )
    with acting(by):
        return _taken_in(given, sealed, read, by, at)


def _taken_in(given: Delivery, sealed: Sealed, read: Read, by: Actor, at: datetime) -> Imported:
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
    record(type=kind_of_act, rows=[given], by=by.id, at=at)
    return Imported(given.pk, False, after, given.version, given.rows, given.refused_rows, judged, read.problems)


def _sent_before(region: Region, kind: str, department: str, month: Month, digest: bytes) -> Delivery | None:
    """Return the list of this month that is the same file; raise SentBefore where it was another month's."""
    same = Delivery.objects.filter(region=region.code, kind=kind, department=department, file_sha256=digest)
    found = same.order_by("-covers_month").first()
    here = same.filter(covers_month=month.first_on).first()
    if found is not None and here is None and found.rows and kind in NEVER_THE_SAME:
        raise SentBefore(Month.parse(found.covers_month))
    return here


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


def _sealed(ring: KeyRing, key: uuid.UUID, rows: pa.Table, kind: str) -> tuple[list[str], Sealed]:
    """Return the names of the columns, and every row with the blind indices of its people."""
    assert rows.column_names == list(TABLES[kind].frozen())
    first, second = people_of(kind)
    people, others = indices(ring, rows, first), indices(ring, rows, second)
    return rows.column_names, list(zip(people, others, sealed_rows(ring, key, texts_of(rows)), strict=True))
