"""`mingbai inspections`, as auditors and the unit use it: from a problem to a look-back, and a clue handed over."""

import json
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest

from mingbai.alerts.tests.test_outcomes import PROCEDURE
from mingbai.cli.main import main
from mingbai.config.testing import Base
from mingbai.inspections.tests.test_inspections import UNTIL, Inspected
from mingbai.offices.actor import Actor

Run = Callable[..., tuple[int, Any]]
LATER = UNTIL + timedelta(days=30)


@pytest.fixture
def seen(fresh_desk: str) -> Inspected:
    return Inspected()


@pytest.fixture
def run(
    base: Base, fresh_desk: str, seen: Inspected, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))
    monkeypatch.setattr("django.utils.timezone.now", lambda: seen.at.at)

    def done(who: Actor, *words: object) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(["inspections", *map(str, words), "--post", str(who.post_id)])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


@pytest.fixture
def proof(tmp_path: Path) -> Path:
    path = tmp_path / "备案表.pdf"
    path.write_bytes(b"%PDF signed")
    return path


def listed(run: Run, seen: Inspected) -> int:
    code, said = run(
        seen.inspector, "add", "--unit", seen.unit, "--source", "2026年10月抽查", "--title", "近亲属5户未备案",
        "--facts", "名单见附件", "--cite", "QY-2022-51#4.5", "--cite", "YC-2022-2#3.4", "--amount", "4050", "--json",
    )  # fmt: skip
    assert code == 0
    return int(said["id"])


def ordered(run: Run, seen: Inspected) -> tuple[int, int]:
    problem = listed(run, seen)
    code, said = run(
        seen.inspector, "order", problem, "--content", "补办备案", "--until", UNTIL, "--in-charge", seen.clerk.id,
        "--leader", seen.head.id, "--json",
    )  # fmt: skip
    assert code == 0
    return problem, int(said["id"])


@pytest.mark.requirement("R-808", "R-809", "R-1009")
def test_a_problem_is_ordered_reported_accepted_and_reopened_by_a_look_back(
    run: Run, seen: Inspected, proof: Path
) -> None:
    problem, item = ordered(run, seen)
    code, said = run(seen.clerk, "list")
    assert (code, "近亲属5户未备案" in said, str(UNTIL) in said, "整改中" in said) == (0, True, True, True)
    code, said = run(seen.clerk, "report", item, "--text", "已全部备案", "--document", proof)
    assert (code, "等待销号" in said) == (0, True)
    code, said = run(seen.head, "accept", item)
    assert (code, "由民政、财政、审计或纪检监察机关办理" in said) == (2, True), "the unit does not accept its own"
    assert "还须回头看" in run(seen.inspector, "accept", item)[1]
    look = ("look-back", item, "--carried-out", "yes", "--in-time", "yes", "--notes", "走访10户", "--document", proof)
    code, said = run(seen.second, *look, "--accepted", "no")
    assert (code, "重新整改的时限" in said) == (2, True)
    code, said = run(seen.second, *look, "--accepted", "no", "--again", LATER)
    assert (code, f"重新整改，时限 {LATER}" in said) == (0, True)
    code, said = run(seen.inspector, "show", problem, "--json")
    assert (said["state"], said["item"]["rounds"], said["item"]["until_on"]) == ("reopened", 2, str(LATER))
    assert [one["is_accepted"] for one in said["look_backs"]] == [False]
    code, said = run(seen.inspector, "show", problem)
    for words in ("第 2 轮", "重新整改", "4,050.00", "已全部备案", "《", "是、是、否", "个工作日"):
        assert words in said, words
    code, said = run(seen.inspector, "show", problem, "--lang", "en")
    assert "round 2, reopened" in said
    run(seen.clerk, "report", item, "--text", "再报", "--document", proof)
    code, said = run(seen.inspector, "send-back", item, "--until", LATER + timedelta(days=9), "--lang", "en")
    assert (code, "sent back" in said) == (0, True)


@pytest.mark.requirement("R-808")
def test_who_is_in_charge_and_who_leads_are_two_officers_of_the_unit(run: Run, seen: Inspected) -> None:
    problem = listed(run, seen)
    order = ("order", problem, "--content", "补办", "--until", UNTIL, "--in-charge", seen.clerk.id, "--leader")
    code, said = run(seen.inspector, *order, seen.second.id)
    assert (code, "须为责任单位的现任人员" in said, f"（{seen.clerk.id}）" in said) == (2, True, True)
    assert run(seen.inspector, *order, seen.clerk.id)[0] == 2
    code, said = run(seen.clerk, *order, seen.head.id)
    assert (code, "下达整改" in said) == (2, True)
    code, said = run(seen.inspector, *order[:5], "2026-01-01", *order[6:], seen.head.id)
    assert (code, "已过" in said) == (2, True)


def test_what_is_overdue_has_an_exit_code_of_its_own_and_a_unit_sees_only_its_own(run: Run, seen: Inspected) -> None:
    problem, item = ordered(run, seen)
    assert run(seen.inspector, "list", "--overdue", "--json") == (
        0, {"cases": [], "overdue": 0, "not_listed": 0, "without_feedback": 0},
    )  # fmt: skip
    seen.at.later((UNTIL - seen.at.at.date()).days + 1)
    code, said = run(seen.inspector, "list", "--overdue", "--json")
    assert (code, said["overdue"], said["cases"][0]["item"]["id"]) == (5, 1, item)
    assert said["cases"][0]["item"]["days_left"] == 0
    assert "已逾期" in run(seen.clerk, "show", problem)[1]
    code, said = run(seen.at.handler, "list", "--json")
    assert (code, said["cases"]) == (0, []), "a handler of another office has nothing to put right"
    code, said = run(seen.at.handler, "show", problem)
    assert (code, f"没有编号为{problem}的问题" in said) == (2, True)


@pytest.mark.requirement("R-809")
def test_what_an_alert_confirmed_waits_on_the_list_until_it_is_pulled(run: Run, seen: Inspected) -> None:
    outcome = seen.at.decided(seen.at.verified(), PROCEDURE)
    code, said = run(seen.inspector, "list")
    assert (code, "认定属实尚未列入 1 条" in said) == (0, True)
    pull = ("pull", outcome, "--unit", seen.unit, "--title", "未按规定入户", "--facts", "见核实记录", "--cite")
    code, said = run(seen.at.reviewer, *pull, "YC-2022-2#9.9.9")
    assert (code, "法规库中没有" in said) == (2, True)
    code, said = run(seen.at.reviewer, *pull, "YC-2022-2#3.4")
    assert (code, "已列入问题清单" in said) == (0, True)
    code, said = run(seen.at.reviewer, *pull, "YC-2022-2#3.4")
    assert (code, "不必重复" in said) == (2, True)
    code, said = run(seen.inspector, "list", "--lang", "en")
    assert (code, "nothing ordered" in said, "0 outcomes not listed" in said) == (0, True, True)


@pytest.mark.requirement("R-1013")
def test_a_clue_is_handed_over_by_two_and_its_feedback_entered(run: Run, seen: Inspected, proof: Path) -> None:
    problem = listed(run, seen)
    over = ("hand-over", problem, "--to", "discipline", "--receiver", "明白县纪委监委", "--verified",
            seen.at.at.date(), "--document", "明审移〔2026〕1号", "--why", "优亲厚友", "--evidence", proof)  # fmt: skip
    code, said = run(seen.inspector, *over)
    assert (code, "由另一人批准" in said) == (0, True)
    code, said = run(seen.second, "clues", "--json")
    assert [(one["state"], one["grounds"]) for one in said] == [("proposed", "优亲厚友")]
    number = said[0]["id"]
    code, said = run(seen.inspector, "approve-clue", number)
    assert (code, "自己提出的" in said) == (2, True)
    assert "移交未反馈 0 件" in run(seen.inspector, "list")[1], "nothing is handed over before another approves it"
    code, said = run(seen.second, "approve-clue", number, "--json")
    assert code == 0
    assert "移交未反馈 1 件" in run(seen.inspector, "list")[1]
    code, text = run(seen.inspector, "feedback", said["id"], "--text", "已立案", "--document", "明纪函〔2026〕3号")
    assert (code, "已登记" in text) == (0, True)
    code, text = run(seen.inspector, "show", problem)
    assert ("已立案" in text, "移交明白县纪委监委" in text) == (True, True)
    told = run(seen.clerk, "show", problem, "--json")[1]
    assert (told["transfers"], told["clues"]) == ([], []), "the unit is not told of it"
    assert run(seen.clerk, "clues", "--all", "--json") == (0, [])
    assert run(seen.inspector, *over[:3], "police", *over[4:])[0] == 2


@pytest.mark.requirement("R-1013")
def test_a_clue_that_was_refused_or_withdrawn_stays_on_the_list(run: Run, seen: Inspected, proof: Path) -> None:
    problem = listed(run, seen)
    over = ("hand-over", problem, "--to", "judicial", "--receiver", "明白县公安局", "--verified", seen.at.at.date(),
            "--document", "明审移〔2026〕2号", "--why", "涉嫌诈骗", "--evidence", proof, "--json")  # fmt: skip
    first = run(seen.inspector, *over)[1]["id"]
    code, said = run(seen.second, "withdraw-clue", first)
    assert (code, "只能由提出人撤回" in said) == (2, True)
    code, said = run(seen.second, "refuse-clue", first, "--reason", "证据不足")
    assert (code, "已退回" in said) == (0, True)
    second = run(seen.inspector, *over)[1]["id"]
    assert "已撤回" in run(seen.inspector, "withdraw-clue", second)[1]
    assert run(seen.second, "clues", "--json") == (0, [])
    code, text = run(seen.second, "clues", "--all")
    assert ("证据不足" in text, "已撤回" in text) == (True, True)
    assert "线索移交提议" in run(seen.second, "show", problem)[1]
