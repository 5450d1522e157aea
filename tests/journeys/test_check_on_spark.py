"""`mingbai check --engine spark` as people type it: the bytes of DuckDB, and a screen without Spark's own words."""

import importlib.util
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from mingbai.cli.main import main

ROOT = Path(__file__).resolve().parents[2]
NO_JAVA = shutil.which("java") is None and "JAVA_HOME" not in os.environ
NO_SPARK = importlib.util.find_spec("pyspark") is None
pytestmark = [
    pytest.mark.slow,
    pytest.mark.requirement("R-1410"),
    pytest.mark.skipif(NO_JAVA, reason="no Java here, and Spark runs on Java"),
    pytest.mark.skipif(NO_SPARK, reason="PySpark is not installed here: ./dev spark"),
]


def check(folder: Path, out: str, *more: str) -> subprocess.CompletedProcess[str]:
    """Check the town's files from the command line, in a process of its own."""
    asked = ["check", folder / "place" / "files", "--month", "2026-10", "--region", "999901", "--out", folder / out]
    return subprocess.run(
        [sys.executable, "-m", "mingbai.cli.main", *map(str, asked), "--lang", "en", *more],
        cwd=ROOT,
        env=os.environ | {"TMPDIR": str(folder), "PYTHONUTF8": "1"},
        capture_output=True,
        encoding="utf-8",
    )


def test_a_town_checked_on_spark_gives_the_bytes_of_duckdb_and_says_so_plainly(tmp_path: Path) -> None:
    assert main(["simulate", "--size", "town", "--seed", "7", "--out", str(tmp_path / "place")]) == 0
    here, there = check(tmp_path, "here"), check(tmp_path, "there", "--engine", "spark", "--master", "local[2]")

    assert (here.returncode, there.returncode) == (5, 5), there.stderr
    assert there.stdout == here.stdout
    written = {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()}
    assert written["findings.csv"].count(b"\n") > 100
    assert {path.name: path.read_bytes() for path in (tmp_path / "there").iterdir()} == written
    assert "Connecting to the Spark cluster local[2]" in there.stderr
    assert re.findall(r"WARN|ERROR|Stage \d|log4j|Traceback|Warning", there.stderr) == []
    assert list(tmp_path.glob("mingbai-*.txt")) == []
