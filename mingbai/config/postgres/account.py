"""Who the server runs as: ourselves, or for root somebody without root's rights, because PostgreSQL refuses root."""

import os
import pwd
import subprocess
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mingbai.config.postgres.folder import Folder
from mingbai.config.postgres.refused import foreign, nameless, no_account

NOBODY = 65534  # by this number everywhere, with or without a group of that name


@dataclass(frozen=True)
class Account:
    """An account to run programs as; `namespace` keeps root's files but none of root's rights."""

    uid: int
    gid: int
    namespace: bool = False

    def command(self, *words: str | Path) -> list[str]:
        """Return the command that runs these words as the account, given `options` too."""
        return [*(("unshare", "--user") if self.namespace else ()), *map(str, words)]

    @property
    def options(self) -> dict[str, Any]:
        """Return what subprocess needs to become the account."""
        return {} if self.uid == os.geteuid() else {"user": self.uid, "group": self.gid, "extra_groups": []}

    def can(self, *words: str | Path) -> bool:
        """Return whether a command succeeds when the account runs it."""
        return _succeeds(self.command(*words), self.options)


def account_of(folder: Folder) -> Account:
    """Return who runs the server of this folder, the same as the last time; raise DatabaseRefused if nobody can."""
    made = folder.data.exists()
    owner = folder.data.stat() if made else folder.path.stat()
    if os.geteuid() != 0:
        if owner.st_uid != os.geteuid():
            raise foreign(folder.path)
        return ourselves(folder)
    rightless, nobody = Account(0, 0, namespace=True), Account(NOBODY, NOBODY)
    if owner.st_uid != 0:
        choices = [Account(owner.st_uid, owner.st_gid)]
    else:
        choices = [rightless] if made else [nobody, rightless]
    for account in choices:
        if account.can("test", "-x", folder.path):
            return account
    raise no_account(folder.path)


def ourselves(folder: Folder) -> Account:
    """Return the ordinary user we are; PostgreSQL wants a user with a name, and a container's may have none."""
    try:
        pwd.getpwuid(os.geteuid())
    except KeyError:
        account = Account(os.geteuid(), os.getegid(), namespace=True)
        if not account.can("test", "-x", folder.path):
            raise nameless(os.geteuid()) from None
        return account
    return Account(os.geteuid(), os.getegid())


def _succeeds(command: Sequence[str], options: dict[str, Any]) -> bool:
    try:
        return subprocess.run(command, check=False, capture_output=True, cwd="/", **options).returncode == 0
    except (OSError, subprocess.SubprocessError):  # not allowed to become that account, or no such program
        return False
