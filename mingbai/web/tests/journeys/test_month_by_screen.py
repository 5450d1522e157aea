"""One month by screen alone, from roster to closing: whoever the money passes comes in at the door and works."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from playwright.sync_api import FilePayload

from mingbai.access.queries import key_standing
from mingbai.config.guards import scope
from mingbai.evidence.tests.town import data, policy, settle, witnesses
from mingbai.kernel.masks import mask_name
from mingbai.offices.actor import working_as
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.payments.queries import failed
from mingbai.people.queries import accounts
from mingbai.prechecks.tests.world import NOBODY, Desk
from mingbai.rosters.models import Roster
from mingbai.rosters.queries import lines
from mingbai.rosters.tests.world import IN_TIME, NOVEMBER, VILLAGE, awarded, decided
from mingbai.simulation.bank import Answer, answer
from mingbai.standards import actions as standards
from mingbai.web.month.tests.world import arrived, staff_of
from mingbai.web.tests import browsing
from mingbai.web.tests.browsing import CHROMIUM, WHY_NOT, faults_of, settled, shot, stray
from mingbai.web.tests.journeys.auditing import auditor_finds_who_changed_the_account
from mingbai.web.tests.journeys.walking import Clock, Door, Hand, set_clock
from mingbai.web.tests.money import fund, listed
from mingbai.web.tests.seats import Seats

__all__ = ["data", "policy", "settle", "witnesses"]

pytestmark = [pytest.mark.slow, pytest.mark.skipif(not CHROMIUM, reason=WHY_NOT)]
BUREAU, FINANCE, BANK, TOWNSHIP = Kind.CIVIL_AFFAIRS, Kind.FINANCE, Kind.BANK, Kind.TOWNSHIP
HANDLER, REVIEWER, RELEASER, LEADER = Role.HANDLER, Role.REVIEWER, Role.RELEASER, Role.LEADER
CHECKED, ANSWERED, CLOSED = (datetime(2026, 11, day, 2, tzinfo=UTC) for day in (6, 10, 16))
MONTH = "month=2026-11"
HOMES, AMOUNT = 8, 50_000
FAULTS = {"amount": 1, "swapped": 2, "returned": 1}
Settle = Callable[..., None]


@pytest.fixture
def clock(now: datetime, monkeypatch: pytest.MonkeyPatch) -> Clock:
    assert now
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # the browser is driven from the thread that prepares
    return set_clock(monkeypatch, IN_TIME)


@pytest.fixture
def people(seats: Seats) -> Desk:
    """Eight families of one village, one of which gets more and one of which has lost whom it was paid for."""
    who = staff_of(seats)
    clerk, handler, leader = seats.actors[TOWNSHIP, HANDLER], seats.actors[BUREAU, HANDLER], who.leader
    other = seats.county.post(leader.organisation_id, LEADER)
    for step, actor in (("make_roster", clerk), ("enter_standard", handler), ("keep_data", handler)):
        seats.county.listed(step, actor, leader)
    seats.county.listed("approve_standard", leader, other)
    for key, article in (("village_signature", "QY-2022-51#3.1.1.6"), ("bureau_meeting", "QY-2022-51#3.1.2")):
        with working_as(handler):
            entry = standards.propose_value(
                key=key, region=COUNTY.code, value=True, from_on=date(2026, 1, 5), article=article,
                document="明民发〔2026〕8号", by=handler, at=seats.county.at,
            )  # fmt: skip
        with working_as(leader):
            standards.approve_value(entry_id=entry, by=leader, at=seats.county.at)
    with scope(COUNTY):
        awards = awarded(HOMES, villages=(VILLAGE,))
        decided(awards[0], "raise", "standard", 56_000)
    listed(seats, "plan_funds", "appropriate", "close_month", "pay_out")
    fund(seats, "dibao_rural")
    return Desk(who, awards, Roster())


@pytest.fixture
def door(seats: Seats, people: Desk, clock: Clock) -> Iterator[Door]:
    assert people
    assert clock
    keys = {seat: key_standing(actor.id) for seat, actor in seats.actors.items()}
    numbers = {seat: key.number for seat, key in keys.items() if key}
    with browsing.served() as at, browsing.a_browser() as browser:
        yield Door(browser, at, numbers, dict(seats.passwords))


def test_a_month_is_taken_from_roster_to_closing_by_screen_alone(
    door: Door, people: Desk, clock: Clock, settle: Settle, policy: object, tmp_path: Path
) -> None:
    assert policy
    roster_is_made(door)
    clock.at = CHECKED
    with arrived(somebody_died(people)):
        roster_is_checked_and_released(door)
    money_is_asked_for(door)
    files_are_sent(door, settle)
    clock.at = ANSWERED
    bank_answers(door, tmp_path, FAULTS)
    assert differences(door) >= 3
    returned_is_corrected(door)
    files_are_sent(door, settle, drafted=False)
    bank_answers(door, tmp_path, {})
    clock.at = CLOSED
    differences_are_answered(door)
    month_is_closed(door)
    auditor_finds_who_changed_the_account(door, tmp_path / "proof")


def somebody_died(people: Desk) -> Desk:
    """Have the list of deaths name whom the last family is paid for."""
    with scope(COUNTY):
        roster = Roster.objects.get()
        people.roster = roster
        people.dead.append((NOBODY, "无名氏", date(2020, 1, 1)))
        people.died(lines(roster.pk).order_by("-award_id")[0].payee_id, date(2026, 9, 30))
    return people


def roster_is_made(door: Door) -> None:
    """Derive, sign in the village, send up, review, agree at the meeting, freeze: six people's screens."""
    with door.come_in(TOWNSHIP, HANDLER) as clerk:
        clerk.open(f"/month?{MONTH}")
        clerk.press("编制本月名册")
        assert "已编制1份名册" in clerk.said
        clerk.click(".rows tbody th a")
        assert "7户无变化" in clerk.text
    with door.come_in(Kind.VILLAGE, HANDLER) as head:
        head.open(f"/month?{MONTH}")
        head.click(".rows tbody th a")
        assert f"本人已逐户核对本村{HOMES}行" in head.text
        head.press("村（社区）签字")
        assert "已签字" in head.said
    with door.come_in(TOWNSHIP, HANDLER) as clerk:
        clerk.open(f"/month?{MONTH}")
        clerk.click(".rows tbody th a")
        clerk.press("提报月度台账")
        assert "台账已提报" in clerk.said
    with door.come_in(BUREAU, REVIEWER) as reviewer:
        reviewer.open(f"/month?{MONTH}")
        reviewer.click(".rows tbody th a")
        reviewer.press("审核通过")
        assert "名册已审核" in reviewer.said
    with door.come_in(BUREAU, LEADER) as leader:
        leader.open(f"/month?{MONTH}")
        leader.follow("登记局务会议意见")
        leader.write("会议纪要编号", "明民局纪〔2026〕11号")
        leader.write("出席人", "局长、分管副局长、救助科长")
        signed: FilePayload = {"name": "纪要.pdf", "mimeType": "application/pdf", "buffer": b"%PDF"}
        leader.page.set_input_files("input[type=file]", signed)
        leader.press("登记")
        assert "会议意见已登记" in leader.said
    with door.come_in(BUREAU, REVIEWER) as reviewer:
        reviewer.open(f"/month?{MONTH}")
        reviewer.click(".rows tbody th a")
        reviewer.press("封存名册")
        assert "名册已封存" in reviewer.said


def roster_is_checked_and_released(door: Door) -> None:
    """Check, hold the line of who died with a name and a reason, ask for the release, release."""
    with door.come_in(BUREAU, HANDLER) as handler:
        handler.open(f"/prechecks?{MONTH}")
        with browsing.doing_errands():
            handler.press("开始核对")
            handler.page.wait_for_selector(".confirmation:has-text('核对完成')", timeout=60_000)
    with door.come_in(BUREAU, REVIEWER) as reviewer:
        reviewer.open(f"/prechecks/asked?{MONTH}")
        assert "死亡" in reviewer.text
        reviewer.page.fill(".answer input[name=reason]", "户籍注销与火化证明一致，待停发")
        reviewer.press("暂缓")
        assert "已暂缓" in reviewer.said
        reviewer.open(f"/prechecks?{MONTH}")
        reviewer.click(".batch-of a")
        reviewer.press("申请放行")
        assert "已申请放行" in reviewer.said
    with door.come_in(BUREAU, RELEASER) as releaser:
        releaser.open(f"/prechecks?{MONTH}")
        releaser.click(".batch-of a")
        releaser.page.check("#release-sure")
        releaser.press("准予发放")
        assert "名册已放行" in releaser.said
        assert "差异0处" in releaser.text
        assert "暂缓500.00元留下未发" in releaser.text
        assert "是否发到本人账户，要等银行回单" in releaser.text


def money_is_asked_for(door: Door) -> None:
    """Ask for the programme's money, have finance approve it, and have it arrive."""
    with door.come_in(BUREAU, HANDLER) as handler:
        handler.open(f"/payments/plan?{MONTH}")
        handler.page.select_option("#id_fund", index=0)
        handler.write("申报文号", "明民用款〔2026〕11号")
        handler.page.select_option("#id_minutes", index=1)
        handler.press("申报")
        assert "用款计划已申报" in handler.said
    with door.come_in(FINANCE, LEADER) as leader:
        leader.open(f"/payments?{MONTH}")
        leader.press("批复")
        assert "用款计划已批复" in leader.said
    with door.come_in(FINANCE, HANDLER) as asker:
        asker.open(f"/payments?{MONTH}")
        asker.write("拨款文号", "明财拨〔2026〕11号")
        asker.press("登记资金到位")
        assert "资金已到位" in asker.said


def files_are_sent(door: Door, settle: Settle, *, drafted: bool = True) -> None:
    """Draft the bank's file, set its money aside, seal it, and, once witnesses have cosigned, send it."""
    if drafted:
        with door.come_in(BUREAU, HANDLER) as handler:
            handler.open(f"/payments?{MONTH}")
            handler.write("发放日期", "2026-11-09")
            handler.press("编制代发文件")
            assert "代发文件已编制" in handler.said
    with door.come_in(BUREAU, REVIEWER) as reviewer:
        reviewer.open(f"/payments?{MONTH}")
        sure(reviewer, "复核并占用资金")
        assert "资金已占用" in reviewer.said
    with door.come_in(BUREAU, RELEASER) as releaser:
        releaser.open(f"/payments?{MONTH}")
        sure(releaser, "封存代发文件")
        assert "文件已封存" in releaser.said
    settle()
    with door.come_in(FINANCE, RELEASER) as sender:
        sender.open(f"/payments?{MONTH}")
        sure(sender, "发送银行")
        assert "文件已交到银行" in sender.said
        sender.click(".pay-proofs summary")
        assert "是否到账要等银行回单" in sender.text
    if drafted:
        with door.come_in(FINANCE, HANDLER) as asker:
            asker.open(f"/receipts?{MONTH}")
            asker.press("登记拨款明细")
            assert "拨款明细已登记" in asker.said


def sure(hand: Hand, title: str) -> None:
    """Say that figures were looked at, and press the button below."""
    form = hand.page.locator("form.offer", has=hand.page.get_by_role("button", name=title, exact=True)).first
    form.get_by_role("checkbox").check()
    form.get_by_role("button", name=title, exact=True).click()
    settled(hand.page)


def bank_answers(door: Door, folder: Path, faults: dict[str, int]) -> None:
    """Take the newest file from the screen, pay it, and drop what the bank says on the page; then it is compared."""
    with door.come_in(BANK, Role.TELLER) as teller:
        teller.open(f"/payments?{MONTH}")
        teller.click(".rows tbody tr:last-child th a" if faults else ".rows tbody tr:has(.under) th a")
        with teller.page.expect_download() as taken:
            teller.page.get_by_role("button", name="下载代发文件").click()
        content = Path(taken.value.path()).read_bytes()
        told = short_of(content, faults)
        (name,) = told.files
        path = folder / f"{len(faults)}-{name}"
        path.write_bytes(told.files[name])
        teller.open(f"/receipts?{MONTH}")
        teller.drop("form[data-drop]", path)
        teller.press("导入回单")
        assert "已读入" in teller.said
    with door.come_in(BUREAU, REVIEWER) as reviewer:
        reviewer.open(f"/receipts?{MONTH}")
        reviewer.press("核对本月")
        assert "新核对一致" in reviewer.said


def short_of(content: bytes, faults: dict[str, int]) -> Answer:
    """Return the bank's answer in which the amount that is wrong, if one is to be, is too little."""
    for seed in range(100):
        told = answer(content, profile="csv", month=NOVEMBER, paid_on=date(2026, 11, 9), seed=seed, faults=faults)
        wrong = [one for one in told.lines if one.amount_fen not in (AMOUNT, 56_000)]
        if all(one.amount_fen < AMOUNT for one in wrong):
            return told
    raise AssertionError("every seed pays too much")


def differences(door: Door) -> int:
    """Have what came back taken back; return how many differences the three lists show."""
    with door.come_in(BUREAU, REVIEWER) as reviewer:
        reviewer.open(f"/receipts?{MONTH}")
        shot(reviewer.page, "walk.three-lists")
        found = reviewer.page.locator(".rows tr.three.row-amber, .rows tr.three.row-red").count()
        reviewer.press("收回退款")
        assert "退汇1笔已收回" in reviewer.said
    with door.come_in(BANK, Role.TELLER) as teller:
        teller.open(f"/receipts?{MONTH}")
        assert "金额与付款不符" in teller.text
        assert "账号相同" in teller.text  # the likeliest of whom it could mean
        shot(teller.page, "walk.unmatched")
    return found


def returned_is_corrected(door: Door) -> None:
    """Have the returned payment go to another account as two agree, and make the file of the next attempt."""
    with door.come_in(BUREAU, HANDLER) as handler:
        handler.open(f"/payments?{MONTH}")
        handler.page.click(".page-acts a >> nth=0")
        settled(handler.page)
        shot(handler.page, "payments.returned-waiting")
        assert faults_of(handler.page) == stray(handler.page) == []
        handler.click(".rows tbody th a")
        holder = handler.page.inner_text(".rule-facts dd >> nth=3")
        shot(handler.page, "payments.correct-asked")
        assert faults_of(handler.page) == stray(handler.page) == []
        handler.write("开户银行", "邮储银行")
        handler.write("账号", "6217 0000 0000 0000 001")
        handler.write("户名", "别人")
        handler.write("变更理由", "原账户已销户，本人提供新卡")
        handler.press("申请改发")
        assert "户名“别人”与" in handler.page.inner_text(".problems")
        assert handler.page.input_value("#id_bank") == "邮储银行"
        handler.write("户名", whose(holder))
        handler.press("申请改发")
        assert "校验位不符" in handler.page.inner_text(".problems")
        handler.write("账号", "12345678 0001")
        handler.press("申请改发")
        assert "已申请" in handler.said
    with door.come_in(BUREAU, REVIEWER) as reviewer:
        reviewer.open(f"/payments/returned?{MONTH}")
        reviewer.click(".rows tbody th a")
        reviewer.press("同意改发")
        assert "可以重发" in reviewer.said
    with door.come_in(BUREAU, HANDLER) as handler:
        handler.open(f"/payments/returned?{MONTH}")
        assert handler.page.is_checked("input[name=payment]")
        handler.press("编制重发文件")
        assert "1笔已编入重发文件" in handler.said


def whose(masked: str) -> str:
    """Return the name on the card that the officer holds in his hand; the page shows it masked."""
    with scope(COUNTY):
        (back,) = failed(COUNTY, NOVEMBER)
        name = accounts([back.account_id])[back.account_id].holder_name
    assert mask_name(name) == masked.strip()
    return name


def differences_are_answered(door: Door) -> None:
    """Have each difference answered by the bank, whose it is, and agreed to by a leader of the bureau."""
    with door.come_in(BUREAU, LEADER) as leader:
        leader.open(f"/receipts/closing?{MONTH}")
        assert "还没有证明" in leader.text
        assert "差异没有办结" in leader.text
    with door.come_in(BANK, Role.TELLER) as teller:
        for _ in range(10):
            teller.open(f"/receipts?{MONTH}")
            waiting = teller.page.locator(".rows tr.three:has-text('待说明') th a")
            if not waiting.count():
                break
            waiting.first.click()
            settled(teller.page)
            teller.write("差异说明", "银行已查明并更正，补正凭证附后。")
            teller.press("提交说明")
            assert "已说明" in teller.said
    with door.come_in(BUREAU, LEADER) as leader:
        for _ in range(10):
            leader.open(f"/receipts?{MONTH}")
            waiting = leader.page.locator(".rows tr.three:has-text('待认可') th a")
            if not waiting.count():
                break
            waiting.first.click()
            settled(leader.page)
            leader.press("认可说明")
            assert "说明已认可" in leader.said
    with door.come_in(BUREAU, REVIEWER) as reviewer:
        reviewer.open(f"/receipts?{MONTH}")
        reviewer.press("核对本月")
        assert "每一行都三方一致，或有人说明并经认可" in reviewer.text


def month_is_closed(door: Door) -> None:
    """Put the month's result forward and sign it, four people one after the other."""
    signers = ((BUREAU, HANDLER), (BUREAU, REVIEWER), (FINANCE, HANDLER), (BUREAU, LEADER))
    for signer in signers:
        with door.come_in(*signer) as one:
            one.open(f"/receipts/closing?{MONTH}")
            one.click(".month-side .act button")
            assert one.page.query_selector(".confirmation"), one.text
            if signer == signers[-1]:
                shot(one.page, "walk.closed")
                assert "四人签字，本月不再改动" in one.text
                assert faults_of(one.page) == stray(one.page) == []
