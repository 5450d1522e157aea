"""月度名册: from nothing to frozen by its pages; what differs is shown, what is unchanged is one line."""

from hashlib import sha256

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from mingbai.config.guards import scope
from mingbai.kernel.region import Region
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.rosters import actions
from mingbai.rosters.actions import deriving
from mingbai.rosters.queries import lines, rosters, signatures
from mingbai.rosters.tests.test_signing import demanding
from mingbai.rosters.tests.world import NOVEMBER, VILLAGE, awarded
from mingbai.web.month.tests.world import FRIDAY, VILLAGES, frozen_month
from mingbai.web.tests.seats import Seats

DECEMBER = NOVEMBER.next()
BUREAU = Kind.CIVIL_AFFAIRS


@pytest.fixture(scope="module")
def seats(seats: Seats) -> Seats:
    frozen_month(seats)
    return seats


def state_of(roster_id: int) -> str:
    with scope(COUNTY):
        return next(one.state for one in rosters(COUNTY, DECEMBER) if one.pk == roster_id)


def post(client: Client, address: str, **typed: str) -> tuple[int, str]:
    answer = client.post(address, typed)
    return answer.status_code, answer.content.decode()


def test_a_roster_goes_from_nothing_to_frozen_each_step_by_whoever_it_is_for(seats: Seats) -> None:
    handler, reviewer = seats.client(), seats.client(BUREAU, Role.REVIEWER)
    assert "这个月还没有名册" in handler.get("/month?month=2026-12").content.decode()
    assert post(handler, "/month?month=2026-12")[0] == 302
    with scope(COUNTY):
        roster = rosters(COUNTY, DECEMBER)[0]
    page = f"/month/{roster.pk}"

    status, said = post(reviewer, f"{page}/review")
    assert (status, state_of(roster.pk)) == (422, "drafted")
    assert "不能“审核名册”" in said

    for client, act, after in (
        (handler, "submit", "ledger_submitted"),
        (reviewer, "review", "reviewed"),
        (reviewer, "freeze", "frozen"),
    ):
        assert post(client, f"{page}/{act}", seen=roster.digest) == (302, "")
        assert state_of(roster.pk) == after
    assert "名册已封存" in reviewer.get(f"{page}?done=freeze").content.decode()


def test_a_roster_that_changed_since_it_was_seen_is_left_as_it_is(seats: Seats) -> None:
    with scope(COUNTY):
        roster = rosters(COUNTY, NOVEMBER)[1]

    status, said = post(seats.client(), f"/month/{roster.pk}/submit", seen="0" * 64, reason="迟了")

    assert status == 422
    assert "在您查看之后已有变动" in said


def test_what_is_late_asks_for_its_reason_and_keeps_what_was_typed(seats: Seats) -> None:
    with scope(COUNTY):
        roster = rosters(COUNTY, NOVEMBER)[1]

    status, said = post(seats.client(), f"/month/{roster.pk}/submit")

    assert status == 422
    assert "请写明逾期原因后再办" in said
    assert '<details class="act card-plain" open>' in said


def test_changes_stand_line_by_line_with_cause_and_article_and_the_unchanged_are_one_line(seats: Seats) -> None:
    with scope(COUNTY):
        roster = rosters(COUNTY, NOVEMBER)[0]
    client = seats.client()

    raised = client.get(f"/month/{roster.pk}").content.decode()
    gone = client.get(f"/month/{roster.pk}?change=stop").content.decode()
    same = client.get(f"/month/{roster.pk}?change=same").content.decode()

    assert "2户无变化" in raised
    assert "保障标准调整" in raised
    assert "《社会救助法》第18条" in raised
    assert ">60.00<" in raised
    assert "对象死亡" in gone
    assert "-500.00" in gone
    assert same.count('<th scope="row">') == 2
    assert "王1" not in raised + gone + same


def test_a_village_sees_and_signs_its_own_lines_and_no_other_township(seats: Seats) -> None:
    handler, head = seats.client(), seats.client(Kind.VILLAGE, Role.HANDLER)
    assert handler.post("/month?month=2027-01").status_code == 302
    with scope(COUNTY):
        own, other = rosters(COUNTY, DECEMBER.next())
    assert head.get(f"/month/{other.pk}").status_code == 404
    listed = head.get("/month?month=2027-01").content.decode()
    assert f"/month/{own.pk}" in listed
    assert f"/month/{other.pk}" not in listed

    page = head.get(f"/month/{own.pk}").content.decode()

    assert "本人已逐户核对本村2行" in page
    assert "/evidence/rows/rosters.roster/" not in page
    assert page.count('<th scope="row">') == 2
    assert post(head, f"/month/{own.pk}/sign") == (302, "")
    assert "已签字" in head.get(f"/month/{own.pk}?done=sign").content.decode()
    assert "本人已逐户核对" not in head.get(f"/month/{own.pk}").content.decode()
    with scope(COUNTY):
        assert [one.region for one in signatures(own.pk)] == [VILLAGE.code]


def test_a_roster_asked_for_from_a_village_is_its_whole_township_s(seats: Seats) -> None:
    address = f"/month?month=2027-05&area={VILLAGE}"

    assert seats.client().post(address).status_code == 302

    with scope(COUNTY):
        (made,) = rosters(COUNTY, NOVEMBER.plus(6))
        assert {one.region for one in lines(made.pk)} == {village.code for village in VILLAGES}


def test_the_bureau_s_meeting_agrees_to_what_was_reviewed_and_its_paper_is_kept_as_a_digest(
    seats: Seats, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(deriving, "parameters", demanding)
    handler, reviewer = seats.client(), seats.client(BUREAU, Role.REVIEWER)
    leader = seats.client(BUREAU, Role.LEADER)
    assert handler.post("/month?month=2027-02").status_code == 302
    head = seats.client(Kind.VILLAGE, Role.HANDLER)
    assert "/month?month=2027-02" in head.get("/?month=2027-02").content.decode()
    with scope(COUNTY):
        own = rosters(COUNTY, DECEMBER.plus(2))[0]
        for village in VILLAGES:
            signed_by_head(seats, own.pk, village)
    assert "/month?month=2027-02" not in head.get("/?month=2027-02").content.decode()
    assert post(handler, f"/month/{own.pk}/submit")[0] == 302
    assert post(reviewer, f"/month/{own.pk}/review")[0] == 302
    assert "须经县民政局局务会议同意" in post(reviewer, f"/month/{own.pk}/freeze")[1]
    assert f'value="{own.pk}"' in leader.get("/month/agree?month=2027-02").content.decode()
    minutes = {"rosters": str(own.pk), "number": "12号", "held_on": "2026-11-20", "present": "张三、李四"}

    without = leader.post("/month/agree?month=2027-02", {**minutes, "decision": "同意"})
    assert without.status_code == 422
    assert "12号" in without.content.decode()
    paper = SimpleUploadedFile("纪要.pdf", b"paper")
    agreed = leader.post("/month/agree?month=2027-02", {**minutes, "decision": "同意", "document": paper})

    assert agreed.status_code == 302
    with scope(COUNTY):
        kept = rosters(COUNTY, DECEMBER.plus(2))[0].minutes
        assert kept
        assert kept.document == sha256(b"paper").hexdigest()
    assert post(reviewer, f"/month/{own.pk}/freeze")[0] == 302


def signed_by_head(seats: Seats, roster_id: int, village: Region) -> None:
    """Have the head of a village sign, as one who is appointed for the day where there is none yet."""
    head = seats.actors[Kind.VILLAGE, Role.HANDLER]
    if head.region != village:
        head = seats.county.post(seats.county.office(Kind.VILLAGE, village), Role.HANDLER)
    actions.sign_village(roster_id=roster_id, village=village, by=head, at=FRIDAY)


def test_a_question_more_for_a_line_or_a_roster_more_is_never_asked(seats: Seats) -> None:
    client = seats.client()
    with scope(COUNTY):
        roster = rosters(COUNTY, NOVEMBER)[0]

    def questions(address: str) -> int:
        with CaptureQueriesContext(connection) as asked:
            assert client.get(address).status_code == 200
        return len(asked)

    one, few = f"/month/{roster.pk}?change=same", "/month?month=2027-03"
    questions(one), questions(few)
    before = questions(one), questions(few)
    with scope(COUNTY):
        awarded(30, villages=VILLAGES)
    assert seats.client().post("/month?month=2027-03").status_code == 302
    with scope(COUNTY):
        many = rosters(COUNTY, NOVEMBER.plus(4))[0]

    assert questions(f"/month/{many.pk}?change=new") <= before[0] + 1
    assert questions(few) <= before[1] + 4
