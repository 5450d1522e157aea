"""When the demo serves its console, and what it prints for those who come."""

import socket
import sys
from pathlib import Path

import pytest

from mingbai.cli.demo.keys import Given, password
from mingbai.cli.demo.serving import show
from mingbai.cli.demo.verb import to_serve
from mingbai.cli.main import main
from mingbai.cli.voice import Lang, Voice

GIVEN = (Given("乡镇民政经办人", "township clerk", "D0001", "abcd-efgh-jkmn"),)


@pytest.mark.parametrize("is_terminal", [True, False])
def test_without_a_terminal_nothing_waits_for_somebody_to_stop_it(
    is_terminal: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sys.stdout, "isatty", lambda: is_terminal)

    assert to_serve(None, files_only=False) is is_terminal
    assert to_serve(True, files_only=False)
    assert not to_serve(False, files_only=False)
    assert not to_serve(True, files_only=True)


def test_a_port_in_use_is_said_before_the_work_and_nothing_is_made(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("MINGBAI_DATA", str(tmp_path))
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]

        assert main(["demo", "--serve", "--port", str(port)]) == 2

    assert "--port" in capsys.readouterr().err
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("lang", "words"),
    [(Lang.ZH, ("身份", "工号", "密码", "乡镇民政经办人")), (Lang.EN, ("who", "staff-number", "township clerk"))],
)
def test_address_and_keys_are_shown_in_the_language_chosen(
    lang: Lang, words: tuple[str, ...], capsys: pytest.CaptureFixture[str]
) -> None:
    show(Voice(lang), GIVEN, "http://127.0.0.1:8000/?month=2026-11")

    said = capsys.readouterr()
    assert [word for word in (*words, "D0001", "abcd-efgh-jkmn") if word not in said.out] == []
    assert "http://127.0.0.1:8000/?month=2026-11" in said.err


def test_no_two_passwords_are_the_same_and_none_is_easily_misread() -> None:
    made = [password() for _ in range(1_000)]

    assert len({*made}) == 1_000
    assert not {*"".join(made)} & {*"01ilo"}
