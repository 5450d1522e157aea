"""Takes an opening stock in: one act, one transaction, one leaf over all of it and one for each person and account."""

from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from django.db import connection

from mingbai.evidence.actions import Record, record, record_contents
from mingbai.files.problems import Problem
from mingbai.files.refusals import Refusal
from mingbai.kernel.region import Region
from mingbai.offices.actor import Actor
from mingbai.people.acting import acting, keeps_data, today
from mingbai.people.audit import digest_of
from mingbai.people.fields import Field, hint_of, indexing
from mingbai.people.models import Account, Import, Person
from mingbai.people.models.library import COUNTY_DIGITS
from mingbai.people.numbering import draw
from mingbai.people.states import State
from mingbai.people.stock.conflicts import Conflict
from mingbai.people.stock.deciding import Plan
from mingbai.people.stock.known import Known
from mingbai.people.stock.reading import Approval, FamilyMember, Stock
from mingbai.people.stock.writing import Writing


@dataclass(frozen=True)
class Brought:
    """What an import did: new rows, lines no reader could use, lines that contradict what stands here."""

    import_id: int | None  # None where nothing was new
    persons: int
    households: int
    memberships: int
    accounts: int
    facts: int
    refused: list[Refusal]
    conflicts: list[Conflict]
    problems: tuple[Problem, ...]


def import_people(*, stock: Stock, region: Region, by: Actor, at: datetime) -> Brought:
    """
    Take persons, households, memberships, accounts and facts of a stock that lie in a division.

    Accounts wait until a second person confirms the import. Nothing that stands here is overwritten: a line that says
    something else is returned as a conflict. Taken in again, the same lists bring nothing.
    """
    with acting():
        keeps_data(by, region, at, title="导入救助对象", title_en="import persons")
        with connection.cursor() as cursor:  # of two at once the second waits, and finds what the first brought
            cursor.execute("SELECT pg_advisory_xact_lock(hashtext('people.imported'))")
        approvals, members = stock.approvals(), stock.members()
        plan = _plan(stock, region, approvals, members, today(at))
        plan.take(approvals, members)
        refused = stock.refused()
        made = _write(plan, stock, region, len(refused), by, at)
        if made is None:
            content = {"files": stock.digest.hex(), "month": str(stock.month), "conflicts": len(plan.conflicts)}
            again = Record(f"people.stock/{stock.digest.hex()[:16]}", content, {"region": region.code})
            record_contents(type="people.imported_nothing", records=[again], by=by.id, at=at)
        return Brought(
            import_id=made,
            persons=len(plan.persons),
            households=len(plan.households),
            memberships=len(plan.memberships),
            accounts=len(plan.accounts),
            facts=len(plan.facts),
            refused=refused,
            conflicts=plan.conflicts,
            problems=stock.inbox.problems,
        )


def _plan(stock: Stock, region: Region, approvals: list[Approval], members: list[FamilyMember], day: date) -> Plan:
    """Return an empty plan that knows what the library holds of those the lists name."""
    index, account_index = cache(indexing(Field.ID_NUMBER)), cache(indexing(Field.ACCOUNT))
    numbers = {row.head for row in approvals} | {row.payee for row in approvals} | {row.person for row in members}
    households = {(row.region[:COUNTY_DIGITS], row.household) for row in approvals}
    known = Known(region, stock.month.first_on, day, [index(number) for number in numbers], households)
    return Plan(
        known, index, account_index, lambda text: hint_of(Field.ID_NUMBER, text), stock.place, stock.institutions()
    )


def _write(plan: Plan, stock: Stock, region: Region, refused: int, by: Actor, at: datetime) -> int | None:
    """Write what is new and record it; return the import's number, None where nothing is."""
    if not (plan.persons or plan.households or plan.memberships or plan.accounts or plan.facts):
        return None
    number = draw("import", 1)[0]
    Writing(number, stock.month.first_on, by.id, at).write(plan)
    made = Import.objects.create(
        id=number,
        region=region.code,
        month=stock.month.first_on,
        digest=digest_of(number),
        rows=stock.rows(),
        refused=refused,
        conflicts=len(plan.conflicts),
        persons=len(plan.persons),
        households=len(plan.households),
        memberships=len(plan.memberships),
        accounts=len(plan.accounts),
        state=State.PROPOSED.value,
        made_by=by.id,
        made_at=at,
    )
    record(type="people.imported", rows=[made], by=by.id, at=at)
    record(type="people.imported", rows=list(Person.objects.filter(brought_by=made).only("id")), by=by.id, at=at)
    record(type="people.imported", rows=list(Account.objects.filter(brought_by=made).only("id")), by=by.id, at=at)
    return number
