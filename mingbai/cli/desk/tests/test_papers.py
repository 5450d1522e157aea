"""`mingbai papers`: a frozen roster printed from the desk's own rows, masked, added up, and in the log."""

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

import pytest
from django.db import connection

from mingbai.awards.tests.cases import Office
from mingbai.awards.tests.cases import office as awards_office
from mingbai.cli.main import main
from mingbai.config.guards import NATION, scope
from mingbai.config.testing import Base
from mingbai.kernel.month import Month as AwardMonth
from mingbai.offices.actor import working_as
from mingbai.offices.refused import Refused
from mingbai.offices.tests.places import COUNTY, DAY
from mingbai.papers import Paper, check_code
from mingbai.papers.typesetting.rendering import contents
from mingbai.payments.queries import file_bytes
from mingbai.payments.tests.world import OCTOBER
from mingbai.people import filings as people
from mingbai.people.queries import opened_accounts, opened_numbers
from mingbai.people.tests.families import PAPER, bureau
from mingbai.prechecks.tests.world import Desk, desk_with
from mingbai.printing.banks import bank_score_papers
from mingbai.printing.cards import card_papers
from mingbai.printing.closing import agreement_papers
from mingbai.printing.funds import plan_papers
from mingbai.printing.ledger import ledger_papers
from mingbai.printing.notices import batch_papers, notice_papers
from mingbai.printing.others import bank_papers
from mingbai.printing.printed import Printed
from mingbai.printing.rosters import roster_papers
from mingbai.printing.tracing import TITLES
from mingbai.receipts.tests.world import Month, month_sent
from mingbai.simulation.bank.camt import notification

JANUARY = AwardMonth(2026, 1)
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


# ------------------------------------------------------------------ a month on its way, from plan to closing


@pytest.fixture
def sent(base: Base, fresh_desk: str, tmp_path: Path, policy: Any, settle: Any) -> Month:
    return month_sent(base, fresh_desk, tmp_path, policy, settle)


def one(papers: Mapping[str, Printed], name: str) -> dict[str, Any]:
    """Return what the one paper says whose file begins so."""
    (found,) = (printed.paper for file, printed in papers.items() if file.startswith(name))
    return dict(json.loads(contents(found)))


def cells(table: Any) -> list[list[str]]:
    """Return the rows of a table, all pages together; a text set small like any other."""
    rows = [row["cells"] for page in table["pages"] for row in page["rows"]]
    return [[cell[0] if isinstance(cell, list) else cell for cell in row] for row in rows]


@pytest.mark.requirement("R-617")
def test_the_plan_says_what_was_asked_of_which_fund_beside_what_the_rosters_need(sent: Month) -> None:
    with working_as(sent.county.handler):
        said = one(plan_papers(COUNTY, OCTOBER, at=sent.at), "用款计划表")
    assert (said["figures"], said["needed"], said["households"]) == ("7,200.00", "7,200.00", "12")
    (row,) = cells(said["table"])
    assert row[3:8] == ["财社〔2026〕7号", "10,000,000,000.00", "0.00", "7,200.00", "9,999,992,800.00"]
    assert [bool(place["name"]) for place in said["signatures"]] == [True, False, False, True]
    assert said["documents"] == ["明民用款〔2026〕1号"]


@pytest.mark.requirement("R-718")
def test_the_sheet_of_the_comparison_shows_the_difference_and_then_every_signature(sent: Month) -> None:
    with working_as(sent.county.handler), pytest.raises(Refused, match="receipts match"):
        agreement_papers(COUNTY, OCTOBER, at=sent.at)
    sent.delivered(*sent.bank_says(amount=1))
    sent.matched()
    with working_as(sent.county.handler):
        said = one(agreement_papers(COUNTY, OCTOBER, at=sent.at), "核对签字单")
    assert not said["is_equal"]
    (row,) = cells(said["differences"])
    approved, appropriated, paid, reason = row[3:]
    assert approved == appropriated != paid
    assert "金额不符" in str(reason)
    assert not [name for name in ("赵", "钱", "孙") if f"{name}某" in json.dumps(said, ensure_ascii=False)]
    for item in sent.items(state="open"):
        sent.explained(item, "系统截断，已由账号6217000000000009补付。")
    with working_as(sent.county.handler):
        said = one(agreement_papers(COUNTY, OCTOBER, at=sent.at), "核对签字单")
    assert cells(said["differences"])[0][6].endswith("已由账号****0009补付。（已说明并经认可）")


@pytest.mark.requirement("R-718")
def test_a_closed_month_is_signed_by_four_people_on_paper_too(sent: Month) -> None:
    sent.delivered(*sent.bank_says())
    sent.matched()
    sent.closed()
    with working_as(sent.county.handler):
        said = one(agreement_papers(COUNTY, OCTOBER, at=sent.at), "核对签字单")
        ledger = one(ledger_papers(COUNTY, OCTOBER, at=sent.at), "月度台账")
    assert said["is_equal"]
    assert len({place["name"] for place in said["signatures"]}) == 4
    assert said["total"][-2:] == ["7,200.00", "一致"]
    last = cells(ledger["table"])[-1]
    assert (last[1], last[4], last[8], last[9]) == ("逐级签字、结账", "已完成", "7,200.00", said["lines_digest"][:8])


@pytest.mark.requirement("R-819")
def test_the_ledger_says_which_steps_are_done_and_which_wait(sent: Month) -> None:
    with working_as(sent.county.handler):
        said = one(ledger_papers(COUNTY, OCTOBER, at=sent.at), "月度台账")
    rows = {row[1]: row for row in cells(said["table"])}
    assert rows["银行代发"][3] == "2026年10月8日"
    assert rows["到账、逐笔核对"][3] == "--"
    assert rows["资金到位"][8] == "7,200.00"
    assert rows["前置核对"][4].startswith("未完成")


@pytest.mark.requirement("R-723", "R-724")
def test_a_fee_is_listed_for_its_bank_with_nobodys_name_or_number(sent: Month) -> None:
    sent.delivered(*sent.bank_says())
    paid = sent.told[0].lines[0]
    fee = replace(paid, reference="FEE1", end_to_end_id="", amount_fen=1_000, purpose="年费，户号13800138000")
    path = sent.folder / "fee.xml"
    path.write_bytes(notification([fee], OCTOBER, 99))
    sent.delivered(path)
    sent.matched()
    with working_as(sent.county.reviewer):
        papers = bank_score_papers(COUNTY, OCTOBER, at=sent.at)
    score, fees = one(papers, "银行评分表"), one(papers, "收费检测清单")
    assert (score["fees"], fees["count"]) == (1, 1)
    (row,) = cells(fees["table"])
    assert (row[2], row[6], row[7]) == ("FEE1", "10.00", "年费，户号****8000")
    assert paid.name not in json.dumps(fees, ensure_ascii=False)
    assert "6217" not in json.dumps(fees)


@pytest.mark.parametrize("verb", ["plan", "agreement", "ledger", "bank-score", "cards"])
def test_the_same_rows_are_printed_as_the_same_bytes(
    verb: str, base: Base, fresh_desk: str, sent: Month, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:  # fmt: skip
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))
    monkeypatch.setattr("django.utils.timezone.now", lambda: sent.at)
    sent.delivered(*sent.bank_says())
    sent.matched()
    made = []
    for folder in ("1", "2"):
        capsys.readouterr()
        words = ("papers", verb, "--month", str(OCTOBER), "--out", str(tmp_path / folder), "--lang", "en", "--json")
        assert main([*words, "--post", str(sent.county.handler.post_id)]) == 0
        made.append(json.loads(capsys.readouterr().out))
    assert made[0] == made[1]
    assert len(made[0]) == (2 if verb in ("cards", "bank-score") else 1)
    pages = b"".join(path.read_bytes() for path in sorted((tmp_path / "1").iterdir()))
    assert pages.startswith(b"%PDF-")


def test_a_bank_prints_nothing_of_what_other_banks_did(
    base: Base, fresh_desk: str, sent: Month, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))
    monkeypatch.setattr("django.utils.timezone.now", lambda: sent.at)
    for verb in ("bank-score", "agreement"):
        words = ["papers", verb, "--month", str(OCTOBER), "--post", str(sent.county.teller.post_id)]
        assert main(words) == 2
        assert "代发经办人不能查看" in capsys.readouterr().err


@pytest.mark.requirement("R-723")
def test_a_month_without_fees_is_a_list_that_says_so(sent: Month) -> None:
    sent.delivered(*sent.bank_says())
    with working_as(sent.county.reviewer):
        fees = one(bank_score_papers(COUNTY, OCTOBER, at=sent.at), "收费检测清单")
    assert (fees["count"], fees["looked_at"], fees["table"]) == (0, "12", None)


# ------------------------------------------------------------------ cards, notices, and the way back from a page


@pytest.mark.requirement("R-713")
def test_a_card_stays_on_the_list_until_somebody_else_has_it_signed_for(fresh_desk: str) -> None:
    with scope(NATION):
        office = bureau()
        persons = [office.person("阿依古丽·买买提"), office.person("欧阳建国")]
        numbers = {person: f"62999900009900000{place}" for place, person in enumerate(persons)}
        first, _ = people.issue_cards(
            region=COUNTY, batch="2026年第1批", bank="农商行", cards=numbers, issued_on=DAY, by=office.handler,
            at=office.at,
        )  # fmt: skip
        people.deliver_card(
            issue_id=first, received_by=persons[0], receipt=PAPER, delivered_on=DAY, by=office.clerk, at=office.at
        )
        papers = card_papers(COUNTY, JANUARY, at=office.at)
    register, waiting = one(papers, "卡折签收登记表"), one(papers, "未领卡折清单")
    assert (register["count"], register["delivered"], waiting["count"]) == (2, 1, 1)
    rows = cells(register["table"])
    assert [row[3:] for row in rows] == [
        ["阿依古丽·**", "农商行", "****0000", "2026年1月5日", "2026年1月5日", "本人", "已签收"],
        ["欧阳*国", "农商行", "****0001", "2026年1月5日", "", "", ""],
    ]
    assert cells(waiting["table"])[0][3] == "欧阳*国"


@pytest.fixture
def awarding(fresh_desk: str) -> Office:
    with scope(NATION):
        return awards_office()


@pytest.mark.requirement("R-507")
def test_whose_money_stops_is_told_in_full_with_what_was_heard_and_the_register_masks_the_name(
    awarding: Office,
) -> None:
    with scope(NATION):
        decision = awarding.stopped(awarding.granted())
        papers = batch_papers(COUNTY, AwardMonth.parse(decision.effective_month), telephone="0000", large=False,
                              at=awarding.at)  # fmt: skip
        (alone,) = notice_papers(decision.pk, telephone="0000", large=False).values()
    said, register = one(papers, f"告知书-{decision.pk}"), one(papers, "告知书送达登记册")
    assert said == json.loads(contents(alone.paper)), "one for the family, alone or in the batch"
    assert (said["change"], said["before"], said["after"], said["reckoning"]) == ("停发", "620.00", "0.00", [])
    assert said["hearing"]["reply"] == "同意，孩子上班了"
    assert said["hearing"]["document"] == PAPER
    assert "LAW-2026" not in said["remedies"]["cite"]
    name = said["name"]
    assert name in json.dumps(said, ensure_ascii=False)
    assert name not in json.dumps(register, ensure_ascii=False)
    assert cells(register["table"])[0][6:9] == ["停发", "620.00", "0.00"]


def test_what_was_not_confirmed_has_no_notice(awarding: Office) -> None:
    with scope(NATION):
        household, persons = awarding.family()
        decision = awarding.proposed(household, persons)
        with pytest.raises(Refused, match=f"没有决定{decision}的告知书"):
            notice_papers(decision, telephone="0000", large=False)


def test_a_month_without_changes_is_a_register_that_says_so(awarding: Office) -> None:
    with scope(NATION):
        papers = batch_papers(COUNTY, JANUARY, telephone="0000", large=False, at=awarding.at)
    assert one(papers, "告知书送达登记册")["count"] == 0


def test_a_page_leads_back_to_who_printed_it_and_a_copied_page_with_another_code_does_not(
    run: Run, office: Desk, tmp_path: Path
) -> None:
    by = ("--post", office.staff.handler.post_id)
    run("roster", office.roster.pk, "--out", tmp_path, *by)
    with scope(NATION):
        (printed,) = (made for name, made in roster_papers(office.roster.pk, at=office.at).items() if "汇总表" in name)
    code, file = check_code(printed.paper), next(tmp_path.glob("汇总表*.pdf"))
    exit_code, said = run("trace", code.lower().replace("-", " "), "--file", file, *by, "--json")
    (found,) = said["printings"]
    assert (exit_code, said["is_the_file"], found["template"]) == (0, True, "roster_summary")
    assert found["sha256"] == sha256(file.read_bytes()).hexdigest()
    assert found["subject"].startswith(f"papers.roster_summary/{code}/")
    file.write_bytes(file.read_bytes() + b" ")
    exit_code, text = run("trace", code, "--file", file, *by)
    assert (exit_code, "不可信" in text, "汇总表" in text) == (5, True, True)
    for wrong, sentence in (("0000-0000-0000-0000", "不可信"), ("12", "形如")):
        exit_code, text = run("trace", wrong, *by)
        assert (exit_code, sentence in text) == (2, True)


def test_every_kind_of_paper_can_be_traced() -> None:
    assert {kind.template for kind in Paper.__subclasses__()} == set(TITLES)


def test_who_does_not_read_a_stage_prints_nothing_of_it(run: Run, office: Desk) -> None:
    code, said = run("notices", "--month", "2026-11", "--telephone", "1", "--post", office.staff.releaser.post_id)
    assert (code, "不能查看" in said) == (2, True)
    code, said = run("notices", "--telephone", "1", "--post", office.staff.handler.post_id)
    assert (code, "--decision" in said) == (2, True)
