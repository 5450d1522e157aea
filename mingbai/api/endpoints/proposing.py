"""What is done with a fund: proposed by one of an office on a paper, approved or refused by another of it."""

from datetime import datetime
from functools import partial
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import Http404
from django.utils import timezone
from ninja import Path, Query
from pydantic import Field

from mingbai.api.entering import Request, acts, reads
from mingbai.api.paging import Page, Paging, page_of
from mingbai.api.shapes import CODE, Id, Money, Reason, Said, Sent, SomeFen, Versioned, Within, division, wrong
from mingbai.api.stepping import step
from mingbai.files.tables.words import PROGRAMMES
from mingbai.offices.kinds import TITLES as OFFICES
from mingbai.treasury import actions
from mingbai.treasury.ladder import Rung
from mingbai.treasury.proposals import BY_HAND, SORTS, TITLES, Standing
from mingbai.treasury.queries.listing import proposal_of, proposals_of
from mingbai.treasury.states import MOVE, Level

CODES = "|".join(sorted({code for codes in BY_HAND.values() for code in codes}))
Name = Annotated[
    str, Field(min_length=1, max_length=60, description="此笔的名称，同一名称只记一次 · its name", examples=["首批"])
]


class Papered(Sent):
    """What every proposal rests on."""

    document: str = Field(
        min_length=1, max_length=100, description="所依据的文号 · document it rests on", examples=["财社〔2026〕7号"]
    )


class Move(Papered):
    """资金变动 · a move of money that follows from no roster, file or receipt."""

    fund_id: Id
    code: str = Field(pattern=f"^({CODES})$", description="变动 · which move", examples=["quota"])
    fen: SomeFen
    name: Name
    township: str = Field(
        "", pattern=rf"^$|{CODE}", description="只有备用金的变动才写 · only where a township's reserve moves"
    )


class Opening(Papered):
    """开立资金账 · the books of one programme's money of a year."""

    programme: str = Field(pattern=f"^({'|'.join(PROGRAMMES)})$", examples=["dibao_rural"])
    year: int = Field(ge=2000, le=2100)
    source: Level


class Reserve(Papered):
    """开立乡镇备用金 · a township's reserve in a fund."""

    fund_id: Id
    township: str = Field(pattern=CODE, examples=["999901101"])


class Adjustment(Papered):
    """资金调剂或结转 · so much from one fund to another; two others approve it."""

    sort: Literal["lend", "carry_out"]
    from_fund: Id
    to_fund: Id
    fen: SomeFen
    name: Name


class Closing(Papered):
    """年终结账 · the end of a fund's year."""

    fund_id: Id


class Correction(Papered):
    """更正分录 · the entry that is wrong; what undoes it follows from it."""

    wrong_id: UUID


class Proposals(Within, Paging):
    """Which proposals."""

    fund_id: Id | None = Field(None, description="只要这笔资金的 · only of this fund")
    waiting: bool = Field(True, description="只要待审批的；否则只要已办结的 · those that wait, or those decided")


class Proposal(Versioned):
    """资金变动申请 · what one of an office proposes to do with a fund; another of that office decides."""

    id: int
    region: str
    party: str
    code: str
    code_said: Said
    fund_id: int | None
    to_fund_id: int | None
    wrong_id: UUID | None
    amount: Money
    name: str
    township: str
    programme: str
    year: int | None
    source: str
    document: str
    state: str
    state_said: Said
    reason: str
    made_by: int
    made_at: datetime
    seconded_by: int | None
    seconded_at: datetime | None
    decided_by: int | None
    decided_at: datetime | None
    entry_id: UUID | None


@acts("/proposals/moves", "treasury.propose_move", status=201)
def propose_move(request: Request, sent: Move) -> Proposal:
    """提出资金变动 · propose a move of money: quota, a township's reserve, recoveries"""
    by, facts = request.actor, sent.model_dump()
    if sent.code not in BY_HAND.get(by.party, ()):
        zh, en = OFFICES[by.party]
        raise wrong("body.code", f"这项变动不由{zh}提出。", f"This move is not for {en} to propose.")
    if (Rung.TOWNSHIP in (MOVE[sent.code].debit, MOVE[sent.code].credit)) != bool(sent.township):
        zh, en = "备用金的变动须写明乡镇，其他变动不写。", "A reserve's move names its township, others name none."
        raise wrong("body.township", zh, en)
    facts["township"] = division(sent.township, by).code if sent.township else ""
    return _made(request, actions.propose_move(facts.pop("code"), **facts, by=by, at=timezone.now()))


@acts("/proposals/openings", "treasury.propose_fund", status=201)
def propose_fund(request: Request, sent: Opening) -> Proposal:
    """提出开立资金账 · propose to open the books of a fund"""
    by = request.actor
    return _made(request, actions.propose_fund(region=by.region, **sent.model_dump(), by=by, at=timezone.now()))


@acts("/proposals/reserves", "treasury.propose_township", status=201)
def propose_township(request: Request, sent: Reserve) -> Proposal:
    """提出开立乡镇备用金 · propose to open a township's reserve"""
    by, township = request.actor, division(sent.township, request.actor)
    made = actions.propose_township(
        fund_id=sent.fund_id, township=township, document=sent.document, by=by, at=timezone.now()
    )
    return _made(request, made)


@acts("/proposals/adjustments", "treasury.propose_between", status=201)
def propose_between(request: Request, sent: Adjustment) -> Proposal:
    """提出资金调剂或结转下年 · propose to lend to another fund, or to hand a closed year's rest on"""
    facts = sent.model_dump(exclude={"sort"})
    return _made(request, actions.propose_between(sent.sort, **facts, by=request.actor, at=timezone.now()))


@acts("/proposals/closings", "treasury.propose_closing", status=201)
def propose_closing(request: Request, sent: Closing) -> Proposal:
    """提出年终结账 · propose to close a fund's year"""
    return _made(request, actions.propose_closing(**sent.model_dump(), by=request.actor, at=timezone.now()))


@acts("/proposals/corrections", "treasury.propose_correction", status=201)
def propose_correction(request: Request, sent: Correction) -> Proposal:
    """提出更正分录 · propose to undo an entry by its mirror"""
    return _made(request, actions.propose_correction(**sent.model_dump(), by=request.actor, at=timezone.now()))


@reads("/proposals", "treasury.proposals")
def proposals(request: Request, asked: Query[Proposals]) -> Page[Proposal]:
    """资金变动申请 · what was proposed to be done with funds: what waits, or what was decided"""
    found = proposals_of(within=asked.place(request.actor), fund_id=asked.fund_id, waiting=asked.waiting)
    return page_of(request, found, asked, lambda some: [_proposal(one) for one in some])


@reads("/proposals/{proposal_id}", "treasury.proposal")
def proposal(request: Request, proposal_id: Path[Id]) -> Proposal:
    """一项资金变动申请 · one proposal"""
    return _made(request, proposal_id)


@acts("/proposals/{proposal_id}/approval", "treasury.approve", on="proposal")
def approve(request: Request, proposal_id: Path[Id]) -> Proposal:
    """审批并记账 · approve a proposal: it is done at once; an adjustment needs two approvals"""
    return step(request, partial(_made, request, proposal_id), actions.approve, proposal_id=proposal_id)


@acts("/proposals/{proposal_id}/refusal", "treasury.refuse", on="proposal")
def refuse(request: Request, proposal_id: Path[Id], sent: Reason) -> Proposal:
    """退回资金变动 · send a proposal back, with the reason; nothing is written in the books"""
    return step(
        request, partial(_made, request, proposal_id), actions.refuse, proposal_id=proposal_id, reason=sent.reason
    )


def _made(request: Request, proposal_id: int) -> Proposal:
    found = proposal_of(proposal_id, within=request.actor.region)
    if found is None:
        raise Http404
    return _proposal(found)


def _proposal(one: Any) -> Proposal:
    sort = SORTS[one.code]
    return Proposal(
        id=one.pk, region=one.region, party=one.party, code=one.code, code_said=Said(zh=sort.title, en=sort.title_en),
        fund_id=one.fund_id, to_fund_id=one.to_fund_id, wrong_id=one.wrong_id, amount=Money.of(one.fen), name=one.name,
        township=one.township, programme=one.programme, year=one.year, source=one.source, document=one.document,
        state=one.state, state_said=Said.of(TITLES[Standing(one.state)]), reason=one.reason, made_by=one.made_by,
        made_at=one.made_at, seconded_by=one.seconded_by, seconded_at=one.seconded_at, decided_by=one.approved_by,
        decided_at=one.approved_at, entry_id=one.entry_id,
    )  # fmt: skip
