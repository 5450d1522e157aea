"""
A backup brought back where nothing is: unpacked aside, proven there, and only then put in place.

Killed at any moment it leaves a folder `restoring`, in which no desk opens; whoever begins again clears it, or, where
all was proven already, finishes putting it in place.
"""

import os
import shutil
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path

import psycopg
from psycopg import sql

from mingbai.backups.archive import PIECE, Member, read_archive
from mingbai.backups.head import Head, unknown_migrations
from mingbai.backups.keys import Escrow
from mingbai.backups.making import DATABASE, FILES, HEAD
from mingbai.backups.places import LEFT_OUT, only_one, require_room
from mingbai.backups.refused import NewerThanThis, NotEmpty, NotWhole, OtherRoles
from mingbai.backups.restoring.server import emptied, require_room_for_tables
from mingbai.config.databases import DESK, OWNER, addresses_in
from mingbai.config.desk import NAME
from mingbai.config.guards import NATION
from mingbai.config.guards.scope import SETTING
from mingbai.config.place import RESTORING, data_folder
from mingbai.config.postgres import Server, hold
from mingbai.config.postgres.carrying import loaded
from mingbai.config.postgres.cluster import DESK as DESK_ROLE
from mingbai.config.postgres.cluster import OWNER as OWNER_ROLE
from mingbai.config.postgres.folder import Folder, is_free
from mingbai.config.roles import address_in, make_database, make_role, role_in
from mingbai.files.writing.folder import appearing_file

PROVEN, BEGUN = "proven", "begun"  # the latter: in an empty database of the site's server
GROWS = 3  # times the database's size, at most, while it is loaded and its indexes are built
PATIENCE_S = 90.0
Step = Callable[[str, str], None]  # what is being done, in both languages


@dataclass(frozen=True)
class Loaded:
    """A backup that lies aside, its database reachable, nothing of it in place yet."""

    head: Head
    staged: Path
    files: int
    wrong_counts: tuple[tuple[str, int, int], ...]  # table, rows told, rows found


@contextmanager
def brought_back(file: Path, escrow: Escrow, step: Step = lambda _zh, _en: None) -> Iterator[Loaded]:
    """
    Give a backup loaded aside; when the block ends well it stands in place, and when it raises nothing is there.

    Inside, the surroundings are those of the staged desk. Raise NotEmpty, NotWhole, Unopenable, NewerThanThis,
    LacksKeys, DiskShort or OtherRoles.
    """
    folder = data_folder().absolute()
    staged, named = folder / RESTORING, addresses_in(os.environ)
    with only_one(folder / "rooms"):
        _clear(staged, named)
        _require_empty(folder, named)
        try:
            staged.mkdir(parents=True, mode=0o711)
            if named:
                (staged / BEGUN).write_text(role_in(named[OWNER]), encoding="utf-8")
            with _at(staged), _loading(file, escrow, staged, named, step) as found:
                yield found
            with appearing_file(staged / PROVEN) as mark:
                mark.write_text(found.head.made_at, encoding="utf-8")
        except BaseException:
            if named:
                emptied(named[OWNER])
            _remove(staged)
            raise
        finish(folder)


def finish(folder: Path) -> bool:
    """Put what was proven in place; return whether there was anything: who was killed doing it does it again."""
    staged = folder / RESTORING
    if not (staged / PROVEN).exists():
        return False
    _await_stop(staged / "postgres")
    for top in sorted(staged.iterdir()):
        if top.name in {PROVEN, BEGUN, "rooms"}:
            continue
        if top.name == "postgres":  # its sockets lie where the folder was
            shutil.rmtree(top / "run", ignore_errors=True)
        top.rename(folder / top.name)
    _remove(staged)  # from here on the desk opens
    return True


def _clear(staged: Path, named: Mapping[str, str]) -> None:
    """Take away what somebody killed left, in the server's database too, if it is he who loaded it."""
    if staged.exists():
        if OWNER in named and (staged / BEGUN).exists():
            emptied(named[OWNER])
        _remove(staged)


def _remove(staged: Path) -> None:
    """Take the folder away, at once: half of it is never taken for the whole, nor the whole for unfinished."""
    _await_stop(staged / "postgres")
    gone = staged.with_name(f".{staged.name}-gone")
    shutil.rmtree(gone, ignore_errors=True)
    staged.rename(gone)
    shutil.rmtree(gone, ignore_errors=True)


def _await_stop(folder: Path) -> None:
    """Wait until nobody serves a database that is to be moved or removed; its watcher stops it within a moment."""
    server, deadline = Folder(folder), time.monotonic() + PATIENCE_S
    while time.monotonic() < deadline and not (is_free(server.serving) and is_free(server.watching)):
        time.sleep(0.02)


def _require_empty(folder: Path, named: Mapping[str, str]) -> None:
    there = [one.name for one in folder.iterdir() if one.name not in LEFT_OUT - {"postgres", "keys"}]
    if [name for name in there if not name.startswith(".")]:
        raise NotEmpty(str(folder))
    if named:
        require_room_for_tables(named)


@contextmanager
def _at(staged: Path) -> Iterator[None]:
    """Have the surroundings name the staged folder."""
    before = os.environ.get("MINGBAI_DATA")
    os.environ["MINGBAI_DATA"] = str(staged)
    try:
        yield
    finally:
        if before is None:
            del os.environ["MINGBAI_DATA"]
        else:
            os.environ["MINGBAI_DATA"] = before


@contextmanager
def _loading(file: Path, escrow: Escrow, staged: Path, named: Mapping[str, str], step: Step) -> Iterator[Loaded]:
    """Unpack files and database; hold the embedded server meanwhile, where the site has none."""
    with read_archive(file, escrow.identity) as members:
        head = _head(file, members, escrow, staged)
        escrow.unpack(staged / "keys")
        pieces = Pieces(file, members)
        step("正在取出文件", "Unpacking files")
        count = sum(_write(one, staged / one.name.removeprefix(f"{FILES}/")) for one in pieces.files())
        step("正在载入数据库", "Loading the database")
        with _database(staged, named, head) as (owner, everything, settle):
            loaded(owner, pieces.database())
            settle(head)
            yield Loaded(head, staged, count, _wrong_counts(everything, head))


@contextmanager
def _database(staged: Path, named: Mapping[str, str], head: Head) -> Iterator[tuple[str, str, Callable[[Head], None]]]:
    """Give an empty database: as whom to load it, as whom to count in it, and what is to be done in between."""
    if named:
        if [role_in(named[alias]) for alias in (OWNER, DESK)] != [head.owner, head.desk]:
            raise OtherRoles(head.owner, head.desk)
        yield named[OWNER], named[OWNER], lambda _head: None
        return
    with hold(staged / "postgres") as server:
        _make_roles(server, head)
        owner = address_in(server.address(NAME), user=head.owner, password=server.passwords[OWNER_ROLE])
        yield owner, server.address(NAME), partial(_rename_roles, server)
    server.stopped()


def _head(file: Path, members: Iterator[Member], escrow: Escrow, staged: Path) -> Head:
    """Read the head, and refuse what cannot be brought back before anything is."""
    first = next(members, None)
    if first is None or first.name != HEAD:
        raise NotWhole(file, "缺少开头的说明", "the head at its beginning is missing")
    try:
        head = Head.from_json(first.content.read())
    except (ValueError, TypeError) as error:
        raise NotWhole(file, f"开头的说明不能识别（{error}）", f"its head cannot be read ({error})") from error
    if unknown := unknown_migrations(head):
        raise NewerThanThis(head.version, unknown[0])
    escrow.require(head.keys)
    require_room(staged, GROWS * head.database_bytes + head.file_bytes)
    return head


class Pieces:
    """The members of a backup after its head: first the files, then the database, each read once."""

    def __init__(self, file: Path, members: Iterator[Member]) -> None:
        self.file, self.members = file, members
        self.first: Member | None = None

    def files(self) -> Iterator[Member]:
        """Yield the files."""
        for one in self.members:
            if not one.name.startswith(f"{FILES}/"):
                self.first = one
                return
            yield one

    def database(self) -> Iterator[bytes]:
        """Yield the dump, and at its end know that the backup was whole: who loads it must not commit before."""
        one, number = self.first, 0
        while one is not None:
            if one.name != f"{DATABASE}/{number:06}":
                raise NotWhole(self.file, f"“{one.name}”不在其位", f"“{one.name}” is not where it belongs")
            while piece := one.content.read(PIECE):
                yield piece
            one, number = next(self.members, None), number + 1


def _write(one: Member, path: Path) -> int:
    """Write a file; return how many that are: one."""
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("xb") as file:
        shutil.copyfileobj(one.content, file, PIECE)
    return 1


def _make_roles(server: Server, head: Head) -> None:
    """Make the database with the roles that it knows."""
    with psycopg.connect(server.address("postgres"), autocommit=True) as admin:
        for role, name in ((OWNER_ROLE, head.owner), (DESK_ROLE, head.desk)):
            make_role(admin, name, server.passwords[role])
        make_database(admin, NAME, owner=head.owner, desk=head.desk)


def _rename_roles(server: Server, head: Head) -> None:
    """Call the roles as the embedded server calls them: a desk from another server settles in."""
    with psycopg.connect(server.address("postgres"), autocommit=True) as admin:
        for role, name in ((OWNER_ROLE, head.owner), (DESK_ROLE, head.desk)):
            if name != role:
                admin.execute(sql.SQL("ALTER ROLE {} RENAME TO {}").format(sql.Identifier(name), sql.Identifier(role)))
                make_role(admin, role, server.passwords[role])


def _wrong_counts(address: str, head: Head) -> tuple[tuple[str, int, int], ...]:
    """Return the tables that do not have the rows they had."""
    with psycopg.connect(address, options=f"-c {SETTING}={NATION}") as connection:
        wrong = []
        for table, rows in head.counts.items():
            counted = connection.execute(sql.SQL("SELECT count(*) FROM {}").format(sql.Identifier(table))).fetchone()
            found = int(str((counted or [0])[0]))
            if found != rows:
                wrong.append((table, rows, found))
    return tuple(wrong)
