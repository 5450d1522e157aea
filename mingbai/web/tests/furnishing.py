"""Something of everything in the county of the tests, so that every address with a number in it leads somewhere."""

from datetime import UTC, date, datetime

from mingbai.alerts import actions as alerts
from mingbai.alerts.tests.world import found
from mingbai.cockpit.actions import reckon_due
from mingbai.evidence.installation import log_key
from mingbai.evidence.notes.keys import KeyKind, new_key
from mingbai.imports import actions as imports
from mingbai.inspections import actions as inspections
from mingbai.inspections import clues, policies
from mingbai.inspections.states import Receiver
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.rosters.tests.world import VILLAGE
from mingbai.rules.rule import Severity
from mingbai.standards.actions import propose_value
from mingbai.web.backups.tests.samples import backed_up
from mingbai.web.cockpit.tests.years import keep_years
from mingbai.web.links.tests.samples import linked
from mingbai.web.month.tests.world import checked_month
from mingbai.web.rules.tests.samples import tried
from mingbai.web.tests.families import settle
from mingbai.web.tests.keeping import once
from mingbai.web.tests.money import answered, listed, moved, paying
from mingbai.web.tests.seats import Seats
from mingbai.web.tests.toil import toiling

FRIDAY, SUNDAY = datetime(2026, 11, 20, 2, 0, tzinfo=UTC), datetime(2026, 11, 22, 1, 55, tzinfo=UTC)
FOUND = (  # rule, severity, subject, fen, what it says
    (
        *("RK-101", Severity.RED, 11, 124_000, "王某已于2026年9月3日死亡，10月仍列入名册，金额620.00元"),
        "died on 2026-09-03, on the roster of October: 620.00 yuan",
    ),
    (
        *("RK-302", Severity.RED, 12, 62_000, "名册金额620.00元，审批金额310.00元，多310.00元"),
        "on the roster 620.00 yuan, approved 310.00: 310.00 more",
    ),
    (
        *("RK-112", Severity.ORANGE, 13, 186_000, "2026年7月起在外务工，未申报收入"),
        "works elsewhere since July 2026, income not declared",
    ),
    (
        *("RK-201", Severity.YELLOW, 14, 0, "同时享受农村低保和城市低保"),
        "covered by rural and by urban dibao at once",
    ),
)


def furnish(seats: Seats) -> Seats:
    """Have something of everything be there, in a county in which nothing was done since its seats were taken."""
    vars(seats).update(vars(once("furnished", lambda: furnished(seats))))
    return seats


def furnished(seats: Seats) -> Seats:
    """Open alerts in a village, one of which is worked on, and list problems; number 1 is everybody's example."""
    county, handler = seats.county, seats.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER]
    county.listed("verify_alert", handler, seats.actors[Kind.CIVIL_AFFAIRS, Role.LEADER])
    told = [
        found(rule, number, severity=severity, amount_fen=fen, message=zh, message_en=en, region=VILLAGE.code)
        for rule, severity, number, fen, zh, en in FOUND
    ]
    with working_as(handler):
        tasks = alerts.open_tasks(findings=told, at=FRIDAY)
        alerts.take(task_id=tasks[0], by=handler, at=FRIDAY)
    put_right(seats)
    office = settle(seats)
    checked_month(seats)
    paying(seats, office)
    listed(seats, "pay_out", "close_month")
    moved(seats)
    raised(seats)
    answered(seats)
    toiling(handler)
    dropped(handler)
    backed_up(seats)
    tried(seats)
    reckon_due(at=SUNDAY)
    keep_years()
    linked(seats)
    witnessed(seats)
    return seats


def witnessed(seats: Seats) -> None:
    """Have another policy of witnesses wait for the audit administrator, and one refused."""
    security, audit = (
        seats.actors[Kind.CIVIL_AFFAIRS, role] for role in (Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)
    )
    key = new_key("witness.example/纪检", KeyKind.WITNESS).verifier
    text = f"log {log_key().verifier}\nwitness 纪检 {key} http://127.0.0.1:8400\nquorum 纪检\n"
    with working_as(security):
        refused = policies.propose(text=text, by=security, at=FRIDAY)
    with working_as(audit):
        policies.refuse(policy_id=refused, reason="还须审计见证", by=audit, at=FRIDAY)
    with working_as(security):
        policies.propose(text=text, by=security, at=FRIDAY)


DROPPED = ("死亡名单.csv", "姓名,身份证号,死亡日期,备注\n赵一,不详,2026-10-03,\n钱二,,十月,\n")


def dropped(handler: Actor) -> None:
    """Have a list with faults in it lie in the import centre."""
    name, content = DROPPED
    with working_as(handler):
        files = [(name, content.encode())]
        imports.drop(files=files, month=Month(2026, 10), said={"department": "县公安局"}, by=handler, at=FRIDAY)


def raised(seats: Seats) -> None:
    """Have a new standard wait for approval."""
    handler, leader = (seats.actors[Kind.CIVIL_AFFAIRS, role] for role in (Role.HANDLER, Role.LEADER))
    listed(seats, "enter_standard", "approve_standard")
    with working_as(handler):
        propose_value(
            key="dibao_rural_standard_fen", region=leader.region.code, value=66_000, from_on=date(2026, 12, 1),
            article="LAW-2026#18", document="明政发〔2026〕3号", by=handler, at=FRIDAY,
        )  # fmt: skip


PROBLEMS = (("近亲属享受低保5户未备案", 0), ("退回资金未及时重发", 124_000), ("大额调整未公示", 62_000))


def put_right(seats: Seats) -> None:
    """List problems of the bureau: one that it is to put right, one that is late, one with nothing ordered yet."""
    handler, leader = (seats.actors[Kind.CIVIL_AFFAIRS, role] for role in (Role.HANDLER, Role.LEADER))
    inspector = seats.actors[Kind.AUDIT, Role.INSPECTOR]
    with working_as(inspector):
        listed = [
            inspections.list_problem(
                unit_id=handler.organisation_id, source="2026年11月抽查", title=title, facts="见附件", amount_fen=fen,
                cites=("QY-2022-51#4.5", "YC-2022-2#3.4"), found_on=FRIDAY.date(), by=inspector, at=FRIDAY,
            )
            for title, fen in PROBLEMS
        ]  # fmt: skip
        days = date(2026, 12, 18), date(2026, 11, 21)
        for problem, until_on in zip(listed, days, strict=False):
            inspections.order(
                problem_id=problem, content="逐户核对，补办手续并报告", until_on=until_on, in_charge_id=handler.id,
                leader_id=leader.id, by=inspector, at=FRIDAY,
            )  # fmt: skip
    handed_over(inspector, leader, *listed)


def handed_over(inspector: Actor, leader: Actor, first: int, _late: int, new: int) -> None:
    """Have one clue wait for approval, and another refused."""
    clue = clues.Proposed(
        Receiver.DISCIPLINE, "县纪委监委", FRIDAY.date(), "明审移〔2026〕1号", "涉嫌优亲厚友，已逐户核实", b"report"
    )
    with working_as(inspector):
        refused = clues.propose(problem_id=first, clue=clue, by=inspector, at=FRIDAY)
        clues.propose(problem_id=new, clue=clue, by=inspector, at=FRIDAY)
    with working_as(leader):
        clues.refuse(clue_id=refused, reason="先补充核实金额", by=leader, at=FRIDAY)
