"""`mingbai access`: the first keys, a handler's key, blocked and opened again, and the tries."""

import json

import pytest

from mingbai.access.actions import enter
from mingbai.access.refused import Blocked
from mingbai.cli.desk.offices.tests.test_offices import FOUNDED, THREE
from mingbai.cli.main import main
from mingbai.config.testing import Base


def test_keys_are_given_blocked_and_opened_and_tries_are_listed(
    base: Base, fresh_desk: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("DATABASE_URL", base.as_role("default", fresh_desk))
    monkeypatch.setenv("DATABASE_OWNER_URL", base.as_role("owner", fresh_desk))

    def run(*words: object) -> str:
        capsys.readouterr()
        assert main([*map(str, words)]) == 0
        return capsys.readouterr().out

    posts = json.loads(run("offices", *FOUNDED, *THREE, "--json"))
    system, security = posts["system_administrator"], posts["security_administrator"]
    assert run("access", "give-first").count("A0") == 3
    officer = json.loads(run("offices", "register", "赵四", "--number", "N07", "--post", system, "--json"))["id"]
    password = json.loads(run("access", "give", officer, "--post", system, "--json"))["password"]
    assert "N07" in run("access", "list", "--post", security)
    run("access", "block", officer, "--post", security)
    from django.utils import timezone

    with pytest.raises(Blocked):
        enter(number="N07", password=password, address="127.0.0.1", at=timezone.now())
    assert "open again" in run("access", "unblock", officer, "--post", security, "--lang", "en")
    assert enter(number="N07", password=password, address="127.0.0.1", at=timezone.now()).officer_id == officer
    run("access", "reset-codes", officer, "--post", security)
    said = run("access", "tries", "--post", security)
    assert "账号已停用" in said
    assert "已进入" in said
    capsys.readouterr()
    assert main(["access", "give-first"]) != 0
    assert "首批管理员的账号已经发过" in capsys.readouterr().err
