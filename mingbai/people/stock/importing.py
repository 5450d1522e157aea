"""Takes an opening stock in: one act, one transaction, one leaf over all of it, its persons and accounts by the lot."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime
from functools import cache, partial

from django.db import connection

from mingbai.evidence.actions import Record, record, record_contents
from mingbai.evidence.rows.lots import record_lots
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
from mingbai.people.stock.register import Register
from mingbai.people.stock.writing import Writing

BROUGHT = ("persons", "households", "memberships", "accounts", "facts")


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


@dataclass
class Intake:
    """An opening stock being taken in part by part, in the transaction of one act; `close` records all of it."""

    stock: Stock
    region: Region
    by: Actor
    at: datetime
    import_id: int
    counts: Counter[str] = field(default_factory=Counter)
    conflicts: list[Conflict] = field(default_factory=list)

    def take(self, part: int) -> Register:
        """Take the persons, households, memberships, accounts and facts of a part in; return whom it names."""
        approvals, members = self.stock.approvals(part), self.stock.members(part)
        plan = self._plan(approvals, members)
        plan.take(approvals, members)
        Writing(self.import_id, self.stock.month.first_on, self.by.id, self.at).write(plan)
        self.counts.update({name: len(getattr(plan, name)) for name in BROUGHT})
        self.conflicts += plan.conflicts
        return Register(plan)

    def close(self) -> Brought:
        """Record what was brought; return it."""
        refused = self.stock.refused()
        if self.counts.total():
            self._recorded(len(refused))
        else:
            digest = self.stock.digest.hex()
            content = {"files": digest, "month": str(self.stock.month), "conflicts": len(self.conflicts)}
            again = Record(f"people.stock/{digest[:16]}", content, {"region": self.region.code})
            record_contents(type="people.imported_nothing", records=[again], by=self.by, at=self.at)
        return Brought(
            import_id=self.import_id if self.counts.total() else None,
            persons=self.counts["persons"],
            households=self.counts["households"],
            memberships=self.counts["memberships"],
            accounts=self.counts["accounts"],
            facts=self.counts["facts"],
            refused=refused,
            conflicts=self.conflicts,
            problems=self.stock.inbox.problems,
        )

    def _plan(self, approvals: list[Approval], members: list[FamilyMember]) -> Plan:
        """Return an empty plan that knows what the library holds of those the lists name."""
        index, account_index = cache(indexing(Field.ID_NUMBER)), cache(indexing(Field.ACCOUNT))
        numbers = {row.head for row in approvals} | {row.payee for row in approvals} | {row.person for row in members}
        households = {(row.region[:COUNTY_DIGITS], row.household) for row in approvals}
        households |= {(self.region.code[:COUNTY_DIGITS], row.household) for row in members}
        first_on, indexes = self.stock.month.first_on, [index(number) for number in numbers]
        known = Known(self.region, first_on, today(self.at), self.import_id, indexes, households)
        hint, place = partial(hint_of, Field.ID_NUMBER), self.stock.place
        return Plan(known, index, account_index, hint, place, self.stock.institutions())

    def _recorded(self, refused: int) -> None:
        """Write down the import, in one leaf, and the persons and accounts it brought, by the lot."""
        made = Import.objects.create(
            id=self.import_id,
            region=self.region.code,
            month=self.stock.month.first_on,
            digest=digest_of(self.import_id),
            rows=self.stock.rows(),
            refused=refused,
            conflicts=len(self.conflicts),
            **{name: self.counts[name] for name in BROUGHT[:-1]},
            state=State.PROPOSED.value,
            made_by=self.by.id,
            made_at=self.at,
        )
        record(type="people.imported", rows=[made], by=self.by, at=self.at)
        for model in (Person, Account):
            rows = model._base_manager.filter(brought_by=made)
            record_lots(type="people.imported", rows=rows, region=self.region.code, by=self.by, at=self.at)


def begin(*, stock: Stock, region: Region, by: Actor, at: datetime) -> Intake:
    """Return an import that may begin, inside the transaction of the act; raise a Refused where the actor may not."""
    keeps_data(by, region, at, title="导入救助对象", title_en="import persons")
    with connection.cursor() as cursor:  # of two at once the second waits, and finds what the first brought
        cursor.execute("SELECT pg_advisory_xact_lock(hashtext('people.imported'))")
    return Intake(stock, region, by, at, draw("import", 1)[0])


def import_people(*, stock: Stock, region: Region, by: Actor, at: datetime) -> Brought:
    """
    Take persons, households, memberships, accounts and facts of a stock that lie in a division.

    Accounts wait until a second person confirms the import. Nothing that stands here is overwritten: a line that says
    something else is returned as a conflict. Taken in again, the same lists bring nothing.
    """
    with acting():
        intake = begin(stock=stock, region=region, by=by, at=at)
        for part in range(stock.parts):
            intake.take(part)
        return intake.close()
