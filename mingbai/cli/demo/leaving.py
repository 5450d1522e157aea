"""What is left as it stands, so that who comes to the demo county finds work in every post: a month paid, one begun."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from mingbai.alerts import actions as alerts
from mingbai.cli.demo import paying, rostering
from mingbai.cli.demo.cast import BANK
from mingbai.cli.demo.work import Work
from mingbai.config.guards import scope
from mingbai.evidence.jobs import bring_up_to_date
from mingbai.inspections import actions as inspections
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.roles import Role
from mingbai.payments import actions as payments
from mingbai.payments import queries as paid
from mingbai.people import actions as people
from mingbai.people.queries.persons import names
from mingbai.simulation.people.numbers import card_number
from mingbai.sources.purposes import KINDS

CITES = ("QY-2022-51#4.5", "YC-2022-2#3.4")
SAMPLE, PROOF = "第三季度抽查", "整改情况说明".encode()
HELD, OTHER_CARD = "名单与姓名、证号完全一致，待村里核实", "原账户不能入账，本人持新卡申请变更"
FAULTS = {"returned": 2, "amount": 1, "missing": 1}  # what the bank does wrong with what it was sent


@dataclass(frozen=True)
class Left:
    """Where a month was left: how many rosters wait for what, and whose township waits for one village."""

    month: Month  # whose rosters are being made
    at: datetime
    to_review: int
    to_agree: int
    clerk: Actor
    head: Actor


@dataclass(frozen=True)
class Paid:
    """What was left of a month that is paid: rosters whose differences wait for answers, and those not released."""

    rosters: int
    to_release: int
    at: datetime


def pay(work: Work, lists: Path) -> Paid:
    """
    Pay a month and leave what comes of it: what the bank did wrong waits for answers, one of it for another to agree
    to the payee's new account; the last township, where there are several, waits for money and release.
    """
    made = sorted(rostering.derive(work), key=lambda roster: rostering.township(work, roster))
    sent, late = (made[:-1], made[-1:]) if len(made) > 1 else (made, [])
    rostering.sign(work, made, work.made)
    minutes = rostering.agree(work, sent, _minutes(work, 1), work.made + timedelta(days=1), work.met)
    paying.ask_for_money(work, minutes, work.met + timedelta(days=1))
    if late:
        _agreed(work, late)
    _paid(work, sent, lists)
    return Paid(len(sent), len(late), work.paid + timedelta(days=4))


def begin(work: Work) -> Left:
    """
    Derive the month's rosters and leave each where it waits for somebody; return where.

    The first township waits for one village's head, one for the bureau's meeting, all others for the bureau's review;
    audit and discipline inspection each ordered something put right.
    """
    made = sorted(rostering.derive(work), key=lambda roster: rostering.township(work, roster))
    first, others = made[0], made[1:]
    *signing, last = rostering.unsigned(work, first)
    rostering.sign_villages(work, first, signing, work.made)
    rostering.sign(work, others, work.made)
    reviewed, at = others[:1], work.made + timedelta(days=1)
    rostering.review(work, reviewed, at)
    _inspected(work, work.made)
    staff = replace(work.cast.staff, at=at)
    staff.proposed(work.cast.asker.organisation_id, Role.HANDLER)
    bring_up_to_date()
    clerk, head = work.cast.clerk(rostering.township(work, first)), work.cast.head(last)
    return Left(work.month, work.made + timedelta(days=2), len(others) - len(reviewed), len(reviewed), clerk, head)


def _minutes(work: Work, number: int) -> str:
    return f"示范民局纪〔{work.month}〕{number}号"


def _paid(work: Work, ids: Sequence[int], lists: Path) -> None:
    """Check, release and pay rosters; take in what the bank says, and take back what it could not pay."""
    rostering.take_lists(work, lists, {one: KINDS[one].title for one in KINDS})
    rostering.check(work, work.compared + timedelta(hours=1))
    rostering.take_up(work, work.compared + timedelta(hours=2))
    rostering.made_payable(work, ids, HELD, work.compared + timedelta(hours=2))
    rostering.release(work, ids, work.compared + timedelta(days=1))
    files = paying.draft(work, ids, work.paid)
    paying.send(work, files, work.paid)
    with working_as(work.cast.handler):
        sizes = {file.pk: file.payments for file in map(paid.file, files) if file is not None}
    files.sort(key=lambda file: -sizes[file])  # the bank errs in the largest
    faults = FAULTS if files and sizes[files[0]] > sum(FAULTS.values()) else {}
    paying.bank_pays(work, files, faults, work.paid + timedelta(days=1))
    paying.match(work, work.paid + timedelta(days=2))
    with scope(work.cast.region):
        alerts.check_after_payment(region=work.cast.region, month=work.month, at=work.paid + timedelta(days=2, hours=2))
    paying.take_back(work, work.paid + timedelta(days=3))
    _another_account(work, work.paid + timedelta(days=3, hours=1))


def _another_account(work: Work, at: datetime) -> None:
    """Enter another account of somebody whose money came back, have it confirmed, and ask that it be used."""
    handler, other = work.cast.handler, work.cast.second_reviewer
    with working_as(handler):
        back = [one for one in paid.failed(work.cast.region, work.month) if one.payee_id is not None]
        if not back:
            return
        payment, payee = back[0].payment_id, back[0].payee_id
        assert payee is not None
        account = people.propose_account(
            number=card_number(0, 9, work.seed), bank=BANK, holder_name=names([payee])[payee], person_id=payee,
            from_on=at.date(), by=handler, at=at,
        )  # fmt: skip
    with working_as(other):
        people.confirm_account(account_id=account, by=other, at=at + timedelta(hours=1))
    with working_as(handler):
        payments.ask_account_change(
            payment_id=payment, account_id=account, why=OTHER_CARD, by=handler, at=at + timedelta(hours=2)
        )


def _agreed(work: Work, ids: list[int]) -> None:
    """Have the bureau agree to rosters and ask for their money; finance has approved all plans but the last."""
    minutes = rostering.agree(work, ids, _minutes(work, 2), work.made + timedelta(days=1), work.met)
    at = work.met + timedelta(days=1)
    plans = [request for _, request in paying.plans(work, minutes, at)]
    for request in plans[:-1]:
        paying.approve_plan(work, request, at + timedelta(hours=1))


def _inspected(work: Work, at: datetime) -> None:
    """Have the auditor find something at the bank, and discipline inspection at the bureau, which has answered."""
    cast = work.cast
    _ordered(work, cast.auditor, "退回资金重发不及时", (cast.teller, cast.second_teller), at)
    item = _ordered(work, cast.inspector, "暂缓发放的核实记录不全", (cast.handler, cast.leader), at)
    with working_as(cast.handler):
        inspections.report(
            item_id=item, text="已逐户补齐核实记录", document=PROOF, by=cast.handler, at=at + timedelta(days=1, hours=3)
        )


def _ordered(work: Work, by: Actor, title: str, unit: tuple[Actor, Actor], at: datetime) -> int:
    """List a problem of a unit and order that two of it put it right within the month; return the item."""
    in_charge, leader = unit
    with working_as(by):
        problem = inspections.list_problem(
            unit_id=in_charge.organisation_id, source=SAMPLE, title=title, facts="见抽查底稿", cites=CITES,
            found_on=at.date(), by=by, at=at,
        )  # fmt: skip
        return inspections.order(
            problem_id=problem, content="逐笔核对，补办并报告", until_on=work.month.last_on,
            in_charge_id=in_charge.id, leader_id=leader.id, by=by, at=at + timedelta(hours=1),
        )  # fmt: skip
