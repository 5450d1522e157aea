"""The yardsticks are honest: pandas finds the same, and the scan looks at all that the rules read and no more."""

import json
import shutil
import sys
from collections.abc import Iterator
from pathlib import Path

import duckdb
import pandas as pd
import pytest

from mingbai.cli.main import main
from mingbai.files.inbox import open_folder
from mingbai.files.snapshot import freeze as freezing
from mingbai.files.snapshot.of_inbox import freeze_inbox
from mingbai.files.snapshot.snapshot import open_snapshot
from mingbai.kernel.month import Month
from mingbai.policy.parameters import shipped
from mingbai.rules.catalogue import all_rules
from mingbai.rules.checking import check
from mingbai.rules.report.findings_csv import write_findings_csv

pytestmark = pytest.mark.slow
BENCH, MONTH = Path(__file__).resolve().parent.parent, Month(2026, 10)


@pytest.fixture(scope="module", autouse=True)
def scripts() -> Iterator[None]:
    """Let the scripts of bench/ be imported as they import each other."""
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(BENCH))
        yield
    for name in [name for name, module in sys.modules.items() if str(BENCH) in str(getattr(module, "__file__", ""))]:
        del sys.modules[name]


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Freeze a synthetic town in several buckets, and check it."""
    folder = tmp_path_factory.mktemp("town")
    assert main(["simulate", "--size", "town", "--seed", "11", "--out", str(folder / "place")]) == 0
    for name in ("scratch", "snapshot"):
        (folder / name).mkdir()
    with pytest.MonkeyPatch.context() as patch, duckdb.connect() as con:
        patch.setattr(freezing, "LINES_A_BUCKET", 400)
        inbox = open_folder(con, folder / "place" / "files", month=MONTH, scratch=folder / "scratch")
        assert freeze_inbox(con, inbox, month=MONTH, into=folder / "snapshot").buckets > 1
    findings_of(folder / "snapshot", folder / "checked")
    return folder


def findings_of(snapshot: Path, folder: Path) -> bytes:
    folder.mkdir()
    with duckdb.connect() as con:
        checked = check(con, open_snapshot(snapshot), all_rules(), shipped(), scratch=folder, fuzzy=False)
        write_findings_csv(con, checked.findings, folder / "findings.csv")
    return (folder / "findings.csv").read_bytes()


def test_pandas_finds_the_same_as_mingbai_to_the_fen(town: Path) -> None:
    import pandas_way
    from analyst.book import Book

    found = pandas_way.check(Book(town / "snapshot"))
    assert pandas_way.compare(found, town / "checked" / "findings.csv") == []
    assert found["rule_id"].nunique() > 40


def test_the_comparison_sees_a_finding_too_few_one_too_many_and_other_money(town: Path) -> None:
    import pandas_way
    from analyst.book import Book

    found = pandas_way.check(Book(town / "snapshot")).reset_index(drop=True)
    first = found.index[found["rule_id"] == "RK-101"][0]
    fewer, dearer = found.drop(index=first), found.copy()
    dearer.loc[first, "amount_fen"] += 1
    more = pd.concat([found, found.loc[[first]].assign(subject_id="nobody")])
    file = town / "checked" / "findings.csv"
    assert pandas_way.compare(fewer, file) == ["RK-101: 0 found here only, 1 by mingbai only, 0 with other money"]
    assert pandas_way.compare(dearer, file) == ["RK-101: 0 found here only, 0 by mingbai only, 1 with other money"]
    assert pandas_way.compare(more, file) == ["RK-101: 1 found here only, 0 by mingbai only, 0 with other money"]


def test_every_rule_is_compared_or_said_to_be_left_out() -> None:
    import pandas_way

    told = {*pandas_way.COVERED, *pandas_way.LEFT_OUT}
    assert {rule.id for rule in all_rules()} == told
    assert not set(pandas_way.COVERED) & set(pandas_way.LEFT_OUT)


def test_a_check_needs_no_column_that_the_scan_leaves_out(town: Path, tmp_path: Path) -> None:
    from steps import columns_read

    wanted = columns_read.columns(town / "snapshot")
    thin = tmp_path / "thin"
    shutil.copytree(town / "snapshot", thin)
    for name in open_snapshot(thin).homes:
        for file in (thin / name).rglob("*.parquet"):
            forget(file, wanted.get(name, set()))
    assert findings_of(thin, tmp_path / "checked") == (town / "checked" / "findings.csv").read_bytes()


def test_the_scan_looks_at_no_column_that_a_check_can_do_without(town: Path) -> None:
    from steps import columns_read

    wanted = columns_read.columns(town / "snapshot")
    every = {name: columns_read.names_of(town / "snapshot" / name / "columns.parquet") for name in wanted}
    assert all(names <= set(every[name]) for name, names in wanted.items())
    assert sum(map(len, wanted.values())) < 0.9 * sum(map(len, every.values()))
    assert "care_level" not in wanted["appearances"]


def test_the_scan_reads_every_row_of_what_it_looks_at(town: Path, capsys: pytest.CaptureFixture[str]) -> None:
    import scan

    names = {"benefit_line": ["line_key", "payee_name", "in_roster", "confirmed_on"]}
    scan.scan(town / "snapshot", json.loads(json.dumps(names)))
    with duckdb.connect() as con:
        files = str(town / "snapshot" / "benefit_line" / "bucket=*" / "*.parquet")
        rows = con.execute("SELECT COUNT(*) FROM read_parquet(?)", [files]).fetchall()[0][0]
    assert capsys.readouterr().out == f"1 tables, 4 columns, {rows * 4:,} values\n"


def forget(file: Path, kept: set[str]) -> None:
    """Rewrite a Parquet file with nothing in any column but those kept."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    table = pq.read_table(file, partitioning=None)
    for place, field in enumerate(table.schema):
        if field.name not in kept:
            table = table.set_column(place, field.with_nullable(True), pa.nulls(table.num_rows, field.type))
    pq.write_table(table, file)
