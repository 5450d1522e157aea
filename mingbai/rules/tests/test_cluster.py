"""Without a cluster a plain sentence says why, in both languages, before any file is read."""

import importlib.util
import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest

from mingbai.rules.cluster import NoCluster, cluster, look_before, words_to

CHINESE = range(0x4E00, 0xA000)


@pytest.fixture
def spark_is_there(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let PySpark and Java seem installed."""
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: True)
    monkeypatch.setattr("mingbai.rules.cluster.has_java", lambda: True)


def refusal(master: str) -> NoCluster:
    with pytest.raises(NoCluster) as refused:
        look_before(master)
    said = refused.value
    assert any(ord(letter) in CHINESE for letter in said.zh)
    assert not any(ord(letter) in CHINESE for letter in said.en.replace(master, ""))
    return said


@pytest.mark.usefixtures("spark_is_there")
@pytest.mark.parametrize("master", ["foo", "local[x]", "local[]", "spark://host", "spark://:7077", "http://h:1", ""])
def test_what_is_no_address_is_told_how_to_be_written(master: str) -> None:
    assert "spark://host:7077" in refusal(master).en


@pytest.mark.usefixtures("spark_is_there")
@pytest.mark.parametrize("master", ["local", "local[2]", "local[*]", "local[2,4]", "yarn", "k8s://https://h:6443"])
def test_what_is_an_address_passes(master: str) -> None:
    look_before(master)


@pytest.mark.usefixtures("spark_is_there")
@pytest.mark.parametrize("scheme", ["spark", "sc"])
def test_a_host_is_asked_whether_it_is_there(scheme: str) -> None:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port = server.getsockname()[1]
        look_before(f"{scheme}://127.0.0.1:{port}")
        look_before(f"{scheme}://127.0.0.1:1,127.0.0.1:{port}")
    assert "does not answer" in refusal(f"{scheme}://127.0.0.1:{port}").en
    assert "does not answer" in refusal(f"{scheme}://127.0.0.1:99999").en


@pytest.mark.usefixtures("spark_is_there")
def test_without_java_it_is_said_where_one_is_looked_for(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.undo()
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: True)
    monkeypatch.setenv("JAVA_HOME", str(tmp_path))
    assert "JAVA_HOME" in refusal("local[2]").zh
    (tmp_path / "bin").mkdir()
    (tmp_path / "bin" / "java").touch(mode=0o755)
    look_before("local[2]")


def test_without_the_extra_it_is_said_how_to_get_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(importlib.util, "find_spec", lambda _: None)
    assert "./dev spark" in refusal("local[2]").zh
    assert "./dev spark" in refusal("local[2]").en


@pytest.mark.usefixtures("spark_is_there")
def test_a_cluster_that_refuses_leaves_its_words_in_a_file(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    def refuse(_: str) -> None:
        subprocess.run([sys.executable, "-c", "import sys; print('ERROR: no room', file=sys.stderr)"], check=True)
        raise RuntimeError

    monkeypatch.setattr("mingbai.rules.cluster.session", refuse)
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path))
    with pytest.raises(NoCluster) as refused, cluster("local[2]", lambda *_: None):
        pytest.fail("nothing is checked on it")

    (log,) = tmp_path.glob("mingbai-spark-*.txt")
    assert str(log) in refused.value.zh
    assert log.read_text(encoding="utf-8") == "ERROR: no room\n"
    assert "no room" not in capfd.readouterr().err


def test_the_screen_is_given_back(tmp_path: Path, capfd: pytest.CaptureFixture[str]) -> None:
    with words_to(os.open(tmp_path / "log", os.O_CREAT | os.O_WRONLY)):
        os.write(2, b"into the file")
    os.write(2, b"onto the screen")
    assert capfd.readouterr().err == "onto the screen"
    assert (tmp_path / "log").read_text(encoding="utf-8") == "into the file"
