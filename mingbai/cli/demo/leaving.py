"""The month that is left as it stands, so that whoever comes to the demo county finds something to do in every post."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from pathlib import Path

from mingbai.cli.demo import paying, rostering
from mingbai.cli.demo.cast import BANK
from mingbai.cli.demo.work import Work
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

    month: Month
    at: datetime
    to_review: int
    to_agree: int
    to_release: int
    paid: int  # and how many are paid, with the bank's answer to be explained
    clerk: Actor
    head: Actor


def begin(work: Work, lists: Path) -> Left:
    """
    Derive the month's rosters and leave each where it waits for somebody; return where.

    The first township waits for one village's head; the next is frozen, waits for its release, and its money for
    finance; one waits for the bureau's meeting, one is paid and its differences wait for answers; all others wait for
    the bureau's review.
    """
    made = sorted(rostering.derive(work), key=lambda roster: rostering.township(work, roster))
    first, others = made[0], made[1:]
    *signing, last = rostering.unsigned(work, first)
    rostering.sign_villages(work, first, signing, work.made)
    rostering.sign(work, others, work.made)
    frozen, reviewed, sent = others[:1], others[1:2], others[2:3]
    if sent:
        minutes = rostering.agree(work, sent, _minutes(work, 1), work.made + timedelta(days=1), work.met)
        paying.ask_for_money(work, minutes, work.met + timedelta(days=1))
    if frozen:
        _agreed(work, frozen)
    rostering.review(work, reviewed, work.made + timedelta(days=1))
    _inspected(work, work.met)
    staff = replace(work.cast.staff, at=work.met)
    staff.proposed(work.cast.asker.organisation_id, Role.HANDLER)
    if sent:
        _paid(work, sent, lists)
    bring_up_to_date()
    clerk, head = work.cast.clerk(rostering.township(work, first)), work.cast.head(last)
    to_review = len(others) - len(frozen) - len(reviewed) - len(sent)
    at = work.paid + timedelta(days=4) if sent else work.met + timedelta(days=3)
    return Left(work.month, at, to_review, len(reviewed), len(frozen), len(sent), clerk, head)


def _minutes(work: Work, number: int) -> str:
    return f"示范民局纪〔{work.month}〕{number}号"


def _paid(work: Work, ids: Sequence[int], lists: Path) -> None:
    """Pay one township; what came back waits, one of it for another to agree to the payee's new account."""
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
            item_id=item, text="已逐户补齐核实记录", document=PROOF, by=cast.handler, at=at + timedelta(days=2)
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
            problem_id=problem, content="逐笔核对，补办并报告", until_on=work.month.next().first_on,
            in_charge_id=in_charge.id, leader_id=leader.id, by=by, at=at + timedelta(hours=1),
        )  # fmt: skip
