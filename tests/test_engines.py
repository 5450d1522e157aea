"""One month, three machines: in one bucket, in many, and on a Spark cluster the findings are the same bytes."""

import importlib.util
import os
import re
import shutil
import socket
import subprocess
import sys
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
ROOT = Path(__file__).resolve().parents[1]
MONTH = Month(2026, 10)
NO_JAVA = shutil.which("java") is None and "JAVA_HOME" not in os.environ
NO_SPARK = importlib.util.find_spec("pyspark") is None
LEAN = "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC"  # a Java that lives for a minute never earns back what it compiles
SETTINGS = {  # of Spark: for a town, where one thread plans and two work; what is found does not hang on them
    "spark.driver.extraJavaOptions": LEAN,
    "spark.executor.extraJavaOptions": LEAN,
    "spark.sql.shuffle.partitions": "2",
}


@dataclass(frozen=True)
class Town:
    """A synthetic town, frozen in one bucket and in several, and what is found in the one."""

    folder: Path
    whole: Snapshot
    parted: Snapshot
    found: bytes


@pytest.fixture(scope="module")
def town(tmp_path_factory: pytest.TempPathFactory) -> Town:
    folder = tmp_path_factory.mktemp("town")
    assert main(["simulate", "--size", "town", "--seed", "7", "--out", str(folder / "place")]) == 0
    whole, parted = frozen(folder, whole=700_000, parted=300)
    assert whole.buckets == 1 < parted.buckets
    return Town(folder, whole, parted, findings_of(whole, folder / "found"))


def frozen(folder: Path, **lines_a_bucket: int) -> list[Snapshot]:
    """Read the town's files and freeze them under these names, with so many lines a bucket."""
    (scratch := folder / f"{'-'.join(lines_a_bucket)}-scratch").mkdir()
    snapshots = []
    with pytest.MonkeyPatch.context() as patch, duckdb.connect() as con:
        inbox = open_folder(con, folder / "place" / "files", month=MONTH, scratch=scratch)
        for name, lines in lines_a_bucket.items():
            patch.setattr(freezing, "LINES_A_BUCKET", lines)
            (folder / name).mkdir()
            snapshots.append(freeze_inbox(con, inbox, month=MONTH, into=folder / name))
    return snapshots


def findings_of(snapshot: Snapshot, folder: Path) -> bytes:
    """Return the findings of a frozen month as the bytes of findings.csv."""
    folder.mkdir()
    with duckdb.connect() as con:
        checked = check(con, snapshot, all_rules(), shipped(), scratch=folder)
        write_findings_csv(con, checked.findings, folder / "findings.csv")
    return (folder / "findings.csv").read_bytes()


@pytest.mark.requirement("R-1410")
def test_buckets_change_nothing(town: Town, tmp_path: Path) -> None:
    assert findings_of(town.parted, tmp_path / "parted") == town.found


def test_the_same_month_twice_gives_the_same_bytes(town: Town, tmp_path: Path) -> None:
    (again,) = frozen(town.folder, again=700_000)
    assert town.found.count(b"\n") > 100
    assert findings_of(again, tmp_path / "again") == town.found


@pytest.mark.requirement("R-1410")
@pytest.mark.skipif(NO_JAVA, reason="no Java here, and Spark runs on Java")
@pytest.mark.skipif(NO_SPARK, reason="PySpark is not installed here: ./dev spark")
def test_a_cluster_of_two_workers_finds_the_same_and_says_so_plainly(
    town: Town, tmp_path: Path, cluster: str, capsys: pytest.CaptureFixture[str]
) -> None:
    capsys.readouterr()
    asked = ["--region", "999901", "--lang", "en", "--out"]
    assert main(["check", str(town.whole.path), *asked, str(tmp_path / "here")]) == 5
    here = capsys.readouterr().out

    asked += [str(tmp_path / "there"), "--engine", "spark", "--master", cluster]
    there = subprocess.run(
        [sys.executable, "-m", "mingbai.cli.main", "check", town.parted.path, *asked],
        cwd=ROOT, env=lean(tmp_path) | {"PYTHONUTF8": "1"}, capture_output=True, encoding="utf-8",
    )  # fmt: skip

    assert (there.returncode, there.stdout) == (5, here), there.stderr
    written = {path.name: path.read_bytes() for path in (tmp_path / "here").iterdir()}
    assert written["findings.csv"].count(b"\n") > 100
    assert {path.name: path.read_bytes() for path in (tmp_path / "there").iterdir()} == written
    assert f"Connecting to the Spark cluster {cluster}" in there.stderr
    assert re.findall(r"WARN|ERROR|Stage \d|log4j|Traceback|Warning", there.stderr) == []
    assert list(tmp_path.glob("mingbai-*.txt")) == [], "Spark's own words are kept where something went wrong"
    assert len(list(tmp_path.glob("work/app-*/*"))) == 2, "both workers had a part in it"


def lean(folder: Path) -> dict[str, str]:
    """Return the surroundings of Spark's programs, which work under a folder."""
    (folder / "conf").mkdir(exist_ok=True)
    settings = "".join(f"{name} {value}\n" for name, value in SETTINGS.items())
    (folder / "conf" / "spark-defaults.conf").write_text(settings, encoding="utf-8")
    places = {"SPARK_CONF_DIR": folder / "conf", "SPARK_WORKER_DIR": folder / "work", "TMPDIR": folder}
    return (
        os.environ
        | {name: str(path) for name, path in places.items()}
        | {"SPARK_LOCAL_IP": "127.0.0.1", "SPARK_DAEMON_JAVA_OPTS": LEAN, "SPARK_LAUNCHER_OPTS": LEAN}
    )


@pytest.fixture
def cluster(tmp_path: Path) -> Iterator[str]:
    """Start a standalone master and two workers on loopback, and end them."""
    import pyspark

    home = Path(pyspark.__file__).parent
    port, host = free_port(), ("--host", "127.0.0.1")
    url, work = f"spark://127.0.0.1:{port}", ("--cores", "1", "--memory", "1g")
    commands: list[tuple[str, ...]] = [("Master", *host, "--port", str(port), "--webui-port", str(free_port()))]
    commands += [("Worker", *host, "--webui-port", str(free_port()), *work, url) for _ in range(2)]
    env = lean(tmp_path) | {"SPARK_HOME": str(home)}
    started: list[subprocess.Popen[bytes]] = []
    try:
        for place, (what, *options) in enumerate(commands):
            command = [str(home / "bin" / "spark-class"), f"org.apache.spark.deploy.{what.lower()}.{what}", *options]
            with (tmp_path / f"{what}-{place}.log").open("wb") as log:
                started.append(subprocess.Popen(command, env=env, stdout=log, stderr=log))
            if what == "Master":
                wait_for(port)
        yield url
    finally:
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
