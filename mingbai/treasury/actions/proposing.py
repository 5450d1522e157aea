"""A fund is opened and money moved in two acts: one proposes it on a paper, another of the same office approves."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import allow
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import TITLES as OFFICES
from mingbai.offices.kinds import Kind as Party
from mingbai.treasury.actions.funds import open_fund
from mingbai.treasury.actions.moves import move_money, single
from mingbai.treasury.decisions import decide
from mingbai.treasury.models import Fund, Proposal
from mingbai.treasury.officers import Paper
from mingbai.treasury.proposals import APPROVERS, MAKERS, OPEN, STEPS, TITLE, TITLES, Standing
from mingbai.treasury.refused import BadEntry, NotProposed, SamePerson, WrongParty
from mingbai.treasury.states import MOVE, Level
from mingbai.treasury.uses import require_lawful_use

NOBODY = 0  # nobody's number: who will approve is not known yet


@dataclass(frozen=True)
class Signed:
    """Somebody who acts for an office, by number."""

    id: int
    party: Party


def propose_fund(*, region: Region, year: int, source: Level, programme: str, document: str, by: Actor, at: datetime
                 ) -> int:  # fmt: skip
    """Propose to open the books of one programme's money of a year; return the proposal's number."""
    allow(by, MAKERS, title=TITLE[0], title_en=TITLE[1], at=at)
    _of(Party.FINANCE, by, TITLE)
    require_lawful_use(document, fen=0, by=by.id, at=at)
    return _proposed({"region": region.code, "code": OPEN, "year": year, "source": source.value,
                      "programme": programme, "document": document}, by, at)  # fmt: skip


def propose_move(
    code: str, *, fund_id: int, fen: int, name: str, document: str, township: str = "", by: Actor, at: datetime
) -> int:
    """
    Propose a move of `states.MOVES`; return the proposal's number.

    All is judged that can be before the approval, which asks the books. Raises a Refused.
    """
    move = MOVE.get(code)
    title = (move.title, move.title_en) if move else ("资金变动", "a move of money")
    allow(by, MAKERS, title=title[0], title_en=title[1], at=at)
    fund = Fund.objects.filter(pk=fund_id).first()
    if fund is None:
        raise BadEntry(f"没有资金账{fund_id}。", f"There is no fund {fund_id}.")
    paper = Paper(document, by, Signed(NOBODY, by.party), at)
    decide(single(code, fund_id=fund_id, fen=fen, name=name, paper=paper, township=township))
    require_lawful_use(document, fen=fen, by=by.id, at=at)
    return _proposed({"region": fund.region, "code": code, "fund": fund, "fen": fen, "name": name,
                      "township": township, "programme": fund.programme, "document": document}, by, at)  # fmt: skip


def approve(*, proposal_id: int, by: Actor, at: datetime) -> Proposal:
    """Approve a proposal: the fund is open, or the entry in the books, from now on. Raises a Refused."""
    with transaction.atomic():
        one = _decided(proposal_id, Standing.APPROVED, by, at)
        paper = Paper(one.document, Signed(one.made_by, Party(one.party)), by, at)
        if one.code == OPEN:
            one.fund_id = open_fund(
                region=Region(one.region), year=one.year or 0, source=Level(one.source), programme=one.programme,
                paper=paper,
            )  # fmt: skip
        else:
            one.entry_id = move_money(
                one.code, fund_id=one.fund_id or 0, fen=one.fen, name=one.name, paper=paper, township=one.township
            )
        one.save(update_fields=["state", "approved_by", "approved_at", "entry_id", "fund"])
        record(type="treasury.approved", rows=[one], by=by, at=at)
        return one


def refuse(*, proposal_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Send a proposal back, with the reason; nothing is written in the books."""
    if not reason.strip():
        raise BadEntry("退回须写明理由。", "Say why it is refused.")
    with transaction.atomic():
        one = _decided(proposal_id, Standing.REFUSED, by, at)
        one.reason = reason.strip()
        one.save(update_fields=["state", "reason", "approved_by", "approved_at"])
        record(type="treasury.refused", rows=[one], by=by, at=at)


def _proposed(said: dict[str, Any], by: Actor, at: datetime) -> int:
    with transaction.atomic():
        made = Proposal.objects.create(**said, party=by.party.value, made_by=by.id, made_at=at)
        record(type="treasury.proposed", rows=[made], by=by, at=at)
    return made.pk


def _decided(proposal_id: int, after: Standing, by: Actor, at: datetime) -> Proposal:
    """Return a proposal that the actor may decide now, its state and signature set, nothing saved."""
    step = STEPS[after]
    one = Proposal.objects.select_for_update().filter(pk=proposal_id).first()
    if one is None or one.state != step.before:
        raise NotProposed(proposal_id, None if one is None else TITLES[Standing(one.state)])
    allow(by, APPROVERS, title=step.title, title_en=step.title_en, at=at)
    _of(Party(one.party), by, (step.title, step.title_en))
    if by.id == one.made_by:
        raise SamePerson(
            "提出人不能审批自己提出的资金变动，请同一部门的另一人审批。",
            "Who proposed it may not approve or refuse it: another of that office does.",
        )
    one.state, one.approved_by, one.approved_at = after.value, by.id, at
    return one


def _of(party: Party, by: Actor, title: tuple[str, str]) -> None:
    if by.party is not party:
        (ours, ours_en), (theirs, theirs_en) = OFFICES[party], OFFICES[by.party]
        raise WrongParty(
            f"“{title[0]}”由{ours}办理，不由{theirs}办理。",
            f"“{title[1]}” is for {ours_en} to do, not for {theirs_en}.",
        )
