"""A frozen month: where its tables lie, what they were made from, and how to open it again."""

import json
from dataclasses import dataclass
from datetime import date
from pathlib import Path
from typing import Any

from mingbai.files.snapshot.mill import Stored
from mingbai.kernel.month import Month

MANIFEST = "snapshot.json"
FORMAT = 3  # 3: texts that a key tells are not kept beside it


class NotASnapshot(Exception):
    """The folder holds no frozen month, or one of a form this version cannot read; says so in both languages."""

    def __init__(self, path: Path, zh: str, en: str) -> None:
        self.zh, self.en = f"“{path}”{zh}", f"“{path}” {en}"
        super().__init__(f"{self.zh} {self.en}")


@dataclass(frozen=True)
class Snapshot:
    """One month of tables in Parquet; `given` are the lists that were there at all."""

    path: Path
    month: Month
    as_of: date
    buckets: int
    homes: dict[str, str | None]
    rows: dict[str, int]  # good rows of each list as it was sent
    refused: dict[str, int]
    sources: list[dict[str, Any]]  # by index: file, sheet, sha256, table, as_of
    silent: tuple[str, ...] = ()  # lists whose rows are all of other months: as good as not given

    @property
    def given(self) -> frozenset[str]:
        """Return the names of the lists that had at least one good row of the month."""
        return frozenset(name for name, count in self.rows.items() if count and name not in self.silent)

    @property
    def lines(self) -> int:
        """Return the number of benefit lines, as far as the longest of the month's lists tells."""
        return max((self.rows.get(name, 0) for name in ("roster", "approvals")), default=0)

    def stored(self) -> dict[str, Stored]:
        """Return every frozen relation with its place."""
        return {name: Stored(self.path / name, home) for name, home in self.homes.items()}

    def save(self) -> None:
        """Write the manifest that makes the folder a snapshot; done last, so that half a snapshot is none."""
        said = {
            "format": FORMAT,
            "month": str(self.month),
            "as_of": self.as_of.isoformat(),
            "buckets": self.buckets,
            "homes": dict(sorted(self.homes.items())),
            "rows": dict(sorted(self.rows.items())),
            "refused": dict(sorted(self.refused.items())),
            "sources": self.sources,
            "silent": list(self.silent),
        }
        text = json.dumps(said, ensure_ascii=False, indent=1)
        (self.path / MANIFEST).write_text(text + "\n", encoding="utf-8")


def open_snapshot(path: Path) -> Snapshot:
    """Return the frozen month in a folder; raise NotASnapshot where there is none that this version reads."""
    try:
        said = json.loads((path / MANIFEST).read_text(encoding="utf-8"))
        if said["format"] != FORMAT:
            raise NotASnapshot(
                path,
                f"是第{said['format']}版格式的冻结快照，本程序只读第{FORMAT}版；"
                "请用 mingbai freeze 把原来的文件重新冻结。",
                f"is a frozen month of format {said['format']}, and this version reads format {FORMAT}: "
                "freeze the files it was made of again with mingbai freeze.",
            )
        if not all(name.isidentifier() for name in said["homes"]):  # they are the names of folders in here
            raise ValueError("homes")
        return Snapshot(
            path,
            Month.parse(said["month"]),
            date.fromisoformat(said["as_of"]),
            said["buckets"],
            said["homes"],
            said["rows"],
            said["refused"],
            said["sources"],
            tuple(said.get("silent", ())),
        )
    except (OSError, KeyError, ValueError, TypeError, AttributeError) as error:
        raise NotASnapshot(
            path,
            f"里的 {MANIFEST} 读不出来（{error}），不是完整的冻结快照；请用 mingbai freeze 重新冻结。",
            f"holds a {MANIFEST} that cannot be read ({error}) and is no whole frozen month: freeze it again "
            "with mingbai freeze.",
        ) from error


def is_snapshot(path: Path) -> bool:
    """Return whether a folder is a frozen month."""
    return (path / MANIFEST).is_file()
