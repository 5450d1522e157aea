"""追回: demanded when the outcome is final, in instalments the family can bear, booked to the fen (R-1025, D15)."""

from datetime import date, datetime
from hashlib import sha256
from uuid import UUID

from mingbai.alerts.actions.acting import acting
from mingbai.alerts.models import Outcome, Recovery, RecoveryEvent
from mingbai.alerts.queries import account
from mingbai.alerts.refused import DoesNotFit, MoreThanOwed, NotThere, OfficialError, SamePerson, StillTime
from mingbai.alerts.states import DECIDERS, HANDLER, Consequence
from mingbai.evidence.actions import record
from mingbai.kernel.month import add_months
from mingbai.offices.actions.deciding import allow, day_of
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import NotYours
from mingbai.offices.roles import Role
from mingbai.policy.recovery.repayment import WriteOffReason, instalment_cap, instalments
from mingbai.standards.queries import parameters
from mingbai.treasury import actions as treasury
from mingbai.treasury.officers import Paper

SECOND = DECIDERS | {Role.RELEASER}


def demand(
    *,
    outcome_id: int,
    fund_id: int,
    monthly_benefit_fen: int,
    document: str,
    waiver: bytes = b"",
    despite_document: str = "",
    by: Actor,
    approved_by: Actor,
    at: datetime,
) -> int:
    """
    Demand back what a final outcome says was overpaid; return the demand's id. The fund's books take it up at once.

    Raise StillTime before the objection period is over (unless the family waived it), OfficialError unless a document
    says that the office's own error is charged all the same.
    """
    with acting():
        _two(by, approved_by, Kind.CIVIL_AFFAIRS, ("追缴立账", "demand money back"), at)
        outcome = Outcome.objects.select_related("task").filter(pk=outcome_id).first()
        if outcome is None:
            raise NotThere("认定", "outcome", outcome_id)
        if outcome.consequence != Consequence.RECOVER.value:
            raise DoesNotFit("该认定没有追缴。", "The outcome demands nothing back.")
        on = day_of(at)
        if on <= outcome.objection_until_on and not waiver:
            raise StillTime(outcome.objection_until_on)
        if outcome.is_official_error and not despite_document.strip():
            raise OfficialError
        paper = Paper(document, by, approved_by, at)
        made = Recovery.objects.create(
            outcome=outcome,
            region=outcome.region,
            consequence=outcome.consequence,
            principal_fen=outcome.amount_fen,
            fund_id=fund_id,
            monthly_benefit_fen=monthly_benefit_fen,
            cap_fen=_cap(outcome, monthly_benefit_fen, on),
            is_official_error=outcome.is_official_error,
            despite_document=despite_document.strip(),
            waiver_sha256=sha256(waiver).hexdigest() if waiver else "",
            document=document.strip(),
            demanded_on=on,
            entry_id=_book("demand", fund_id, outcome.amount_fen, f"alerts.outcome/{outcome.pk}", paper),
            made_by=by.id,
            approved_by=approved_by.id,
            made_at=at,
        )
        record(type="alerts.demanded", rows=[made], by=by, at=at)
        return made.pk


def plan_instalments(
    *, recovery_id: int, first_due_on: date, document: str, by: Actor, approved_by: Actor, at: datetime
) -> list[int]:
    """Agree on monthly instalments, each at the cap and the last what is left; return their fen."""
    with acting():
        _two(by, approved_by, Kind.CIVIL_AFFAIRS, ("约定分期", "agree on instalments"), at)
        owed = _recovery(recovery_id)
        parts = instalments(account(recovery_id).outstanding_fen, owed.cap_fen)
        rows = [
            _event(owed, "plan", fen, document, by, approved_by, at, due_on=add_months(first_due_on, place))
            for place, fen in enumerate(parts)
        ]
        record(type="alerts.instalments_agreed", rows=rows, by=by, at=at)
        return list(parts)


def note_repayment(
    *, recovery_id: int, amount_fen: int, document: str, by: Actor, approved_by: Actor, at: datetime
) -> int:
    """Take in money paid back, by finance; return the event's id. Raise MoreThanOwed."""
    return _settled("repaid", "recover", recovery_id, amount_fen, document, "", Kind.FINANCE, by, approved_by, at)


def write_off(
    *,
    recovery_id: int,
    amount_fen: int,
    reason: WriteOffReason,
    document: str,
    by: Actor,
    approved_by: Actor,
    at: datetime,
) -> int:
    """Give up a demand or part of it, for one of the reasons there are; return the event's id. Raise MoreThanOwed."""
    return _settled(
        "written_off", "write_off", recovery_id, amount_fen, document, WriteOffReason(reason).value,
        Kind.CIVIL_AFFAIRS, by, approved_by, at,
    )  # fmt: skip


def note_legal_step(*, recovery_id: int, step: str, document: str, by: Actor, approved_by: Actor, at: datetime) -> int:
    """Enter a legal step about a demand: a letter, a suit, an enforcement; return the event's id."""
    with acting():
        _two(by, approved_by, Kind.CIVIL_AFFAIRS, ("登记法律程序", "enter a legal step"), at)
        event = _event(_recovery(recovery_id), "legal_step", 0, document, by, approved_by, at, reason=step)
        record(type="alerts.legal_step", rows=[event], by=by, at=at)
        return event.pk


def _settled(
    kind: str, move: str, recovery_id: int, fen: int, document: str, reason: str, party: Kind, by: Actor,
    approved_by: Actor, at: datetime,
) -> int:  # fmt: skip
    with acting():
        titles = {"repaid": ("登记缴回", "take in money paid back"), "written_off": ("核销", "give up a demand")}
        _two(by, approved_by, party, titles[kind], at)
        owed = _recovery(recovery_id)
        left = account(recovery_id).outstanding_fen
        if not 0 < fen <= left:
            raise MoreThanOwed(left)
        number = owed.events.count()
        paper = Paper(document, by, approved_by, at)
        entry = _book(move, owed.fund_id, fen, f"alerts.recovery/{owed.pk}/{number}", paper)
        event = _event(owed, kind, fen, document, by, approved_by, at, reason=reason, entry_id=entry)
        record(type=f"alerts.{kind}", rows=[event], by=by, at=at)
        return event.pk


def _event(
    owed: Recovery, kind: str, fen: int, document: str, by: Actor, approved_by: Actor, at: datetime, *,
    due_on: date | None = None, reason: str = "", entry_id: UUID | None = None,
) -> RecoveryEvent:  # fmt: skip
    return RecoveryEvent.objects.create(
        recovery=owed,
        region=owed.region,
        kind=kind,
        amount_fen=fen,
        due_on=due_on,
        reason=reason,
        document=document.strip(),
        entry_id=entry_id,
        made_by=by.id,
        approved_by=approved_by.id,
        made_at=at,
    )


def _recovery(recovery_id: int) -> Recovery:
    owed = Recovery.objects.filter(pk=recovery_id).first()
    if owed is None:
        raise NotThere("追缴", "demand", recovery_id)
    return owed


def _two(by: Actor, approved_by: Actor, party: Kind, titles: tuple[str, str], at: datetime) -> None:
    """Raise unless two people of the office do this, one as handler and another above."""
    for who, roles in ((by, HANDLER), (approved_by, SECOND)):
        allow(who, roles, title=titles[0], title_en=titles[1], at=at)
        if who.party is not party:
            raise NotYours(titles[0], titles[1], roles)
    if by.id == approved_by.id:
        raise SamePerson


def _cap(outcome: Outcome, monthly_benefit_fen: int, on: date) -> int:
    """Return the most an instalment may be: a share of the benefit as policy says; all, where there is no benefit."""
    if not monthly_benefit_fen:
        return outcome.amount_fen
    return instalment_cap(monthly_benefit_fen, parameters().at(outcome.region, on).number("recovery_cap_bp"))


def _book(move: str, fund_id: int, fen: int, name: str, paper: Paper) -> UUID:
    return treasury.move_money(move, fund_id=fund_id, fen=fen, name=name, paper=paper)
