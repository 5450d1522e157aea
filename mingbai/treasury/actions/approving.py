"""What was proposed is approved, and done at once, or sent back; two approve what goes between funds."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import allow
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind as Party
from mingbai.treasury.actions.between import move_between
from mingbai.treasury.actions.corrections import correct
from mingbai.treasury.actions.funds import close_year, open_fund, open_township
from mingbai.treasury.actions.moves import move_money
from mingbai.treasury.actions.proposing import Signed, require_party
from mingbai.treasury.models import Proposal
from mingbai.treasury.officers import Paper
from mingbai.treasury.proposals import (
    APPROVERS,
    BETWEEN_FUNDS,
    CLOSE,
    OPEN,
    OPEN_TOWNSHIP,
    TITLES,
    Standing,
    step_of,
)
from mingbai.treasury.refused import BadEntry, NotProposed, SamePerson
from mingbai.treasury.states import CORRECTION, Level


def approve(*, proposal_id: int, by: Actor, at: datetime) -> Proposal:
    """
    Approve a proposal: from now on the fund is open, the entry in the books, the year closed. Raises a Refused.

    Of an adjustment between funds the first approval moves nothing; another person's second does.
    """
    with transaction.atomic():
        one = _decided(proposal_id, by, at)
        if one.state == Standing.SECONDED:
            one.seconded_by, one.seconded_at = by.id, at
            one.save(update_fields=["state", "seconded_by", "seconded_at"])
            record(type="treasury.seconded", rows=[one], by=by, at=at)
            return one
        one.approved_by, one.approved_at = by.id, at
        one.entry_id = _do(one, by, at)
        one.save(update_fields=["state", "approved_by", "approved_at", "entry_id", "fund"])
        record(type="treasury.approved", rows=[one], by=by, at=at)
        return one


def refuse(*, proposal_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Send a proposal back, with the reason; nothing is written in the books."""
    if not reason.strip():
        raise BadEntry("退回须写明理由。", "Say why it is refused.")
    with transaction.atomic():
        one = _decided(proposal_id, by, at, refused=True)
        one.reason, one.approved_by, one.approved_at = reason.strip(), by.id, at
        one.save(update_fields=["state", "reason", "approved_by", "approved_at"])
        record(type="treasury.refused", rows=[one], by=by, at=at)


def _do(one: Proposal, by: Actor, at: datetime) -> UUID | None:
    """Do what was proposed; return the entry it left, None where it left none or many."""
    party, fund_id = Party(one.party), one.fund_id or 0
    paper = Paper(one.document, Signed(one.made_by, party), Signed(one.seconded_by or by.id, party), at)
    if one.code == OPEN:
        one.fund_id = open_fund(
            region=Region(one.region), year=one.year or 0, source=Level(one.source), programme=one.programme,
            paper=paper,
        )  # fmt: skip
    elif one.code == OPEN_TOWNSHIP:
        open_township(fund_id=fund_id, township=Region(one.township), paper=paper)
    elif one.code == CLOSE:
        close_year(fund_id=fund_id, paper=paper)
    elif one.code == CORRECTION:
        assert one.wrong_id is not None
        return correct(wrong_id=one.wrong_id, paper=paper)
    elif one.code in BETWEEN_FUNDS:
        return move_between(
            one.code, from_fund=fund_id, to_fund=one.to_fund_id or 0, fen=one.fen, name=one.name, paper=paper,
            also_by=by.id,
        )  # fmt: skip
    else:
        return move_money(one.code, fund_id=fund_id, fen=one.fen, name=one.name, paper=paper, township=one.township)
    return None


def _decided(proposal_id: int, by: Actor, at: datetime, *, refused: bool = False) -> Proposal:
    """Return a proposal that the actor may decide now, in the state it moves to, nothing saved."""
    one = Proposal.objects.select_for_update().filter(pk=proposal_id).first()
    step = step_of(one.code, one.state, refused=refused) if one else None
    if one is None or step is None:
        raise NotProposed(proposal_id, None if one is None else TITLES[Standing(one.state)])
    allow(by, APPROVERS, title=step.title, title_en=step.title_en, at=at)
    require_party(Party(one.party), by, (step.title, step.title_en))
    if by.id in (one.made_by, one.seconded_by):
        raise SamePerson(
            "提出人不能审批自己提出的资金变动，已审批过的也不能再审批一次，请同一部门的另一人办理。",
            "Who proposed it, or has approved it once, may not decide it: another of that office does.",
        )
    one.state = step.after.value
    return one
