"""Backups made: whole or not at all, never without keys kept apart, never begun on a disk that is short."""

import shutil
import time
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from django.utils import timezone

from mingbai.backups import jobs, places
from mingbai.backups.actions import let_go, make_backup, read_through
from mingbai.backups.archive import read_archive
from mingbai.backups.keys import backup_identity
from mingbai.backups.models import FAILED, Backup, Trial
from mingbai.backups.places import UNFINISHED, only_one
from mingbai.backups.queries import are_keys_kept, standing
from mingbai.backups.refused import AnotherAtWork, DiskShort, KeysNotKept
from mingbai.backups.tests.elsewhere import KILLED, Elsewhere
from mingbai.backups.tests.sites import Site
from mingbai.config.jobs import job_named
from mingbai.evidence.installation import installed_ring
from mingbai.evidence.models import Act
from mingbai.kernel.secrecy.keyfile import rotate
from mingbai.offices.refused import NotYours
from mingbai.offices.tests.places import AUDIT


@pytest.mark.requirement("R-1501")
def test_a_backup_is_logged_by_its_digest_and_reads_whole(site: Site) -> None:
    file = site.backed_up()
    row = Backup.objects.get()
    assert (row.name, row.size, row.made_by_id) == (file.name, file.stat().st_size, site.county.administrator().id)
    assert row.leaves > 5
    assert Act.objects.filter(type="backups.made", subject=f"backups.backup/{row.pk}").count() == 1
    trial = read_through(name="last", by=None, at=timezone.now())
    assert trial.is_whole, trial.en
    assert file.stat().st_mode & 0o777 == 0o600


def test_one_bit_later_it_does_not(site: Site) -> None:
    file = site.backed_up()
    content = bytearray(file.read_bytes())
    content[len(content) // 2] ^= 1
    file.write_bytes(content)
    trial = read_through(name=file.name, by=None, at=timezone.now())
    assert not trial.is_whole
    assert "its digest is not the one in the log" in trial.en
    file.unlink()
    assert not read_through(name=file.name, by=None, at=timezone.now()).is_whole


def test_no_number_nor_key_shows_in_a_backup(site: Site) -> None:
    content = site.backed_up().read_bytes()
    for key in (site.place / "data" / "keys").iterdir():
        assert key.read_bytes().strip() not in content
    assert b"PGDMP" not in content
    assert "明白县".encode() not in content


@pytest.mark.requirement("R-1501")
def test_without_keys_kept_apart_there_is_no_backup(site: Site) -> None:
    assert are_keys_kept()
    rotate(site.place / "data" / "keys" / "fields.json")
    installed_ring.__globals__["_ring"].cache_clear()
    assert not are_keys_kept()
    with pytest.raises(KeysNotKept):
        make_backup(by=None, at=timezone.now())
    site.keep_keys()
    assert site.backed_up().exists()
    installed_ring.__globals__["_ring"].cache_clear()


def test_a_short_disk_is_told_before_anything_is_written(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(shutil, "disk_usage", lambda _: shutil._ntuple_diskusage(10**9, 10**9 - 1, 1))
    before = sorted(site.place.rglob("*"))
    with pytest.raises(DiskShort, match="nothing was written"):
        make_backup(by=None, at=timezone.now())
    assert sorted(site.place.rglob("*")) == before


def test_only_the_system_administrator_and_the_night_make_backups(site: Site) -> None:
    with pytest.raises(NotYours, match="system administrator"):
        make_backup(by=site.county.administrator(AUDIT), at=timezone.now())
    with only_one(places.backups_folder()), pytest.raises(AnotherAtWork):
        make_backup(by=None, at=timezone.now())


POINTS = {
    "mingbai.backups.making._parts": "once the files are in it",
    "os.fsync": "once all is in it",
    "mingbai.backups.actions.making.record": "once it lies there and before it is logged",
}


@pytest.mark.slow
def test_killed_anywhere_it_leaves_no_half_of_a_backup(site: Site, at_site: dict[str, str]) -> None:
    first, folder, here = site.backed_up(), places.backups_folder(), Elsewhere(site.place / "data")
    content = first.read_bytes()

    def is_begun() -> bool:
        return len([*folder.glob("mingbai-*")]) > 1

    time.sleep(1.05)  # a backup is named after its second
    for point, where in POINTS.items():
        assert here.killed("backup", "make", at=point, when=is_begun, **at_site) == KILLED, where
        (left,) = (path for path in folder.glob("mingbai-*") if path != first)
        assert left.suffix == UNFINISHED or reads(left), where
    time.sleep(1.05)
    code, said = here.done("backup", "make", "--json", **at_site)
    assert (code, list(folder.glob("*.unfinished")), first.read_bytes() == content) == (0, [], True)
    assert read_through(name=said["file"], by=None, at=timezone.now()).is_whole


def reads(path: Path) -> bool:
    """Return whether a file, killed before it was written down, is whole all the same."""
    with read_archive(path, backup_identity()) as members:
        return sum(1 for _ in members) > 2


@pytest.mark.slow
@pytest.mark.requirement("R-1501")
def test_every_night_makes_one_reads_it_and_lets_old_ones_go(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    drilled: list[str] = []
    monkeypatch.setattr(jobs, "drill", lambda **asked: drilled.append(asked["name"]))
    first = datetime(2026, 11, 1, 17, 30, tzinfo=UTC)
    for night in range(16):
        at = first + timedelta(days=night)
        jobs.nightly(at=at)
        jobs.nightly(at=at + timedelta(minutes=5))  # its worker was killed: what was done is not done again
    rows = list(Backup.objects.order_by("made_at"))
    assert len(rows) == 16
    there = [row for row in rows if row.gone_at is None]
    assert [row.name for row in there] == sorted(path.name for path in places.backups_folder().glob("*.backup"))
    assert len(there) == 14
    assert Trial.objects.filter(kind="read", is_whole=True).count() == 16
    assert set(drilled) == {row.name for row in rows}, "none was written down, so one was due every night"
    assert job_named("backups.nightly").daily == "01:30"


def test_a_night_that_cannot_says_why_and_the_page_shows_it(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    at = timezone.now()
    monkeypatch.setattr(places, "RESERVE", 10**18)
    jobs.nightly(at=at)
    told = standing().failed
    assert told is not None
    assert (told.kind, told.is_whole) == (FAILED, False)
    assert "磁盘空间不足" in told.zh
    assert not Backup.objects.exists()


def test_the_last_one_that_was_read_whole_never_goes(site: Site) -> None:
    old = datetime(2025, 1, 1, 17, 30, tzinfo=UTC)
    make_backup(by=None, at=old)
    read_through(name="last", by=None, at=old)
    for day in range(600, 640):
        then = old + timedelta(days=day)
        Backup.objects.create(name=f"{day}", sha256="0" * 64, size=1, rows=1, leaves=1, made_at=then, done_at=then)
    let_go(at=timezone.now())
    assert Backup.objects.order_by("made_at").first().gone_at is None  # type: ignore[union-attr]
    assert Backup.objects.exclude(gone_at=None).count() > 10
