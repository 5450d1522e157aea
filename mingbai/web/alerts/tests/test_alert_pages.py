"""The pages of alerts: what the inbox finds, whom it gives work to, and a case from taking to its outcome."""

from collections.abc import Mapping
from datetime import datetime, timedelta

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingbai.access.queries import looks
from mingbai.alerts import actions
from mingbai.alerts.cases import case
from mingbai.alerts.tests.world import found
from mingbai.config.guards import scope
from mingbai.offices.actor import Actor, working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.rosters.tests.world import VILLAGE
from mingbai.rules.rule import Severity
from mingbai.web.alerts import telling
from mingbai.web.tests.furnishing import furnish
from mingbai.web.tests.seats import Seats

HELD, RED, ORANGE, YELLOW = 1, 2, 3, 4  # the tasks of `furnish`; the first is being verified
NOTHING: Mapping[str, str] = {}


@pytest.fixture(scope="module")
def seats(seats: Seats) -> Seats:
    furnished = furnish(seats)
    second, leader = furnished.actors[Kind.TOWNSHIP, Role.HANDLER], furnished.actors[Kind.CIVIL_AFFAIRS, Role.LEADER]
    furnished.county.listed("verify_alert", second, leader)
    return furnished


def actor(seats: Seats, role: Role, kind: Kind = Kind.CIVIL_AFFAIRS) -> Actor:
    return seats.actors[kind, role]


def shown(client: Client, address: str, asked: Mapping[str, str] = NOTHING) -> str:
    answer = client.get(address, asked)
    assert answer.status_code == 200
    return str(answer.content.decode())


def state(task: int) -> str:
    with scope(COUNTY):
        return str(case(task).task.state)


def owner(task: int) -> int | None:
    with scope(COUNTY):
        return case(task).task.owner_id


def listed(text: str) -> list[int]:
    """Return the tasks of an inbox in the order they are shown."""
    links = text.split('href="/alerts/')[1:]
    return list(dict.fromkeys(int(link.partition('"')[0]) for link in links if link.partition('"')[0].isdigit()))


@pytest.mark.usefixtures("desk")
class TestInbox:
    """What is listed, and what is done about many at once."""

    def test_red_comes_before_orange_and_yellow_with_day_amount_and_owner(self, seats: Seats) -> None:
        text = shown(seats.client(), "/alerts")
        assert listed(text) == [HELD, RED, ORANGE, YELLOW]
        for word in ("剩3天", "1,240.00", "RK-302", "待领取", "核实中", "死亡后享受"):
            assert word in text

    @pytest.mark.parametrize(
        ("asked", "answer"),
        [
            ({"severity": "red"}, [HELD, RED]),
            ({"rule": "RK-112"}, [ORANGE]),
            ({"state": "locked"}, [HELD]),
            ({"state": "closed"}, []),
            ({"owner": "none"}, []),
            ({"late": "1"}, []),
            ({"relapsed": "1"}, []),
            ({"of": "this", "month": "2026-10"}, [HELD, RED, ORANGE, YELLOW]),
            ({"of": "this", "month": "2026-11"}, []),
        ],
    )
    def test_the_form_above_finds(self, seats: Seats, asked: dict[str, str], answer: list[int]) -> None:
        assert listed(shown(seats.client(), "/alerts", asked)) == answer

    def test_overdue_ones_are_found_once_their_day_is_past(
        self, seats: Seats, monkeypatch: pytest.MonkeyPatch, now: datetime
    ) -> None:
        monkeypatch.setattr("django.utils.timezone.now", lambda: now.replace(day=27))
        text = shown(seats.client(), "/alerts", {"late": "1"})
        assert listed(text) == [HELD, RED]
        assert "逾期2天" in text

    def test_a_leader_assigns_what_is_selected_and_a_handler_cannot(self, seats: Seats) -> None:
        clerk = actor(seats, Role.HANDLER, Kind.TOWNSHIP)
        sent = {"act": "assign", "task": [RED, ORANGE], "officer": clerk.id}

        leaders = seats.client(role=Role.LEADER)
        answer = leaders.post("/alerts?severity=red", sent)

        assert (answer.status_code, answer["Location"]) == (302, "/alerts?severity=red")
        assert "办成2条" in shown(leaders, answer["Location"])
        assert "办成2条" not in shown(leaders, answer["Location"])
        assert [owner(task) for task in (RED, ORANGE)] == [clerk.id, clerk.id]
        refused = seats.client().post("/alerts", sent)
        assert refused.status_code == 422
        assert "“指派预警”由" in refused.content.decode()

    def test_all_that_answers_the_form_is_assigned_at_once_to_whom_the_list_names(self, seats: Seats) -> None:
        clerk = actor(seats, Role.HANDLER, Kind.TOWNSHIP)
        seats.client(role=Role.LEADER).post("/alerts?severity=red", {"act": "assign", "all": "1"})
        assert owner(RED) == clerk.id  # listed for the township, nearer than the county
        assert owner(ORANGE) != clerk.id

    def test_nothing_selected_is_said_and_nothing_lost(self, seats: Seats) -> None:
        answer = seats.client(role=Role.LEADER).post("/alerts?severity=red", {"act": "assign"})
        assert answer.status_code == 422
        assert "请先勾选预警" in answer.content.decode()
        assert listed(answer.content.decode()) == [HELD, RED]

    def test_selected_ones_are_taken_and_what_another_has_is_left(self, seats: Seats) -> None:
        clerk = seats.client(Kind.TOWNSHIP)
        answer = clerk.post("/alerts", {"act": "take", "task": [HELD, RED, ORANGE]})
        text = shown(clerk, answer["Location"])
        assert "办成2条" in text
        assert "1条已有人领取" in text
        assert [state(task) for task in (RED, ORANGE, YELLOW)] == ["locked", "locked", "open"]

    def test_the_next_one_is_taken_without_going_back_to_the_list(self, seats: Seats) -> None:
        client = seats.client()
        taken = [client.post("/alerts", {"act": "next"})["Location"] for _ in range(3)]
        assert taken == [f"/alerts/{task}?done=take" for task in (RED, ORANGE, YELLOW)]
        left = client.post("/alerts", {"act": "next"})
        assert left.status_code == 422
        assert "没有您可以领取的预警" in left.content.decode()

    def test_a_row_more_asks_no_question_more(self, seats: Seats, now: datetime) -> None:
        client = seats.client(role=Role.LEADER)

        def questions() -> int:
            with CaptureQueriesContext(connection) as asked:
                shown(client, "/alerts", {"size": "100"})
            return len(asked)

        questions()  # what is looked up once
        few = questions()
        with working_as(actor(seats, Role.HANDLER)):
            more = [found(number=100 + one, region=VILLAGE.code, severity=Severity.RED) for one in range(40)]
            actions.open_tasks(findings=more, at=now)

        assert len(listed(shown(client, "/alerts", {"size": "100"}))) == 44
        assert questions() <= few


VISIT = {
    "source": "visit",
    "source_name": "柳树村",
    "supports": "yes",
    "found": "家属出示火化证明",
    "is_same_person": "on",
}
DECIDED = {
    "result": "lawful", "reason": "在渐退期内", "fault": "none", "finding": "none", "money": "none",
    "consequence": "nothing", "quiet_days": "90",
}  # fmt: skip


@pytest.mark.usefixtures("desk")
class TestCase:
    """One alert, from what was found to what was decided."""

    def test_it_says_what_was_found_by_which_article_and_how_right_the_rule_is(self, seats: Seats) -> None:
        text = shown(seats.client(), f"/alerts/{RED}")
        for word in (
            "名册金额620.00元，审批金额310.00元",
            "伊民规〔2022〕2号第二部分（三）3",
            "还没有已办结的预警",
            "预警只提示核查",
        ):
            assert word in text
        assert 'href="/rules/RK-302"' in text

    def test_what_was_compared_stands_beside_it_with_numbers_masked(
        self, seats: Seats, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        compared = '{"rostered_fen": 62000, "approved_fen": 31000, "person_id": "230722195001011234", "name": "王小明"}'
        monkeypatch.setattr(telling, "evidence_of", lambda _findings: {0: compared})
        text = shown(seats.client(), f"/alerts/{RED}")
        for word in ("名册金额", "620.00元", "核定金额", "310.00元", "2307****1234", "王*明"):
            assert word in text
        assert "230722195001011234" not in text

    def test_whoever_opens_it_is_noted(self, seats: Seats, now: datetime) -> None:
        auditor = actor(seats, Role.INSPECTOR, Kind.AUDIT)
        seats.signed_in(auditor).get(f"/alerts/{RED}")
        with scope(COUNTY):
            noted = looks(COUNTY, now, now + timedelta(seconds=1)).first()
        assert noted is not None
        assert (noted.officer_id, noted.subject) == (auditor.id, f"alerts.task/{RED}")

    def test_in_english_the_finding_is_told_in_english(self, seats: Seats) -> None:
        client = seats.client()
        client.cookies["mingbai-language"] = "en"
        assert "310.00 more" in client.get(f"/alerts/{RED}", headers={"Accept-Language": "en"}).content.decode()

    def test_the_drawer_brings_the_case_without_the_frame(self, seats: Seats) -> None:
        answer = seats.client().get(f"/alerts/{RED}", headers={"HX-Request": "true"})
        assert "<html" not in answer.content.decode()
        assert "名册金额620.00元" in answer.content.decode()

    def test_who_has_it_is_said_to_everybody_else(self, seats: Seats) -> None:
        assert "正在处理此预警" in shown(seats.client(role=Role.LEADER), f"/alerts/{HELD}")
        assert "正在处理此预警" not in shown(seats.client(), f"/alerts/{HELD}")

    def test_another_who_takes_it_is_told_who_has_it(self, seats: Seats) -> None:
        answer = seats.client(Kind.TOWNSHIP).post(f"/alerts/{HELD}/take")
        assert answer.status_code == 422
        assert "正在处理此预警；请由其办理" in answer.content.decode()

    def test_what_was_typed_stays_where_it_was_refused(self, seats: Seats) -> None:
        answer = seats.client(Kind.TOWNSHIP).post(f"/alerts/{HELD}/verify", VISIT)
        assert answer.status_code == 422
        assert "家属出示火化证明" in answer.content.decode()
        assert state(HELD) == "locked"

    @pytest.mark.requirement("R-910")
    def test_from_taking_to_the_outcome_by_two_people(self, seats: Seats) -> None:
        mine, leaders = seats.client(), seats.client(role=Role.LEADER)
        assert mine.post(f"/alerts/{RED}/take")["Location"] == f"/alerts/{RED}?done=take"
        proof = SimpleUploadedFile("a.jpg", b"photo")
        assert mine.post(f"/alerts/{RED}/verify", VISIT | {"document": proof}).status_code == 302
        told = {"delivered_on": "2026-11-20", "how": "当面", "text": "我们查到……"}
        assert mine.post(f"/alerts/{RED}/tell", told).status_code == 302
        second = next(iter(_others(seats)))
        heard = {
            "held_on": "2026年11月21日",
            "place": "村委会",
            "with_officer": second,
            "facts": "金额",
            "reply": "属实",
        }
        assert mine.post(f"/alerts/{RED}/hear", heard | {"accepted": "采纳"}).status_code == 302
        assert "登记核实" in shown(mine, f"/alerts/{RED}")
        assert 'action="/alerts/2/decide"' not in shown(mine, f"/alerts/{RED}")

        assert leaders.post(f"/alerts/{RED}/decide", DECIDED).status_code == 302

        text = shown(leaders, f"/alerts/{RED}?done=decide")
        assert state(RED) == "closed"
        for word in ("有价值但合规", "家属出示火化证明", "属实 → 采纳", "在渐退期内", "已认定"):
            assert word in text

    def test_who_verified_does_not_decide(self, seats: Seats) -> None:
        seats.client().post(f"/alerts/{HELD}/verify", VISIT)
        answer = seats.client().post(f"/alerts/{HELD}/decide", DECIDED)
        assert answer.status_code == 422
        assert state(HELD) == "verified"

    def test_money_confirmed_takes_its_reckoning_and_each_line_is_read(self, seats: Seats) -> None:
        seats.client().post(f"/alerts/{HELD}/verify", VISIT)
        sent = DECIDED | {"result": "funds", "money": "over", "fault": "objective", "quiet_days": ""}
        leaders = seats.client(role=Role.LEADER)
        unread = leaders.post(f"/alerts/{HELD}/decide", sent | {"months": "2026-10 六百 0"}).content.decode()
        assert "六百" in unread
        assert "须写成" in leaders.post(f"/alerts/{HELD}/decide", sent | {"months": "2026-10"}).content.decode()
        one = leaders.post(f"/alerts/{HELD}/decide", sent | {"months": "2026-10 620.00 0"})
        assert one.status_code == 422
        assert "须有2个独立来源证实" in one.content.decode()  # a death, and one source only

    def test_it_is_put_off_with_a_reason_and_given_back(self, seats: Seats) -> None:
        client = seats.client()
        late = client.post(f"/alerts/{HELD}/snooze", {"until_on": "2027-12-31", "reason": "等对账"})
        assert "不超过180天" in late.content.decode()
        assert client.post(f"/alerts/{HELD}/snooze", {"until_on": "2026-12-31", "reason": "等对账"}).status_code == 302
        assert HELD not in listed(shown(client, "/alerts"))
        assert HELD in listed(shown(client, "/alerts", {"asleep": "1"}))
        assert client.post(f"/alerts/{HELD}/back").status_code == 302
        assert state(HELD) == "open"

    @pytest.mark.parametrize("address", ["/alerts/999", "/alerts/1/dance"])
    def test_what_there_is_not_is_not_found(self, seats: Seats, address: str) -> None:
        assert seats.client().get(address).status_code == 404

    def test_a_document_too_large_is_refused_before_it_is_read(
        self, seats: Seats, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr("mingbai.web.fields.LARGEST", 3)
        proof = SimpleUploadedFile("a.jpg", b"photo")
        answer = seats.client().post(f"/alerts/{HELD}/verify", VISIT | {"document": proof})
        assert answer.status_code == 422
        assert "超过20 MB" in answer.content.decode()


def _others(seats: Seats) -> list[int]:
    bureau = actor(seats, Role.HANDLER).organisation_id
    mine = actor(seats, Role.HANDLER).id
    return [one.id for one in seats.actors.values() if one.organisation_id == bureau and one.id != mine]
