"""`mingbai payments`, as the offices of a county use it from the plan of use to the bank's outbox."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mingbai.cli.main import main
from mingbai.config.testing import Base
from mingbai.evidence.installation import log_files
from mingbai.evidence.witnesses.policy import Policy
from mingbai.payments.tests.world import County, county, released

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def run(base: Base, fresh_desk: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Run:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))

    def done(*words: str) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(["payments", *words])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


@pytest.fixture
def place(base: Base, fresh_desk: str) -> County:
    made = county(planned_fen=0)
    with base.administrator(fresh_desk) as admin:
        released(admin)
    return made


def post(actor: Any) -> tuple[str, str]:
    return "--post", str(actor.post_id)


@pytest.mark.requirement("R-617")
def test_a_month_is_paid_by_commands(
    run: Run, place: County, tmp_path: Path, policy: Policy, settle: Callable[..., None]
) -> None:
    month = ("--month", "2026-10")
    asked = ("plan", "dibao_rural", *month, "--fund", str(place.fund_id), "--document", "明民1号", *post(place.handler))
    code, said = run(*asked)
    assert code == 2
    assert "纪要" in said  # the bureau has not met
    request = str(place.planned(180_000))
    assert run("approve", request, *post(place.approver))[0] == 2  # once is enough
    code, said = run("draft", "1", "--on", "2026-10-09", *post(place.handler), "--json")
    assert (code, said["payments"], said["left_out"]) == (0, 3, [])
    file = str(said["files"][0])
    assert run("seal", file, *post(place.releaser))[0] == 2  # not reviewed yet
    assert "已占用资金" in run("reserve", file, *post(place.reviewer))[1]
    assert "SHA-256" in run("seal", file, *post(place.releaser))[1]
    outbox = ("--outbox", str(tmp_path / "outbox"))
    code, said = run("send", file, *post(place.sender), *outbox)
    assert code == 2
    assert "没有存证" in said
    settle()
    assert log_files().read("checkpoint")
    assert run("send", file, *post(place.sender), *outbox)[0] == 0
    assert run("send", file, *post(place.sender), *outbox)[0] == 2
    assert run("send", file, "--again", *post(place.sender), *outbox, "--lang", "en")[1].startswith("Sent")
    assert len(list((tmp_path / "outbox").iterdir())) == 1
    code, said = run("status", *month, *post(place.leader), "--json")
    assert (code, said["faults"], said["not_handed_over"]) == (0, [], [])
    assert [(one["state"], one["payments"]) for one in said["payments"]] == [("instructed", 3)]
    assert "已发送银行" in run("status", *month, *post(place.leader))[1]
    assert run("again", *post(place.handler), "--json")[1] == {"payments": 0, "files": []}
    assert run("withdraw", file, "--reason", "晚了", *post(place.reviewer))[0] == 2
