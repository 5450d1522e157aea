"""A drill in earnest: the desk is backed up, destroyed, brought back elsewhere, proven, and goes on."""

import shutil
from pathlib import Path

import pytest
from django.utils import timezone

from mingbai.backups.actions import drill
from mingbai.backups.models import Trial
from mingbai.backups.tests.elsewhere import KILLED, PASSPHRASE, Elsewhere
from mingbai.backups.tests.sites import Made, Site
from mingbai.config.testing import Base

pytestmark = pytest.mark.slow
STAGING = "mingbai.backups.restoring.staging"


@pytest.mark.requirement("R-1501")
def test_brought_back_it_is_what_it_was_and_goes_on(site: Site, elsewhere: Elsewhere) -> None:
    shutil.copy(site.backed_up(), site.place / "X.backup")
    shutil.move(site.place / "data", site.place / "burnt")
    (site.place / "passphrase").write_text(PASSPHRASE, encoding="utf-8")
    sealed = "--keys", site.keys, "--passphrase-file", site.place / "passphrase"

    code, said = elsewhere.done("backup", "restore", site.place / "X.backup", *sealed, "--json")

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
    code, refused = elsewhere.done("backup", "restore", site.place / "X.backup", *sealed, "--json")
    assert (code, "is not empty" in refused["en"]) == (2, True)


LOST_LEAF = "DELETE FROM evidence_leaf WHERE index = 3"
CHANGED = "UPDATE treasury_transfer SET fen = fen + 1 WHERE id = (SELECT min(id::text)::uuid FROM treasury_transfer)"
LOST_ENTRY = "DELETE FROM treasury_transfer WHERE id = (SELECT max(id::text)::uuid FROM treasury_transfer)"


def harmed(site: Site, base: Base, harm: str) -> Path:
    """Return a backup of the desk after somebody did it harm whom no trigger stops."""
    with base.administrator(site.database) as admin:
        admin.execute("SET session_replication_role = replica")
        for table in ("treasury_transfer", "evidence_leaf"):
            admin.execute(f"ALTER TABLE {table} DISABLE TRIGGER ALL")
        assert admin.execute(harm).rowcount == 1
        for table in ("treasury_transfer", "evidence_leaf"):
            admin.execute(f"ALTER TABLE {table} ENABLE TRIGGER ALL")
    return site.backed_up()


@pytest.mark.requirement("R-1501")
@pytest.mark.parametrize(("harm", "found"), [(CHANGED, "已被改动"), (LOST_LEAF, "存证被破坏"), (LOST_ENTRY, "凭证")])
def test_a_backup_of_a_desk_that_lost_a_fen_or_a_leaf_is_found_and_not_put_in_place(
    site: Site, elsewhere: Elsewhere, base: Base, harm: str, found: str
) -> None:
    code, said = elsewhere.restored(harmed(site, base, harm), site)

    assert (code, said["whole"], said["place"]) == (5, False, None)
    assert found in "".join(one["zh"] for one in said["wrongs"])
    assert elsewhere.left == set()


@pytest.mark.requirement("R-1501")
def test_it_is_put_in_place_all_the_same_for_who_accepts_its_faults(
    site: Site, elsewhere: Elsewhere, base: Base
) -> None:
    code, said = elsewhere.restored(harmed(site, base, CHANGED), site, "--accept-faults")

    assert (code, said["whole"], said["place"]) == (5, False, str(elsewhere.folder))


@pytest.mark.requirement("R-1501")
def test_one_older_than_what_a_witness_has_seen_says_so(backup: Path, site: Site, elsewhere: Elsewhere) -> None:
    site.work(2027)

    code, said = elsewhere.restored(backup, site)

    assert (code, said["whole"]) == (5, True)
    assert said["lost"] == said["seen"]["审计"] - said["leaves"] > 0
    assert f"{said['lost']} later acts that are not here" in said["en"]
    failed = elsewhere.done("evidence", "append", "--json")[1]["failed"]
    assert "does not extend" in failed["审计"], "and the witness cosigns nothing of this other history"


def test_a_spoilt_backup_leaves_nothing(backup: Path, made: Made, elsewhere: Elsewhere, tmp_path: Path) -> None:
    content = bytearray(backup.read_bytes())
    content[-70_000] ^= 1
    (tmp_path / "X.backup").write_bytes(content)

    code, said = elsewhere.restored(tmp_path / "X.backup", made.site)

    assert (code, "打不开" in said["zh"], elsewhere.left) == (2, True, set())


@pytest.mark.parametrize(
    ("there", "is_proven"),
    [
        pytest.param(f"{STAGING}._write", False, id="while files are unpacked"),
        pytest.param("mingbai.config.postgres.carrying.suppress", False, id="while the database is loaded"),
        pytest.param("mingbai.backups.restoring.bringing.note_restored", False, id="once it was compared"),
        pytest.param(f"{STAGING}._await_stop", True, id="once it is proven"),
        pytest.param("shutil.rmtree", True, id="half put in place"),
        pytest.param(f"{STAGING}._remove", True, id="put in place"),
    ],
)
def test_killed_there_it_leaves_nothing_that_opens_and_is_begun_again(
    backup: Path, made: Made, elsewhere: Elsewhere, there: str, *, is_proven: bool
) -> None:
    words = elsewhere.restore(backup, made.site)
    code = elsewhere.killed(*words, at=there, when=lambda: elsewhere.is_proven is is_proven)

    assert (code, elsewhere.is_proven) == (KILLED, is_proven)
    assert is_proven or elsewhere.left == {"restoring"}, "only what is proven is put in place"
    assert elsewhere.done("treasury", "audit")[0] == 2, "no desk opens on half a restore"
    assert elsewhere.restored(backup, made.site)[0] == 0
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
