"""The pages of rectification: the ledger in its order, a problem from list to look-back, clues by two people."""

from collections.abc import Mapping

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from mingbai.config.guards import scope
from mingbai.inspections import actions
from mingbai.inspections.cases import case, transfers_of
from mingbai.inspections.queries import clues
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.web.tests.furnishing import FRIDAY, furnish
from mingbai.web.tests.seats import Seats

ORDERED, LATE, NEW = 1, 2, 3  # the problems of `furnish`, all of the bureau
NOTHING: Mapping[str, str] = {}


@pytest.fixture(scope="module")
def seats(seats: Seats) -> Seats:
    return furnish(seats)


def inspector(seats: Seats) -> Client:
    return seats.client(Kind.AUDIT, Role.INSPECTOR)


def shown(client: Client, address: str, asked: Mapping[str, str] = NOTHING) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def listed(text: str) -> list[int]:
    """Return the problems of a ledger in the order they are shown."""
    links = text.split('href="/inspections/')[1:]
    return list(dict.fromkeys(int(link.partition('"')[0]) for link in links if link.partition('"')[0].isdigit()))


def state(problem: int) -> str:
    with scope(COUNTY):
        item = case(problem, COUNTY).item
        return item.state if item else ""


def proof() -> SimpleUploadedFile:
    return SimpleUploadedFile("a.pdf", b"proof")


CLUE = {
    "receiver": "discipline", "receiver_name": "县纪委监委", "verified_on": "2026-11-20", "document": "明民移1号",
    "grounds": "涉嫌优亲厚友",
}  # fmt: skip
ANSWERS = {"is_carried_out": "yes", "is_in_time": "yes", "is_accepted": "yes", "notes": "走访10户"}


@pytest.mark.usefixtures("desk")
class TestLedger:
    """What is listed, in which order, and for whom."""

    def test_what_is_overdue_comes_first_and_what_has_no_order_is_listed(self, seats: Seats) -> None:
        text = shown(inspector(seats), "/inspections")
        assert listed(text) == [LATE, NEW, ORDERED]
        for word in ("逾期1天", "未下达整改", "近亲属享受低保5户未备案", "1,240.00"):
            assert word in text

    @pytest.mark.parametrize(
        ("asked", "answer"),
        [
            ({"late": "1"}, [LATE]),
            ({"state": "new"}, [NEW]),
            ({"state": "ordered"}, [LATE, ORDERED]),
            ({"state": "closed"}, []),
            ({"q": "公示"}, [NEW]),
            ({"unit": "999"}, []),
        ],
    )
    def test_the_form_above_finds(self, seats: Seats, asked: dict[str, str], answer: list[int]) -> None:
        assert listed(shown(inspector(seats), "/inspections", asked)) == answer

    def test_what_had_to_be_put_right_again_comes_before_what_is_new(self, seats: Seats) -> None:
        _reported(seats, ORDERED)
        assert inspector(seats).post(f"/inspections/{ORDERED}/send-back", {"until_on": "2027-01-31"}).status_code == 302
        text = shown(inspector(seats), "/inspections")
        assert listed(text) == [LATE, ORDERED, NEW]
        assert "第2轮" in text

    def test_a_unit_sees_its_own_and_no_other_unit_does(self, seats: Seats) -> None:
        assert listed(shown(seats.client(), "/inspections")) == [LATE, NEW, ORDERED]
        clerk = seats.client(Kind.TOWNSHIP)
        assert listed(shown(clerk, "/inspections")) == []
        assert clerk.get(f"/inspections/{ORDERED}").status_code == 404

    def test_a_problem_more_asks_no_question_more(self, seats: Seats) -> None:
        client, who = inspector(seats), seats.actors[Kind.AUDIT, Role.INSPECTOR]
        bureau = seats.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER], seats.actors[Kind.CIVIL_AFFAIRS, Role.LEADER]

        def questions() -> int:
            with CaptureQueriesContext(connection) as asked:
                shown(client, "/inspections", {"size": "100"})
            return len(asked)

        questions()  # what is looked up once
        few = questions()
        with working_as(who):
            for one in range(25):
                made = actions.list_problem(
                    unit_id=bureau[0].organisation_id, source="抽查", title=f"问题{one}", facts="见附件",
                    cites=["YC-2022-2#3.4"], found_on=FRIDAY.date(), by=who, at=FRIDAY,
                )  # fmt: skip
                actions.order(
                    problem_id=made, content="整改", until_on=timezone.localdate().replace(month=12),
                    in_charge_id=bureau[0].id, leader_id=bureau[1].id, by=who, at=FRIDAY,
                )  # fmt: skip

        assert len(listed(shown(client, "/inspections", {"size": "100"}))) == 28
        assert questions() <= few


@pytest.mark.usefixtures("desk")
class TestProblem:
    """One problem: listed, ordered, reported, accepted, looked at again."""

    def test_it_is_listed_with_its_articles(self, seats: Seats) -> None:
        bureau = seats.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER].organisation_id
        sent = {
            "unit_id": bureau, "title": "3户超时限未办结", "source": "2026年11月抽查", "found_on": "2026-11-20",
            "amount_fen": "1,240.5", "cites": "YC-2022-2#3.4；《社会救助法》第48条", "facts": "见附件",
        }  # fmt: skip
        wrong = inspector(seats).post("/inspections/add", sent | {"cites": "YC-2022-2#99", "amount_fen": "很多"})
        assert wrong.status_code == 422
        assert "法规库中没有" in wrong.content.decode()
        assert "3户超时限未办结" in wrong.content.decode()

        made = inspector(seats).post("/inspections/add", sent)

        text = shown(inspector(seats), made["Location"])
        laws = ('href="/law/YC-2022-2/3.4"', 'href="/law/LAW-2026/48"', 'title="LAW-2026#48"')
        for word in ("已列入问题清单", "1,240.50", *laws, "未下达整改"):
            assert word in text

    def test_what_an_alert_confirmed_is_listed_from_its_outcome_or_refused_in_words(self, seats: Seats) -> None:
        bureau = seats.actors[Kind.CIVIL_AFFAIRS, Role.HANDLER].organisation_id
        sent = {"unit_id": bureau, "title": "未按规定入户", "cites": "YC-2022-2#3.4", "facts": "见核实记录"}
        answer = inspector(seats).post("/inspections/add?outcome=999", sent)
        assert answer.status_code == 422
        assert "没有编号为999的认定" in answer.content.decode()

    def test_from_order_to_three_times_yes(self, seats: Seats) -> None:
        overseer, unit = inspector(seats), seats.client()
        handler, leader = (seats.actors[Kind.CIVIL_AFFAIRS, role].id for role in (Role.HANDLER, Role.LEADER))
        sent = {"content": "补公示", "until_on": "2026-12-20", "in_charge_id": handler, "leader_id": handler}
        same = overseer.post(f"/inspections/{NEW}/order", sent)
        assert same.status_code == 422
        assert "须为两个人" in same.content.decode()
        assert "补公示" in same.content.decode()
        assert overseer.post(f"/inspections/{NEW}/order", sent | {"leader_id": leader}).status_code == 302
        assert unit.post(f"/inspections/{NEW}/report", {"text": "已公示", "document": proof()}).status_code == 302
        assert "已公示" in shown(overseer, f"/inspections/{NEW}")
        assert overseer.post(f"/inspections/{NEW}/accept").status_code == 302
        assert overseer.post(f"/inspections/{NEW}/look-back", ANSWERS | {"document": proof()}).status_code == 302
        assert state(NEW) == "settled"
        assert "走访10户" in shown(overseer, f"/inspections/{NEW}")

    def test_one_no_needs_a_new_day_and_reopens(self, seats: Seats) -> None:
        _reported(seats, ORDERED)
        inspector(seats).post(f"/inspections/{ORDERED}/accept")
        sent = ANSWERS | {"is_accepted": "no"}
        without = inspector(seats).post(f"/inspections/{ORDERED}/look-back", sent | {"document": proof()})
        assert "须写明重新整改的时限" in without.content.decode()
        sent |= {"again_until_on": "2027-01-31"}
        assert (
            inspector(seats).post(f"/inspections/{ORDERED}/look-back", sent | {"document": proof()}).status_code == 302
        )
        assert state(ORDERED) == "reopened"

    def test_another_unit_does_not_report_and_a_report_has_its_proof(self, seats: Seats) -> None:
        assert seats.client(Kind.TOWNSHIP).post(f"/inspections/{ORDERED}/report", {"text": "好了"}).status_code == 404
        answer = seats.client().post(f"/inspections/{ORDERED}/report", {"text": "好了"})
        assert answer.status_code == 422
        assert state(ORDERED) == "ordered"

    def test_the_drawer_brings_the_problem_without_the_frame(self, seats: Seats) -> None:
        answer = inspector(seats).get(f"/inspections/{ORDERED}", headers={"HX-Request": "true"})
        assert "<html" not in answer.content.decode()
        assert "逐户核对" in answer.content.decode()

    @pytest.mark.parametrize("address", ["/inspections/999", "/inspections/1/dance"])
    def test_what_there_is_not_is_not_found(self, seats: Seats, address: str) -> None:
        assert inspector(seats).get(address).status_code == 404


@pytest.mark.usefixtures("desk")
class TestClues:
    """One proposes at one screen; another approves or refuses at another; who proposed may withdraw."""

    def test_a_clue_is_proposed_at_one_screen_and_approved_at_another(self, seats: Seats) -> None:
        proposer, second = inspector(seats), seats.actors[Kind.CIVIL_AFFAIRS, Role.LEADER]
        without = proposer.post(f"/inspections/{LATE}/hand-over", CLUE)
        assert without.status_code == 422
        assert "县纪委监委" in without.content.decode(), "what was typed stays"
        assert proposer.post(f"/inspections/{LATE}/hand-over", CLUE | {"evidence": proof()}).status_code == 302
        number = waiting(LATE)
        with scope(COUNTY):
            assert not transfers_of(LATE).exists()
        own = proposer.post("/inspections/clues", {"clue_id": number, "act": "approve"})
        assert own.status_code == 422
        assert "自己提出的" in own.content.decode()

        approver = seats.signed_in(second)
        assert "优亲厚友" in shown(approver, "/inspections/clues")
        done = approver.post("/inspections/clues", {"clue_id": number, "act": "approve"})

        assert "线索已移交" in shown(approver, done["Location"])
        with scope(COUNTY):
            (made,) = transfers_of(LATE)
        assert (made.made_by, made.approved_by) == (seats.actors[Kind.AUDIT, Role.INSPECTOR].id, second.id)
        heard = {"transfer_id": made.pk, "feedback": "已立案", "document": "明纪函3号"}
        assert proposer.post(f"/inspections/{LATE}/feedback", heard).status_code == 302
        assert "已立案" in shown(proposer, f"/inspections/{LATE}")

    def test_a_refusal_says_why_and_stays_on_the_page(self, seats: Seats) -> None:
        inspector(seats).post(f"/inspections/{LATE}/hand-over", CLUE | {"evidence": proof()})
        leader, number = seats.client(Kind.CIVIL_AFFAIRS, Role.LEADER), waiting(LATE)
        empty = leader.post("/inspections/clues", {"clue_id": number, "act": "refuse", "reason": " "})
        assert empty.status_code == 422
        assert "退回理由" in empty.content.decode()
        leader.post("/inspections/clues", {"clue_id": number, "act": "refuse", "reason": "先核实金额"})
        assert "先核实金额" in shown(leader, "/inspections/clues")
        assert "先核实金额" in shown(inspector(seats), f"/inspections/{LATE}")

    def test_who_proposed_withdraws_and_nobody_else(self, seats: Seats) -> None:
        inspector(seats).post(f"/inspections/{LATE}/hand-over", CLUE | {"evidence": proof()})
        sent = {"clue_id": waiting(LATE), "act": "withdraw"}
        other = seats.client(Kind.CIVIL_AFFAIRS, Role.LEADER).post("/inspections/clues", sent)
        assert other.status_code == 422
        done = inspector(seats).post("/inspections/clues", sent)
        assert "已撤回" in shown(inspector(seats), done["Location"])

    def test_it_waits_on_the_page_of_today_of_who_may_approve_and_not_of_who_proposed(self, seats: Seats) -> None:
        mine, _, others = shown(inspector(seats), "/").partition('id="others"')
        assert "批准线索移交" not in mine
        assert "您提出的，由另一人批准" in others
        for kind, role in ((Kind.CIVIL_AFFAIRS, Role.LEADER), (Kind.DISCIPLINE, Role.INSPECTOR)):
            mine, _, others = shown(seats.client(kind, role), "/").partition('id="others"')
            assert 'href="/inspections/clues">批准线索移交' in mine
        assert "批准线索移交" not in shown(seats.client(), "/"), "the unit is not told of it"

    def test_the_unit_is_told_nothing_of_it(self, seats: Seats) -> None:
        clerk = seats.client()
        assert "优亲厚友" not in shown(clerk, f"/inspections/{ORDERED}")
        assert clerk.get("/inspections/clues").status_code == 403
        assert clerk.get("/evidence/rows/inspections.clueproposal/1").status_code in (403, 404)


def waiting(problem: int) -> int:
    """Return the proposal about a problem that waits for approval."""
    with scope(COUNTY):
        return clues(COUNTY).get(problem_id=problem).pk


def _reported(seats: Seats, problem: int) -> None:
    answer = seats.client().post(f"/inspections/{problem}/report", {"text": "已备案", "document": proof()})
    assert answer.status_code == 302
