"""`mingbai alerts`, as the officers of a county use it: from the queue to an outcome."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mingbai.alerts.tests.world import FALSE_ALARM, World, world
from mingbai.cli.main import main
from mingbai.config.testing import Base
from mingbai.rules.rule import Severity

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def office(fresh_desk: str) -> World:
    return world()


@pytest.fixture
def run(
    base: Base, fresh_desk: str, office: World, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))
    monkeypatch.setattr("django.utils.timezone.now", lambda: office.at)

    def done(*words: object) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(["alerts", *map(str, words)])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


def test_a_task_goes_from_the_queue_to_a_demand(run: Run, office: World, tmp_path: Path) -> None:
    task, handler, reviewer = office.one(), ("--post", office.handler.post_id), ("--post", office.reviewer.post_id)
    proof = tmp_path / "告知.txt"
    proof.write_text("我们查到您家有务工收入", encoding="utf-8")
    code, said = run("list", *handler)
    assert (code, "household/77" in said, "共 1 条，逾期 0 条" in said) == (0, True, True)
    assert "未申报务工收入" in run("take", task, *handler)[1]
    assert (
        "income not declared"
        in run("take", task, "--back", *handler)[1] + run("take", task, *handler, "--lang", "en")[1]
    )
    code, said = run(
        "verify", task, "--source", "visit", "--name", "清水村", "--found", "已务工", "--says", "yes", *handler
    )
    assert (code, "已登记" in said) == (0, True)
    decide = ("decide", task, "--result", "funds", "--money", "over", "--months", "2026-09:1240:620,2026-10:1240:620",
              "--finding", "payment_error", "--fault", "objective", "--follows", "recover", "--reason", "务工收入",
              "--document", proof, *reviewer)  # fmt: skip
    code, said = run(*decide)
    assert (code, "听取对象意见" in said) == (2, True)
    assert "2026-10-26" in run("tell", task, proof, "--how", "当面", *handler)[1]
    heard = ("hear", task, "--with", office.second.id, "--place", "村委会", "--facts", "务工", "--reply", "属实")
    assert run(*heard, "--accepted", "采纳", *handler)[0] == 0
    code, said = run(*decide, "--json")
    assert (code, said["amount_fen"]) == (0, 124_000)
    code, (rate,) = run("rates", *reviewer, "--json")
    assert (rate["rule"], rate["decided"], rate["confirmed"]) == ("RK-112", 1, 1)
    assert "RK-112" in run("rates", *reviewer)[1]


def test_what_is_overdue_has_an_exit_code_of_its_own(run: Run, office: World) -> None:
    office.one(severity=Severity.RED)
    office.later(4)
    assert run("list", "--post", office.handler.post_id, "--level", "红", "--mine")[0] == 5
    assert run("list", "--post", office.handler.post_id, "--level", "黄", "--asleep", "--json") == (0, [])


def test_a_word_that_is_none_is_refused_with_those_there_are(run: Run, office: World) -> None:
    task = office.taken()
    by = ("--post", office.handler.post_id)
    code, said = run("verify", task, "--source", "rumour", "--name", "x", "--found", "x", "--says", "yes", *by)
    assert (code, "visit" in said) == (2, True)
    code, said = run("decide", task, "--result", "funds", "--reason", "x", "--months", "2026-09", *by)
    assert (code, "2026-09:1240:620" in said) == (2, True)


def test_an_act_on_the_wrong_state_or_by_the_wrong_person_is_a_sentence(run: Run, office: World) -> None:
    task = office.verified(supports=False)
    code, said = run("take", task, "--post", office.second.post_id)
    assert (code, "正在处理此预警" in said) == (2, True)
    office.decided(task, FALSE_ALARM)
    code, said = run("decide", task, "--result", "lawful", "--reason", "x", "--post", office.reviewer.post_id)
    assert (code, "已办结" in said) == (2, True)
    assert run("open", 999, "--post", office.handler.post_id)[1].strip() == "新增预警 0 条。"
