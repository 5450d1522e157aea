"""A Spark cluster to check on: reached before any file is read, silent while it works, let go at the end."""

import importlib.util
import os
import re
import shutil
import socket
import tempfile
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from mingbai.kernel.unreadable import shortened
from mingbai.rules.spark import session

PATIENCE = 5.0  # seconds for a host to answer
FORM = re.compile(r"local(\[(\d+|\*)(,\d+)?\])?|yarn|k8s://\S+|(spark|sc)://[^\s:/,]+:\d+\S*")
HOST = re.compile(r"([^\s:/,]+):(\d+)")


class NoCluster(Exception):
    """There is no cluster to check on; says why and how to mend it."""

    def __init__(self, zh: str, en: str) -> None:
        self.zh, self.en = zh, en
        super().__init__(f"{zh} {en}")


@contextmanager
def cluster(master: str | None, tell: Callable[[str, str], None]) -> Iterator[None]:
    """Hold a session on the cluster and keep what Spark says of itself off the screen; raise NoCluster without one."""
    if master is None:
        yield
        return
    look_before(master)
    tell(
        f"正在连接 Spark 集群 {master}；规则在集群上运行时不显示进度。",
        f"Connecting to the Spark cluster {master}; no progress is shown while rules run on it.",
    )
    number, name = tempfile.mkstemp(prefix="mingbai-spark-", suffix=".txt")
    log = Path(name)
    with warnings.catch_warnings():
        warnings.filterwarnings("ignore", module=r"(pyspark|py4j)\b")
        try:
            with words_to(number):
                spark = session(master)
        except Exception as error:
            raise NoCluster(
                f"Spark 集群“{shortened(master)}”没有接受连接，详情在 {log}。",
                f"The Spark cluster “{shortened(master)}” did not accept us; details are in {log}.",
            ) from error
        try:
            yield
        finally:
            with suppress(Exception):  # the cluster may have gone by itself
                spark.stop()
    log.unlink(missing_ok=True)  # kept where something went wrong


def look_before(master: str) -> None:
    """Raise NoCluster where Spark would only tell in pages of its own words: not installed, no Java, no such host."""
    if importlib.util.find_spec("pyspark") is None:
        raise NoCluster(
            "没有安装 Spark 组件，请先运行 ./dev spark，或用 pip 安装 requirements-spark.lock。",
            "Spark is not installed: run ./dev spark, or install requirements-spark.lock with pip.",
        )
    if not FORM.fullmatch(master):
        raise NoCluster(
            f"“{shortened(master)}”不是 Spark 集群地址，应写成 local[2]、spark://主机:7077 或 sc://主机:15002。",
            f"“{shortened(master)}” is no Spark cluster: write local[2], spark://host:7077 or sc://host:15002.",
        )
    if not master.startswith("sc://") and not has_java():
        raise NoCluster(
            "没有找到 Java，Spark 需要 Java 17 或更高版本；请先安装，或用 JAVA_HOME 指明位置。",
            "No Java was found, and Spark needs Java 17 or newer: install it, or say where it is with JAVA_HOME.",
        )
    if master.startswith(("spark://", "sc://")) and not any(answers(*host) for host in HOST.findall(master)):
        raise NoCluster(
            f"连不上 Spark 集群“{shortened(master)}”：请核对地址，并确认集群已经启动。",
            f"The Spark cluster “{shortened(master)}” does not answer: check the address, and that it was started.",
        )


def has_java() -> bool:
    """Return whether Spark would find a Java to run."""
    home = os.environ.get("JAVA_HOME")
    return shutil.which("java", path=str(Path(home) / "bin") if home else None) is not None


def answers(host: str, port: str) -> bool:
    """Return whether somebody listens there."""
    try:
        with socket.create_connection((host, int(port)), PATIENCE):
            return True
    except (OSError, OverflowError):
        return False


@contextmanager
def words_to(number: int) -> Iterator[None]:
    """Send what this process, and those it starts meanwhile for as long as they live, say on stderr to a file."""
    screen = os.dup(2)
    os.dup2(number, 2)
    os.close(number)
    try:
        yield
    finally:
        os.dup2(screen, 2)
        os.close(screen)
