"""`mingbai receipts`, as a teller, a reviewer and those who sign use it."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mingbai.cli.main import main
from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.receipts.models import ReportedFigure
from mingbai.receipts.tests.world import Month, month_sent

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def month(base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any) -> Month:
    return month_sent(base, fresh_desk, tmp_path, policy, settle)


@pytest.fixture
def run(
    base: Base, fresh_desk: str, month: Month, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))
    monkeypatch.setattr("django.utils.timezone.now", lambda: month.at)

    def done(verb: str, who: Any, *words: object) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(["receipts", verb, *map(str, words), "--post", str(who.post_id)])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


def test_a_month_is_delivered_matched_and_closed_by_commands(run: Run, month: Month) -> None:
    (path,) = month.bank_says("camt.054")
    county = month.county
    code, said = run("import", county.teller, path, "--bank", "农商行")
    assert (code, "12 笔" in said) == (0, True)
    assert "以前导入过" in run("import", county.teller, path, "--bank", "农商行")[1]
    code, said = run("match", county.reviewer, "--month", "2026-10", "--json")
    assert (code, said["matched"], said["differences"]) == (0, 12, 0)
    for who in (county.handler, county.reviewer, county.asker, county.leader):
        code, said = run("close", who, "--month", "2026-10", "--lang", "en")
        assert (code, "signed" in said) == (0, True)
    out = month.folder / "tj.csv"
    assert run("statistics", county.reviewer, "--month", "2026-10", "--out", out)[0] == 0
    out.write_text(out.read_text(encoding="utf-8-sig").replace(",12,", ",13,", 1), encoding="utf-8-sig")
    code, said = run(
        "statistics", county.reviewer, "--month", "2026-10", "--out", month.folder / "2.csv", "--compare", out
    )
    assert (code, "1 个不一致" in said) == (5, True)
    words = ("--month", "2026-10", "--out", month.folder / "3.csv", "--compare", out, "--enter")
    assert run("statistics", county.handler, *words)[0] == 5
    with working_as(county.handler):
        assert ReportedFigure.objects.get().lines == 13
    assert "12 人没有电话" in run("tell", county.reviewer, "--month", "2026-10", "--out", month.folder / "sms")[1]
    assert "拨款明细 0 行" in run("funds", county.asker, "--month", "2026-10")[1]
    code, said = run("rates", county.reviewer, "--month", "2026-10", "--json")
    assert said["rosters"][0]["on_time"] == 12
    assert run("rates", county.reviewer, "--month", "2026-10")[0] == 0


@pytest.mark.requirement("R-012")
def test_what_differs_is_listed_with_its_owner_and_answered_by_it(run: Run, month: Month) -> None:
    (path,) = month.bank_says("csv", name=1, returned=1)
    county = month.county
    run("import", county.teller, path, "--bank", "农商行")
    assert run("match", county.reviewer, "--month", "2026-10")[0] == 5
    code, said = run("open", county.reviewer, "--month", "2026-10", "--json")
    assert sorted(item["kind"] for item in said["items"]) == ["name", "returned"]
    assert "代发银行" in run("open", county.reviewer, "--month", "2026-10")[1]
    assert "1 returned" in run("back", county.reviewer, "--month", "2026-10", "--lang", "en")[1]
    (name,) = [item["id"] for item in said["items"] if item["kind"] == "name"]
    assert run("answer", county.teller, name, "--text", "已核实")[0] == 0
    assert run("agree", county.leader, name)[0] == 0
    code, said = run("close", county.handler, "--month", "2026-10")
    assert (code, "不能结账" in said) == (2, True)


def test_a_file_cut_in_the_middle_is_refused_in_a_sentence(run: Run, month: Month) -> None:
    (path,) = month.bank_says("camt.054")
    path.write_bytes(path.read_bytes()[:3_000])
    code, said = run("import", month.county.teller, path, "--bank", "农商行")
    assert code
    assert "文件不完整" in said
    assert "Traceback" not in said
