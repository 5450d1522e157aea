"""Writes everything a check gives into one folder."""

from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import Any

import duckdb

from mingbai.files.refusals import Refusal, write_refused
from mingbai.rules.report.book.findings_xlsx import MOST_REFUSED, totals_cached, write_workbook_of
from mingbai.rules.report.book.xlsx_parts import finish
from mingbai.rules.report.findings_csv import write_findings_csv
from mingbai.rules.report.gravest import gravest
from mingbai.rules.report.manifest import manifest
from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.page import page
from mingbai.rules.report.summary import as_text, summary
from mingbai.rules.report.verdict import Verdict

CSV, WORKBOOK, PAGE, REFUSED, SUMMARY, MANIFEST = (
    "findings.csv", "findings.xlsx", "report.html", "rows-refused.xlsx", "summary.json", "manifest.json",
)  # fmt: skip
Progress = Callable[[str], None]


def write_outputs(
    con: duckdb.DuckDBPyConnection,
    result: Outcome,
    verdict: Verdict,
    folder: Path,
    *,
    refusals: Iterable[Refusal] = (),
    progress: Progress = lambda _: None,
) -> dict[str, Any]:
    """Write every output into an empty folder, the manifest last, and return the summary; same inputs, same bytes."""
    stamp = f"{result.checked.snapshot.month.next()}-01T00:00:00Z"
    progress(CSV)
    written = write_findings_csv(con, result.checked.findings, folder / CSV)
    assert written == result.totals.all.count, "every finding is in the file"
    progress(WORKBOOK)
    write_workbook_of(con, result, folder / WORKBOOK, _refused(result, result.intake.refusals))
    finish(folder / WORKBOOK, dict(totals_cached(result)), stamp)
    progress(PAGE)
    (folder / PAGE).write_text(page(result, gravest(con, result.checked.findings)), encoding="utf-8")
    progress(REFUSED)
    write_refused(folder / REFUSED, refusals)
    finish(folder / REFUSED, {}, stamp)
    told = summary(result, verdict)
    (folder / SUMMARY).write_text(as_text(told), encoding="utf-8")
    outputs = [folder / name for name in (CSV, WORKBOOK, PAGE, REFUSED, SUMMARY)]
    (folder / MANIFEST).write_text(as_text(manifest(result, outputs)), encoding="utf-8")
    return told


def _refused(result: Outcome, refusals: Sequence[Refusal]) -> list[tuple[str, str, int, str]]:
    """Return the refused rows for the workbook: file, sheet, row, what is wrong."""
    english = result.language == "en"
    return [
        (one.place.path, one.place.sheet, one.place.row, one.en if english else one.zh)
        for one in refusals[:MOST_REFUSED]
    ]
