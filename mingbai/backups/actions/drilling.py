"""演练: the backup brought back into an empty place of its own, proven there, and thrown away; the desk works on."""

import json
import os
import subprocess
import sys
import time
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any

from mingbai.backups.actions.allowing import allow
from mingbai.backups.actions.trying import note
from mingbai.backups.models import DRILLED, Trial
from mingbai.backups.places import backups_folder
from mingbai.backups.queries import backup_named
from mingbai.config.place import data_folder
from mingbai.config.rooms import room
from mingbai.offices.actor import Actor

COMMAND = ("mingbai.cli.main", "backup", "restore", "--json")  # the one that is used in earnest
NOT_OURS = ("DATABASE_URL", "DATABASE_OWNER_URL", "MINGBAI_SECRET_KEY")


def drill(*, name: str, by: Actor | None, at: datetime, folder: Path | None = None) -> Trial:
    """Restore a backup of this desk aside, with the keys that lie here, and write down what came of it."""
    allow(by, "恢复演练", "drill a restore", at)
    backup = backup_named(name)
    begin = time.monotonic()
    with room() as aside:
        said = _rehearsed((folder or backups_folder()) / backup.name, aside)
    return note(DRILLED, backup, said["whole"], told(said), time.monotonic() - begin, by=by, at=at)


def told(said: Mapping[str, Any]) -> tuple[str, str]:
    """Return what a drill came to; that witnesses saw more since the backup alarms nobody: the desk worked on."""
    if not said["whole"]:
        return said["zh"], said["en"]
    zh = f"{said['rows']} 行、{said['leaves']} 条存证、{said['files']} 个文件与备份时一致，资金账相符。"
    en = f"{said['rows']} rows, {said['leaves']} leaves and {said['files']} files are as they were, the books agree."
    if said["lost"]:
        zh += f"备份以后又登记了 {said['lost']} 条，不在其中。"
        en += f" {said['lost']} acts were logged since and are not in it."
    return zh, en


def _rehearsed(file: Path, aside: Path) -> Mapping[str, Any]:
    """Have a process of its own restore a backup: it has its own data folder, database and keys."""
    surroundings = {name: value for name, value in os.environ.items() if name not in NOT_OURS}
    done = subprocess.run(
        [sys.executable, "-m", *COMMAND, file, "--key-folder", data_folder().absolute() / "keys"],
        check=False, capture_output=True, text=True, errors="replace",
        env=surroundings | {"MINGBAI_DATA": str(aside / "data")},
    )  # fmt: skip
    try:
        said: Mapping[str, Any] = json.loads(done.stdout)
    except ValueError:
        words = (done.stderr.strip().splitlines() or ["?"])[-1][:300]
        return {"whole": False, "zh": f"演练中断：{words}", "en": f"The drill broke off: {words}"}
    return said
