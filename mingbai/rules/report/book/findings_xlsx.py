"""findings.xlsx: what it is, the totals as formulas that re-add, one sheet per rule, and the refused rows in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
from rustpy_xlsxwriter import FastExcel, Format

from mingbai.files.writing.cells import CONTROLS, LONGEST
from mingbai.files.writing.sheets import sheet_name
from mingbai.kernel.text import literal
from mingbai.law import named
from mingbai.rules.report.book.words import COLUMNS, WORDS, explanation
from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.totals import Tally, Totals
from mingbai.rules.report.wording.severities import TOLD
from mingbai.rules.rule import Rule

MOST_ROWS = 100_000  # of a rule: more than anybody pages through
MOST_IN_ALL = 400_000  # above, every rule gets its share: a workbook is held in memory; findings.csv has all
MOST_REFUSED = 10_000
MONEY = "#,##0.00"


@dataclass(frozen=True)
class Summed:
    """A sheet of totals: rows of (labels, count, yuan), and where its last row adds them up."""

    name: str
    labels: Sequence[str]
    rows: Sequence[tuple[tuple[str, ...], Tally]]


def write_workbook_of(
    con: duckdb.DuckDBPyConnection, result: Outcome, path: Path, refused: Iterable[Sequence[Any]]
) -> None:
    """Write findings.xlsx; text stays text, money is in yuan, and the order of rows is that of findings.csv."""
    language = result.language
    words = {name: pair[language == "en"] for name, pair in WORDS.items()}
    book = FastExcel(str(path))
    told = [{words["item"]: name, words["content"]: text} for name, text in explanation(result)]
    book.sheet(
        words["about"], told, column_widths={words["item"]: 24.0, words["content"]: 110.0}, header_format=_head()
    )
    taken = {words["about"]}
    for summed in (_by_rule(result, words), _by_area(result, words)):
        taken.add(_add(book, summed, words, taken))
    for rule in sorted(result.checked.run, key=lambda rule: rule.id):
        tally = result.totals.by_rule.get(rule.id)
        if tally:
            taken.add(_rule_sheet(con, book, result, rule, tally, taken))
    heads = [words[name] for name in ("file", "sheet", "row", "wrong")]
    rows = [dict(zip(heads, row, strict=True)) for row in refused] or [
        {heads[0]: words["none_refused"]} | dict.fromkeys(heads[1:], "")
    ]
    book.sheet(sheet_name(words["refused"], taken), rows, column_widths=[36.0, 20.0, 8.0, 110.0], header_format=_head())
    book.freeze(row=1, col=0)
    book.save()


def _add(book: FastExcel, summed: Summed, words: dict[str, str], taken: set[str]) -> str:
    name = sheet_name(summed.name, taken)
    count, yuan = words["findings"], words["yuan"]
    rows = [
        dict(zip(summed.labels, labels, strict=True))
        | {count: tally.count, yuan: None if tally.amount_fen is None else tally.amount_fen / 100}
        for labels, tally in summed.rows
    ]
    book.sheet(
        name,
        rows or [dict.fromkeys(summed.labels, "") | {count: 0, yuan: 0.0}],
        column_widths={
            label: 40.0 if place == len(summed.labels) - 1 else 14.0 for place, label in enumerate(summed.labels)
        }
        | {count: 12.0, yuan: 18.0},
        column_formats={yuan: Format().set_num_format(MONEY)},
        header_format=_head(),
        totals_row={count: "sum", yuan: "sum"},
        totals_label=words["total"],
        totals_format=Format().set_bold().set_num_format(MONEY).set_border_top("thin"),
    )
    return name


def _by_rule(result: Outcome, words: dict[str, str]) -> Summed:
    english = result.language == "en"
    rows = []
    for rule in sorted(result.checked.run, key=lambda rule: rule.id):
        told = TOLD[rule.severity.value]
        labels = (rule.id, told.name_en if english else told.name, rule.title_en if english else rule.title)
        rows.append((labels, result.totals.by_rule.get(rule.id, Tally())))
    return Summed(words["by_rule"], (words["rule"], words["severity"], words["title"]), rows)


def _by_area(result: Outcome, words: dict[str, str]) -> Summed:
    rows = [
        ((area.code or words["unstated"], result.place_name(area.code) or ""), area.all) for area in result.totals.areas
    ]
    return Summed(words["by_area"], (words["code"], words["area"]), rows)


def _rule_sheet(
    con: duckdb.DuckDBPyConnection, book: FastExcel, result: Outcome, rule: Rule, tally: Tally, taken: set[str]
) -> str:
    english = result.language == "en"
    name = sheet_name(f"{rule.id} {rule.title_en if english else rule.title}", taken)
    heads = {column: pair[english] for column, pair in COLUMNS.items()}
    table = _storable(con.sql(_rows(result, rule)).to_arrow_table().rename_columns(list(heads.values())))
    most = most_rows(result.totals)
    if tally.count > most:
        more = WORDS["more"][english].format(count=f"{tally.count:,}", most=f"{most:,}")
        last = {head: [more if place == 0 else None] for place, head in enumerate(heads.values())}
        table = pa.concat_tables([table, pa.table(last, schema=table.schema)])
    widths = dict(zip(heads.values(), WIDTHS, strict=True))
    book.sheet(
        name,
        table,
        autofilter=True,
        column_widths=widths,
        column_formats={heads["amount_fen"]: Format().set_num_format(MONEY)},
        header_format=_head(),
    )
    return name


WIDTHS = (
    8.0,
    10.0,
    22.0,
    14.0,
    20.0,
    18.0,
    20.0,
    14.0,
    8.0,
    60.0,
    10.0,
    12.0,
    10.0,
    34.0,
    14.0,
    8.0,
    12.0,
    44.0,
    40.0,
    26.0,
)


def most_rows(totals: Totals) -> int:
    """Return how many findings of one rule its sheet holds."""
    return MOST_ROWS if totals.all.count <= MOST_IN_ALL else min(MOST_ROWS, MOST_IN_ALL // len(totals.by_rule))


def _rows(result: Outcome, rule: Rule) -> str:
    """Return the SQL of a rule's rows, its columns in the order of `COLUMNS`."""
    english = result.language == "en"
    severities = " ".join(
        f"WHEN {literal(name)} THEN {literal(told.name_en if english else told.name)}" for name, told in TOLD.items()
    )
    articles = ("; " if english else "；").join(named(citation, result.language) for citation in rule.cites)
    yes, no = ("yes", "no") if english else ("是", "否")
    columns = {
        "severity": f"CASE severity {severities} END",
        "amount_fen": "amount_fen / 100.0",
        "cites": literal(articles),
        "message": "message_en" if english else "message",
        "proposes_hold": f"CASE WHEN proposes_hold THEN {literal(yes)} ELSE {literal(no)} END",
        "gates": f"CASE WHEN gates THEN {literal(yes)} ELSE {literal(no)} END",
    }
    chosen = ", ".join(f'{columns.get(name, name)} AS "{name}"' if name != "row" else '"row"' for name in COLUMNS)
    return (
        f"SELECT {chosen} FROM read_parquet({literal(str(result.checked.findings))}) "
        f"WHERE rule_id = {literal(rule.id)} ORDER BY subject_table, subject_id LIMIT {most_rows(result.totals)}"
    )


def _storable(table: pa.Table) -> pa.Table:
    """Return the table with its texts as a cell can hold them (`files.writing.cells.storable`)."""
    import pyarrow.compute as pc  # noqa: PLC0415 -- slow to load, and only the workbook needs it

    for place, column in enumerate(table.columns):
        if pa.types.is_string(column.type):
            clean = pc.replace_substring_regex(
                column, CONTROLS.pattern.replace("\\uffff", "\\x{FFFF}").replace("\\ufffe", "\\x{FFFE}"), ""
            )
            table = table.set_column(place, table.field(place).name, pc.utf8_slice_codeunits(clean, 0, LONGEST))
    return table


def _head() -> Format:
    return Format().set_bold().set_background_color("#E6EEF7").set_border_bottom("thin")


def totals_cached(result: Outcome) -> Iterator[tuple[str, list[float]]]:
    """Yield, for each sheet of totals, the results of the formulas in its last row, left to right."""
    total = result.totals.all
    values = [float(total.count), (total.amount_fen or 0) / 100]
    yield "xl/worksheets/sheet2.xml", values
    yield "xl/worksheets/sheet3.xml", values
