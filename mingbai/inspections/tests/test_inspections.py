"""Problems listed, put right, looked at again; a no reopens; clues go where they must."""

from datetime import date, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction

from mingbai.alerts import actions as alerts
from mingbai.alerts.tests.test_outcomes import PROCEDURE
from mingbai.alerts.tests.world import AT, FALSE_ALARM, World, world
from mingbai.config.guards import scope
from mingbai.evidence.models import Act
from mingbai.inspections import actions, clues, queries
from mingbai.inspections.actions import Answers
from mingbai.inspections.clues import Proposed
from mingbai.inspections.models import ClueProposal, LookBack, Problem, Rectification
from mingbai.inspections.queries import (
    look_backs,
    not_listed,
    not_looked_at_again,
    notice,
    overdue,
    standing,
    transfers_without_feedback,
)
from mingbai.inspections.refused import (
    Decided,
    Incomplete,
    NotConfirmed,
    NotOfUnit,
    NotProposer,
    NotYetVerified,
    NotYourOffice,
    OwnProposal,
    SamePerson,
    TooLate,
    WrongState,
)
from mingbai.inspections.states import Receiver
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.refused import NotYours, Refused
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY, OTHER_TOWN, TOWN
from mingbai.papers import render

YES, UNTIL = Answers(True, True, True), date(2026, 11, 20)
CITES = ("QY-2022-51#4.5", "YC-2022-2#3.4")


class Inspected:
    """A township with somebody in charge, its leader, and a problem."""

    def __init__(self) -> None:
        self.at: World = world()
        county = self.at.county
        self.unit = county.office(Kind.TOWNSHIP, TOWN, "清水镇人民政府")
        self.clerk, self.head = (county.post(self.unit, role) for role in (Role.HANDLER, Role.LEADER))
        audit = county.office(Kind.AUDIT)
        self.inspector = county.post(audit, Role.INSPECTOR)
        self.second = county.post(audit, Role.INSPECTOR)

    def problem(self) -> int:
        with working_as(self.inspector):
            return actions.list_problem(
                unit_id=self.unit, source="2026年10月抽查", title="近亲属享受低保5户未备案", facts="名单见附件",
                cites=CITES, found_on=AT.date(), by=self.inspector, at=self.at.at,
            )  # fmt: skip

    def ordered(self, **said: Any) -> int:
        facts: dict[str, Any] = {
            "content": "补办备案",
            "until_on": UNTIL,
            "in_charge_id": self.clerk.id,
            "leader_id": self.head.id,
        }
        problem = self.problem()
        with working_as(self.inspector):
            return actions.order(problem_id=problem, by=self.inspector, at=self.at.at, **(facts | said))

    def report(self, item: int, by: Actor | None = None) -> None:
        who = by or self.clerk
        with working_as(who):
            actions.report(item_id=item, text="已全部备案", document=b"pdf", by=who, at=self.at.at)

    def accepted(self) -> int:
        item = self.ordered()
        self.report(item)
        with working_as(self.inspector):
            actions.accept(item_id=item, by=self.inspector, at=self.at.at)
        return item

    def look(self, item: int, answers: Answers = YES, by: Actor | None = None, **said: Any) -> int:
        who = by or self.second
        with working_as(who):
            return actions.look_back(
                item_id=item, answers=answers, notes="走访10户", document=b"form", by=who, at=self.at.at, **said
            )

    def state(self, item: int) -> str:
        with scope(COUNTY):
            return Rectification.objects.get(pk=item).state


@pytest.fixture
def seen(desk: str) -> Inspected:
    return Inspected()


@pytest.mark.requirement("R-808")
@pytest.mark.requirement("R-809")
def test_an_item_says_content_deadline_person_in_charge_and_leader(seen: Inspected) -> None:
    item = seen.ordered()
    with scope(COUNTY):
        row = Rectification.objects.get(pk=item)
        assert (row.content, row.until_on, row.in_charge_id, row.leader_id) == (
            "补办备案", UNTIL, seen.clerk.id, seen.head.id,
        )  # fmt: skip
        assert row.problem.unit_id == seen.unit
    for wrong, error in (
        ({"content": " "}, Incomplete),
        ({"until_on": AT.date()}, TooLate),
        ({"leader_id": seen.clerk.id}, SamePerson),
        ({"leader_id": seen.second.id}, NotOfUnit),
        ({"in_charge_id": seen.at.handler.id}, NotOfUnit),
    ):
        with pytest.raises(error):
            seen.ordered(**wrong)


@pytest.mark.requirement("R-809")
def test_what_is_ordered_is_a_notice_to_print(seen: Inspected) -> None:
    seen.ordered()
    with scope(COUNTY):
        paper = notice(
            unit_id=seen.unit, region=COUNTY, office="明白县审计局", number="1号", report_on=UNTIL, telephone="0000",
            at=AT,
        )  # fmt: skip
    assert paper.unit == "清水镇人民政府"
    assert paper.demands[0].content == "补办备案"
    assert render(paper)[:5] == b"%PDF-"


def test_the_unit_reports_another_accepts(seen: Inspected) -> None:
    item = seen.ordered()
    with pytest.raises((NotYourOffice, NotYours)):
        seen.report(item, by=seen.at.handler)
    seen.report(item)
    with working_as(seen.clerk), pytest.raises(NotYours):
        actions.accept(item_id=item, by=seen.clerk, at=AT)
    with working_as(seen.inspector):
        actions.accept(item_id=item, by=seen.inspector, at=AT)
        assert [row.pk for row in not_looked_at_again(COUNTY)] == [item]
    with pytest.raises(WrongState):
        seen.report(item)


def test_a_report_that_does_not_do_is_sent_back_with_a_new_day(seen: Inspected) -> None:
    item = seen.ordered()
    seen.report(item)
    later = UNTIL + timedelta(days=30)
    with working_as(seen.inspector):
        actions.send_back(item_id=item, until_on=later, by=seen.inspector, at=AT)
        row = Rectification.objects.get(pk=item)
        assert (row.state, row.until_on, row.rounds) == ("reopened", later, 2)


@pytest.mark.requirement("R-1009")
@pytest.mark.parametrize("no", range(3))
def test_one_no_of_the_three_reopens_the_item(seen: Inspected, no: int) -> None:
    item = seen.accepted()
    answers = Answers(*(number != no for number in range(3)))
    with pytest.raises(Incomplete):
        seen.look(item, answers)
    seen.look(item, answers, again_until_on=UNTIL)
    assert seen.state(item) == "reopened"
    seen.report(item)


@pytest.mark.requirement("R-1009")
def test_three_times_yes_settles_it_and_a_later_no_still_reopens(seen: Inspected) -> None:
    item = seen.accepted()
    seen.look(item)
    assert seen.state(item) == "settled"
    seen.look(item, Answers(True, True, False), again_until_on=UNTIL)
    assert seen.state(item) == "reopened"
    with scope(COUNTY):
        assert [row.is_accepted for row in look_backs(item)] == [True, False]


def test_who_reported_does_not_look_again(seen: Inspected) -> None:
    item = seen.accepted()
    with scope(COUNTY), transaction.atomic(), pytest.raises(IntegrityError, match="reported_by_is_not_made_by"):
        LookBack.objects.create(
            item_id=item, region=TOWN.code, is_carried_out=True, is_in_time=True, is_accepted=True, notes="x",
            document_sha256="x", reported_by=seen.clerk.id, made_by=seen.clerk.id, made_at=AT,
        )  # fmt: skip


def test_what_nobody_reported_is_not_looked_at_again(seen: Inspected) -> None:
    with pytest.raises(WrongState):
        seen.look(seen.ordered())


def test_what_is_late_is_known(seen: Inspected) -> None:
    item = seen.ordered()
    with scope(COUNTY):
        assert not overdue(COUNTY, UNTIL).exists()
        assert [row.pk for row in overdue(COUNTY, UNTIL + timedelta(days=1))] == [item]
        stands = standing(COUNTY, UNTIL + timedelta(days=1))
    assert (stands.ordered, stands.undone, stands.overdue, stands.settled) == (1, 1, 1, 0)


@pytest.mark.requirement("R-809")
def test_what_an_alert_confirmed_is_listed_once_and_a_false_alarm_never(seen: Inspected) -> None:
    at, title = seen.at, "未按规定入户"
    outcome = at.decided(at.verified(), PROCEDURE)
    alarm = at.decided(at.verified(number=5, supports=False), FALSE_ALARM)

    def pull(number: int) -> int:
        with working_as(at.reviewer):
            return actions.pull_outcome(
                outcome_id=number, unit_id=seen.unit, title=title, facts="见核实记录", cites=CITES, by=at.reviewer,
                at=at.at,
            )  # fmt: skip

    with scope(COUNTY):
        assert [row.pk for row in not_listed(COUNTY)] == [outcome]
    pull(outcome)
    with scope(COUNTY):
        assert not not_listed(COUNTY).exists()
        assert Problem.objects.get().source == "预警核查"
    with pytest.raises(Refused, match="不必重复"):
        pull(outcome)
    with pytest.raises(NotConfirmed):
        pull(alarm)


def test_what_was_overturned_is_not_listed(seen: Inspected) -> None:
    at = seen.at
    task = at.verified()
    outcome = at.decided(task, PROCEDURE)
    with working_as(at.leader):
        alerts.overturn(task_id=task, verdict=FALSE_ALARM, by=at.leader, at=at.at)
    with working_as(at.reviewer), pytest.raises(NotConfirmed):
        actions.pull_outcome(
            outcome_id=outcome, unit_id=seen.unit, title="x", facts="x", cites=CITES, by=at.reviewer, at=at.at
        )


def clue(**said: Any) -> Proposed:
    facts: dict[str, Any] = {
        "verified_on": AT.date(),
        "receiver": Receiver.DISCIPLINE,
        "receiver_name": "明白县纪委监委",
        "document": "明审移〔2026〕1号",
        "grounds": "涉嫌优亲厚友",
        "evidence": b"report",
    }
    return Proposed(**(facts | said))


def propose(seen: Inspected, problem: int, said: Proposed | None = None, by: Actor | None = None) -> int:
    who = by or seen.inspector
    with working_as(who):
        return clues.propose(problem_id=problem, clue=said or clue(), by=who, at=AT)


@pytest.mark.requirement("R-1013")
def test_a_clue_goes_once_to_discipline_after_it_was_verified_and_comes_back_with_feedback(seen: Inspected) -> None:
    problem = seen.problem()
    with pytest.raises(NotYetVerified):
        propose(seen, problem, clue(verified_on=AT.date() + timedelta(days=1)))
    number = propose(seen, problem)
    with pytest.raises(Refused, match="正待批准"):
        propose(seen, problem, by=seen.second)
    with working_as(seen.second):
        assert not transfers_without_feedback(COUNTY).exists(), "nothing is handed over before another approves it"
        assert [row.pk for row in queries.clues(COUNTY)] == [number]
        made = clues.approve(clue_id=number, by=seen.second, at=AT)
    with pytest.raises(Refused, match="已移交"):
        propose(seen, problem)
    with working_as(seen.inspector):
        (handed,) = transfers_without_feedback(COUNTY)
        assert (handed.pk, handed.made_by, handed.approved_by) == (made, seen.inspector.id, seen.second.id)
        assert (handed.verified_on, handed.transferred_on, handed.proposal.pk) == (AT.date(), AT.date(), number)
        clues.note_feedback(transfer_id=made, feedback="已立案", document="明纪函〔2026〕3号", by=seen.inspector, at=AT)
        assert not transfers_without_feedback(COUNTY).exists()


@pytest.mark.requirement("R-1013")
def test_who_proposed_a_clue_decides_nothing_of_it_and_the_database_holds_that_too(seen: Inspected) -> None:
    number = propose(seen, seen.problem())
    with working_as(seen.inspector):
        with pytest.raises(OwnProposal):
            clues.approve(clue_id=number, by=seen.inspector, at=AT)
        with pytest.raises(OwnProposal):
            clues.refuse(clue_id=number, reason="x", by=seen.inspector, at=AT)
        with transaction.atomic(), pytest.raises(IntegrityError, match="inspections_clue_decider_is_not_proposer"):
            ClueProposal.objects.filter(pk=number).update(
                state="refused", reason="x", decided_by=seen.inspector.id, decided_at=AT
            )
    with working_as(seen.second), pytest.raises(NotProposer):
        clues.withdraw(clue_id=number, by=seen.second, at=AT)
    with working_as(seen.clerk), pytest.raises(NotYours):
        clues.approve(clue_id=number, by=seen.clerk, at=AT)


def test_what_was_refused_or_withdrawn_stays_on_record_and_may_be_proposed_anew(seen: Inspected) -> None:
    problem = seen.problem()
    first = propose(seen, problem)
    with working_as(seen.second):
        with pytest.raises(Incomplete):
            clues.refuse(clue_id=first, reason=" ", by=seen.second, at=AT)
        clues.refuse(clue_id=first, reason="证据不足", by=seen.second, at=AT)
        with pytest.raises(Decided):
            clues.approve(clue_id=first, by=seen.second, at=AT)
    second = propose(seen, problem, clue(evidence=b"better"))
    with working_as(seen.inspector):
        clues.withdraw(clue_id=second, reason="改送司法机关", by=seen.inspector, at=AT)
        assert not queries.clues(COUNTY).exists()
        kept = [(row.pk, row.state, row.reason) for row in queries.clues_of(problem)]
        assert kept == [(first, "refused", "证据不足"), (second, "withdrawn", "改送司法机关")]
        assert not queries.transfers_without_feedback(COUNTY).exists()
    with working_as(seen.second), pytest.raises(Decided):
        clues.approve(clue_id=second, by=seen.second, at=AT)


def test_each_act_on_a_clue_is_in_the_log(seen: Inspected) -> None:
    problem = seen.problem()
    refused = propose(seen, problem)
    with working_as(seen.second):
        clues.refuse(clue_id=refused, reason="证据不足", by=seen.second, at=AT)
    withdrawn = propose(seen, problem)
    with working_as(seen.inspector):
        clues.withdraw(clue_id=withdrawn, by=seen.inspector, at=AT)
    approved = propose(seen, problem)
    with working_as(seen.second):
        made = clues.approve(clue_id=approved, by=seen.second, at=AT)

    acts = set(Act.objects.filter(type__startswith="inspections.").values_list("type", "subject", "by"))

    proposal = "inspections.clueproposal"
    assert acts >= {
        *(("inspections.clue_proposed", f"{proposal}/{one}", seen.inspector.id) for one in (refused, approved)),
        ("inspections.clue_refused", f"{proposal}/{refused}", seen.second.id),
        ("inspections.clue_withdrawn", f"{proposal}/{withdrawn}", seen.inspector.id),
        ("inspections.clue_approved", f"{proposal}/{approved}", seen.second.id),
        ("inspections.handed_over", f"inspections.cluetransfer/{made}", seen.second.id),
    }


@pytest.mark.parametrize(
    "lacking",
    [{"grounds": " "}, {"evidence": b""}, {"receiver_name": ""}, {"document": " "}],
    ids=lambda one: next(iter(one)),
)
def test_a_clue_says_to_whom_why_and_on_what_evidence(seen: Inspected, lacking: dict[str, Any]) -> None:
    problem = seen.problem()
    with pytest.raises(Incomplete):
        propose(seen, problem, clue(**lacking))


def test_another_township_sees_nothing_of_it(seen: Inspected) -> None:
    seen.ordered()
    with scope(OTHER_TOWN):
        assert not Problem.objects.exists()
        assert not Rectification.objects.exists()
