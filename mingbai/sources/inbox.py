"""
The nightly inbox: files that departments' systems put down, taken in for the post whose folder they lie in.

They lie under `inbox/<post>/<month>/<kind>/<department>/`: who may write into a post's folder answers for it with that
post. What was taken in moves to `taken/`, what was not to `refused/`, each with a page that says what came of it.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from mingbai.config.place import data_folder
from mingbai.files.arrival.walk import is_litter
from mingbai.kernel.month import Month
from mingbai.kernel.unreadable import Unreadable
from mingbai.offices.actions.deciding import day_of
from mingbai.offices.queries import actor
from mingbai.offices.refused import Refused
from mingbai.sources.actions import Imported, compare, import_delivery
from mingbai.sources.refused import Unknown
from mingbai.sources.states import TITLES

DEPTH = 4  # post, month, kind, department


@dataclass(frozen=True)
class Waiting:
    """One file in the inbox, and what its folders say of it."""

    path: Path
    place: Path  # below the inbox
    post_id: int
    month: Month
    kind: str
    department: str


@dataclass(frozen=True)
class Outcome:
    """What came of one file: the list, or why there is none."""

    place: Path
    done: Imported | None
    zh: str
    en: str


def sources_folder() -> Path:
    """Return where departments' files are put down and kept."""
    return data_folder() / "sources"


def take_in(folder: Path, at: datetime) -> list[Outcome]:
    """Take in every file that waits, then compare the months that got lists; a file that fails stops no other."""
    outcomes, changed = [], set()
    for place, path in files_in(folder / "inbox"):
        try:
            one = _waiting(place, path)
            refused_to = folder / "taken" / place.with_name(f"{place.name}.退回行.xlsx")
            refused_to.parent.mkdir(parents=True, exist_ok=True)
            by = actor(one.post_id, day_of(at))
            done = import_delivery(
                path=path,
                kind=one.kind,
                department=one.department,
                month=one.month,
                refused_to=refused_to,
                by=by,
                at=at,
            )
        except (Refused, Unreadable) as error:
            outcomes.append(_kept(folder, "refused", Outcome(place, None, error.zh, error.en)))
            continue
        changed.add((one.post_id, one.month))
        outcomes.append(_kept(folder, "taken", Outcome(place, done, *_said(done))))
    for post_id, month in sorted(changed):
        compare(month=month, by=actor(post_id, day_of(at)), at=at)
    return outcomes


def files_in(inbox: Path) -> Iterator[tuple[Path, Path]]:
    """Yield every ordinary file below the inbox with its place there, in order; links are not followed."""
    for path in sorted(inbox.rglob("*")) if inbox.is_dir() else ():
        if path.is_file() and not path.is_symlink() and not is_litter(path.name):
            yield path.relative_to(inbox), path


def _waiting(place: Path, path: Path) -> Waiting:
    """Return what a file's folders say; raise Unknown where they say nothing."""
    if len(place.parts) != DEPTH + 1 or not place.parts[0].isdigit():
        raise Unknown(
            f"“{place}”放错了位置；请放在 岗位编号/月份/名单种类/来源部门/ 下，如 7/2026-10/deaths/县公安局/。",
            f"“{place}” lies in no place for it: put it under post/month/kind/department/, "
            "such as 7/2026-10/deaths/县公安局/.",
        )
    post, month, kind, department, _ = place.parts
    return Waiting(path, place, int(post), Month.parse(month), kind, department)


def _said(done: Imported) -> tuple[str, str]:
    zh, en = TITLES[done.state]
    judged = (f"{done.judged.zh}", f" {done.judged.en}") if done.judged else ("此前已导入过。", " It was here before.")
    return (
        f"第{done.delivery_id}号名单（{zh}）：{done.rows}行，退回{done.refused_rows}行。{judged[0]}",
        f"List {done.delivery_id} ({en}): {done.rows} rows, {done.refused_rows} refused.{judged[1]}",
    )


def _kept(folder: Path, where: str, outcome: Outcome) -> Outcome:
    keep(folder, where, outcome.place, outcome.zh, outcome.en)
    return outcome


def keep(folder: Path, where: str, place: Path, zh: str, en: str) -> None:
    """Move a file from the inbox to where it is kept, with what came of it in words beside it."""
    target = folder / where / place
    target.parent.mkdir(parents=True, exist_ok=True)
    (folder / "inbox" / place).replace(target)
    target.with_name(f"{target.name}.txt").write_text(f"{zh}\n{en}\n", encoding="utf-8")
