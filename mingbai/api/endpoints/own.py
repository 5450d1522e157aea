"""Who a key works as, the first thing a system asks; and how far the long work is that it asked for."""

from datetime import datetime
from typing import Annotated, Any

from django.http import Http404, HttpResponse
from django.utils import timezone
from ninja import Path, Schema
from pydantic import Field

from mingbai.api.access import OPERATIONS
from mingbai.api.entering import Request, acts, handed, look, reads
from mingbai.api.shapes import Id, Said
from mingbai.errands.actions import cancel
from mingbai.errands.queries import errand_of, result, results_of
from mingbai.offices.queries import seat
from mingbai.offices.roles import ROLES

Number = Annotated[int, Field(ge=0, le=999)]


class Me(Schema):
    """岗位 · in whose post a key works, and what it may ask and do."""

    officer: str
    organisation: str
    role: str
    role_said: Said
    region: str
    operations: list[str]


class Job(Schema):
    """任务 · long work that was asked for: how far it is, and what came of it."""

    id: int
    kind: str
    state: str
    phase: Said
    done: int
    total: int
    told: Said
    result: dict[str, Any]
    files: list[str] = Field(description="生成的文件 · files that came of it: /jobs/ID/files/NUMBER")
    asked_at: datetime
    ended_at: datetime | None
    href: str


@reads("/me", "me")
def me(request: Request) -> Me:
    """这个密钥是谁 · in whose post this key works, and what is open to it"""
    by = request.actor
    officer, organisation = seat(by)
    return Me(
        officer=officer, organisation=organisation, role=by.role.value, region=by.region.code,
        role_said=Said(zh=ROLES[by.role].title, en=ROLES[by.role].title_en),
        operations=[name for name, opens in OPERATIONS.items() if opens.to(by)],
    )  # fmt: skip


@reads("/jobs/{job_id}", "jobs.job")
def one_job(request: Request, job_id: Path[Id]) -> Job:
    """一项任务办到哪里了 · how far a job is that this post asked for"""
    return job(request, job_id)


@reads("/jobs/{job_id}/files/{number}", "jobs.file")
def file(request: Request, job_id: Path[Id], number: Path[Number]) -> HttpResponse:
    """任务生成的文件，从0数起 · a file that came of a job, by its place from 0; that it was taken is kept"""
    found = errand_of(request.actor.id, job_id)
    made = result(found, number) if found and found.post == request.actor.post_id else None
    if made is None:
        raise Http404
    name, content = made
    look(request, f"errands.errand/{job_id}/{number}", is_export=True)
    return handed(name, content, "application/octet-stream")


@acts("/jobs/{job_id}/cancelling", "jobs.cancel")
def stop(request: Request, job_id: Path[Id]) -> Job:
    """取消任务 · have a job stopped and undone"""
    job(request, job_id)
    cancel(errand_id=job_id, by=request.actor, at=timezone.now())
    return job(request, job_id)


def job(request: Request, job_id: int) -> Job:
    """Return a job as it is told to its asker; raise Http404 for anybody else's."""
    one = errand_of(request.actor.id, job_id)
    if one is None or one.post != request.actor.post_id:
        raise Http404
    return Job(
        id=one.pk, kind=one.kind, state=one.state, phase=Said(zh=one.phase_zh, en=one.phase_en), done=one.done,
        total=one.total, told=Said(zh=one.told_zh, en=one.told_en), result=one.result, asked_at=one.asked_at,
        ended_at=one.ended_at, files=[each.name for each in results_of(one)], href=f"/api/v1/jobs/{one.pk}",
    )  # fmt: skip
