"""Makes the data of a new server, all of it or nothing, and looks at what is there already."""

import json
import os
import secrets
import shutil
import subprocess
import tempfile
from contextlib import suppress
from pathlib import Path

from mingbai.config.postgres.account import Account
from mingbai.config.postgres.folder import Folder
from mingbai.config.postgres.programs import Programs
from mingbai.config.postgres.refused import half_made, no_passwords, not_started, other_version

ADMINISTRATOR, OWNER, DESK = "postgres", "mingbai_owner", "mingbai_desk"
ROLES = (ADMINISTRATOR, OWNER, DESK)
# One way to compare text everywhere: by code point. Names are sorted by a stored key, regions compare as digits.
OPTIONS = ("--encoding=UTF8", "--locale=C", "--auth=scram-sha-256", f"--username={ADMINISTRATOR}")


def make_cluster(folder: Folder, account: Account, programs: Programs, *, lasting: bool) -> None:
    """Make the data unless it is there; raise DatabaseRefused if it is another version's, or no database at all."""
    stated, ours = folder.data / "PG_VERSION", programs.major
    if stated.exists():
        found = stated.read_text(encoding="ascii").strip()
        if found != ours:
            raise other_version(folder.data, found, ours)
        return
    if folder.data.exists() and any(folder.data.iterdir()):
        raise half_made(folder.data)
    passwords = {role: secrets.token_urlsafe(24) for role in ROLES}
    for left in folder.path.glob("unfinished-*"):  # by who was killed while making it
        shutil.rmtree(left, ignore_errors=True)
    unfinished = Path(tempfile.mkdtemp(prefix="unfinished-", dir=folder.path))
    os.chown(unfinished, account.uid, account.gid)
    words = _initialise(unfinished, account, programs, passwords[ADMINISTRATOR], lasting=lasting)
    if words:
        shutil.rmtree(unfinished, ignore_errors=True)
        with suppress(OSError), folder.log.open("a") as log:
            log.write(words)
        raise not_started(words, folder.log)
    keep_passwords(folder, passwords)
    if folder.data.exists():
        folder.data.rmdir()
    unfinished.rename(folder.data)


def _initialise(data: Path, account: Account, programs: Programs, password: str, *, lasting: bool) -> str:
    """Run initdb as the account; return its words if it failed."""
    with tempfile.NamedTemporaryFile("w", encoding="ascii") as file:
        file.write(password)
        file.flush()
        os.chown(file.name, account.uid, account.gid)
        words: list[str | Path] = [programs.bin / "initdb", "-D", data, *OPTIONS, f"--pwfile={file.name}"]
        done = subprocess.run(
            account.command(*words, *([] if lasting else ["--no-sync"])),
            check=False,
            capture_output=True,
            text=True,
            errors="replace",
            cwd="/",
            env=environ(),
            **account.options,
        )
    return done.stdout + done.stderr if done.returncode else ""


def environ() -> dict[str, str]:
    """Return the surroundings of the server's programs: nothing of the caller's own settings for PostgreSQL."""
    return {"PATH": os.environ.get("PATH", os.defpath), "LC_ALL": "C", "TZ": "UTC"}


def keep_passwords(folder: Folder, passwords: dict[str, str]) -> None:
    """Write the passwords for their owner's eyes only."""
    unfinished = folder.passwords.with_suffix(".unfinished")
    unfinished.unlink(missing_ok=True)
    with os.fdopen(os.open(unfinished, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        json.dump(passwords, file)
    unfinished.rename(folder.passwords)


def kept_passwords(folder: Folder) -> dict[str, str]:
    """Return the password of each role; raise DatabaseRefused where they are lost."""
    try:
        passwords: dict[str, str] = json.loads(folder.passwords.read_text(encoding="utf-8"))
        return {role: passwords[role] for role in ROLES}
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise no_passwords(folder.passwords) from error
