"""A change by screen: proposed with what is known filled in, reckoned before it is sent, decided by two others."""

import re
from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mingbai.awards.queries import decisions_of, held, lines
from mingbai.awards.tests.cases import Office
from mingbai.config.guards import NATION, scope
from mingbai.kernel.month import Month
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.web.tests.families import settle
from mingbai.web.tests.seats import Seats

TOWN = Kind.TOWNSHIP
CLERK, SECOND, HEAD = (TOWN, Role.HANDLER), (TOWN, Role.REVIEWER), (TOWN, Role.LEADER)
DECEMBER = Month(2026, 12)
HTMX = {"HX-Request": "true"}


@pytest.fixture(scope="module")
def office(seats: Seats) -> Office:
    made = settle(seats, more=6)
    seats.county.listed("change", made.reviewer, seats.actors[Kind.CIVIL_AFFAIRS, Role.LEADER])
    return made


@pytest.fixture(scope="module")
def free(office: Office) -> Callable[[], int]:
    """Hand out awards nothing was done about yet."""
    assert office
    left = iter(range(1, 8))
    return lambda: next(left)


def signed(name: str = "record") -> SimpleUploadedFile:
    return SimpleUploadedFile(f"{name}.pdf", b"signed by hand")


def heard(**more: object) -> dict[str, object]:
    said = {"held_on": "2026-11-20", "way": "visit", "told": "核对显示收入增加", "answer": "agrees", "reply": "同意"}
    return said | {"heard_by": "本人、两名工作人员", "record": signed()} | more


def less(award: int, **more: object) -> dict[str, object]:
    said = {
        "act": "send", "cause": "income_up", "members": members(award), "priority": "0", "income": "9600",
        "account": account(award), "effective_month": "2026-12", "evidence": "孩子就业，年收入9600元", "seen": "32000",
    }  # fmt: skip
    return said | heard() | more


def ended(**more: object) -> dict[str, object]:
    said = {"act": "send", "cause": "died", "effective_month": "2026-12", "evidence": "公安注销名单"}
    return said | heard(answer="nobody", reply="", heard_by="村委会两人") | more


def members(award: int) -> list[str]:
    with scope(NATION):
        found = held(award)
        assert found
        assert found.word
        return [str(one) for one in found.word.members]


def account(award: int) -> str:
    with scope(NATION):
        found = held(award)
        assert found
        assert found.word
        return str(found.word.account_id)


def newest(award: int) -> int:
    with scope(NATION):
        return int(decisions_of(award).latest("version").pk)


def test_a_reduction_is_reckoned_before_it_is_sent_and_stands_in_the_next_roster_once_two_others_decided(
    seats: Seats, free: Callable[[], int]
) -> None:
    award = free()
    clerk, second, head = (seats.client(*seat) for seat in (CLERK, SECOND, HEAD))
    way = f"/awards/{award}/lower"
    page = clerk.get(way).content.decode()
    assert "620.00" in page
    assert "减发、停发前应当听取对象意见" in page
    shown = clerk.post(way, less(award, act="reckon"), headers=HTMX).content.decode()
    assert "<html" not in shown
    assert "620.00 → <strong>320.00" in shown
    assert 'name="seen" value="32000"' in shown

    sent = clerk.post(way, less(award))
    decision = newest(award)
    assert (sent.status_code, sent["Location"]) == (302, f"/awards/decisions/{decision}?done=propose")
    at = f"/awards/decisions/{decision}"
    assert "核对显示收入增加" in clerk.get(at).content.decode()
    assert "由另一人办理" in clerk.get("/awards").content.decode()
    assert at in second.get("/awards").content.decode()

    assert second.post(at, {"act": "pass"})["Location"].endswith("done=review")
    assert head.post(at, {"act": "pass"})["Location"].endswith("done=confirm")
    with scope(NATION):
        told = {line.award_id: (line.amount_fen, line.change, line.cause) for line in lines(COUNTY, DECEMBER)}
    assert told[award] == (32_000, "lower", "income_up")
    assert "收入增加" in clerk.get(f"/awards/{award}").content.decode()
    assert f"{at}#deliver" in clerk.get("/awards/notices").content.decode()


def test_an_amount_nobody_has_seen_is_not_sent(seats: Seats, free: Callable[[], int]) -> None:
    award, clerk = free(), seats.client(*CLERK)
    unseen = clerk.post(f"/awards/{award}/lower", less(award, seen=""))
    other = clerk.post(f"/awards/{award}/lower", less(award, seen="31000"))

    assert (unseen.status_code, other.status_code) == (422, 422)
    assert "请核对后再提出" in unseen.content.decode()
    assert "310.00元与按政策计算的320.00元不一致" in other.content.decode()
    assert 'name="seen" value="32000"' in other.content.decode()
    with scope(NATION):
        found = held(award)
    assert found
    assert (len(found.decisions), len(found.hearings)) == (1, 0), "the hearing is entered with the change or not at all"


def test_what_is_missing_stands_above_the_form_with_a_way_to_it(seats: Seats, free: Callable[[], int]) -> None:
    award = free()
    page = seats.client(*CLERK).post(f"/awards/{award}/stop", {"act": "send"})
    text = page.content.decode()

    assert page.status_code == 422
    for field in ("cause", "evidence", "held_on", "told", "heard_by", "record"):
        assert f'href="#id_{field}"' in text, field


def test_a_stop_is_sent_back_with_the_reason_and_its_hearing_is_offered_again(
    seats: Seats, free: Callable[[], int]
) -> None:
    award, clerk, second = free(), seats.client(*CLERK), seats.client(*SECOND)
    assert clerk.post(f"/awards/{award}/stop", ended()).status_code == 302
    at = f"/awards/decisions/{newest(award)}"
    assert "有一项变更还没有办结" in clerk.get(f"/awards/{award}/lower").content.decode()

    assert second.post(at, {"act": "refuse", "reason": ""}).status_code == 422
    assert second.post(at, {"act": "refuse", "reason": "死亡日期不符"})["Location"].endswith("done=refuse")
    assert "死亡日期不符" in clerk.get(at).content.decode()
    again = clerk.get(f"/awards/{award}/stop").content.decode()
    kept = re.search(r'<select name="hearing".*?<option value="(\d+)" selected', again, re.S)
    assert kept
    sent = clerk.post(f"/awards/{award}/stop", {**ended(), "hearing": kept[1], "record": ""})
    assert sent.status_code == 302
    with scope(NATION):
        found = held(award)
    assert found
    assert len(found.hearings) == 1


def test_who_proposed_does_not_review_and_who_is_not_asked_sees_no_form(seats: Seats, free: Callable[[], int]) -> None:
    award, clerk = free(), seats.client(*CLERK)
    clerk.post(f"/awards/{award}/stop", ended())
    at = f"/awards/decisions/{newest(award)}"

    assert 'value="pass"' not in clerk.get(at).content.decode()
    assert 'value="pass"' not in seats.client(*HEAD).get(at).content.decode(), "not reviewed yet"
    assert 'value="pass"' in seats.client(*SECOND).get(at).content.decode()
    refused = clerk.post(at, {"act": "pass"})
    assert refused.status_code == 422
    assert seats.client(Kind.AUDIT, Role.INSPECTOR).get(at).status_code == 200
    assert seats.client(Kind.AUDIT, Role.INSPECTOR).get(f"/awards/{award}/stop").status_code == 403


@pytest.mark.parametrize("language", ["zh-hans", "en"])
def test_today_says_what_waits_for_whom(seats: Seats, free: Callable[[], int], language: str) -> None:
    award = free()
    seats.client(*CLERK).post(f"/awards/{award}/stop", ended())
    client = seats.client(*SECOND)
    client.cookies["mingbai-language"] = language
    page = client.get("/").content.decode()

    assert 'href="/awards"' in page


def test_a_review_leads_to_the_next_and_changes_no_amount(seats: Seats) -> None:
    client = seats.client(*CLERK)
    said: dict[str, object] = {
        "done_on": "2026-11-20", "methods": ["visited", "matched"], "same": ["economy", "members"], "outcome": "keep",
        "finding": "入户看过", "document": signed(),
    }  # fmt: skip
    assert client.post("/awards/1/review", said).status_code == 422
    whole = said | {"same": ["economy", "members", "health"], "document": signed()}
    assert client.post("/awards/1/review", whole)["Location"] == "/awards/1?done=review"
    assert "2027-11-20" in client.get("/awards/1").content.decode()


def test_a_notice_is_printed_with_its_code_and_its_delivery_entered(seats: Seats) -> None:
    clerk = seats.client(*CLERK)
    page = clerk.get("/awards/notices").content.decode()
    at = re.search(r"/awards/decisions/(\d+)#deliver", page)
    assert at
    decision = f"/awards/decisions/{at[1]}"
    assert clerk.post(f"/papers/notice/{at[1]}").status_code == 409, "nobody to call"
    paper = clerk.post(f"/papers/notice/{at[1]}", {"telephone": "0000-1234567", "large": "on"})
    assert (paper["Content-Type"], paper.content[:4]) == ("application/pdf", b"%PDF")

    said = {"act": "deliver", "delivered_on": "2026-11-22", "how": "in_person"}
    assert clerk.post(decision, said).status_code == 422
    assert clerk.post(decision, {**said, "receipt": signed()})["Location"].endswith("done=deliver")
    assert "当面送达" in clerk.get(decision).content.decode()
    assert decision not in clerk.get("/awards/notices").content.decode()


@pytest.mark.usefixtures("office")
def test_questions_do_not_grow_with_the_rows(seats: Seats) -> None:
    client = seats.client(*CLERK)
    for address in ("/awards", "/awards?show=decided", "/awards?show=reviews", "/awards/notices"):
        assert client.get(address).status_code == 200
        with CaptureQueriesContext(
            connection,
        ) as few:
            client.get(address, {"size": "20"})
        assert len(few) < 30, address
