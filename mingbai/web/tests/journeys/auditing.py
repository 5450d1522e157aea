"""What an auditor does afterwards: finds who changed what, and proves it without the desk."""

import subprocess
import sys
from pathlib import Path
from zipfile import ZipFile

from mingbai.offices.kinds import Kind
from mingbai.offices.roles import Role
from mingbai.web.tests.browsing import faults_of, shot, stray
from mingbai.web.tests.journeys.walking import Door


def auditor_finds_who_changed_the_account(door: Door, folder: Path) -> None:
    """Find by kind of act who had a payment go elsewhere, who agreed, and prove both offline."""
    with door.come_in(Kind.AUDIT, Role.INSPECTOR) as auditor:
        auditor.open("/evidence/search?type=payments.change_asked")
        auditor.click(".rows tbody a.figure")
        shot(auditor.page, "walk.who-changed-the-account")
        agreed, asked = auditor.page.locator(".rows tbody tr").all_inner_texts()
        assert "申请变更账户" in asked
        assert "批准变更账户" in agreed
        assert person_of(asked) != person_of(agreed)
        assert "未被改动" in auditor.text
        assert faults_of(auditor.page) == []
        assert stray(auditor.page) == []
        with auditor.page.expect_download() as taken:
            auditor.page.locator("a[download]", has_text="证明").first.click()
        ZipFile(taken.value.path()).extractall(folder)
    (proof,) = folder.glob("*.tlog-proof")
    words = [sys.executable, "-I", "verify_proof.py", proof.name, "policy.txt"]
    assert subprocess.run(words, cwd=folder, check=False).returncode == 0


def person_of(row: str) -> str:
    """Return who is named in a row."""
    return next(word for word in row.split() if word.startswith("人员"))
