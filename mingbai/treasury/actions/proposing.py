"""What is done with a fund is proposed first, by one person and on a paper; another of that office approves it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from mingbai.evidence.actions import record
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import allow
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import TITLES as OFFICES
from mingbai.offices.kinds import Kind as Party
from mingbai.treasury.actions.between import halves
from mingbai.treasury.actions.corrections import entry, mirrored
from mingbai.treasury.actions.moves import single
from mingbai.treasury.decisions import already_resolved, decide, decide_together
from mingbai.treasury.models import Account, Fund, Proposal
from mingbai.treasury.officers import Paper
from mingbai.treasury.proposals import BETWEEN_FUNDS, CLOSE, MAKERS, OPEN, OPEN_TOWNSHIP, SORTS
from mingbai.treasury.queries import closed, transfers
from mingbai.treasury.refused import BadEntry, WrongParty, YearClosed
from mingbai.treasury.states import CORRECTION, MOVE, Level
from mingbai.treasury.uses import require_lawful_use

NOBODY, NOBODY_ELSE = 0, -1  # nobody's numbers: who will approve is not known yet


@dataclass(frozen=True)
class Signed:
    """Somebody who acts for an office, by number."""

    id: int
    party: Party


def propose_fund(*, region: Region, year: int, source: Level, programme: str, document: str, by: Actor, at: datetime
                 ) -> int:  # fmt: skip
    """Propose to open the books of one programme's money of a year; return the proposal's number."""
    _may_propose(OPEN, by, at)
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
    fund = _fund(fund_id, township, by)
    paper = Paper(document, by, Signed(NOBODY, by.party), at)
    decide(single(code, fund_id=fund_id, fen=fen, name=name, paper=paper, township=township))
    said = {"region": township or fund.region, "code": code, "fund": fund, "fen": fen, "name": name}
    return _proposed(said | {"township": township, "programme": fund.programme, "document": document}, by, at)


def propose_township(*, fund_id: int, township: Region, document: str, by: Actor, at: datetime) -> int:
    """Propose to open a township's reserve in a fund (备用金, JN-2020-21#2.3); return the proposal's number."""
    _may_propose(OPEN_TOWNSHIP, by, at)
    fund = _fund(fund_id, township.code, by)
    if not Region(fund.region).contains(township) or township.code == fund.region:
        raise BadEntry(
            f"{township}不是资金账{fund_id}所在地的乡镇。", f"{township} is no township of fund {fund_id}'s place."
        )
    return _proposed({"region": township.code, "code": OPEN_TOWNSHIP, "fund": fund, "township": township.code,
                      "programme": fund.programme, "document": document}, by, at)  # fmt: skip


def propose_between(
    code: str, *, from_fund: int, to_fund: int, fen: int, name: str, document: str, by: Actor, at: datetime
) -> int:
    """
    Propose to lend to another fund (lend) or to hand a closed year's rest on (carry_out); return the proposal's number.

    Two others of finance approve it, one after the other (JN-2020-21#2.4). Raises a Refused.
    """
    if code not in BETWEEN_FUNDS:
        raise BadEntry(f"没有“{code}”这种资金调剂。", f"There is no adjustment “{code}”.")
    _may_propose(code, by, at)
    gives, takes = _fund(from_fund, "", by), _fund(to_fund, "", by)
    paper = Paper(document, by, Signed(NOBODY, by.party), at)
    pair = halves(
        code, from_fund=from_fund, to_fund=to_fund, fen=fen, name=name, paper=paper, also_by=NOBODY_ELSE
    )  # fmt: skip
    for half in pair:
        decide(half)
    decide_together(pair)
    said = {"region": gives.region, "code": code, "fund": gives, "to_fund": takes, "fen": fen, "name": name}
    return _proposed(said | {"programme": gives.programme, "document": document}, by, at)


def propose_closing(*, fund_id: int, document: str, by: Actor, at: datetime) -> int:
    """Propose to close a fund's year and carry over what it has not spent (JN-2020-21#3.1); return the number."""
    _may_propose(CLOSE, by, at)
    fund = _fund(fund_id, "", by)
    if closed([fund_id]):
        raise YearClosed(f"基金{fund_id}已年终结账。", f"The year of fund {fund_id} is closed already.")
    return _proposed({"region": fund.region, "code": CLOSE, "fund": fund, "programme": fund.programme,
                      "document": document}, by, at)  # fmt: skip


def propose_correction(*, wrong_id: UUID, document: str, by: Actor, at: datetime) -> int:
    """Propose to undo an entry by its mirror, which leaves it where it is; return the proposal's number."""
    allow(by, MAKERS, title=SORTS[CORRECTION].title, title_en=SORTS[CORRECTION].title_en, at=at)
    wrong = entry(wrong_id)
    townships = Account.objects.filter(pk__in=[wrong.debit.id, wrong.credit.id]).exclude(township="")
    township = townships.values_list("township", flat=True).first() or ""
    fund = _fund(wrong.fund_id, township, by)
    mirror = mirrored(wrong, Paper(document, by, Signed(NOBODY, by.party), at))
    decide(mirror, wrong)
    if transfers([mirror.id]):
        raise already_resolved(mirror)
    said = {"region": township or fund.region, "code": CORRECTION, "fund": fund, "wrong_id": wrong_id}
    about = {"fen": wrong.fen, "name": wrong.code, "township": township, "programme": fund.programme}
    return _proposed(said | about | {"document": document}, by, at, is_use=False)


def _may_propose(code: str, by: Actor, at: datetime) -> None:
    """Raise unless the actor is one of finance who proposes; a move is judged by its own party."""
    title = SORTS[code].title, SORTS[code].title_en
    allow(by, MAKERS, title=title[0], title_en=title[1], at=at)
    require_party(Party.FINANCE, by, title)


def _fund(fund_id: int, township: str, by: Actor) -> Fund:
    """Return a fund whose money is in the actor's division, or whose reserve is in the actor's township."""
    fund = Fund.objects.filter(pk=fund_id).first()
    if fund is None or not by.region.contains(Region(township or fund.region)):
        raise BadEntry(f"没有资金账{fund_id}。", f"There is no fund {fund_id}.")
    return fund


def _proposed(said: dict[str, Any], by: Actor, at: datetime, *, is_use: bool = True) -> int:
    """Write a proposal on a paper that says something, and names no forbidden use unless it undoes one."""
    document = said["document"].strip()
    if not document:
        raise BadEntry("请填写所依据的文号。", "Give the number of the document it rests on.")
    if is_use:
        require_lawful_use(document, fen=said.get("fen", 0), by=by.id, at=at)
    with transaction.atomic():
        made = Proposal.objects.create(**said, party=by.party.value, made_by=by.id, made_at=at)
        record(type="treasury.proposed", rows=[made], by=by, at=at)
    return made.pk


def require_party(party: Party, by: Actor, title: tuple[str, str]) -> None:
    """Raise WrongParty unless the actor is of that kind of office."""
    if by.party is not party:
        (ours, ours_en), (theirs, theirs_en) = OFFICES[party], OFFICES[by.party]
        raise WrongParty(
            f"“{title[0]}”由{ours}办理，不由{theirs}办理。",
            f"“{title[1]}” is for {ours_en} to do, not for {theirs_en}.",
        )
