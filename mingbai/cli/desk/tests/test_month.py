"""`mingbai month`, as a county's bureau uses it: from awards to a released roster, and who is refused what."""

import json
from collections.abc import Callable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from mingbai.cli.main import main
from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.evidence.actions import record
from mingbai.evidence.kept import KEPT
from mingbai.evidence.models import Act
from mingbai.offices.actor import Actor
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.offices.tests.places import COUNTY
from mingbai.prechecks import lists, queries
from mingbai.prechecks.models import KeptMonth
from mingbai.prechecks.tests.world import NOBODY, Desk, delivered, frozen, sealed
from mingbai.rosters import actions as rosters
from mingbai.rosters.models import RosterLine
from mingbai.rosters.tests.world import IN_TIME, NEXT_VILLAGE, OCTOBER, TOWN, VILLAGE, Staff, awarded, decided, staff

Run = Callable[..., tuple[int, Any]]
OF = ("--month", "2026-11")
IN_SEPTEMBER = IN_TIME - timedelta(days=30)


@dataclass
class Bureau:
    """Who works on the month, a second reviewer among them, and the clock."""

    staff: Staff
    second: Actor
    awards: list[int]
    at: datetime = IN_TIME


@pytest.fixture
def bureau(fresh_desk: str) -> Bureau:
    with scope(NATION):
        who = staff(VILLAGE)
        second = who.county.post(who.reviewer.organisation_id, Role.REVIEWER)
        who.county.listed("check_roster", second, who.leader)
        return Bureau(who, second, awarded(3, villages=(VILLAGE, NEXT_VILLAGE)))


@pytest.fixture
def run(
    base: Base, fresh_desk: str, bureau: Bureau, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))
    monkeypatch.setattr("django.utils.timezone.now", lambda: bureau.at)

    def done(verb: str, who: Actor, *words: object) -> tuple[int, Any]:
        capsys.readouterr()
        bureau.at += timedelta(seconds=1)
        code = main(["month", verb, *map(str, words), "--post", str(who.post_id)])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


def at_the_desk(bureau: Bureau, monkeypatch: pytest.MonkeyPatch, *, dead: bool = False) -> Desk:
    """Return the desk with its roster frozen and this month's list of deaths, the first recipient on it if asked."""
    with scope(NATION):
        desk = Desk(bureau.staff, bureau.awards, frozen(bureau.staff))
        desk.dead.append((NOBODY, "无名氏", date(2020, 1, 1)))
        if dead:
            desk.died(desk.line().payee_id, date(2026, 9, 30))
    monkeypatch.setattr(lists, "delivered", lambda region, month: delivered(desk, region, month))
    return desk


def the_roster(run: Run, who: Actor) -> dict[str, Any]:
    (found,) = run("status", who, *OF, "--json")[1]
    return dict(found)


# ------------------------------------------------------------------ from awards to a frozen roster


def test_a_month_is_derived_signed_sent_up_reviewed_agreed_and_frozen(run: Run, bureau: Bureau, tmp_path: Path) -> None:
    who = bureau.staff
    code, said = run("derive", who.handler, *OF)
    assert (code, "3 行，1,500.00 元" in said) == (0, True)
    roster = the_roster(run, who.handler)
    assert run("sign", who.heads[VILLAGE.code], roster["id"])[0] == 0
    assert run("submit", who.handler, roster["id"])[0] == 0
    assert run("review", who.reviewer, roster["id"], "--seen", roster["digest"][:8])[0] == 0
    paper = tmp_path / "会议纪要.pdf"
    paper.write_bytes(b"agreed")
    meeting = ("--number", "12号", "--held", "2026-10-19", "--present", "张三、李四", "--document", paper)
    assert run("agree", who.leader, roster["id"], *meeting)[0] == 0
    code, said = run("freeze", who.reviewer, roster["id"])
    assert (code, roster["digest"] in said) == (0, True)
    assert "已封存" in run("status", who.handler, *OF)[1]
    assert "frozen" in run("status", who.handler, *OF, "--lang", "en")[1]


def test_the_wrong_person_the_wrong_state_and_a_second_time_are_refused_with_who_may_do_what(
    run: Run, bureau: Bureau
) -> None:
    who = bureau.staff
    assert run("derive", who.reviewer, *OF) == (2, "“编制名册”由经办人办理。\n")
    run("derive", who.handler, *OF)
    roster = the_roster(run, who.handler)["id"]
    code, said = run("derive", who.handler, *OF)
    assert (code, "已经编制" in said) == (2, True)
    code, said = run("review", who.reviewer, roster)
    assert (code, "不能“审核名册”；现在可办：" in said) == (2, True)
    assert "“提报月度台账”（民政部门或乡镇人民政府（街道办事处）经办人）" in said
    run("submit", who.handler, roster)
    code, said = run("submit", who.handler, roster, "--lang", "en")
    assert (code, "what can be done now: review the roster (the reviewer of civil affairs)" in said) == (2, True)
    code, said = run("release", who.releaser, roster)
    assert (code, "请复核人先申请放行" in said) == (2, True)
    assert run("review", who.reviewer, 9_999) == (2, "您的辖区内没有编号为9999的名册，请核对编号。\n")
    code, said = run("set-aside", who.reviewer, roster, "--reason", "漏了一户")
    assert (code, "已作废" in said) == (0, True)
    assert run("derive", who.handler, *OF)[0] == 0


def test_who_looked_before_it_changed_does_nothing(run: Run, bureau: Bureau, monkeypatch: pytest.MonkeyPatch) -> None:
    who, desk = bureau.staff, at_the_desk(bureau, monkeypatch)
    seen = the_roster(run, who.reviewer)["digest"]
    with scope(NATION):
        line = desk.line().pk
    asked = run("move-out", who.handler, line, "--reason", "户名待核", "--json")[1]["id"]
    assert run("agree-move", who.reviewer, asked)[0] == 0
    run("check", who.handler, *OF)
    code, said = run("ask-release", who.reviewer, desk.roster.pk, "--seen", seen)
    assert (code, "在您查看之后已有变动" in said) == (2, True)
    now = the_roster(run, who.reviewer)["digest"]
    assert now != seen
    assert run("ask-release", who.reviewer, desk.roster.pk, "--seen", now[:10])[0] == 0
    code, said = run("release", who.releaser, desk.roster.pk, "--seen", seen, "--lang", "en")
    assert (code, "changed since you looked" in said) == (2, True)


def test_late_work_says_why_and_only_then_is_done(run: Run, bureau: Bureau) -> None:
    run("derive", bureau.staff.handler, *OF)
    roster = the_roster(run, bureau.staff.handler)["id"]
    bureau.at += timedelta(days=30)
    code, said = run("submit", bureau.staff.handler, roster)
    assert (code, "2026年10月24日00:00之前完成，现已逾期；请写明逾期原因" in said) == (2, True)
    assert run("submit", bureau.staff.handler, roster, "--reason", "停电")[0] == 0


# ------------------------------------------------------------------ checked, held, released


@pytest.mark.requirement("R-716")
def test_an_equal_month_is_checked_asked_for_by_one_and_released_by_another(
    run: Run, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, desk = bureau.staff, at_the_desk(bureau, monkeypatch)
    code, said = run("gates", who.reviewer, *OF)
    assert (code, "请先核对" in said) == (5, True)
    code, said = run("check", who.handler, *OF, "--json")
    assert (code, said["rosters"][0]["gates"], said["rosters"][0]["checked"]) == (0, [], True)
    assert said["tried"] > 20
    assert "流水" in said["in_part"]["RK-703"]["zh"]
    assert "可以申请放行" in run("gates", who.reviewer, *OF)[1]
    assert run("ask-release", who.reviewer, desk.roster.pk)[0] == 0
    code, said = run("ask-release", who.reviewer, desk.roster.pk)
    assert (code, "已申请放行" in said) == (2, True)
    assert run("release", who.reviewer, desk.roster.pk) == (2, "“放行”由放行人办理。\n")
    code, said = run("release", who.releaser, desk.roster.pk, "--json")
    assert (code, said["lines"], said["total_fen"], said["proof"]["differences"]) == (0, 3, 150_000, 0)
    code, said = run("release", who.releaser, desk.roster.pk)
    assert (code, "没有待批的放行申请" in said) == (2, True)
    assert the_roster(run, who.handler)["state"] == "released"


@pytest.mark.requirement("R-714")
@pytest.mark.requirement("R-1507")
def test_a_check_is_computed_again_until_its_month_is_no_longer_held(
    run: Run, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, _ = bureau.staff, at_the_desk(bureau, monkeypatch, dead=True)
    number = run("check", who.handler, *OF, "--json")[1]["id"]
    code, again = run("recheck", who.reviewer, number, "--json")
    assert (code, again["is_same"]) == (0, True)
    assert again["findings"] > 0
    code, said = run("recheck", who.reviewer, number + 1)
    assert (code, "没有第" in said) == (2, True)
    with scope(NATION):
        KeptMonth.objects.update(gone_on=date(2028, 12, 1))
    code, said = run("recheck", who.reviewer, number)
    assert (code, "已于2028-12-01按保存期限删除" in said) == (2, True)


def test_a_line_without_a_confirmed_account_keeps_the_month_and_is_told_with_what_to_do(
    run: Run, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, desk = bureau.staff, at_the_desk(bureau, monkeypatch)
    assert run("check", who.handler, *OF)[0] == 0
    with scope(NATION):
        line = desk.line()
    told = queries.Unready(line.pk, line.region, line.payee_name, line.account_id, "proposed", line.amount_fen)
    monkeypatch.setattr(queries, "unready_lines", lambda _: [told])
    code, said = run("gates", who.reviewer, *OF)
    assert (code, "未确认的收款账户 1 处" in said) == (5, True)
    assert f"{line.payee_name}的收款账户 {line.account_id} 未经第二人确认（名册行 {line.pk}）：请另一人确认" in said
    assert "accounts not confirmed" in run("gates", who.reviewer, *OF, "--lang", "en")[1]


@pytest.mark.requirement("R-714")
def test_one_open_difference_keeps_the_month_and_is_told_in_words(
    run: Run, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, desk = bureau.staff, at_the_desk(bureau, monkeypatch)
    with scope(NATION):
        decided(bureau.awards[0], "raise", "corrected", 60_000)
        line = RosterLine.objects.get(award_id=bureau.awards[0]).pk
    assert run("check", who.handler, *OF)[0] == 5
    code, (found,) = run("gates", who.reviewer, *OF, "--json")
    assert (code, {(one["line_id"], one["column"]) for one in found["unequal"]}) == (
        5,
        {(None, "amount"), (line, "decision")},
    )
    said = run("gates", who.reviewer, *OF, "--lang", "en")[1]
    assert f"amount of award {bureau.awards[0]} approved 600.00, on the roster 500.00\n" in said
    assert f"(line {line})" in said
    assert "不能放行：与审批不一致" in run("gates", who.reviewer, *OF)[1]
    code, said = run("ask-release", who.reviewer, desk.roster.pk)
    assert (code, "不能放行" in said) == (2, True)
    code, made = run("move-out", who.handler, line, "--correct", "--reason", "金额已更正", "--json")
    assert code == 0
    assert f"调出申请 {made['id']}" in run("gates", who.reviewer, *OF)[1]
    assert run("agree-move", who.handler, made["id"]) == (2, "“同意名册行调出”由复核人办理。\n")
    assert run("agree-move", who.reviewer, made["id"])[0] == 0
    code, said = run("refuse-move", bureau.second, made["id"])
    assert (code, f"调出申请{made['id']}现在的状态是“已同意”" in said) == (2, True)
    assert run("check", who.handler, *OF)[0] == 0
    assert run("ask-release", who.reviewer, desk.roster.pk)[0] == 0
    assert run("withdraw", who.reviewer, desk.roster.pk, "--reason", "再看一遍")[0] == 0
    assert run("ask-release", who.reviewer, desk.roster.pk)[0] == 0
    assert "1,600.00 元" in run("release", who.releaser, desk.roster.pk)[1]


def test_a_line_is_held_by_a_person_lifted_by_another_and_paid_back(
    run: Run, bureau: Bureau, monkeypatch: pytest.MonkeyPatch
) -> None:
    who, desk = bureau.staff, at_the_desk(bureau, monkeypatch, dead=True)
    code, said = run("check", who.handler, *OF, "--json")
    (asked,) = said["rosters"][0]["questions"]
    assert (code, asked["rule"], said["rules"]["RK-101"]["asked"]) == (5, "RK-101", 1)
    code, said = run("ask-release", who.reviewer, desk.roster.pk)
    assert (code, "1条暂缓建议未答复" in said) == (2, True)
    assert run("hold", who.reviewer, asked["hold"], "--reason", " ") == (2, "请写明理由。\n")
    assert run("hold", who.reviewer, asked["hold"], "--reason", "待入户")[0] == 0
    code, said = run("hold", who.reviewer, asked["hold"], "--reason", "待入户")
    assert (code, "“已暂缓”，不能“暂缓这一行”；现在可办：“解除暂缓”" in said) == (2, True)
    run("ask-release", who.reviewer, desk.roster.pk)
    assert "500.00 yuan held" in run("release", who.releaser, desk.roster.pk, "--lang", "en")[1]
    code, said = run("pay-back", who.handler, TOWN.code, *OF)
    assert (code, "没有到期或解除而未补发的暂缓" in said) == (2, True)
    code, said = run("lift", who.reviewer, asked["hold"], "--outcome", "见到本人")
    assert (code, "请由另一人办理" in said) == (2, True)
    code, said = run("confirm", bureau.second, asked["hold"], "--decision", "1", "--outcome", "确认死亡")
    assert (code, "暂缓不等于停发" in said) == (2, True)
    assert run("lift", bureau.second, asked["hold"], "--outcome", "见到本人")[0] == 0
    code, said = run("pay-back", who.handler, TOWN.code, *OF, "--json")
    assert (code, said["lines"], said["fen"]) == (0, 1, 50_000)
    (told,) = run("holds", who.reviewer, *OF, "--json")[1]
    assert (told["state"], told["outcome"]) == ("back_paid", "见到本人")
    assert "已补发" in run("holds", who.reviewer, *OF)[1]
    assert run("decline", bureau.second, asked["hold"], "--reason", "晚了")[0] == 2


# ------------------------------------------------------------------ what differs, and how far it is signed off


@pytest.mark.requirement("R-507")
def test_what_differs_is_told_line_by_line_and_the_unchanged_in_one(run: Run, bureau: Bureau) -> None:
    who = bureau.staff
    with scope(NATION):
        (last,) = rosters.derive(region=COUNTY, month=OCTOBER, by=who.handler, at=IN_SEPTEMBER)
        sealed(who, last, IN_SEPTEMBER)
        decided(bureau.awards[0], "raise", "income_down", 60_000)
        decided(bureau.awards[1], "stop", "died", 0)
    run("derive", who.handler, *OF)
    roster = the_roster(run, who.handler)["id"]
    code, said = run("difference", who.reviewer, roster, "--json")
    sums = {one["change"]: (one["lines"], one["before_fen"], one["now_fen"]) for one in said["sums"] if one["lines"]}
    assert sums == {"raise": (1, 50_000, 60_000), "stop": (1, 50_000, 0), "same": (1, 50_000, 50_000)}
    assert sorted(one["change"] for one in said["lines"]) == ["raise", "stop"]
    code, text = run("difference", who.reviewer, roster)
    assert (code, "收入减少" in text, "不变" in text) == (0, True, True)
    assert len(run("difference", who.reviewer, roster, "--all", "--json")[1]["lines"]) == 3
    assert "unchanged" not in run("difference", who.reviewer, roster, "--lang", "en")[1].partition("change")[0]
    assert run("difference", who.reviewer, 9_999)[0] == 2


def test_a_month_that_is_not_signed_off_says_whose_turn_it_is_and_what_is_open(run: Run, bureau: Bureau) -> None:
    who = bureau.staff
    run("derive", who.handler, *OF)
    code, said = run("closing", who.reviewer, *OF)
    assert (code, "未结账；下一步“编制核对结果”，由民政部门经办人办理" in said) == (5, True)
    assert "名册没有放行" in said
    code, said = run("closing", who.reviewer, *OF, "--json")
    assert (said["closed"], said["next"], said["left"]["roster"]) == (False, "prepared", 1)
    assert "is open; next, to prepare the month's result" in run("closing", who.reviewer, *OF, "--lang", "en")[1]


@pytest.mark.requirement("R-012")
def test_auditors_and_finance_see_the_same_month_and_administrators_nothing(run: Run, bureau: Bureau) -> None:
    who, county = bureau.staff, bureau.staff.county
    with scope(NATION):
        auditor = county.post(county.office(Kind.AUDIT), Role.INSPECTOR)
        finance = county.post(county.office(Kind.FINANCE), Role.REVIEWER)
    run("derive", who.handler, *OF)
    ours = run("status", who.handler, *OF, "--json")[1]
    assert [run("status", other, *OF, "--json")[1] for other in (auditor, finance)] == [ours, ours]
    assert run("difference", auditor, ours[0]["id"])[0] == 0
    code, said = run("status", county.administrator(), *OF)
    assert (code, "系统管理员不能查看这项业务（rosters）" in said) == (2, True)
    code, said = run("closing", county.administrator(), *OF, "--lang", "en")
    assert (code, "does not read receipts" in said) == (2, True)
    assert run("derive", auditor, *OF) == (2, "“编制名册”由经办人办理。\n")


@pytest.mark.requirement("R-912", "R-1503")
def test_a_month_s_log_is_reviewed_signed_by_another_and_printed(
    run: Run, bureau: Bureau, settle: Callable[..., None], tmp_path: Path
) -> None:
    who, county = bureau.staff, bureau.staff.county
    run("derive", who.handler, *OF)
    with scope(NATION):
        inspector = county.post(who.handler.organisation_id, Role.INSPECTOR)
        county.listed("review_log", inspector, who.leader)
        vouch()
        settle()
    october = ("--month", "2026-10")
    code, said = run("log-review", inspector, *october)
    assert (code, "还没有结束" in said) == (2, True)
    bureau.at += timedelta(days=20)
    drawn = run("log-review", inspector, *october, "--draft", "--json")[1]
    assert any(subject.startswith("rosters.") for subject in drawn)
    code, said = run("log-review", who.reviewer, *october)
    assert (code, "的“核查操作日志”由" in said) == (2, True)
    code, said = run("log-review", inspector, *october, "--finding", "夜间编制")
    assert (code, "应写成 记录|情况|处理" in said) == (2, True)
    finding = f"{drawn[0]}|非工作时间办理|已约谈"
    code, said = run("log-review", inspector, *october, "--finding", finding, "--json")
    assert (code, said["is_whole"], said["findings"]) == (0, True, [finding.split("|")])
    code, again = run("log-review", inspector, *october, "--lang", "en")
    assert (code, "was reviewed and signed once already" in again) == (2, True)
    assert run("sign-log", inspector, said["id"])[0] == 2
    assert run("sign-log", who.leader, said["id"])[0] == 0
    code, text = run("log-paper", who.leader, said["id"], "--out", tmp_path)
    assert (code, "SHA-256" in text) == (0, True)
    (paper,) = tmp_path.glob("*.pdf")
    assert paper.read_bytes().startswith(b"%PDF")


def vouch() -> None:
    """Give evidence to what the test's own world wrote past the desk."""
    for kept in KEPT.values():
        said = set(Act.objects.filter(subject__startswith=f"{kept.label}/").values_list("subject", flat=True))
        rows = [row for row in kept.model._default_manager.all() if kept.subject(row.pk) not in said]
        record(type="tests.vouched", rows=rows, by=None, at=IN_SEPTEMBER)
