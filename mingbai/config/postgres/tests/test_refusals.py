"""Where there can be no server, a sentence in both languages says why, where, and how to mend it."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest

from mingbai.config.postgres import DatabaseRefused, hold
from mingbai.config.postgres.account import Account, account_of, ourselves
from mingbai.config.postgres.folder import Folder
from mingbai.config.postgres.programs import programs_for
from mingbai.config.postgres.refused import not_started


@pytest.fixture
def place() -> Iterator[Path]:
    with TemporaryDirectory(prefix="mingbai-") as folder:
        Path(folder).chmod(0o755)
        yield Path(folder) / "postgres"


def refusal(place: Path) -> DatabaseRefused:
    with pytest.raises(DatabaseRefused) as raised:
        hold(place, lasting=False)
    assert str(place) in raised.value.zh
    assert str(place) in raised.value.en
    return raised.value


def test_data_of_another_version_is_named_and_left_alone(place: Path) -> None:
    (place / "data").mkdir(parents=True)
    (place / "data" / "PG_VERSION").write_text("14\n")
    refused = refusal(place)
    assert "PostgreSQL 14" in refused.en
    assert "pg_dump" in refused.zh
    assert (place / "data" / "PG_VERSION").read_text() == "14\n"


def test_a_folder_of_something_else_is_left_alone(place: Path) -> None:
    (place / "data").mkdir(parents=True)
    (place / "data" / "thesis.docx").write_bytes(b"years")
    assert "neither empty nor a database" in refusal(place).en
    assert (place / "data" / "thesis.docx").read_bytes() == b"years"


def test_a_file_where_the_folder_should_be(place: Path) -> None:
    place.write_text("x")
    assert "MINGBAI_DATA" in refusal(place).en


def test_lost_or_broken_passwords_are_told_with_their_place(place: Path) -> None:
    with hold(place, lasting=False) as server:
        pass
    assert server.stopped()
    for broken in ("", "{", "[]", '{"postgres": "x"}'):
        (place / "passwords.json").write_text(broken)
        assert "passwords.json" in refusal(place).en
    (place / "passwords.json").unlink()
    assert "passwords.json" in refusal(place).en


def test_a_folder_of_another_user_is_refused_to_an_ordinary_one(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.mkdir()
    somebody = os.geteuid() + 1
    monkeypatch.setattr(os, "geteuid", lambda: somebody)
    with pytest.raises(DatabaseRefused, match="belongs to another user"):
        Folder(place).make()
    with pytest.raises(DatabaseRefused, match="belongs to another user"):
        account_of(Folder(place))


def test_a_user_without_a_name_is_told_where_no_namespace_gives_one(
    place: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("pwd.getpwuid", {}.__getitem__)
    monkeypatch.setattr(Account, "can", lambda *_: False)
    with pytest.raises(DatabaseRefused, match="no name on this machine"):
        ourselves(Folder(place))


def test_programs_that_are_not_there(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    place.mkdir()
    ourselves = Account(os.geteuid(), os.getegid())
    monkeypatch.setenv("MINGBAI_POSTGRES", str(place))
    with pytest.raises(DatabaseRefused, match="MINGBAI_POSTGRES"):
        programs_for(ourselves, Folder(place))
    monkeypatch.delenv("MINGBAI_POSTGRES")
    monkeypatch.setattr("mingbai.config.postgres.programs.WHEEL", "no_such_wheel")
    with pytest.raises(DatabaseRefused, match=r"requirements\.lock"):
        programs_for(ourselves, Folder(place))


def test_programs_that_are_not_postgres(place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    programs = place.parent / "programs"
    programs.mkdir()
    for name in ("postgres", "initdb"):
        (programs / name).symlink_to(shutil.which("true") or "")
    monkeypatch.setenv("MINGBAI_POSTGRES", str(programs))
    with pytest.raises(DatabaseRefused, match="were not found"):
        hold(place, lasting=False)


@pytest.mark.parametrize(
    ("words", "zh", "en"),
    [
        ('FATAL: could not write lock file "postmaster.pid": No space left on device', "磁盘空间不足", "disk is full"),
        ('FATAL: data directory "x" has invalid permissions', "权限不对", "wrong permissions"),
        ("FATAL: could not map anonymous shared memory: Cannot allocate memory", "内存不足", "Memory is short"),
        ('FATAL: lock file "postmaster.pid" already exists', "另一个数据库程序", "Another server"),
        ("something\nFATAL: never seen before", "never seen before", "never seen before"),
        ("", "log", "log"),
    ],
)
def test_the_servers_own_words_are_put_plainly(words: str, zh: str, en: str) -> None:
    refused = not_started(words, Path("log"))
    assert zh in refused.in_language("zh")
    assert en in refused.in_language("en")
