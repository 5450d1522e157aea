"""A county with officers who work on alerts, findings to work on, and a fund that has paid."""

from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from hashlib import sha256
from typing import Any

from mingbai.alerts import actions
from mingbai.alerts.actions.deciding import Verdict
from mingbai.alerts.found import Found
from mingbai.alerts.states import Consequence, Fault, Money, Result, Source
from mingbai.alerts.states import Finding as Kind_of
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, TOWN, County, found_county
from mingbai.policy.recovery.overpayment import PaidMonth
from mingbai.rules.rule import Severity
from mingbai.treasury import actions as treasury
from mingbai.treasury.officers import Paper
from mingbai.treasury.states import Level

OCTOBER = Month(2026, 10)
AT = datetime(2026, 10, 12, 2, tzinfo=UTC)  # a Monday, after the holidays
VILLAGE = f"{TOWN}001"
DIGEST = "ab" * 32
HOUSE = 77


@dataclass
class World:
    """Who acts on alerts in the county, and when."""

    county: County
    handler: Actor
    second: Actor
    reviewer: Actor
    leader: Actor
    finance: Actor
    treasurer: Actor
    at: datetime = AT

    def later(self, days: int) -> datetime:
        self.at += timedelta(days=days)
        return self.at

    def opened(self, *findings: Found) -> list[int]:
        with working_as(self.handler):
            return actions.open_tasks(findings=findings or (found(),), at=self.at)

    def one(self, **said: Any) -> int:
        (task,) = self.opened(found(**said))
        return task

    def taken(self, **said: Any) -> int:
        task = self.one(**said)
        with working_as(self.handler):
            actions.take(task_id=task, by=self.handler, at=self.at)
        return task

    def verified(self, *sources: Source, supports: bool | None = True, same: bool = False, **said: Any) -> int:
        task = self.taken(**said)
        for source in sources or (Source.VISIT,):
            self.verify(task, source, supports=supports, same=same)
        return task

    def verify(self, task: int, source: Source, *, supports: bool | None = True, same: bool = False) -> None:
        with working_as(self.handler):
            actions.verify(
                task_id=task, source=source, source_name="清水村", supports=supports, is_same_person=same,
                found="入户核实情况属实", document=b"photo", by=self.handler, at=self.at,
            )  # fmt: skip

    def told(self, task: int) -> date:
        with working_as(self.handler):
            notice = actions.notify(
                task_id=task, text="我们查到……", delivered_on=self.at.date(), how="当面", by=self.handler, at=self.at
            )
        return notice.answer_by_on

    def heard(self, task: int, reply: str = "没有异议") -> None:
        with working_as(self.handler):
            actions.hear(
                task_id=task, held_on=self.at.date(), place="村委会", facts="务工收入", reply=reply,
                accepted="采纳" if reply else "", with_officer=self.second.id, by=self.handler, at=self.at,
            )  # fmt: skip

    def decided(self, task: int, verdict: Verdict, by: Actor | None = None) -> int:
        who = by or self.reviewer
        with working_as(who):
            return actions.decide(task_id=task, verdict=verdict, by=who, at=self.at)

    def overpaid(self, **said: Any) -> int:
        """Return the outcome of a task that ends in a demand."""
        task = self.verified(**said)
        self.told(task)
        self.heard(task)
        return self.decided(task, OVERPAID)


def world() -> World:
    county = found_county()
    county.at = AT
    bureau, finance = county.office(Kind.CIVIL_AFFAIRS), county.office(Kind.FINANCE)
    handler, second = (county.post(bureau, Role.HANDLER) for _ in range(2))
    reviewer, leader = (county.post(bureau, role) for role in (Role.REVIEWER, Role.LEADER))
    for who in (handler, second):
        county.listed("verify_alert", who, leader)
    clerk, treasurer = (county.post(finance, role) for role in (Role.HANDLER, Role.LEADER))
    return World(county, handler, second, reviewer, leader, clerk, treasurer)


def paid_fund(at: World, fen: int = 10_000_000) -> int:
    """Return a fund from which the township has handed money out: there is something to demand back."""
    town = at.county.post(at.county.office(Kind.TOWNSHIP, TOWN), Role.HANDLER)
    town_two = at.county.post(at.county.office(Kind.TOWNSHIP, TOWN, "又一个"), Role.REVIEWER)
    paper = Paper("财社〔2026〕7号", at.finance, at.treasurer, at.at)
    with working_as(at.finance):
        fund = treasury.open_fund(region=COUNTY, year=2026, source=Level.COUNTY, programme="linshi", paper=paper)
        treasury.open_township(fund_id=fund, township=TOWN, paper=paper)
        treasury.move_money("quota", fund_id=fund, fen=fen, name="1", paper=paper)
        treasury.move_money("supply_township", fund_id=fund, fen=fen, name="1", paper=paper, township=TOWN.code)
        paper = Paper("清政发〔2026〕1号", town, town_two, at.at)
        treasury.move_money("hand_out", fund_id=fund, fen=fen, name="1", paper=paper, township=TOWN.code)
    return fund


def found(rule_id: str = "RK-112", number: int = HOUSE, **said: Any) -> Found:
    made = Found(
        rule_id=rule_id, rule_version=1, severity=Severity.ORANGE, region=VILLAGE, month=OCTOBER.first_on,
        subject_table="roster", subject_index=sha256(f"{rule_id}{number}".encode()).digest(), message="未申报务工收入",
        message_en="income not declared", cites="YC-2022-2#2.3.3", match_tier="A", input_digest=DIGEST,
        household_id=number, amount_fen=62_000,
    )  # fmt: skip
    return replace(made, **said)


MONTHS = (PaidMonth(OCTOBER.previous(), 124_000, 62_000), PaidMonth(OCTOBER, 124_000, 62_000))
OVERPAID = Verdict(
    Result.FUNDS, "务工收入未申报", DIGEST, Money.OVER, Kind_of.PAYMENT_ERROR, Fault.OBJECTIVE,
    consequence=Consequence.RECOVER, months=MONTHS,
)  # fmt: skip
MISSED = Verdict(
    Result.FUNDS, "应享受未享受", DIGEST, Money.MISSED, Kind_of.OMITTED, Fault.SUBJECTIVE,
    consequence=Consequence.RAISE, months=(PaidMonth(OCTOBER, 0, 124_000),),
)  # fmt: skip
FALSE_ALARM = Verdict(Result.FALSE_ALARM, "同名不同人")
LAWFUL = Verdict(Result.LAWFUL, "在渐退期内，合规")
