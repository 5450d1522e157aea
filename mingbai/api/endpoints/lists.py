"""Departments' lists: what came of each month, and a department's own system that sends one."""

from datetime import date, datetime
from functools import partial
from typing import Annotated, Any

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query, Schema
from pydantic import Field

from mingbai.api.endpoints.own import Job, job
from mingbai.api.entering import Request, acts, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import Day, Id, OfMonth, Reason, Said, Versioned
from mingbai.api.stepping import step
from mingbai.files.problems import Problem as Wrong
from mingbai.files.tables.departments import DEPARTMENT_TABLES
from mingbai.kernel.month import Month
from mingbai.sources.actions import import_delivery, refuse_delivery, release_delivery
from mingbai.sources.errands import ask_delivery
from mingbai.sources.queries import coverage, deliveries, delivery_of
from mingbai.sources.states import TITLES, State

LARGEST, AT_ONCE = 100 * 2**20, 2 * 2**20  # bytes: of a list, and of one that is read while its sender waits
KINDS = "|".join(table.name for table in DEPARTMENT_TABLES)


class Lists(OfMonth, Paging):
    """Which lists."""


class Delivery(Versioned):
    """外部门数据 · one version of a department's list of a month."""

    id: int
    region: str
    kind: str
    department: str
    covers_month: str
    as_of: date
    version: int
    rows: int
    refused_rows: int
    hits_found: int
    judgement: str = Field(description="与往月相比是否异常 · whether it is unlike the months before")
    state: str
    state_said: Said
    reason: str
    sha256: str
    made_by: int
    made_at: datetime
    released_by: int | None
    released_at: datetime | None


class Coverage(Schema):
    """覆盖情况 · how far the lists of one kind reach among the people of a division in a month."""

    kind: str
    is_required: bool
    lists: int
    as_of: date | None
    persons: int
    covered: int


class Reach(Schema):
    """各类名单的覆盖情况 · how far each kind of list reaches that must be there each month, or is there."""

    region: str
    month: str
    kinds: list[Coverage]


class Sending(OfMonth):
    """What a list is: of which kind and month, from which department."""

    kind: str = Field(pattern=f"^({KINDS})$", description="名单种类 · kind of list", examples=["deaths"])
    department: str = Field(min_length=2, max_length=60, examples=["公安局"])
    name: str = Field(min_length=1, max_length=200, description="文件名 · name of the file", examples=["11.xlsx"])
    as_of: Annotated[Day | None, Field(description="数据日期 · of which day it is")] = None
    document: str = Field("", max_length=100, description="来文号 · the letter it came by")


class Row(Schema):
    """One thing that is wrong with the list: where, and how to mend it."""

    where: Said
    code: str
    level: str
    why: Said


class Delivered(Schema):
    """回执 · what came of a list: which version it is, whether it is in use, which rows were refused."""

    id: int
    state: str
    version: int
    is_repeat: bool
    rows: int
    refused_rows: int
    sha256: str
    wrong: list[Row]


@acts("/lists", "sources.deliver", status=201, upload=LARGEST, later=Job)
def deliver(request: Request, asked: Query[Sending]) -> Delivered | Job:
    """送达一个月的名单；大文件转为任务 · send a month's list; of a large one a job is made"""
    by, at = request.actor, timezone.now()
    place, month = asked.place(by), asked.when()
    facts: dict[str, Any] = {"kind": asked.kind, "department": asked.department, "document": asked.document}
    if request.laid.stat().st_size > AT_ONCE:
        made = ask_delivery(path=request.laid, **facts, month=month, region=place, as_of=asked.as_of, by=by, at=at)
        return job(request, made)
    came = import_delivery(path=request.laid, **facts, month=month, region=place, as_of=asked.as_of, by=by, at=at)
    return Delivered(
        id=came.delivery_id, state=came.state.value, version=came.version, is_repeat=came.is_repeat, rows=came.rows,
        refused_rows=came.refused_rows, sha256=request.body_sha256,
        wrong=[_row(one) for one in (*came.problems, *came.wrong)],
    )  # fmt: skip


@reads("/lists", "sources")
def lists(request: Request, asked: Query[Lists]) -> Page[Delivery]:
    """外部门数据 · departments' lists of a month"""
    found = deliveries(asked.place(request.actor), asked.when())
    return page_of(request, found, asked, lambda some: [_delivery(one) for one in some])


@reads("/lists/{list_id}", "sources.list")
def one_list(request: Request, list_id: Path[Id]) -> Delivery:  # noqa: ARG001 - as operations are called
    """一份外部门名单 · one version of a department's list"""
    return _found(list_id)


@reads("/coverage", "sources.coverage")
def reach(request: Request, asked: Query[OfMonth]) -> Reach:
    """名单覆盖情况：缺哪类、覆盖多少人 · which lists a month has, and how many people they reach"""
    place, month = asked.place(request.actor), asked.when()
    kinds = [Coverage(**vars(one)) for one in coverage(place, month)]
    return Reach(region=place.code, month=str(month), kinds=kinds)


@acts("/lists/{list_id}/release", "sources.release", on="list")
def release(request: Request, list_id: Path[Id], sent: Reason) -> Delivery:
    """放行被隔离的名单 · put a quarantined list to use; another than sent it, with the reason"""
    return step(request, partial(_found, list_id), release_delivery, delivery_id=list_id, reason=sent.reason)


@acts("/lists/{list_id}/refusal", "sources.refuse", on="list")
def refuse(request: Request, list_id: Path[Id], sent: Reason) -> Delivery:
    """退回被隔离的名单 · refuse a quarantined list: it is never read, and stays to be looked at"""
    return step(request, partial(_found, list_id), refuse_delivery, delivery_id=list_id, reason=sent.reason)


def _found(list_id: int) -> Delivery:
    found = delivery_of(list_id)
    if found is None:
        raise Http404
    return _delivery(found)


def _row(one: Wrong) -> Row:
    return Row(
        where=Said(zh=one.place.zh, en=one.place.en),
        code=one.code,
        level=str(one.level),
        why=Said(zh=one.zh, en=one.en),
    )


def _delivery(one: Any) -> Delivery:
    return Delivery(
        id=one.pk, region=one.region, kind=one.kind, department=one.department, as_of=one.as_of,
        covers_month=str(Month.parse(one.covers_month)), version=one.version, rows=one.rows,
        refused_rows=one.refused_rows, hits_found=one.hits_found, judgement=one.judgement, state=one.state,
        state_said=Said.of(TITLES[State(one.state)]), reason=one.reason, sha256=bytes(one.file_sha256).hex(),
        made_by=one.made_by_id, made_at=one.made_at, released_by=one.released_by_id, released_at=one.released_at,
    )  # fmt: skip
