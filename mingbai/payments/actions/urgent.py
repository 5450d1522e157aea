"""先行救助: a small sum at once, one family at a time, by the same four hands; explained afterwards (LAW-2026#50)."""

from datetime import date, datetime
from hashlib import sha256

from mingbai.evidence.actions import record
from mingbai.kernel.calendar import add_working_days
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.actor import Actor
from mingbai.payments.acting import acting, locked, move_to, permit
from mingbai.payments.actions.drafting import arrived, free_fen
from mingbai.payments.changing import Act, Draft, write_payments
from mingbai.payments.making import Plan, make_file
from mingbai.payments.models import Payment, UrgentRelief
from mingbai.payments.payers import payer_for
from mingbai.payments.profiles import end_to_end_id
from mingbai.payments.refused import NoMoney, NotThere, PaidAlready, SamePerson, WrongState
from mingbai.payments.states import ASK_RELIEF, DRAFT, EXPLAIN, RELIEF, Listing, Occasion
from mingbai.people.models import Account
from mingbai.standards.queries import parameters

WHAT = ("先行救助", "urgent relief")
PROGRAMME = "linshi"


def ask_urgent(
    *,
    region: Region,
    household_id: int,
    person_id: int | None,
    account_id: int,
    amount_fen: int,
    cause: str,
    document: str,
    by: Actor,
    at: datetime,
) -> int:
    """Ask that a family be helped at once, up to what the locality lets a township grant; return the request's id."""
    with acting():
        permit(ASK_RELIEF, region, by, at)
        account, here = locked(Account, account_id, "账户", "account"), parameters().at(region.code, day_of(at))
        if account.person_id is None:
            raise NotThere("个人账户", "account of a person", account_id)
        made = UrgentRelief.objects.create(
            region=region.code,
            month=Month.parse(day_of(at)).first_on,
            programme=PROGRAMME,
            household_id=household_id,
            person_id=person_id,
            payee_id=account.person_id,
            account=account,
            amount_fen=amount_fen,
            limit_fen=here.number("linshi_township_limit_fen"),
            cause=cause,
            document=document,
            explain_by_on=add_working_days(day_of(at), here.number("rk414_wd")).on,
            made_by=by.id,
            made_at=at,
        )
        record(type="payments.urgent_asked", rows=[made], by=by, at=at)
        return made.pk


def approve_urgent(*, urgent_id: int, by: Actor, at: datetime) -> None:
    """Grant urgent relief, as a leader."""
    _decide(urgent_id, Listing.APPROVED, "", by, at)


def refuse_urgent(*, urgent_id: int, reason: str, by: Actor, at: datetime) -> None:
    """Refuse urgent relief, with the reason."""
    _decide(urgent_id, Listing.REFUSED, reason, by, at)


def draft_urgent(*, urgent_id: int, payer_id: int | None = None, by: Actor, at: datetime) -> int:
    """Make the file of one urgent payment, to be reviewed, released and sent today; return the file's id."""
    with acting():
        relief = locked(UrgentRelief, urgent_id, *WHAT)
        permit(DRAFT, Region(relief.region), by, at)
        if relief.state != Listing.APPROVED:
            raise WrongState("编制先行救助代发文件", "draft urgent relief", relief.state)
        if Payment.objects.filter(urgent=relief).exists():
            raise PaidAlready
        plans = arrived(relief.region, relief.month, relief.programme)
        free = free_fen(plans)
        request = next((plan for plan in plans if free[plan.pk] >= relief.amount_fen), None)
        if request is None:
            raise NoMoney(relief.programme, relief.amount_fen)
        name = end_to_end_id(relief.region, Month.parse(relief.month), relief.pk, 1, urgent=True)
        plan = Plan(
            region=relief.region,
            month=relief.month,
            request=request,
            roster_id=None,
            roster_digest=sha256(relief.document.encode()).digest(),
            occasion=Occasion.URGENT,
            part=1,
            execute_on=day_of(at),
            payer=payer_for(relief.region, relief.programme, payer_id),
            has_persons=True,
            has_institutions=False,
        )
        file = make_file(plan, [(name, relief.account_id, relief.amount_fen)], by, at)
        first = Draft(
            file.pk, None, relief.pk, 1, None, None, name, relief.region, relief.month, relief.programme, file.fund_id,
            relief.household_id, relief.person_id, 0, relief.payee_id, None, relief.account_id, relief.amount_fen,
        )  # fmt: skip
        write_payments([first], Act(by.id, at, relief.document))
        return file.pk


def explain_urgent(*, urgent_id: int, explanation: str, on: date, by: Actor, at: datetime) -> None:
    """Explain afterwards why help could not wait, and with what papers."""
    with acting():
        relief = locked(UrgentRelief, urgent_id, *WHAT)
        permit(EXPLAIN, Region(relief.region), by, at)
        if relief.state != Listing.APPROVED:
            raise WrongState(EXPLAIN.title, EXPLAIN.title_en, relief.state)
        relief.explanation, relief.explained_on, relief.explained_by = explanation, on, by.id
        relief.save(update_fields=["explanation", "explained_on", "explained_by"])
        record(type="payments.urgent_explained", rows=[relief], by=by, at=at)


def _decide(urgent_id: int, after: Listing, reason: str, by: Actor, at: datetime) -> None:
    with acting():
        relief = locked(UrgentRelief, urgent_id, *WHAT)
        move_to(RELIEF, relief, after, by, at)
        if by.id == relief.made_by:
            raise SamePerson
        relief.approved_by, relief.approved_at, relief.reason = by.id, at, reason
        relief.save(update_fields=["state", "approved_by", "approved_at", "reason"])
        record(type=f"payments.urgent_{after.value}", rows=[relief], by=by, at=at)
