"""From a death that was found to the roster without it: by screen, by keyboard, three people at three screens."""

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page

from mingbai.alerts import actions as alerts
from mingbai.alerts.actions.deciding import Verdict
from mingbai.alerts.states import Consequence, Fault, Result, Source
from mingbai.alerts.tests.world import found
from mingbai.awards.actions import Facts, Payment
from mingbai.awards.queries import lines
from mingbai.awards.tests.cases import Office
from mingbai.config.guards import NATION, scope
from mingbai.kernel.month import Month
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.rosters.tests.world import VILLAGE
from mingbai.rules.rule import Severity
from mingbai.web.tests import browsing
from mingbai.web.tests.browsing import CHROMIUM, LANGUAGES, SIZES, WHY_NOT, faults_of, settled, shot, stray, window
from mingbai.web.tests.families import settle
from mingbai.web.tests.journeys.walking import Hand
from mingbai.web.tests.seats import Seat, Seats

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]
TOWN, BUREAU = Kind.TOWNSHIP, Kind.CIVIL_AFFAIRS
CLERK, SECOND, HEAD = (TOWN, Role.HANDLER), (TOWN, Role.REVIEWER), (TOWN, Role.LEADER)
ALONE, ALONE_FEN = Facts(1, 0, 300_000), 31_000  # 560 - 250 yuan
OCTOBER, DECEMBER = Month(2026, 10), Month(2026, 12)
DEAD = "对象已于2026年11月3日死亡"
SAID = Verdict(
    Result.PROCEDURE, "公安注销和村委会均证实", "ab" * 32, fault=Fault.OBJECTIVE, consequence=Consequence.STOP
)


@pytest.fixture(scope="module")
def county(seats: Seats, now_for_all: datetime) -> Seats:
    """Have one who lived alone have died, which the alert says and the bureau has decided; and a family of two."""
    office = settle(seats)
    leader, handler, reviewer = (seats.actors[BUREAU, role] for role in (Role.LEADER, Role.HANDLER, Role.REVIEWER))
    seats.county.listed("change", office.reviewer, leader)
    for step, who in (("verify_alert", office.handler), ("verify_alert", handler), ("verify_alert", reviewer)):
        seats.county.listed(step, who, leader)
    seats.county.listed("make_roster", office.handler, leader)
    alone(office)
    dead(office, handler.id, seats, now_for_all)
    return seats


def alone(office: Office) -> None:
    """Have one person have an award of his own household."""
    with working_as(office.bureau.handler):
        household, people = office.family(1, region=VILLAGE)
        account = office.account(people[0])
    with working_as(office.handler):
        made = office.proposed(
            household, people, facts=ALONE, amount_fen=ALONE_FEN, payment=Payment(people[0], account)
        )
    with working_as(office.reviewer):
        office.reviewed(made)
    with working_as(office.leader):
        from mingbai.awards import actions

        actions.approve_decision(decision_id=made, by=office.leader, at=office.at)


def dead(office: Office, second: int, seats: Seats, at: datetime) -> None:
    """Have the alert of the death verified by two sources, the neighbours heard, and the stop decided."""
    clerk, decider = office.handler, seats.actors[BUREAU, Role.REVIEWER]
    with scope(NATION):
        (one,) = [line for line in lines(COUNTY, DECEMBER) if line.amount_fen == ALONE_FEN]
    told = found("RK-101", one.household_id, severity=Severity.RED, region=VILLAGE.code, message=DEAD,
                 message_en="died on 2026-11-03", amount_fen=ALONE_FEN, person_id=one.payee_id)  # fmt: skip
    with working_as(clerk):
        (task,) = alerts.open_tasks(findings=[told], at=at)
        alerts.take(task_id=task, by=clerk, at=at)
        for source in (Source.DEPARTMENT, Source.VILLAGE):
            alerts.verify(task_id=task, source=source, source_name="柳树村", supports=True, is_same_person=True,
                          found="属实", document=b"paper", by=clerk, at=at)  # fmt: skip
        alerts.notify(task_id=task, text="我们查到……", delivered_on=at.date(), how="当面", by=clerk, at=at)
        alerts.hear(task_id=task, held_on=at.date(), place="村委会", facts="已去世，独居", reply="村里都知道",
                    accepted="采纳", with_officer=second, by=clerk, at=at)  # fmt: skip
    with working_as(decider):
        alerts.decide(task_id=task, verdict=SAID, by=decider, at=at)


@pytest.fixture(scope="module")
def now_for_all() -> datetime:
    from mingbai.web.conftest import NOW

    return NOW


@pytest.fixture(scope="module")
def place(county: Seats) -> Iterator[tuple[Browser, str]]:
    assert county
    with browsing.served() as at, browsing.a_browser() as browser:
        yield browser, at


@pytest.fixture
def hands(place: tuple[Browser, str], county: Seats, monkeypatch: pytest.MonkeyPatch) -> Iterator["Hands"]:
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser is driven from the thread that prepares
    made = Hands(place, county)
    yield made
    for page in made.pages:
        page.context.close()


class Hands:
    """Windows of officers at home."""

    def __init__(self, place: tuple[Browser, str], seats: Seats) -> None:
        self.place, self.pages = place, list[Page]()
        self.sessions: dict[Seat, str] = {seat: seats.session_of(seats.actors[seat]) for seat in (CLERK, SECOND, HEAD)}

    def of(self, *seat: object, lang: str = "zh") -> Hand:
        """Return the hand of who sits there, at home."""
        context = window(*self.place, self.sessions[seat], lang=lang)  # type: ignore[index]
        context.set_default_timeout(15_000)
        self.pages.append(context.new_page())
        hand = Hand(self.pages[-1])
        hand.open("/")
        return hand


def looked_at(hand: Hand, name: str) -> None:
    """Fail unless the page is whole in both languages on a desk and a telephone; keep its pictures."""
    page, at = hand.page, hand.page.url
    desk = "/".join(at.split("/")[:3])
    for lang, code in LANGUAGES.items():
        page.context.add_cookies([{"name": "mingbai-language", "value": code, "url": desk}])
        page.goto(at)
        for size, (width, height) in SIZES.items():
            page.set_viewport_size({"width": width, "height": height})
            settled(page)
            shot(page, f"awards-{name}-{lang}-{size}")
            assert faults_of(page) == [], (name, lang, size)
            assert stray(page) == [], (name, lang, size)
    page.context.add_cookies([{"name": "mingbai-language", "value": LANGUAGES["zh"], "url": desk}])
    page.set_viewport_size({"width": SIZES["desk"][0], "height": SIZES["desk"][1]})
    page.goto(at)
    settled(page)


def to(page: Page, name: str) -> None:
    """Go with the Tab key to what is called so."""
    for _ in range(150):
        page.keyboard.press("Tab")
        told = page.evaluate(
            "() => { const one = document.activeElement; const label = one.labels && one.labels[0];"
            " return [one.innerText || '', label ? label.innerText : '', one.getAttribute('href') || ''].join('|'); }"
        )
        if name in told:
            return
    raise AssertionError(f"no way by Tab to {name} at {page.url}")


@pytest.mark.requirement("R-507")
def test_a_death_that_was_decided_is_stopped_heard_told_and_off_the_next_roster(hands: Hands, tmp_path: Path) -> None:
    record = tmp_path / "record.pdf"
    record.write_bytes(b"signed by the village committee")

    clerk = hands.of(*CLERK)
    clerk.open("/alerts/1")
    assert "须另行办理" in clerk.text
    looked_at(clerk, "alert")
    clerk.click(".change-follow a.btn")
    assert clerk.clicks == 1
    page = clerk.page
    assert page.input_value("#id_cause") == "died"
    assert DEAD in page.input_value("#id_evidence")
    assert page.input_value("#id_answer") == "nobody"
    assert "村里都知道" in page.input_value("#id_reply")
    assert "310.00 → 0.00" in page.inner_text("#reckoned")
    page.select_option("#id_effective_month", "2026-12")
    page.locator("#reckoned", has_text="2026年12月起").wait_for()
    looked_at(clerk, "stop")
    page.select_option("#id_effective_month", "2026-12")
    page.set_input_files("#id_record", record)
    page.focus("#id_evidence")
    page.keyboard.press("Control+Enter")
    settled(page)
    assert "已提出" in clerk.said
    looked_at(clerk, "proposed")
    clerk.open("/alerts/1")
    assert "待复核" in page.inner_text(".change-follow")

    second = hands.of(*SECOND)
    to(second.page, "复核通过")
    second.page.keyboard.press("Enter")
    settled(second.page)
    looked_at(second, "waiting")
    second.click(".rows tbody th a")
    looked_at(second, "review")
    to(second.page, "复核通过")
    second.page.keyboard.press("Enter")
    settled(second.page)
    assert "复核通过" in second.said

    head = hands.of(*HEAD)
    head.click("main a[href='/awards']")
    head.click(".rows tbody th a")
    head.press("确认")
    assert "已确认" in head.said
    looked_at(head, "confirmed")

    is_told(clerk)
    leaves_the_roster(clerk)


def is_told(clerk: Hand) -> None:
    """Fail unless the notice waits to be delivered and is printed from where it waits."""
    page = clerk.page
    clerk.open("/awards/notices")
    looked_at(clerk, "notices")
    clerk.click(".rows tbody th a")
    page.fill("#telephone", "0000-1234567")
    with page.context.expect_page() as paper:
        page.get_by_role("button", name="打印告知书").click()
    assert "/papers/notice/" in paper.value.url
    clerk.open("/")
    assert "送达告知书" in clerk.text


def leaves_the_roster(clerk: Hand) -> None:
    """Fail unless the next month's roster tells that the line has stopped, and why."""
    clerk.open("/month?month=2026-12")
    clerk.press("编制本月名册")
    clerk.click(".rows tbody th a")
    assert "停发" in clerk.text
    assert "对象死亡" in clerk.text


def test_a_change_is_reckoned_while_it_is_typed_and_kept_when_one_comes_back(hands: Hands) -> None:
    clerk = hands.of(*CLERK)
    clerk.open("/awards/1")
    looked_at(clerk, "award")
    clerk.follow("减发 农村低保")
    page = clerk.page
    assert "620.00 → 620.00" in page.inner_text("#reckoned")
    page.select_option("#id_cause", "income_up")
    page.fill("#id_income", "9600")
    page.keyboard.press("Tab")
    page.locator("#reckoned", has_text="320.00").wait_for()
    assert "减发" in page.inner_text("#reckoned")
    page.fill("#id_income", "3000")
    page.keyboard.press("Tab")
    page.locator("#reckoned", has_text="改为办理：增发").wait_for()
    page.fill("#id_income", "9600")
    page.keyboard.press("Tab")
    page.wait_for_timeout(2_000)  # what is typed is kept a moment after the last key
    looked_at(clerk, "lower")
    page.locator("#reckoned", has_text="320.00").wait_for()
    assert page.input_value("#id_income") == "9600"
    page.keyboard.press("Home")
    clerk.press("提出减发")
    assert "请先改正以下内容" in clerk.text
    assert page.evaluate("document.activeElement.className") == "problems"
    looked_at(clerk, "problems")


def test_a_review_is_whole_on_every_screen(hands: Hands) -> None:
    clerk = hands.of(*CLERK)
    clerk.open("/awards/1/review")
    looked_at(clerk, "looked-again")
