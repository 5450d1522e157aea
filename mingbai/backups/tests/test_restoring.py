"""A drill in earnest: the desk is backed up, destroyed, brought back elsewhere, proven, and goes on."""

import random
import shutil
import time

import pytest
from django.utils import timezone

from mingbai.backups.actions import drill
from mingbai.backups.models import Trial
from mingbai.backups.tests.sites import Elsewhere, Site
from mingbai.config.testing import Base

pytestmark = pytest.mark.slow


@pytest.mark.requirement("R-1501")
def test_brought_back_it_is_what_it_was_and_goes_on(site: Site, elsewhere: Elsewhere) -> None:
    file = site.backed_up()
    shutil.copy(file, site.place / "X.backup")
    shutil.move(site.place / "data", site.place / "burnt")

    code, said = elsewhere.restored(site.place / "X.backup", site)

    assert code == 0, said
    assert (code, said["whole"], said["lost"], said["wrongs"]) == (0, True, 0, [])
    assert said["rows"] > 200
    assert said["seen"] == {"审计": said["leaves"]}
    assert {"keys", "postgres", "evidence", "evidence-policy.txt"} <= elsewhere.left
    assert "restoring" not in elsewhere.left
    code, after = elsewhere.done("evidence", "append", "--json")  # the restore itself is an act; the witness goes on
    assert (code, after["failed"]) == (0, {})
    assert after["witnessed"] == after["placed"] > said["leaves"]
    assert elsewhere.done("treasury", "audit")[0] == 0
    assert elsewhere.done("evidence", "verify")[0] == 0
    code, refused = elsewhere.restored(site.place / "X.backup", site)
    assert (code, "is not empty" in refused["en"]) == (2, True)


@pytest.mark.requirement("R-1501")
@pytest.mark.parametrize(
    ("harm", "found"),
    [
        ("UPDATE treasury_transfer SET fen = fen + 1 WHERE id = (SELECT min(id::text)::uuid FROM treasury_transfer)",
         "已被改动"),
        ("DELETE FROM evidence_leaf WHERE index = 3", "存证被破坏"),
        ("DELETE FROM treasury_transfer WHERE id = (SELECT max(id::text)::uuid FROM treasury_transfer)", "凭证"),
    ],
)  # fmt: skip
def test_a_backup_of_a_desk_that_lost_a_fen_or_a_leaf_is_found_and_not_put_in_place(
    site: Site, elsewhere: Elsewhere, base: Base, harm: str, found: str
) -> None:
    with base.administrator(site.database) as admin:
        admin.execute("SET session_replication_role = replica")
        for table in ("treasury_transfer", "evidence_leaf"):
            admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        assert admin.execute(harm).rowcount == 1
        for table in ("treasury_transfer", "evidence_leaf"):
            admin.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
    file = site.backed_up()

    code, said = elsewhere.restored(file, site)

    assert (code, said["whole"], said["place"]) == (5, False, None)
    assert found in "".join(one["zh"] for one in said["wrongs"])
    assert elsewhere.left == set()
    code, said = elsewhere.restored(file, site, "--accept-faults")
    assert (code, said["whole"], said["place"]) == (5, False, str(elsewhere.folder))


@pytest.mark.requirement("R-1501")
def test_one_older_than_what_a_witness_has_seen_says_so(site: Site, elsewhere: Elsewhere) -> None:
    file = site.backed_up()
    site.work(2027)

    code, said = elsewhere.restored(file, site)

    assert (code, said["whole"]) == (5, True)
    assert said["lost"] == said["seen"]["审计"] - said["leaves"] > 0
    assert f"{said['lost']} later acts that are not here" in said["en"]
    failed = elsewhere.done("evidence", "append", "--json")[1]["failed"]
    assert "does not extend" in failed["审计"], "and the witness cosigns nothing of this other history"


def test_a_spoilt_backup_leaves_nothing(site: Site, elsewhere: Elsewhere) -> None:
    file = site.backed_up()
    content = bytearray(file.read_bytes())
    content[-70_000] ^= 1
    file.write_bytes(content)

    code, said = elsewhere.restored(file, site)

    assert (code, "打不开" in said["zh"], elsewhere.left) == (2, True, set())


def test_killed_at_any_moment_it_leaves_nothing_that_opens_and_is_begun_again(site: Site, elsewhere: Elsewhere) -> None:
    file, chance = site.backed_up(), random.Random(29)
    began = time.monotonic()
    assert elsewhere.restored(file, site)[0] == 0
    whole = time.monotonic() - began
    for _ in range(6):
        elsewhere.folder = site.place / f"elsewhere-{chance.random()}"
        process = elsewhere.begun(*elsewhere.restore(file, site))
        time.sleep(whole * (0.3 + 0.7 * chance.random()))
        process.kill()
        process.communicate()
        if elsewhere.left - {"restoring"} and "restoring" in elsewhere.left:
            assert (elsewhere.folder / "restoring" / "proven").exists(), "only what is proven is put in place"
        if "restoring" in elsewhere.left:
            assert elsewhere.done("treasury", "audit")[0] == 2, "no desk opens on half a restore"
            assert elsewhere.restored(file, site)[0] == 0
        elif not elsewhere.left:
            assert elsewhere.restored(file, site)[0] == 0
        assert elsewhere.done("evidence", "verify")[0] == 0
        assert "restoring" not in elsewhere.left


@pytest.mark.requirement("R-1501")
def test_a_drill_brings_the_last_backup_back_aside_and_leaves_only_its_outcome(site: Site) -> None:
    site.backed_up()
    site.work(2027)
    before = {path.name for path in (site.place / "data").iterdir()} | {"rooms"}

    trial = drill(name="last", by=site.county.administrator(), at=timezone.now())

    assert (trial.kind, trial.is_whole) == ("drilled", True), trial.en
    assert "were logged since and are not in it" in trial.en, "which alarms nobody: the desk worked on"
    assert "old" not in trial.en
    assert Trial.objects.count() == 1
    assert {path.name for path in (site.place / "data").iterdir()} == before
    assert [path for path in (site.place / "data" / "rooms").iterdir() if path.is_dir()] == []


def test_a_drill_of_a_spoilt_backup_says_so(site: Site) -> None:
    file = site.backed_up()
    file.write_bytes(file.read_bytes()[:-1])

    trial = drill(name="last", by=None, at=timezone.now())

    assert (trial.is_whole, "does not open" in trial.en) == (False, True)
