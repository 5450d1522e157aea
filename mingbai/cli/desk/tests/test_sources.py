"""`mingbai sources`, as a handler and a reviewer use it: a list taken in, held back, released, compared."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from mingbai.cli.main import main
from mingbai.config.testing import Base
from mingbai.sources.tests.places import Desk, desk_of

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def office(fresh_desk: str, tmp_path: Path) -> Desk:
    return desk_of(tmp_path)


@pytest.fixture
def run(
    base: Base, fresh_desk: str, office: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))
    monkeypatch.setattr("django.utils.timezone.now", lambda: office.at)

    def done(*words: object) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(["sources", *map(str, words)])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


def importing(office: Desk, path: Path, month: str = "2026-10", **more: str) -> list[object]:
    words = ["import", path, "--kind", "deaths", "--from", "县公安局", "--month", month, "--as-of", f"{month}-21"]
    return [*words, "--post", office.handler.post_id, *(word for pair in more.items() for word in pair)]


def test_a_list_is_taken_in_once_and_listed(run: Run, office: Desk) -> None:
    path = office.deaths(office.live(40)[:2])
    code, said = run(*importing(office, path))
    assert code == 0
    assert "收下 2 行，退回 0 行" in said
    assert "首份名单" in said
    code, said = run(*importing(office, path), "--lang", "en")
    assert code == 0
    assert "nothing was counted twice" in said
    code, (one,) = run("list", "--post", office.handler.post_id, "--json")
    assert (code, one["state"], one["hits_found"], one["version"]) == (0, "in_use", 2, 1)
    assert "使用中" in run("list", "--post", office.handler.post_id, "--month", "2026-10")[1]


def test_refused_rows_and_a_list_held_back_have_exit_codes_of_their_own(run: Run, office: Desk) -> None:
    numbers = office.live(900)
    for month in range(1, 10):
        path = office.deaths(numbers[month * 2 : month * 2 + 2])
        assert run(*importing(office, path, f"2026-{month:02d}"))[0] == 0
    rows = [(numbers[0], "某", "2026-10-01"), (numbers[1], "", "2026-10-01")]
    refused = office.folder / "退回.xlsx"
    path = office.file(("身份证号", "姓名", "死亡日期"), rows)
    assert run(*importing(office, path), "--refused", refused)[0] == 4
    assert refused.exists()
    code, said = run(*importing(office, office.deaths(numbers[:60])), "--json")
    assert (code, said["state"], said["judgement"]["judgement"]) == (5, "quarantined", "surge")
    release = ("release", said["id"], "--reason", "公安补报全年", "--post")
    assert run(*release, office.handler.post_id)[0] == 2
    assert "已放行" in run(*release, office.reviewer.post_id)[1]


def test_the_monthly_comparison_says_how_far_it_reached(run: Run, office: Desk) -> None:
    run(*importing(office, office.deaths(office.live(40)[:2])))
    code, log = run("compare", "--month", "2026-10", "--post", office.handler.post_id, "--json")
    deaths = next(line for line in log if line["kind"] == "deaths")
    assert (code, deaths["covered_bp"], deaths["hits"], deaths["leads"], deaths["disposed"]) == (0, 10_000, 2, 2, 0)
    assert "100%" in run("compare", "--month", "2026-10", "--post", office.handler.post_id)[1]


def test_whoever_may_not_is_told_who_may(run: Run, office: Desk) -> None:
    path = office.deaths(office.live(3))
    words = importing(office, path)
    words[words.index(office.handler.post_id)] = office.reviewer.post_id
    code, said = run(*words)
    assert code == 2
    assert "经办人" in said
    code, said = run("list", "--post", office.county.administrator().post_id)
    assert code == 2
    assert "不能查询" in said
