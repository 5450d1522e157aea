"""Every file of a folder in a stable order; what is not an ordinary file is named, never opened."""

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from mingbai.files.problems import Place, Problem, problem

DEEPEST = 32
MOST_FILES = 100_000
# Left behind by programs and systems, not sent by anybody.
LITTER = ("~$", ".~", "._", "thumbs.db", "desktop.ini", ".ds_store", "__macosx")


OUTPUT = {"manifest.json", "findings.csv"}  # a folder that holds both is what an earlier check gave


def files_in(folder: Path, leave_out: tuple[Path, ...] = ()) -> Iterator[tuple[Place, Path | Problem]]:
    """Yield (place, path) for every ordinary file, (place, problem) for what cannot be read; links are not followed."""
    left_out = {path.resolve() for path in leave_out}
    yield from _walk(folder, "", left_out, 0, [0])


def is_litter(name: str) -> bool:
    """Return whether a name is one that programs leave behind: ~$lock.xlsx, Thumbs.db, .DS_Store."""
    lowered = name.lower()
    return lowered.startswith(LITTER) or lowered.startswith(".")


def _walk(
    folder: Path, above: str, left_out: set[Path], depth: int, count: list[int]
) -> Iterator[tuple[Place, Path | Problem]]:
    try:
        entries = sorted(os.scandir(folder), key=lambda entry: entry.name)
    except OSError:
        place = Place(above or folder.name)
        yield place, problem("no_permission", place)
        return
    names = {entry.name for entry in entries}
    if above and names >= OUTPUT:
        yield Place(above), problem("own_output", Place(above))
        return
    for entry in entries:
        place = Place(f"{above}/{_shown(entry.name)}" if above else _shown(entry.name))
        path = Path(entry.path)
        if is_litter(entry.name) or path.resolve() in left_out:
            continue
        count[0] += 1
        if count[0] > MOST_FILES:
            yield place, problem("too_many_files", place, most=MOST_FILES)
            return
        fault = _fault(entry, depth)
        if fault:
            yield place, problem(fault, place)
        elif entry.is_dir(follow_symlinks=False):
            yield from _walk(path, place.file, left_out, depth + 1, count)
        else:
            yield place, path


def _fault(entry: "os.DirEntry[str]", depth: int) -> str | None:
    if entry.is_symlink():
        return "link"
    if entry.is_dir(follow_symlinks=False):
        return "too_deep" if depth >= DEEPEST else None
    if not stat.S_ISREG(entry.stat(follow_symlinks=False).st_mode):
        return "not_a_file"
    return None if os.access(entry.path, os.R_OK) else "no_permission"


def _shown(name: str) -> str:
    """Return a name that can be written as UTF-8 whatever bytes it holds."""
    return name.encode("utf-8", "surrogateescape").decode("utf-8", "replace")
