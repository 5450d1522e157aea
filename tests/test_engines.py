"""One month, three machines: in one bucket, in many, and on a Spark cluster the findings are the same bytes."""

import importlib.util
import os
import shutil
import socket
import subprocess
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import duckdb
import pytest

from mingbai.cli.main import main
from mingbai.files.inbox import open_folder
from mingbai.files.snapshot import freeze as freezing
from mingbai.files.snapshot.of_inbox import freeze_inbox
from mingbai.files.snapshot.snapshot import Snapshot
from mingbai.kernel.month import Month
from mingbai.policy.parameters import shipped
from mingbai.rules.catalogue import all_rules
from mingbai.rules.checking import check
from mingbai.rules.report.findings_csv import write_findings_csv

pytestmark = pytest.mark.slow
MONTH = Month(2026, 10)
NO_JAVA = shutil.which("java") is None and "JAVA_HOME" not in os.environ
NO_SPARK = importlib.util.find_spec("pyspark") is None


@dataclass(frozen=True)
class Town:
    """A synthetic town, frozen in one bucket and in eight, and what is found in the one."""

    folder: Path
    parted: Snapshot
    found: bytes


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    folder = tmp_path_factory.mktemp("town")
    assert main(["simulate", "--size", "town", "--seed", "7", "--out", str(folder / "place")]) == 0
    whole, parted = frozen(folder, "whole", 700_000), frozen(folder, "parted", 200)
    assert whole.buckets == 1 < parted.buckets
    return Town(folder, parted, findings_of(whole, folder / "found"))


def frozen(folder: Path, name: str, lines_a_bucket: int) -> Snapshot:
    """Freeze the town's files with so many lines a bucket."""
    scratch, into = folder / f"{name}-scratch", folder / name
    scratch.mkdir()
    into.mkdir()
    with pytest.MonkeyPatch.context() as patch, duckdb.connect() as con:
        patch.setattr(freezing, "LINES_A_BUCKET", lines_a_bucket)
        inbox = open_folder(con, folder / "place" / "files", month=MONTH, scratch=scratch)
        return freeze_inbox(con, inbox, month=MONTH, into=into)


def findings_of(snapshot: Snapshot, folder: Path, master: str | None = None) -> bytes:
    """Return the findings of a frozen month as the bytes of findings.csv."""
    folder.mkdir()
    with duckdb.connect() as con:
        checked = check(con, snapshot, all_rules(), shipped(), scratch=folder, master=master)
        write_findings_csv(con, checked.findings, folder / "findings.csv")
    return (folder / "findings.csv").read_bytes()


@pytest.mark.requirement("R-1410")
def test_buckets_change_nothing(town: Town, tmp_path: Path) -> None:
    assert findings_of(town.parted, tmp_path / "parted") == town.found


def test_the_same_month_twice_gives_the_same_bytes(town: Town, tmp_path: Path) -> None:
    again = findings_of(frozen(town.folder, "again", 700_000), tmp_path / "again")
    assert town.found.count(b"\n") > 100
    assert again == town.found


@pytest.mark.requirement("R-1410")
@pytest.mark.skipif(NO_JAVA, reason="no Java here, and Spark runs on Java")
@pytest.mark.skipif(NO_SPARK, reason="PySpark is not installed here: ./dev spark")
@pytest.mark.filterwarnings("ignore")
def test_a_cluster_of_two_workers_finds_the_same(town: Town, tmp_path: Path, cluster: str) -> None:
    assert findings_of(town.parted, tmp_path / "spark", cluster) == town.found


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """Start a standalone master and two workers on loopback, and end them."""
    import pyspark

    home = Path(pyspark.__file__).parent
    port, web = free_port(), free_port()
    env = os.environ | {
        "SPARK_HOME": str(home),
        "SPARK_LOCAL_IP": "127.0.0.1",
        "SPARK_WORKER_DIR": str(tmp_path / "work"),
    }
    host = ("--host", "127.0.0.1")
    commands: list[tuple[str, ...]] = [("Master", *host, "--port", str(port), "--webui-port", str(web))]
    commands += [
        (
            "Worker",
            *host,
            "--webui-port",
            str(free_port()),
            "--cores",
            "1",
            "--memory",
            "1g",
            f"spark://127.0.0.1:{port}",
        )
    ] * 2
    started: list[subprocess.Popen[bytes]] = []
    try:
        for place, (what, *options) in enumerate(commands):
            log = (tmp_path / f"{what}-{place}.log").open("wb")
            command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{what.lower()}.{what}", *options]
            started.append(subprocess.Popen(command, env=env, stdout=log, stderr=log))
            if what == "Master":
                wait_for(port)
        yield f"spark://127.0.0.1:{port}"
    finally:
        from pyspark.sql import SparkSession

        active = SparkSession.getActiveSession()
        if active is not None:
            active.stop()
        for process in reversed(started):
            process.terminate()
        for process in started:
            process.wait(timeout=30)


def free_port() -> int:
    """Return a port of loopback that nobody listens on."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def wait_for(port: int) -> None:
    """Wait until somebody listens on a port of loopback; raise TimeoutError after a minute."""
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    raise TimeoutError(f"nobody listens on {port}")
