"""Papers: the same bytes for the same data, archival, masked, adding up, and never a box for a character."""

import json
import re
import zlib
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.kernel.month import Month
from mingbai.papers import CannotPrint, Change, Paper, check_code, pictures, render
from mingbai.papers.month.month_ledger import LedgerStep
from mingbai.papers.month.roster_summary import SummaryRow
from mingbai.papers.tests.samples import (
    AT,
    SAMPLES,
    agreement,
    bank_score,
    card_receipts,
    change_notice,
    delivery_list,
    entry,
    fee_list,
    fund_plan,
    roster_list,
    undelivered_cards,
)
from mingbai.papers.typesetting import fonts, rendering
from mingbai.papers.typesetting.articles import worded
from mingbai.papers.typesetting.refused import DoesNotAdd, Incomplete, NoFont, NotHeard, ShowsNumber, Unprintable
from mingbai.papers.typesetting.rendering import contents, digest
from mingbai.papers.typesetting.tables import KEPT_WITH_SIGNATURES, LANDSCAPE, Column, Room, height, paged

PAPERS = pytest.mark.parametrize("paper", [make() for make in SAMPLES.values()], ids=list(SAMPLES))


def attached(pdf: bytes) -> list[object]:
    """Return the JSON found among the streams of a PDF."""
    found: list[object] = []
    for stream in re.findall(rb"stream\n(.*?)\nendstream", pdf, re.DOTALL):
        try:
            text = zlib.decompressobj().decompress(stream) if stream[:1] == b"x" else stream
            found.append(json.loads(text))
        except (zlib.error, ValueError):
            continue
    return found


def is_archival(pdf: bytes) -> bool:
    """Return whether a PDF says it is PDF/A-3a and PDF/UA-1; the compiler refuses to say so of what is not."""
    plain = pdf.replace(b" ", b"")
    marks = (b"pdfaid:part>3<", b"pdfaid:conformance>A<", b"pdfuaid:part>1<", b"<xmpMM:DocumentID>")
    return all(mark in plain for mark in marks) and b"/OutputIntents" in plain and b"/MarkInfo" in plain


def test_a_paper_set_without_the_standards_is_not_archival(monkeypatch: pytest.MonkeyPatch) -> None:
    assert is_archival(render(fund_plan()))
    monkeypatch.setattr(rendering, "STANDARDS", ["1.7"])
    assert not is_archival(render(fund_plan()))


def test_a_paper_that_looked_at_the_clock_would_not_be_the_same_bytes(monkeypatch: pytest.MonkeyPatch) -> None:
    first = render(fund_plan())
    monkeypatch.setattr(rendering, "_moment", lambda paper: int(paper.made_at.timestamp()) + 1)
    assert render(fund_plan()) != first


@PAPERS
@pytest.mark.parametrize("bilingual", [False, True])
def test_the_same_paper_is_the_same_bytes_and_carries_its_figures(paper: Paper, bilingual: bool) -> None:
    pdf = render(paper, bilingual=bilingual)
    assert render(replace(paper), bilingual=bilingual) == pdf
    assert is_archival(pdf)
    assert json.loads(contents(paper)) in attached(pdf)


@PAPERS
def test_another_moment_is_another_paper(paper: Paper) -> None:
    later = replace(paper, made_at=AT.replace(day=27))
    assert render(later) != render(paper)
    assert digest(later) != digest(paper)


def test_pages_can_be_looked_at() -> None:
    assert [page[:8] for page in pictures(roster_list(30), ppi=30)] == [b"\x89PNG\r\n\x1a\n"] * 2


@pytest.mark.requirement("R-706")
def test_a_roster_whose_lines_do_not_add_up_is_not_printed() -> None:
    with pytest.raises(DoesNotAdd, match="花名表合计"):
        replace(roster_list(), total_fen=roster_list().total_fen + 1)


@pytest.mark.requirement("R-706")
def test_the_pages_of_a_roster_hold_every_line_once_and_their_subtotals_make_the_total() -> None:
    said = roster_list(131).says()
    pages = said["table"]["pages"]
    assert [row["cells"][0] for page in pages for row in page["rows"]] == [str(n) for n in range(1, 132)]
    cents = [int(re.sub(r"\D", "", page["subtotal"][7])) for page in pages]
    assert sum(cents) == int(re.sub(r"\D", "", said["figures"])) == roster_list(131).total_fen
    assert len(pages[-1]["rows"]) >= 5, "nobody signs a page without rows"


@pytest.mark.requirement("R-706")
def test_a_row_of_the_summary_must_follow_from_last_month() -> None:
    with pytest.raises(DoesNotAdd, match="清水镇"):
        SummaryRow("清水镇", "农村低保", 1, 100, 10, 0, 0, 0, 1, 1, 111)


def test_a_plan_asks_for_no_more_than_a_fund_holds() -> None:
    line = fund_plan().lines[0]
    with pytest.raises(DoesNotAdd, match="本次申请"):
        replace(line, asked_fen=line.budget_fen)


@pytest.mark.requirement("R-617")
def test_a_plan_that_asks_for_more_than_the_rosters_need_says_so() -> None:
    plan = fund_plan()
    assert plan.says()["apart"] is None
    assert replace(plan, needed_fen=plan.total_fen - 100).says()["apart"] == ["1.00", "more"]
    assert replace(plan, needed_fen=plan.total_fen + 250).says()["apart"] == ["2.50", "less"]


@pytest.mark.requirement("R-718")
def test_nobody_can_write_that_three_sources_agree_when_they_do_not() -> None:
    assert agreement().says()["is_equal"] is True
    assert agreement(equal=False).says()["is_equal"] is False
    with pytest.raises(DoesNotAdd):
        replace(agreement(equal=False), differences=())
    one = agreement(equal=False).differences
    assert replace(agreement(), differences=one).is_equal is False


def test_less_or_nothing_is_told_only_to_who_was_heard() -> None:
    for change in (Change.LOWER, Change.STOP):
        with pytest.raises(NotHeard):
            replace(change_notice(change), hearing=None)
    for change in (Change.RAISE, Change.RESUME):
        assert change_notice(change).hearing is None
    record = change_notice().hearing
    assert record
    gaps: list[dict[str, Any]] = [{"heard_by": ""}, {"told": " "}, {"document": ""}]
    for lacks in gaps:
        with pytest.raises(Incomplete):
            replace(record, **lacks)


def test_a_notice_says_what_happens_to_the_amount_and_no_other() -> None:
    with pytest.raises(DoesNotAdd):
        replace(change_notice(), after_fen=change_notice().before_fen)
    with pytest.raises(DoesNotAdd):
        replace(change_notice(Change.STOP), after_fen=1)
    with pytest.raises(DoesNotAdd):
        replace(change_notice(Change.RESUME), before_fen=1)
    with pytest.raises(Incomplete):
        replace(change_notice(), reasons=())


def test_a_notice_names_the_article_and_the_ways_to_object() -> None:
    said = change_notice().says()
    assert worded("LAW-2026#48") in said["articles"]
    assert said["remedies"]["cite"] == "《中华人民共和国社会救助法》第76条"


@pytest.mark.requirement("R-819")
def test_the_ledger_says_what_is_late_on_its_own_day() -> None:
    due = AT.date()
    assert LedgerStep("x", due, AT).state(due) == "按时完成"
    assert LedgerStep("x", due.replace(day=20), AT).state(due) == "逾期6天"
    assert LedgerStep("x", due.replace(day=25)).state(due) == "未完成，逾期1天"
    assert LedgerStep("x", due).state(due) == "未到期"


@pytest.mark.requirement("R-819")
def test_a_step_without_a_day_of_its_own_is_never_late() -> None:
    assert LedgerStep("x").state(AT.date()) == "未完成"
    assert LedgerStep("x", done_at=AT).state(AT.date()) == "已完成"


@pytest.mark.requirement("R-713")
def test_every_card_stands_in_the_register_with_room_to_sign_until_it_was_signed_for() -> None:
    said = card_receipts(37).says()
    rows = [row["cells"] for page in said["table"]["pages"] for row in page["rows"]]
    assert [row[0] for row in rows] == [str(number) for number in range(1, 38)]
    assert said["delivered"] + said["left"] == said["count"] == 37
    assert all((row[-1] == "已签收") == bool(row[-3]) for row in rows)
    assert min(row["mm"] for page in said["table"]["pages"] for row in page["rows"]) >= 8


@pytest.mark.requirement("R-713")
def test_an_undelivered_card_waits_longer_on_a_later_day() -> None:
    paper = undelivered_cards()
    assert replace(paper, made_at=AT.replace(day=28)).says()["longest"] == paper.says()["longest"] + 2


@pytest.mark.requirement("R-724")
def test_what_is_said_of_a_bank_follows_from_its_figures() -> None:
    clean, erred, charged = (bank.verdict for bank in bank_score().banks)
    assert (clean, erred) == ("未发现问题", "有差错，限期整改")
    assert "退还" in charged
    returned = replace(bank_score().banks[0], returned=99, failed=99)
    assert returned.verdict == clean, "an account that no longer exists is not the bank's error"


@pytest.mark.requirement("R-723")
def test_the_fees_of_every_page_add_up_to_what_is_given_back() -> None:
    said = fee_list(61).says()
    pages = said["table"]["pages"]
    assert sum(int(page["subtotal"][1].removesuffix("笔")) for page in pages) == said["count"] == 61
    assert said["figures"] == "305.00"


def test_the_code_of_a_paper_is_that_of_its_data() -> None:
    paper = fund_plan()
    assert re.fullmatch(r"([0-9A-F]{4}-){3}[0-9A-F]{4}", check_code(paper))
    assert check_code(replace(paper)) == check_code(paper)
    assert check_code(replace(paper, people=1)) != check_code(paper)


def test_a_plan_and_the_comparison_take_two_seals() -> None:
    for paper in (fund_plan(), agreement()):
        assert json.loads(contents(paper))["seals"] == ["明白县民政局", "明白县财政局"]
    assert json.loads(contents(roster_list()))["seals"] == ["清水镇人民政府"]


# ------------------------------------------------------------------ hostile data


@pytest.mark.parametrize(
    "text", ['#panic("x")', '"); #read("/etc/passwd")', "$x^2$ *bold* = heading", "\\u{41} <label> @ref", "=1+1 // x"]
)
def test_what_people_type_is_printed_and_never_run(text: str) -> None:
    one = replace(entry(1), name=text, village=text, note=text)
    paper = replace(roster_list(), place=text, programme=text, entries=(one,), total_fen=one.amount_fen)
    assert json.loads(contents(paper)) in attached(render(paper))


def test_a_whole_id_number_is_never_printed() -> None:
    one = replace(entry(1), note="证件11010519491231002X")
    with pytest.raises(ShowsNumber, match="脱敏"):
        render(replace(roster_list(), entries=(one,), total_fen=one.amount_fen))


def test_a_character_no_font_has_is_named_and_never_a_box() -> None:
    one = replace(entry(1), name="李\U0002c8af")
    paper = replace(roster_list(), entries=(one,), total_fen=one.amount_fen)
    with pytest.raises(Unprintable, match="U\\+2C8AF"):
        render(paper)


def test_rare_characters_of_names_are_printed() -> None:
    one = replace(entry(1), name="𬭎䶮㛃𫞯𠮷𰻝堃喆")
    assert render(replace(roster_list(), entries=(one,), total_fen=one.amount_fen))


def test_without_a_chinese_font_nothing_is_printed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(fonts, "WHEELS", ())
    monkeypatch.setattr(fonts, "SYSTEM", ())
    fonts.typefaces.cache_clear()
    with pytest.raises(NoFont, match="没有找到中文字体"):
        render(fund_plan())
    fonts.typefaces.cache_clear()


def test_a_folder_without_fonts_is_no_font(tmp_path: Path) -> None:
    assert fonts.chosen([tmp_path]) is None
    assert fonts.chosen([]) is None


def test_an_empty_roster_is_a_paper_too() -> None:
    assert render(replace(roster_list(), entries=(), total_fen=0, month=Month(2026, 2)))


def test_a_paper_without_a_number_is_none() -> None:
    with pytest.raises(CannotPrint, match="编号"):
        replace(fund_plan(), number=" ")


# ------------------------------------------------------------------ pages


def test_a_text_of_any_length_keeps_its_place_in_the_row() -> None:
    column = (Column("备注", "Note", 20),)
    heights = [height(column, ("字" * length,)) for length in (1, 14, 60, 600)]
    assert heights == sorted(heights)
    assert heights[-1] > heights[-2] > heights[0]


def test_rows_fill_pages_in_order() -> None:
    pages = list(paged([6.2] * 100, LANDSCAPE))
    assert [number for page in pages for number in page] == list(range(100))
    assert list(paged([], LANDSCAPE)) == [[]]
    assert list(paged([500.0, 500.0], Room(100, 100))) == [[0], [1]]


@settings(deadline=None, max_examples=200)
@given(st.lists(st.floats(6.2, 60), max_size=80), st.integers(60, 160), st.integers(0, 59))
def test_every_row_stands_on_one_page_in_its_order_and_no_page_is_too_full(
    heights: list[float], first_mm: int, tail_mm: int
) -> None:
    room = Room(first_mm, first_mm + 20, tail_mm)
    pages = list(paged(heights, room))
    assert [number for page in pages for number in page] == list(range(len(heights)))
    for page, most in zip(pages, [room.first_mm, *[room.next_mm] * len(pages)], strict=False):
        assert len(page) <= 1 or sum(heights[number] for number in page) <= most + 1e-6
    last = sum(heights[number] for number in pages[-1])
    assert len(pages[-1]) <= KEPT_WITH_SIGNATURES or last <= room.next_mm - tail_mm + 1e-6


@pytest.mark.parametrize("make", [roster_list, delivery_list, card_receipts, undelivered_cards, fee_list])
def test_nobody_signs_a_page_without_rows_however_many_there_are(make: Callable[[int], Paper]) -> None:
    for rows in range(1, 48, 2):
        paper = make(rows)
        pages = len(json.loads(contents(paper))["table"]["pages"])
        assert len(pictures(paper, bilingual=True, ppi=5)) == pages, rows


@pytest.mark.parametrize("programmes", [1, 5, 6, 12])
def test_nobody_signs_a_page_without_differences_where_there_are_any(programmes: int) -> None:
    sample = agreement(equal=False)
    for rows in range(1, 40, 3):
        paper = replace(sample, compared=[sample.compared[0]] * programmes, differences=[*sample.differences] * rows)
        said = paper.says()
        pages = len(said["differences"]["pages"]) + said["is_apart"]
        assert len(pictures(paper, bilingual=True, ppi=5)) == pages, rows


@pytest.mark.slow
def test_five_thousand_lines_are_a_paper() -> None:
    assert len(render(roster_list(5_000))) > 5_000_000
