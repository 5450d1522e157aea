"""A question to the lists about named people: for a purpose, for the fields it needs, and never without a trace."""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256
from typing import Any

from django.db.models import Q
from django.db.models.expressions import RawSQL

from mingbai.evidence.actions import record
from mingbai.evidence.installation import installed_ring
from mingbai.files.tables import TABLES
from mingbai.kernel.identity import parse_id
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.kernel.secrecy import Kind, blind_index, masked
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.people.queries import is_authorised, persons_by_numbers
from mingbai.policy.ages import age_on
from mingbai.sources.actions.acting import acting, require_place
from mingbai.sources.models import ROWS_A_DELIVERY, Query, SourceRow
from mingbai.sources.purposes import KINDS, PURPOSES, Purpose, least_fields, scope_of
from mingbai.sources.queries import counting
from mingbai.sources.refused import NoAuthorisation, NotNeeded, NotReadable, Unknown
from mingbai.sources.sealing import opened_rows

ADULT = 18
Row = dict[str, Any]


@dataclass(frozen=True)
class Answer:
    """What the lists say of one of the people asked for; a value is a text, as it was read."""

    number: str
    list_id: int
    department: str
    as_of: date  # what the department knew on that day
    row: Row


def query(
    *,
    purpose: Purpose,
    document: str,
    kind: str,
    numbers: Sequence[str],
    month: Month,
    by: Actor,
    at: datetime,
    region: Region | None = None,
    fields: Sequence[str] = (),
) -> list[Answer]:
    """
    Return what the lists of a kind that count for a month say of people, by ID number (R-210, R-1506).

    Without `fields` only what the list cannot do without comes back, never names or numbers. A means check needs the
    authorisation of every adult asked for. The question is logged: purpose, case, kind, fields, how many people.
    Raise NotReadable, NotNeeded, NoAuthorisation, or BadId for a number that is none.
    """
    region = region or by.region
    if not by.may_read("sources"):
        raise NotReadable
    if kind not in KINDS:
        raise Unknown(f"没有“{kind}”这种名单。", f"There is no list “{kind}”.")
    chosen = tuple(fields) or least_fields(kind)
    if unknown := [name for name in chosen if name not in {column.name for column in TABLES[kind].columns}]:
        raise NotNeeded(unknown, kind)
    ring = installed_ring()
    asked = {blind_index(ring, Kind.ID_NUMBER, number): number for number in numbers}
    with acting(by):
        require_place(by, region)
        if PURPOSES[purpose].needs_authorisation:
            _require_authorised(numbers, kind, at)
        answers = _answers(asked, kind, region, month, chosen)
        made = Query.objects.create(
            region=region.code,
            purpose=purpose.value,
            document=document.strip(),
            kind=kind,
            fields=list(chosen),
            month=month.first_on,
            asked=len(asked),
            asked_sha256=sha256(b"".join(sorted(asked))).digest(),
            found=len(answers),
            made_by_id=by.id,
            made_at=at,
        )
        record(type="sources.queried", rows=[made], by=by, at=at)
        return answers


def _require_authorised(numbers: Sequence[str], kind: str, at: datetime) -> None:
    on, known = day_of(at), persons_by_numbers(numbers)
    missing = [
        masked(Kind.ID_NUMBER, number)
        for number in numbers
        if age_on(parse_id(number).born_on, on) >= ADULT
        and not (number in known and is_authorised(person_id=known[number], scope=scope_of(kind), on=on))
    ]
    if missing:
        raise NoAuthorisation(missing)


def _answers(asked: dict[bytes, str], kind: str, region: Region, month: Month, fields: Sequence[str]) -> list[Answer]:
    """Return the rows about the people asked for, opened, cut down to the fields."""
    ring, lists = installed_ring(), {one.pk: one for one in counting(region, month, kind)}
    wanted = RawSQL("SELECT unnest(%s::bytea[])", [list(asked)])
    rows = SourceRow.objects.filter(Q(person_index__in=wanted) | Q(other_index__in=wanted), delivery__in=lists)
    answers = []
    for row in rows.order_by("id"):
        delivery = lists[row.delivery_id]
        (text,) = opened_rows(ring, delivery.key, [(row.pk % ROWS_A_DELIVERY, bytes(row.sealed))])
        told = dict(zip(delivery.columns, json.loads(text), strict=True))
        for index in (row.person_index, row.other_index):
            if index is not None and bytes(index) in asked:
                row_told = {name: told[name] for name in fields}
                number = asked[bytes(index)]
                answers.append(Answer(number, delivery.pk, delivery.department, delivery.as_of, row_told))
    return answers
