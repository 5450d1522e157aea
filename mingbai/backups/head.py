"""What a backup says of itself before all else: when, of what, how much, and by which it is proven later."""

import json
import os
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any

from django.db import connections
from django.db.migrations.loader import MigrationLoader

from mingbai import __version__
from mingbai.config.databases import DESK, OWNER
from mingbai.evidence.installation import installed_ring, log_key

FORMAT = 1
SETTINGS = ("MINGBAI_LOG", "MINGBAI_CIPHER", "MINGBAI_ORIGIN")  # what a restored desk is started with


@dataclass(frozen=True)
class Head:
    """The first member of a backup."""

    made_at: str
    version: str
    database_bytes: int
    file_bytes: int
    owner: str
    desk: str
    migrations: tuple[str, ...]
    keys: Mapping[str, str]  # version → fingerprint of the keys that seal fields
    log: str  # the log's public key
    settings: Mapping[str, str]
    counts: Mapping[str, int]  # table → rows
    checkpoint: int  # leaves of the last one
    note: str  # that checkpoint, signed
    format: int = FORMAT

    def as_json(self) -> bytes:
        """Return it as it stands in the backup."""
        return json.dumps(asdict(self), ensure_ascii=False).encode()

    @classmethod
    def from_json(cls, text: bytes) -> "Head":
        """Return it as read; raise ValueError or TypeError for what is none."""
        said: dict[str, Any] = json.loads(text)
        if said.get("format") != FORMAT:
            raise ValueError(said.get("format"))
        return cls(**said | {"migrations": tuple(said["migrations"])})


def head_now(made_at: str, file_bytes: int) -> Head:
    """Return the head of a backup of the database as the owner's present transaction sees it."""
    tables = _column("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY 1")
    counts = {table: int(_column(f'SELECT count(*) FROM "{table}"')[0]) for table in tables}
    (size,) = _column("SELECT pg_database_size(current_database())")
    last = _rows("SELECT size, note FROM evidence_checkpoint ORDER BY size DESC LIMIT 1")
    return Head(
        made_at=made_at, version=__version__, database_bytes=int(size), file_bytes=file_bytes,
        owner=str(connections[OWNER].settings_dict["USER"]), desk=str(connections[DESK].settings_dict["USER"]),
        migrations=tuple(_column("SELECT app || '.' || name FROM django_migrations ORDER BY 1")),
        keys=fingerprints(), log=str(log_key().verifier),
        settings={name: os.environ[name] for name in SETTINGS if os.environ.get(name)},
        counts=counts, checkpoint=int(last[0][0]) if last else 0, note=str(last[0][1]) if last else "",
    )  # fmt: skip


def fingerprints() -> dict[str, str]:
    """Return version → fingerprint of the keys that seal fields here."""
    return {str(number): key.fingerprint.hex() for number, key in installed_ring().keys.items()}


def unknown_migrations(head: Head) -> list[str]:
    """Return the steps of a backup's tables that this program does not know: a later one made it."""
    known = {f"{app}.{name}" for app, name in MigrationLoader(None, ignore_no_migrations=True).disk_migrations}
    return sorted(set(head.migrations) - known)


def _rows(query: str) -> list[tuple[Any, ...]]:
    with connections[OWNER].cursor() as cursor:
        cursor.execute(query)
        return list(cursor.fetchall())


def _column(query: str) -> list[Any]:
    return [value for (value,) in _rows(query)]
