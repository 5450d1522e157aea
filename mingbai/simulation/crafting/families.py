"""Households that are in order in every list, made to be spoilt in one place."""

from dataclasses import dataclass, field
from typing import Any

from mingbai.simulation.county import STANDARDS_CHANGED
from mingbai.simulation.crafting.desk import Desk, Person, Row
from mingbai.simulation.programmes import benefit_fen

ADULT = 40
ROSTER_COLUMNS = ("programme", "region_code", "household_id", "payee_id", "payee_name", "account_no", "account_name")


@dataclass
class Family:
    """One benefit line in all its lists. Change the rows, then say what should be found."""

    desk: Desk
    people: list[Person]  # head first
    approval: Row
    members: list[Row]
    roster: Row
    appropriation: Row
    payment: Row
    previous: list[Row] = field(default_factory=list)  # latest month first

    @property
    def head(self) -> Person:
        """Return the head of the household, or the person a benefit is paid for."""
        return self.people[0]

    @property
    def amount_fen(self) -> int:
        """Return what the roster pays."""
        return int(self.roster["amount_fen"])

    @property
    def standard_fen(self) -> int:
        """Return the dibao standard the family lives under."""
        return self.desk.county.standard_fen(urban=self.approval["programme"].endswith("urban"))

    @property
    def top_up_fen(self) -> int:
        """Return the supplement for one member of a priority group."""
        return (self.standard_fen * 1_500 + 5_000) // 10_000

    # ── subjects, in the words of the contract

    @property
    def line(self) -> str:
        """Return the subject of the roster line."""
        row = self.roster
        return f"{self.desk.month}/{row['programme']}/{row['household_id']}/{row['payee_id']}"

    @property
    def entry(self) -> str:
        """Return the subject of the approval."""
        return entry(self.approval)

    @property
    def ref(self) -> str:
        """Return the subject of the payment."""
        return str(self.payment["bank_ref"])

    # ── money

    def benefit_fen(self, *, members: int = 0, priority: int = 0, income_fen: int | None = None) -> int:
        """Return the benefit with so many members more, and so many priority ones, and that annual income."""
        row = self.approval
        income = row["annual_income_fen"] if income_fen is None else income_fen
        count = row["member_count"] + members
        return benefit_fen(self.standard_fen, count, row["priority_member_count"] + priority, income) if count else 0

    def loss_fen(self, people: int = 1, priority: int = 0) -> int:
        """Return what the line loses without so many of its members, so many of them in priority groups."""
        if not self.approval["programme"].startswith("dibao") or self.approval["member_count"] <= people:
            return self.amount_fen
        return self.amount_fen - self.benefit_fen(members=-people, priority=-priority)

    # ── changes that keep all lists equal

    def set_amount(self, fen: int) -> None:
        """Write another amount into every list of the month and before."""
        for row in (self.approval, self.roster, self.appropriation, self.payment, *self.previous):
            row["amount_fen"] = fen

    def set_account(self, card: str, holder: str | None = None) -> None:
        """Write another account into every list, now and before; the holder's name only if given."""
        for row in (self.approval, self.roster, self.appropriation, self.payment, *self.previous):
            row["account_no"] = card
        for row in (self.approval, self.roster, *self.previous):
            row["account_name"] = holder

    def set_payee(self, payee: Person) -> None:
        """Let somebody else collect the money."""
        for row in (self.approval, self.roster, self.appropriation, self.payment, *self.previous):
            row["payee_id"], row["payee_name"] = payee.id, payee.name
            if "account_name" in row:
                row["account_name"] = payee.name

    def take_off(self, *tables: str) -> None:
        """Take the line off some lists."""
        for table in tables:
            self.desk.drop(table, getattr(self, {"approvals": "approval", "appropriations": "appropriation",
                                                 "payments": "payment"}.get(table, table)))  # fmt: skip
        if "approvals" in tables:
            for row in self.members:
                self.desk.drop("members", row)

    def pay_again(self, fen: int, days: int = 1, **changed: Any) -> Row:
        """Add another payment of the line, so many days after the ordinary pay day."""
        paid_on = self.desk.county.paid_on(days)
        row = {
            **self.payment,
            "bank_ref": self.desk.bank_ref(paid_on),
            "amount_fen": fen,
            "paid_on": paid_on,
            **changed,
        }
        return self.desk.add("payments", **row)


def entry(approval: Row) -> str:
    """Return the subject of an approval."""
    return "/".join(str(approval[name]) for name in ("programme", "household_id", "payee_id", "certificate_no"))


def line(desk: Desk, programme: str, people: list[Person], *, amount_fen: int, started: int | None = None,
         payee: Person | None = None, household: str = "", place: tuple[str, str, str] | None = None,
         **approval: Any) -> Family:  # fmt: skip
    """Return a line of any programme that is in order everywhere; `started` counts months back."""
    month, head, payee = desk.month, people[0], payee or people[0]
    code, village, address = place or desk.village()
    started = desk.random.randint(14, 60) if started is None else started
    confirmed = month.plus(-started - (programme != "linshi")).first_on.replace(day=desk.random.randint(4, 24))
    shared = {
        "programme": programme, "region_code": code, "household_id": household or desk.household_id(),
        "payee_id": payee.id, "payee_name": payee.name, "account_no": desk.card(), "account_name": payee.name,
    }  # fmt: skip
    count = approval.pop("member_count", 1)
    entered = desk.add(
        "approvals", certificate_no=f"Z{shared['household_id']}{desk.refs:04d}", **shared, region_name=village,
        head_id=head.id, head_name=head.name, amount_fen=amount_fen, member_count=count,
        valid_from=month.plus(-started), confirmed_on=confirmed,
        **{"address": address, "priority_member_count": 0} | approval,
    )  # fmt: skip
    roster = desk.add("roster", month=month, **shared, amount_fen=amount_fen, member_count=count)
    granted = {name: shared[name] for name in ("programme", "household_id", "payee_id", "payee_name", "account_no")}
    appropriation = desk.add("appropriations", month=month, **granted, amount_fen=amount_fen)
    paid_on = desk.county.paid_on(10 + desk.refs % 8 if programme == "linshi" else 0)
    granted.pop("household_id")
    payment = desk.add("payments", bank_ref=desk.bank_ref(paid_on), month=month, **granted, amount_fen=amount_fen,
                       paid_on=paid_on, status="paid")  # fmt: skip
    previous = [
        desk.add("previous_roster", month=month.plus(-ago), **shared, amount_fen=amount_fen, member_count=count)
        for ago in range(1, min(desk.county.history, started) + 1)
    ]
    family = Family(desk, people, entered, [], roster, appropriation, payment, previous)
    for position, person in enumerate(people if programme.startswith("dibao") else people[:1]):
        member(family, person, relation="户主" if position == 0 else "其他")
    return family


def member(family: Family, person: Person, **columns: Any) -> Row:
    """List somebody as a member of the household, counted unless said otherwise."""
    row = family.desk.add(
        "members", household_id=family.approval["household_id"], programme=family.approval["programme"],
        person_id=person.id, name=person.name, **{"counted": True, "born_on": person.born_on} | columns,
    )  # fmt: skip
    family.members.append(row)
    return row


def dibao(desk: Desk, *ages: int, urban: bool = False, people: list[Person] | None = None,
          income_fen: int | None = None, **columns: Any) -> Family:  # fmt: skip
    """Return a family on dibao; ages 60 and over or under 18 are in priority groups, `income_fen` is a year's."""
    people = people or [desk.person(age) for age in ages or (ADULT,)]
    standard = desk.county.standard_fen(urban=urban)
    if income_fen is None:
        income_fen = desk.random.randint(5, 45) * len(people) * standard * 12 // 10_000 * 100
    first = desk.month.first_on
    years = [
        first.year - p.born_on.year - ((first.month, first.day) < (p.born_on.month, p.born_on.day)) for p in people
    ]
    groups = ["老年人" if age >= 60 else "未成年人" if age < 18 else None for age in years]
    priority = columns.pop("priority_member_count", sum(group is not None for group in groups))
    family = line(
        desk, "dibao_urban" if urban else "dibao_rural", people, member_count=len(people), standard_fen=standard,
        amount_fen=benefit_fen(standard, len(people), priority, income_fen), annual_income_fen=income_fen,
        priority_member_count=priority, case_kind="whole", **columns,
    )  # fmt: skip
    for row, group in zip(family.members, groups, strict=True):
        row["category"] = group
    before = desk.county.standard_fen(urban=urban, month=desk.month.plus(-12))
    for row in family.previous:
        if row["month"] < STANDARDS_CHANGED <= desk.month:
            row["amount_fen"] = benefit_fen(before, len(people), priority, income_fen)
    return family


def tekun(desk: Desk, age: int = 70, *, urban: bool = False, person: Person | None = None, care: int = 0,
          **columns: Any) -> Family:  # fmt: skip
    """Return a tekun person who lives at home, old enough unless another age is given."""
    programme = "tekun_urban" if urban else "tekun_rural"
    columns = {"supply_mode": "dispersed", "care_level": ("able", "partial", "total")[care]} | columns
    standard = desk.county.standard_fen(urban=urban) * 13 // 10
    amount = desk.county.tekun_fen(urban=urban, care=care)
    return line(desk, programme, [person or desk.person(age)], amount_fen=amount, standard_fen=standard, **columns)


def allowance(desk: Desk, programme: str, person: Person, fen: int, **columns: Any) -> Family:
    """Return a line of a local allowance."""
    return line(desk, programme, [person], amount_fen=fen, **columns)


def relief(desk: Desk, fen: int = 60_000, *, ago: int = 0, person: Person | None = None, reason: str = "突发重病",
           level: str = "township", **columns: Any) -> Family:  # fmt: skip
    """Return a relief grant of this month, or of so many months ago (then it is on the approval register only)."""
    until = desk.month.plus(-ago)
    granted = line(desk, "linshi", [person or desk.person(45)], amount_fen=fen, started=ago, valid_to=until,
                   reason_code=reason, approval_level=level, standard_fen=desk.county.standard_fen(urban=False),
                   **columns)  # fmt: skip
    if ago:
        for table in ("roster", "appropriations", "payments"):
            granted.take_off(table)
        for row in granted.members + [row for row in granted.previous if row["month"] != until]:
            for table in ("members", "previous_roster"):
                desk.drop(table, row)
    return granted
