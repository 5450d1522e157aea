"""What lies in the clear while it is worked on is gone afterwards, also where the work was killed."""

import os
import signal
from pathlib import Path

import pytest

from mingbai.config.rooms import clear_rooms, room


@pytest.fixture(autouse=True)
def rooms(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    return tmp_path / "rooms"


def folders(rooms: Path) -> list[Path]:
    return [path for path in rooms.iterdir() if path.is_dir()]


def killed_at_work() -> None:
    child = os.fork()
    if child == 0:
        with room() as folder:
            (folder / "people.csv").write_text("张三,110101190001011234")
            os.kill(os.getpid(), signal.SIGKILL)
    assert os.WTERMSIG(os.waitpid(child, 0)[1]) == signal.SIGKILL


def test_a_room_is_empty_and_gone_when_the_work_is_done(rooms: Path) -> None:
    with room() as folder:
        assert list(folder.iterdir()) == []
        (folder / "people.csv").write_text("张三")
        assert folder.stat().st_mode & 0o077 == 0
    assert folders(rooms) == []


def test_what_a_killed_worker_left_is_cleared_when_the_next_begins_or_the_desk_is_opened(rooms: Path) -> None:
    killed_at_work()
    assert len(folders(rooms)) == 1
    with room() as folder:
        assert folders(rooms) == [folder]
    killed_at_work()
    clear_rooms()
    assert folders(rooms) == []


def test_a_room_somebody_works_in_is_left_alone(rooms: Path) -> None:
    with room() as one, room() as other:
        clear_rooms()
        assert sorted(folders(rooms)) == sorted([one, other])


def test_where_nothing_was_ever_worked_on_there_is_nothing_to_clear(rooms: Path) -> None:
    clear_rooms()
    assert not rooms.exists()
