"""Backups as a page shows them: three nights, one drill, and the keys kept apart."""

from datetime import UTC, datetime, timedelta

from mingbai.backups.head import fingerprints
from mingbai.backups.models import Backup, KeptKeys, Trial
from mingbai.backups.places import backups_folder
from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.tests.seats import Seats

NIGHT = datetime(2026, 11, 21, 17, 30, tzinfo=UTC)
READ = (
    "逐字节读完：128 个部分、47996 行、2927 条存证，与清单和存证登记一致。",
    "Read to its last byte: 128 parts, 47996 rows, 2927 leaves, as manifest and log have it.",
)
DRILLED = (
    "47996 行、2927 条存证、127 个文件与备份时一致，资金账相符。",
    "47996 rows, 2927 leaves and 127 files are as they were, and the books agree.",
)


def backed_up(seats: Seats) -> None:
    """Have backups of three nights lie there, the last of them drilled."""
    backups_folder().mkdir(parents=True, exist_ok=True)
    keep(seats)
    for night in (2, 1, 0):
        row = made(NIGHT - timedelta(days=night))
        tried(row, "read", *READ)
    tried(row, "drilled", *DRILLED)


def made(at: datetime) -> Backup:
    """Return a backup whose file lies there."""
    name = f"mingbai-{at:%Y%m%dT%H%M%SZ}.backup"
    (backups_folder() / name).write_bytes(b"sealed")
    return Backup.objects.create(
        name=name, sha256="a" * 64, size=25 << 20, rows=47_996, leaves=2_927, made_at=at, done_at=at
    )


def tried(row: Backup, kind: str, zh: str, en: str, *, is_whole: bool = True) -> None:
    """Write down a trial a minute after the backup."""
    at = row.made_at + timedelta(minutes=1)
    Trial.objects.create(backup=row, kind=kind, at=at, seconds=9, is_whole=is_whole, zh=zh, en=en)


def keep(seats: Seats) -> None:
    """Have the keys kept apart in five shares, three of which open them."""
    security, audit = (
        seats.actors[Kind.CIVIL_AFFAIRS, role].id for role in (Role.SECURITY_ADMINISTRATOR, Role.AUDIT_ADMINISTRATOR)
    )
    KeptKeys.objects.create(
        sha256="b" * 64, keys=fingerprints(), needed=3, shares=5, made_by_id=security, approved_by_id=audit,
        made_at=NIGHT,
    )  # fmt: skip
