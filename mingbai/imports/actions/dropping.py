"""Files are dropped, or cells pasted: looked at for size and kind before they are read, sealed, then looked at."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.db import transaction

from mingbai.config.rooms import room
from mingbai.files.arrival.kind import What, what_is
from mingbai.files.problems import Place, Unopened, printable
from mingbai.files.reader import ENDINGS
from mingbai.imports.actions.looking import first_look
from mingbai.imports.desk.packs import as_list, is_pack
from mingbai.imports.kinds import KINDS, kinds_for
from mingbai.imports.limits import LARGEST, LONGEST_PASTED, MOST_FILES
from mingbai.imports.models import File, Upload
from mingbai.imports.queries import same_open
from mingbai.imports.refused import NothingGiven, NotReadable, TooLarge, TooMany
from mingbai.imports.sealing import seal_file
from mingbai.kernel.month import Month
from mingbai.offices.actor import Actor
from mingbai.offices.refused import NotYours

LONGEST_NAME = 120
PASTED = "粘贴的表格.tsv"
READ = frozenset(ENDINGS)


def drop(
    *,
    files: Sequence[tuple[str, bytes]] = (),
    pasted: str = "",
    kind: str = "",
    month: Month,
    said: Mapping[str, Any] | None = None,
    looks: bool = True,
    by: Actor,
    at: datetime,
) -> int:
    """
    Keep what was dropped or pasted, sealed, and look at it; return its number, the former one's for the same files.

    Without a kind the lists themselves tell what they are; what is large is looked at later (`looks`). Raise
    NothingGiven, TooMany, TooLarge, NotReadable.
    """
    _require_allowed(kind, by)
    dropped = _admitted(files, pasted)
    with transaction.atomic():
        former = same_open([sha256(content).digest() for _, content in dropped], month, kind, by)
        if former is not None:
            return former
        upload = Upload.objects.create(
            region=by.region.code, officer_id=by.id, post=by.post_id, kind=kind, month=month.first_on,
            said=dict(said or {}), made_at=at,
        )  # fmt: skip
        File.objects.bulk_create(
            File(
                upload=upload, region=by.region.code, number=number, name=name, sha256=sha256(content).digest(),
                size=len(content), sealed=seal_file(upload, number, content),
            )
            for number, (name, content) in enumerate(dropped)
        )  # fmt: skip
        if looks:
            first_look(upload, by, at)
        return upload.pk


def _require_allowed(kind: str, by: Actor) -> None:
    may = kinds_for(by)
    if not may or (kind and kind not in {one.name for one in may}):
        roles = KINDS[kind].roles if kind in KINDS else frozenset(role for one in KINDS.values() for role in one.roles)
        raise NotYours("导入名单", "take lists in", roles)


def _admitted(files: Sequence[tuple[str, bytes]], pasted: str) -> list[tuple[str, bytes]]:
    """Return files under names that can be laid down, each once; raise where they are not to be read at all."""
    if pasted.strip():
        files = [*files, (PASTED, pasted.replace("\r\n", "\n").encode())]
    if not files or not any(content for _, content in files):
        raise NothingGiven
    if len(files) > MOST_FILES:
        raise TooMany(len(files))
    if sum(len(content) for _, content in files) > LARGEST or len(pasted) > LONGEST_PASTED:
        raise TooLarge
    named: dict[str, bytes] = {}
    for given, content in files:
        name = _plain(given)
        listed = as_list(name, content) if is_pack(name) else (name, content)
        named[_free(named, listed[0])] = listed[1]
    _require_lists(named)
    return list(named.items())


def _require_lists(files: Mapping[str, bytes]) -> None:
    """Raise NotReadable, in the reader's words, where none of the files is of a kind that holds lists."""
    why = []
    with room() as folder:
        for name, content in files.items():
            path = folder / name
            path.write_bytes(content)
            what = what_is(path)
            if what in READ:
                return
            why.append(_why(what, name))
    raise NotReadable(" ".join(zh for zh, _ in why), " ".join(en for _, en in why))


def _why(what: What, name: str) -> tuple[str, str]:
    told = Unopened(what.value).at(Place(name))
    return told.zh, told.en


def _plain(name: str) -> str:
    """Return a name that a file can have anywhere: no folders, no control characters, not too long."""
    last = printable(name.replace("\\", "/").rsplit("/", 1)[-1]).replace("\ufffd", "_").strip(". ") or "名单"
    stem, dot, ending = last.rpartition(".")
    while len(last.encode()) > LONGEST_NAME * 2:
        stem = stem[:-1] if dot else last[:-1]
        last = f"{stem}{dot}{ending}" if dot else stem
    return last


def _free(taken: Iterable[str], name: str) -> str:
    used, path, number, free = {one.lower() for one in taken}, Path(name), 2, name
    while free.lower() in used:
        free, number = f"{path.stem}({number}){path.suffix}", number + 1
    return free
