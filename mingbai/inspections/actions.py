"""What may be done about problems, rectification and look-backs: the only writers of these tables."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime
from hashlib import sha256

from django.db import IntegrityError, transaction

from mingbai.alerts.models import Outcome
from mingbai.alerts.queries import CONFIRMED_WORDS
from mingbai.evidence.actions import record
from mingbai.inspections.models import LookBack, Problem, Rectification
from mingbai.inspections.refused import (
    Incomplete,
    NotConfirmed,
    NotOfUnit,
    NotThere,
    NotYourOffice,
    OutOfPlace,
    SamePerson,
    TooLate,
    WrongState,
)
from mingbai.inspections.states import ITEM, LIST_PROBLEM, ORDER, State
from mingbai.kernel.region import Region
from mingbai.law import cite
from mingbai.offices.actions.deciding import allow, day_of
from mingbai.offices.actor import Actor
from mingbai.offices.models import Organisation
from mingbai.offices.queries import officers_of
from mingbai.offices.refused import Refused
from mingbai.rosters.states import Move

SAID = {  # constraint → why, and what to do
    "inspections_alert_listed_once": (
        "这条预警的认定已列入问题清单，不必重复。",
        "This outcome is on the list of problems already.",
    ),
    "inspections_handed_over_once": ("该问题已移交过同一机关。", "The problem was handed to that body already."),
    "inspections_clue_proposed_once": (
        "该问题移交同一机关已有人提出，正待批准，不必重复。",
        "Somebody has proposed to hand it to that body already: it waits for approval.",
    ),
    "inspections_policy_proposed_once": (
        "已有一份见证规则待批准；请先批准、退回或撤回那一份。",
        "Another policy waits for approval: first have it approved, refused or withdrawn.",
    ),
}


@dataclass(frozen=True)
class Answers:
    """The three questions of a look-back (QY-2022-51:61)."""

    is_carried_out: bool  # 各项整改措施是否落实到位
    is_in_time: bool  # 列入整改的问题是否按期解决
    is_accepted: bool  # 整改效果群众是否认可

    @property
    def all_yes(self) -> bool:
        """Return whether nothing has to be done again."""
        return self.is_carried_out and self.is_in_time and self.is_accepted


@contextmanager
def acting() -> Iterator[None]:
    """Do an act in one transaction; raise Refused where a constraint that people can run into refuses it."""
    try:
        with transaction.atomic():
            yield
    except IntegrityError as error:
        name = getattr(getattr(error.__cause__, "diag", None), "constraint_name", None) or ""
        if "_is_not_" in name:
            raise SamePerson from error
        if name in SAID:
            raise Refused(*SAID[name]) from error
        raise


def list_problem(
    *, unit_id: int, source: str, title: str, facts: str, cites: Sequence[str], found_on: date, amount_fen: int = 0,
    by: Actor, at: datetime,
) -> int:  # fmt: skip
    """Put a problem on the list of its unit; return its id. The title names no person; the facts stay by digest."""
    with acting():
        unit = _unit(unit_id)
        permit(LIST_PROBLEM, unit.region, by, at)
        return _listed(unit, unit.region, source, title, facts, cites, found_on, amount_fen, None, by, at)


def pull_outcome(
    *, outcome_id: int, unit_id: int, title: str, facts: str, cites: Sequence[str], by: Actor, at: datetime
) -> int:
    """Put what an alert confirmed on the list, once; return the problem's id. Raise NotConfirmed."""
    with acting():
        outcome = Outcome.objects.select_related("task").filter(pk=outcome_id).first()
        if outcome is None:
            raise NotThere("认定", "outcome", outcome_id)
        permit(LIST_PROBLEM, outcome.region, by, at)
        if outcome.result not in CONFIRMED_WORDS or Outcome.objects.filter(overturns=outcome).exists():
            raise NotConfirmed
        on = day_of(outcome.decided_at)
        unit = _unit(unit_id)
        return _listed(
            unit, outcome.region, "预警核查", title, facts, cites, on, outcome.amount_fen, outcome.pk, by, at
        )


def order(
    *, problem_id: int, content: str, until_on: date, in_charge_id: int, leader_id: int, by: Actor, at: datetime
) -> int:
    """Order that a problem be put right: content, deadline, person in charge, leader (R-808); return the item's id."""
    with acting():
        problem = Problem.objects.filter(pk=problem_id).first()
        if problem is None:
            raise NotThere("问题", "problem", problem_id)
        permit(ORDER, problem.region, by, at)
        _to_come(until_on, at)
        if not content.strip():
            raise Incomplete("整改内容", "what is to be done")
        _in_unit(problem.unit_id, (in_charge_id, leader_id), day_of(at))
        item = Rectification.objects.create(
            problem=problem,
            region=problem.region,
            content=content.strip(),
            until_on=until_on,
            in_charge_id=in_charge_id,
            leader_id=leader_id,
            state=State.ORDERED.value,
            ordered_by=by.id,
            ordered_at=at,
        )
        record(type="inspections.ordered", rows=[item], by=by, at=at)
        return item.pk


def report(*, item_id: int, text: str, document: bytes, by: Actor, at: datetime) -> None:
    """Report what the unit did, with its proof; by the person in charge or another of the unit."""
    with acting():
        item = _locked(item_id)
        if by.organisation_id != item.problem.unit_id:
            raise NotYourOffice(ITEM[0].title, ITEM[0].title_en)
        _move(item, State.REPORTED, by, at)
        if not text.strip() or not document:
            raise Incomplete("整改情况并附证明材料", "what was done, and prove it")
        item.report, item.report_sha256 = text.strip(), sha256(document).hexdigest()
        item.reported_by, item.reported_at = by.id, at
        item.save(update_fields=["state", "report", "report_sha256", "reported_by", "reported_at"])
        record(type="inspections.reported", rows=[item], by=by, at=at)


def accept(*, item_id: int, by: Actor, at: datetime) -> None:
    """Accept what was reported; a look-back still follows."""
    with acting():
        item = _locked(item_id)
        _move(item, State.CLOSED, by, at)
        if item.reported_by == by.id:
            raise SamePerson
        item.accepted_by, item.accepted_at = by.id, at
        item.save(update_fields=["state", "accepted_by", "accepted_at"])
        record(type="inspections.accepted", rows=[item], by=by, at=at)


def send_back(*, item_id: int, until_on: date, by: Actor, at: datetime) -> None:
    """Send a report back, with a new deadline."""
    with acting():
        item = _locked(item_id)
        _reopen(item, until_on, by, at)
        record(type="inspections.sent_back", rows=[item], by=by, at=at)


def look_back(
    *, item_id: int, answers: Answers, notes: str, document: bytes, again_until_on: date | None = None, by: Actor,
    at: datetime,
) -> int:  # fmt: skip
    """
    Answer the three questions; return the look-back's id. One no reopens the item with a new deadline (R-1009).

    `notes` says how the people were asked and what they said; `document` proves it.
    """
    with acting():
        item = _locked(item_id)
        if not notes.strip() or not document:
            raise Incomplete("怎样了解群众意见并附材料", "how the people were asked, and prove it")
        if answers.all_yes:
            if item.state != State.SETTLED.value:
                _move(item, State.SETTLED, by, at)
                item.save(update_fields=["state"])
        elif again_until_on is None:
            raise Incomplete("重新整改的时限", "until when it is to be put right")
        else:
            _reopen(item, again_until_on, by, at)
        seen = LookBack.objects.create(
            item=item,
            region=item.region,
            is_carried_out=answers.is_carried_out,
            is_in_time=answers.is_in_time,
            is_accepted=answers.is_accepted,
            notes=notes.strip(),
            document_sha256=sha256(document).hexdigest(),
            reported_by=item.reported_by or 0,
            made_by=by.id,
            made_at=at,
        )
        record(type="inspections.looked_back", rows=[seen], by=by, at=at)
        record(type="inspections.looked_back", rows=[item], by=by, at=at)
        return seen.pk


def _listed(
    unit: Organisation, region: str, source: str, title: str, facts: str, cites: Sequence[str], found_on: date,
    amount_fen: int, outcome_id: int | None, by: Actor, at: datetime,
) -> int:  # fmt: skip
    if not title.strip() or not source.strip() or not facts.strip() or not cites:
        raise Incomplete("问题、来源、事实和依据条款", "the problem, its source, the facts and the articles")
    problem = Problem.objects.create(
        region=region,
        unit=unit,
        outcome_id=outcome_id,
        source=source.strip(),
        title=title.strip(),
        facts_sha256=sha256(facts.encode()).hexdigest(),
        amount_fen=amount_fen,
        cites=" ".join(str(cite(one)) for one in cites),
        found_on=found_on,
        made_by=by.id,
        made_at=at,
    )
    record(type="inspections.listed", rows=[problem], by=by, at=at)
    return problem.pk


def _unit(unit_id: int) -> Organisation:
    unit = Organisation.objects.filter(pk=unit_id).first()
    if unit is None:
        raise NotThere("责任单位", "unit", unit_id)
    return unit


def _in_unit(unit_id: int, officers: Iterable[int], on: date) -> None:
    """Raise NotOfUnit unless each of the officers holds a post of the unit on a day."""
    here = officers_of(unit_id, on)
    if not here.keys() >= set(officers):
        raise NotOfUnit(here)


def _locked(item_id: int) -> Rectification:
    item = Rectification.objects.select_for_update(of=("self",)).select_related("problem").filter(pk=item_id).first()
    if item is None:
        raise NotThere("整改项", "item", item_id)
    return item


def permit(move: Move, place: str, by: Actor, at: datetime) -> None:
    """Raise unless the actor's role, office and division are those of a move, in office today."""
    allow(by, move.by, title=move.title, title_en=move.title_en, at=at)
    if by.party not in move.kinds:
        raise NotYourOffice(move.title, move.title_en)
    if not by.region.contains(Region(place)):
        raise OutOfPlace(by.region.code, place)


def _move(item: Rectification, after: State, by: Actor, at: datetime) -> None:
    choices = [move for move in ITEM if move.after == after]
    for move in choices:
        if move.before == item.state:
            permit(move, item.region, by, at)
            item.state = after.value
            return
    raise WrongState(choices[0].title, choices[0].title_en, item.state)


def _reopen(item: Rectification, until_on: date, by: Actor, at: datetime) -> None:
    _to_come(until_on, at)
    _move(item, State.REOPENED, by, at)
    item.until_on, item.rounds = until_on, item.rounds + 1
    item.save(update_fields=["state", "until_on", "rounds"])


def _to_come(until_on: date, at: datetime) -> None:
    if until_on <= day_of(at):
        raise TooLate(until_on)
