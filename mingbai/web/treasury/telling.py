"""The books as their pages tell them: funds by name, proposals with who has to decide them, lines of the ledger."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Any

from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import TITLES as OFFICES
from mingbai.offices.kinds import Kind
from mingbai.offices.places import names_of
from mingbai.offices.queries import officer_names
from mingbai.rules.speaking import programme_names
from mingbai.treasury.ladder import RUNGS, Rung
from mingbai.treasury.proposals import APPROVERS, MAKERS, SORTS, TITLES, Sort, Standing, step_of
from mingbai.treasury.queries import FundFacts
from mingbai.treasury.queries import Standing as Account
from mingbai.treasury.queries.idle import TERMS, Idle, Why
from mingbai.treasury.queries.listing import Fund, Line
from mingbai.treasury.states import LEVELS, MOVE, Level
from mingbai.treasury.states import Kind as Way
from mingbai.web.words import language, said

Words = tuple[str, str]
TONES = {
    Standing.PROPOSED: "amber", Standing.SECONDED: "amber", Standing.APPROVED: "green", Standing.REFUSED: "grey",
}  # fmt: skip
IDLE_TONES = {Why.UNALLOCATED: "amber", Why.STILL: "red", Why.LEFT_OVER: "yellow"}
WAYS: Mapping[Way, Words] = {
    Way.SINGLE: ("", ""), Way.PENDING: ("待银行回单", "held for the bank's answer"),
    Way.POST: ("银行已确认", "confirmed by the bank"), Way.VOID: ("银行未付", "not paid by the bank"),
}  # fmt: skip


@dataclass(frozen=True)
class ToldFund:
    """A fund by name."""

    fund: Fund
    place: str

    @property
    def facts(self) -> FundFacts:
        """Return what it was opened as."""
        return self.fund.facts

    @property
    def programme(self) -> str:
        """Return whose money it is."""
        return programme_names(self.facts.programme, language())

    @property
    def level(self) -> Words:
        """Return which budget it comes from."""
        return LEVELS[Level(self.facts.source)]

    @property
    def tone(self) -> str:
        """Return the colour of its row: a fund that does not add up is looked at now."""
        return "grey" if self.fund.is_closed else "green" if self.fund.whole.holds else "red"


@dataclass(frozen=True)
class ToldProposal:
    """What was proposed, by whom, and whether the reader may decide it."""

    one: Any
    place: str
    township: str
    names: Mapping[int, str]
    may_decide: bool

    @property
    def sort(self) -> Sort:
        """Return what is to be done, with its articles."""
        return SORTS[self.one.code]

    @property
    def programme(self) -> str:
        """Return whose money it is."""
        return programme_names(self.one.programme, language())

    @property
    def state(self) -> Words:
        """Return where it stands."""
        return TITLES[Standing(self.one.state)]

    @property
    def tone(self) -> str:
        """Return the colour of where it stands."""
        return TONES[Standing(self.one.state)]

    @property
    def office(self) -> Words:
        """Return whose it is to decide."""
        return OFFICES[Kind(self.one.party)]

    @cached_property
    def people(self) -> Sequence[tuple[Words, str, Any]]:
        """Return who signed so far: as what, by name, when."""
        one = self.one
        signed = (
            (("提出", "proposed"), one.made_by, one.made_at),
            (("审批", "approved"), one.seconded_by, one.seconded_at),
            (self.state, one.approved_by, one.approved_at),
        )
        return [(words, self.names.get(who, str(who)), at) for words, who, at in signed if who is not None]


@dataclass(frozen=True)
class ToldLine:
    """One line of the ledger in words."""

    line: Line
    fund: ToldFund | None
    names: Mapping[int, str]
    may_correct: bool

    @property
    def title(self) -> str:
        """Return what moved."""
        sort, way = SORTS[self.line.code], WAYS[self.line.kind]
        return said(sort.title, sort.title_en.capitalize()) + (f" · {said(*way)}" if way[0] else "")

    @property
    def way(self) -> tuple[Words, Words]:
        """Return from where to where."""
        debit, credit = RUNGS[self.line.debit], RUNGS[self.line.credit]
        return (debit.title, debit.title_en), (credit.title, credit.title_en)

    @property
    def people(self) -> str:
        """Return who made it and who approved it."""
        who = (self.line.made_by, self.line.approved_by, self.line.approved_also_by)
        return " → ".join(self.names.get(one, str(one)) for one in who if one is not None)


@dataclass(frozen=True)
class ToldIdle:
    """Money that stands too long, in words."""

    one: Idle
    programme: str
    place: str
    township: str
    on: date

    @property
    def why(self) -> Words:
        """Return why it is listed."""
        term = TERMS[self.one.why]
        return term.title, term.title_en

    @property
    def cites(self) -> tuple[str, ...]:
        """Return the articles that want it to move."""
        return TERMS[self.one.why].cites

    @property
    def tone(self) -> str:
        """Return the colour of its row."""
        return IDLE_TONES[self.one.why]

    @property
    def days(self) -> int | None:
        """Return for how many days at least."""
        return self.one.days(self.on)

    @property
    def limit(self) -> str:
        """Return the term in force."""
        value = self.one.term.value
        return f"{value // 100}%" if self.one.why is Why.LEFT_OVER else said(f"{value}天", f"{value} days")

    @property
    def ground(self) -> str:
        """Return what the term rests on."""
        return self.one.term.ground(language())


def told_funds(funds: Sequence[Fund]) -> list[ToldFund]:
    """Return funds by name; one look at the divisions."""
    places = names_of({Region(one.facts.region) for one in funds})
    return [ToldFund(one, places[Region(one.facts.region)]) for one in funds]


def told_proposals(found: Iterable[Any], actor: Actor) -> list[ToldProposal]:
    """Return proposals in words; two looks, however many."""
    rows = list(found)
    names = officer_names(who for one in rows for who in (one.made_by, one.seconded_by, one.approved_by))
    places = names_of({Region(code) for one in rows for code in (one.region, one.township) if code})
    return [
        ToldProposal(one, places[Region(one.region)], _place(places, one.township), names, _may_decide(one, actor))
        for one in rows
    ]


def told_lines(
    lines: Sequence[Line], funds: Iterable[ToldFund], *, actor: Actor
) -> list[ToldLine]:  # fmt: skip
    """Return lines of the ledger in words; one look at the names."""
    named = {one.facts.id: one for one in funds}
    who = {one for line in lines for one in (line.made_by, line.approved_by, line.approved_also_by)}
    names = officer_names(who)
    return [ToldLine(line, named.get(line.fund_id), names, _may_correct(line, actor)) for line in lines]


def told_idle(found: Sequence[Idle], on: date) -> list[ToldIdle]:
    """Return money that stands too long in words; one look at the divisions."""
    places = names_of({Region(code) for one in found for code in (one.fund.region, one.township) if code})
    lang = language()
    return [
        ToldIdle(one, programme_names(one.fund.programme, lang), places[Region(one.fund.region)],
                 _place(places, one.township), on)
        for one in found
    ]  # fmt: skip


def told_accounts(accounts: Iterable[Account]) -> list[dict[str, Any]]:
    """Return a fund's accounts in words, the ladder from the top, without those in which nothing ever moved."""
    found = [one for one in accounts if one.balances.debits_posted or one.balances.credits_posted]
    places = names_of({Region(one.township) for one in found if one.township})
    return [
        {
            "rung": (RUNGS[one.account.rung].title, RUNGS[one.account.rung].title_en),
            "township": _place(places, one.township),
            "in_fen": one.balances.credits_posted,
            "out_fen": one.balances.debits_posted,
            "net_fen": -one.balances.net_fen if RUNGS[one.account.rung].may_overdraw else one.balances.net_fen,
            "held_fen": one.balances.debits_pending,
            "is_source": one.account.rung in (Rung.SOURCE, Rung.BORROWED),
        }
        for one in found
    ]


def _place(places: Mapping[Region, str], code: str) -> str:
    return places[Region(code)] if code else ""


def _may_decide(one: Any, actor: Actor) -> bool:
    """Return whether the stage would let the reader decide it: an approver of that office who has not signed it."""
    mine = actor.role in APPROVERS and actor.party == one.party
    return mine and step_of(one.code, one.state) is not None and actor.id not in (one.made_by, one.seconded_by)


def _may_correct(line: Line, actor: Actor) -> bool:
    """Return whether the line is one entry that stands alone and was the reader's office's to make."""
    move = MOVE.get(line.code)
    if move is None or move.is_half or line.entries > 1 or line.kind not in (Way.SINGLE, Way.POST):
        return False
    return actor.party is (move.settled_by or move.by) and actor.role in MAKERS
