"""The evidence log: how far it is and who vouches for it, acts and their proofs, packs of them; all of it verified."""

from datetime import datetime
from typing import Any

from django.http import Http404
from django.utils import timezone
from ninja import Query, Schema
from pydantic import Field

from mingbai.api.endpoints.own import Job, job
from mingbai.api.entering import Request, acts, look, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.problems import Problem
from mingbai.api.shapes import Sent
from mingbai.evidence.installation import installed_policy, installed_ring, log_files, log_key
from mingbai.evidence.proving import proof_of
from mingbai.evidence.queries import NotLogged, acts_in, last_note, standing
from mingbai.evidence.tiles.reading import TilesDamaged
from mingbai.evidence.tracing.vouching import checkpoints, last_words
from mingbai.inspections.errands import ask_verification
from mingbai.printing.errands import ask_pack, key_of

MOST_PACKED = 5_000  # acts of one pack, which a browser verifies from one page
NEWEST = 50  # checkpoints told
MAKER = "制作人 Made by"


class Log(Schema):
    """存证日志 · how far the log is, and its last signed checkpoint."""

    placed: int
    waiting: int
    checkpoint: int
    witnessed: int
    note: str


class Act(Schema):
    """登记 · one act in the log: who did what to what, and its place."""

    id: int
    type: str
    subject: str
    by: int | None
    post: int | None
    organisation: int | None
    at: datetime
    region: str
    month: str
    digest: str
    place: int | None


class About(Paging):
    """About what: a row as the log calls it."""

    subject: str = Field(min_length=3, max_length=120, examples=["rosters.roster/12"])


class Subject(Schema):
    """A row as the log calls it."""

    subject: str = Field(min_length=3, max_length=120, examples=["rosters.roster/12"])


class Proof(Schema):
    """证明 · the proof of the last act about a row, as a stranger checks it offline (C2SP tlog-proof)."""

    subject: str
    proof: str
    quorum: str


class Packing(Sent):
    """What a pack is of: a row as the log calls it."""

    subject: str = Field(min_length=3, max_length=120, examples=["rosters.sheet/12"])


class Word(Schema):
    """A witness's last word: the size of the log it cosigned; 0 where it never did."""

    witness: str
    size: int
    at: datetime | None


class Checkpoint(Schema):
    """检查点 · so many acts, their root, and the witnesses that cosigned it."""

    size: int
    root: str
    witnesses: list[str]


class Vouched(Schema):
    """见证 · who vouches for the log and how far: its key, its last checkpoints, and each witness's last word."""

    key: str
    quorum: str
    words: list[Word]
    checkpoints: list[Checkpoint]


@reads("/evidence", "evidence")
def evidence(request: Request) -> Log:  # noqa: ARG001 - as operations are called
    """存证日志到哪里了 · how far the log is, and who can check it"""
    return Log(**vars(standing(installed_policy())), note=last_note())


@reads("/evidence/acts", "evidence.acts")
def acts_about(request: Request, asked: Query[About]) -> Page[Act]:
    """一条记录办过什么 · what was done about a row, within the division"""
    found = acts_in(request.actor.region, asked.subject)
    page = page_of(request, found, asked, lambda some: [_act(one) for one in some])
    look(request, asked.subject, len(page.items))
    return page


@reads("/evidence/proof", "evidence.proof")
def proof(request: Request, asked: Query[Subject]) -> Proof:
    """一条记录的存证证明 · the proof of the last act about a row"""
    if not acts_in(request.actor.region, asked.subject).exists():
        raise Http404
    policy = installed_policy()
    try:
        made = proof_of(asked.subject, fields=(), storage=log_files(), policy=policy, ring=installed_ring())
    except (NotLogged, TilesDamaged, FileNotFoundError) as error:
        zh, en = "这条登记还没有写入日志的公开文件，一般不到一分钟，请稍后再取。", "Not published yet: try again soon."
        raise Problem("refused", lambda language: en if language == "en" else zh) from error
    look(request, asked.subject, is_export=True)
    return Proof(subject=asked.subject, proof=str(made), quorum=policy.quorum)


@reads("/evidence/checkpoints", "evidence.checkpoints")
def vouched(request: Request) -> Vouched:  # noqa: ARG001 - as operations are called
    """日志的检查点和见证 · the log's last checkpoints, who cosigned them, and each witness's last word"""
    policy = installed_policy()
    return Vouched(
        key=str(log_key().verifier), quorum=policy.quorum, words=[Word(**vars(one)) for one in last_words(policy)],
        checkpoints=[Checkpoint(**vars(one)) for one in checkpoints(NEWEST)],
    )  # fmt: skip


@acts("/evidence/packs", "evidence.pack", later=Job)
def pack(request: Request, sent: Packing) -> Job:
    """生成一条记录的取证包，转为任务 · have all that was recorded of a row packed with its proofs: a job is made"""
    by, at = request.actor, timezone.now()
    if not by.may_read(sent.subject.partition(".")[0]):
        raise Problem("forbidden")
    found = [one for one in acts_in(by.region, sent.subject)[:MOST_PACKED] if getattr(one, "leaf", None)]
    if not found:
        raise Http404
    called = {key_of(one.subject, one.type): (one.type, one.type) for one in found}
    made = ask_pack(
        [one.pk for one in found], called=called, name=sent.subject.replace("/", "-"),
        about={"记录 Row": sent.subject}, maker=MAKER, by=by, at=at,
    )  # fmt: skip
    return job(request, made)


@acts("/evidence/verifications", "evidence.verify", later=Job)
def verify(request: Request) -> Job:
    """核验整个日志，转为任务 · have the whole log verified: a job is made, and what it finds is logged"""
    return job(request, ask_verification(by=request.actor, at=timezone.now()))


def _act(one: Any) -> Act:
    leaf = getattr(one, "leaf", None)
    return Act(
        id=one.pk, type=one.type, subject=one.subject, by=one.by, post=one.post, organisation=one.organisation,
        at=one.at, region=one.region, month=one.month, digest=one.digest, place=leaf.index if leaf else None,
    )  # fmt: skip
