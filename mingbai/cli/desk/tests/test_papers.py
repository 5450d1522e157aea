"""`mingbai papers`: a frozen roster printed from the desk's own rows, masked, added up, and in the log."""

import json
from collections.abc import Callable
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from mingbai.cli.desk.papers.others import bank_papers
from mingbai.cli.desk.papers.rosters import roster_papers
from mingbai.cli.main import main
from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.offices.actor import working_as
from mingbai.papers.typesetting.rendering import contents
from mingbai.payments.queries import file_bytes
from mingbai.people.queries import opened_accounts, opened_numbers
from mingbai.prechecks.tests.world import Desk, desk_with
from mingbai.receipts.tests.world import month_sent

Run = Callable[..., tuple[int, Any]]


@pytest.fixture
def office(fresh_desk: str, monkeypatch: pytest.MonkeyPatch) -> Desk:
    with scope(NATION):
        return desk_with(monkeypatch, 30)


@pytest.fixture
def run(
    base: Base, fresh_desk: str, office: Desk, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Run:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))
    monkeypatch.setattr("django.utils.timezone.now", lambda: office.at)

    def done(*words: object) -> tuple[int, Any]:
        capsys.readouterr()
        code = main(["papers", *map(str, words)])
        said = capsys.readouterr()
        return code, json.loads(said.out) if "--json" in words and said.out else said.out + said.err

    return done


@pytest.mark.requirement("R-706")
def test_a_roster_is_printed_with_its_summary_and_the_log_knows_the_bytes(
    run: Run, office: Desk, tmp_path: Path
) -> None:
    by = ("--post", office.staff.handler.post_id, "--json")
    code, made = run("roster", office.roster.pk, "--out", tmp_path, *by)
    assert code == 0
    assert {name.split("-")[0] for name in made} == {"花名表", "汇总表"}
    for name, digest in made.items():
        assert sha256((tmp_path / name).read_bytes()).hexdigest() == digest
    assert run("roster", office.roster.pk, "--out", tmp_path / "2", *by)[1] == made, "the same rows, the same bytes"
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM evidence_act WHERE type = 'papers.printed'")
        assert cursor.fetchone() == (2 * len(made),)


@pytest.mark.requirement("R-706")
def test_what_is_printed_adds_up_to_the_frozen_roster_and_shows_no_whole_number(office: Desk) -> None:
    with scope(NATION):
        papers = roster_papers(office.roster.pk, at=office.at)
        line = office.line()
        secrets = [opened_numbers([line.payee_id])[line.payee_id], opened_accounts([line.account_id])[line.account_id]]
    said = [contents(printed.paper) for printed in papers.values()]
    assert not [text for text in said if any(secret in text for secret in secrets)]
    lists = [printed.paper for name, printed in papers.items() if name.startswith("花名表")]
    assert sum(paper.total_fen for paper in lists) == office.roster.total_fen  # type: ignore[attr-defined]


def test_a_roster_that_is_not_there_is_a_sentence(run: Run, office: Desk) -> None:
    code, said = run("roster", 999_999, "--post", office.staff.handler.post_id)
    assert (code, "没有编号为999999的名册" in said) == (2, True)


@pytest.mark.requirement("R-013")
def test_where_the_county_leaves_the_nation_is_a_report(run: Run, office: Desk, tmp_path: Path) -> None:
    code, made = run("deviations", "--out", tmp_path, "--post", office.staff.reviewer.post_id, "--json")
    assert (code, len(made)) == (0, 1)
    assert next(iter(made)).startswith("偏离报告-999901")


def test_what_is_not_there_is_a_sentence(run: Run, office: Desk) -> None:
    by = ("--post", office.staff.reviewer.post_id)
    code, said = run("bank", 5, *by)
    assert (code, "没有编号为5的已封存代发文件" in said) == (2, True)
    code, said = run("rectification", 5, "--telephone", "1", *by)
    assert (code, "问题清单不能为空" in said) == (2, True)


def test_the_banks_list_is_bound_to_the_files_own_digest(
    base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any
) -> None:
    month = month_sent(base, fresh_desk, tmp_path, policy, settle)
    with working_as(month.county.reviewer):
        (printed,) = bank_papers(month.files[0], at=month.at).values()
        digest = sha256(file_bytes(month.files[0])).hexdigest()
    said = json.loads(contents(printed.paper))
    assert said["file"][2] == digest
    assert (said["count"], said["figures"]) == ("12", "7,200.00")
    assert "6217" not in json.dumps(said["table"])
