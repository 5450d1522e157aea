"""A drill in earnest: a county's desk in mid-month is backed up, destroyed, brought back elsewhere, and goes on."""

import json
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pytest

from mingbai.cli.demo.story import FIRST, at_its_own_desk
from mingbai.cli.voice import Lang, Voice

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Waiting:
    """What the desk waited for when it was lost: a roster for the head of one village."""

    roster: int
    head: int
    backup: Path
    keys: Path


def at(folder: Path, *words: str | Path) -> tuple[int, Any]:
    """Return the exit code of a command done where the data lies in a folder, and what it said."""
    ours = {name: value for name, value in os.environ.items() if not name.startswith("DATABASE_")}
    done = subprocess.run(
        [sys.executable, "-m", "mingbai.cli.main", *words],
        env=ours | {"MINGBAI_DATA": str(folder)}, capture_output=True, text=True,
    )  # fmt: skip
    return done.returncode, json.loads(done.stdout) if "--json" in words and done.stdout else done.stdout + done.stderr


def worked_and_lost(folder: Path, elsewhere: Path) -> Waiting:
    """Begin a month, back the desk up, bring it back elsewhere while its witnesses watch; then the desk burns down."""
    with at_its_own_desk(folder / "desk"):
        from mingbai.cli.demo.acts import Play
        from mingbai.config.guards import NATION, scope
        from mingbai.rosters.queries import rosters

        play = Play(Voice(Lang.EN), folder / "desk", "town", 20261101, FIRST)
        with play.opened():
            left = play.leave(FIRST)
            with scope(NATION):
                (roster,) = rosters(left.clerk.region, FIRST).values_list("pk", flat=True)
            code, kept = at(
                folder / "desk", "backup", "keys", folder / "usb", "--post", "2", "--approved-by", "3", "--json"
            )
            assert code == 0, kept
            code, made = at(folder / "desk", "backup", "make", "--json")
            assert code == 0, made
            waiting = Waiting(roster, left.head.post_id, folder / "X.backup", Path(kept["keys"]))
            shutil.copy(made["file"], waiting.backup)
            shares = [word for share in kept["shares"][1:] for word in ("--share", share)]
            code, said = at(elsewhere, "backup", "restore", waiting.backup, "--keys", waiting.keys, *shares, "--json")
            assert (code, said["whole"], said["lost"], len(said["seen"])) == (0, True, 0, 4), said
    shutil.rmtree(folder / "desk", ignore_errors=True)  # its server is being stopped at this very moment
    return waiting


@pytest.mark.requirement("R-1501")
def test_a_county_s_desk_is_lost_in_mid_month_and_goes_on_from_its_backup() -> None:
    with TemporaryDirectory(prefix="mingbai-") as name:
        folder = Path(name)
        folder.chmod(0o755)
        (folder / "desk").mkdir()
        elsewhere = folder / "elsewhere"

        waiting = worked_and_lost(folder, elsewhere)

        code, said = at(elsewhere, "month", "sign", str(waiting.roster), "--post", str(waiting.head))
        assert code == 0, said
        assert at(elsewhere, "evidence", "append", "--json")[1]["waiting"] == 0
        code, said = at(elsewhere, "evidence", "verify", "--json")
        assert (code, said["whole"], said["books"]["whole"]) == (0, True, True), said
        code, said = at(elsewhere, "backup", "make", "--json")
        assert code == 0, "and the desk that was brought back can be backed up: its keys are still kept apart"
