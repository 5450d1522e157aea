"""An evidence pack convinces whoever has Python or a browser alone; one letter changed anywhere and it does not."""

import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from hashlib import sha256
from pathlib import Path

import pytest

from mingbai.evidence.installation import installed_ring, log_files
from mingbai.evidence.proofs.handing import zipped
from mingbai.evidence.proofs.pack import Row, pack
from mingbai.evidence.proving import proof_of
from mingbai.evidence.tests.town import pay
from mingbai.evidence.witnesses.policy import Policy

Settle = Callable[..., None]
CHROMIUM = shutil.which("chromium") or shutil.which("chromium-browser")
FIELDS = ("fen", "month", "name")
ABOUT = {"内容 What": "付款 payments", "出具 By": "=审计局"}


@pytest.fixture
def files(payments: str, policy: Policy, settle: Settle) -> dict[str, bytes]:
    assert payments
    rows = pay(20)
    rows[4].name = "=cmd|' /C calc'!A0"
    settle()
    made = [
        proof_of(f"samples.payment/{row.pk}", fields=FIELDS, storage=log_files(), policy=policy, ring=installed_ring())
        for row in rows[:5]
    ]
    return pack([Row("付款", "<b>payment</b>", one) for one in made], policy, ABOUT)


@pytest.fixture
def folder(files: dict[str, bytes], tmp_path: Path) -> Path:
    for name, content in files.items():
        (tmp_path / "pack" / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "pack" / name).write_bytes(content)
    return tmp_path / "pack"


def verified(folder: Path, *more: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-I", "-S", str(folder / "verify.py"), *more]
    return subprocess.run(command, capture_output=True, check=False, encoding="utf-8", cwd="/")


def test_python_alone_verifies_a_pack(folder: Path) -> None:
    answer = verified(folder)

    assert answer.returncode == 0, answer.stderr
    said = json.loads(answer.stdout)
    assert (said["proven"], said["rows"]) == (True, 5)
    assert set(said["signed_by"]) >= {"民政", "审计"}


@pytest.mark.parametrize("name", ["data.json", "data.csv", "policy.txt", "verify_proof.py", "proofs/0.tlog-proof"])
def test_one_letter_changed_is_named(folder: Path, name: str) -> None:
    path = folder / name
    path.write_bytes(path.read_bytes() + b" ")

    answer = verified(folder)

    assert answer.returncode == 1
    assert name in answer.stderr


def test_a_file_left_out_is_named(folder: Path) -> None:
    (folder / "data.csv").unlink()

    assert "data.csv" in verified(folder).stderr


def test_an_amount_changed_with_all_digests_is_refused(folder: Path) -> None:
    data = json.loads((folder / "data.json").read_text())
    data["rows"][2]["fields"]["fen"] += 1
    (folder / "data.json").write_text(json.dumps(data))
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"]["data.json"] = sha256((folder / "data.json").read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest))

    answer = verified(folder)

    assert answer.returncode == 1
    assert "samples.payment/3" in answer.stderr


def test_whoever_believes_other_keys_is_not_convinced(folder: Path, tmp_path: Path) -> None:
    lines = (folder / "policy.txt").read_text().splitlines()
    (tmp_path / "mine.txt").write_text("\n".join(line for line in lines if "审计" not in line and "纪检" not in line))

    assert verified(folder, str(tmp_path / "mine.txt")).returncode == 1


def test_a_name_that_leads_out_of_the_pack_is_refused(folder: Path) -> None:
    manifest = json.loads((folder / "manifest.json").read_text())
    manifest["files"]["../secret"] = "00"
    (folder / "manifest.json").write_text(json.dumps(manifest))

    assert "../secret" in verified(folder).stderr


def test_the_same_rows_give_the_same_bytes(files: dict[str, bytes]) -> None:
    assert zipped(files) == zipped(dict(reversed(files.items())))
    assert list(files) != sorted(files)


def test_no_cell_is_run_by_a_spreadsheet(files: dict[str, bytes]) -> None:
    table = files["data.csv"].decode("utf-8-sig")

    assert not any(cell.startswith(("=", "+", "-", "@")) for line in table.splitlines() for cell in line.split(","))
    assert table.count("\r\n") == 6


@pytest.mark.slow
@pytest.mark.skipif(not CHROMIUM, reason="no Chromium here: install chromium")
class TestPage:
    """The page of a pack, opened from the disk with the network cut."""

    @pytest.fixture
    def verdict(self) -> Iterator[Callable[[Path], tuple[str, str]]]:
        from playwright.sync_api import sync_playwright

        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=CHROMIUM, args=["--no-sandbox"])
            context = browser.new_context(offline=True)
            asked: list[str] = []
            context.on("request", lambda request: asked.append(request.url))

            def opened(path: Path) -> tuple[str, str]:
                page = context.new_page()
                page.goto(path.as_uri())
                page.wait_for_selector("#verdict.holds, #verdict.fails", timeout=60_000)
                assert [url for url in asked if not url.startswith("file://")] == []
                return page.get_attribute("#verdict", "class") or "", page.inner_text("body")

            yield opened
            browser.close()

    def test_a_browser_alone_verifies_a_pack(self, folder: Path, verdict: Callable[[Path], tuple[str, str]]) -> None:
        told, text = verdict(folder / "verify.html")

        assert told == "holds", text
        assert text.count("✔") == 6
        assert "<b>payment</b>" in text
        assert "fen = 104" in text

    @pytest.mark.parametrize(
        ("before", "after"),
        [
            ('\\"fen\\": 104', '\\"fen\\": 105'),
            ("tlog-proof@v1\\nextra ", "tlog-proof@v1\\nextra  "),
            ("group", "groop"),
        ],
    )
    def test_one_letter_changed_and_it_says_so(
        self, folder: Path, verdict: Callable[[Path], tuple[str, str]], before: str, after: str
    ) -> None:
        page = (folder / "verify.html").read_text(encoding="utf-8")
        assert before in page
        (folder / "verify.html").write_text(page.replace(before, after, 1), encoding="utf-8")

        told, text = verdict(folder / "verify.html")

        assert told == "fails"
        assert "✘" in text

    def test_an_amount_changed_with_its_digest_is_refused_by_its_proof(
        self, folder: Path, verdict: Callable[[Path], tuple[str, str]]
    ) -> None:
        before, _, rest = (folder / "verify.html").read_text(encoding="utf-8").partition(' id="pack">')
        carried, _, after = rest.partition("</script>")
        said = json.loads(carried)
        data = said["files"]["data.json"].replace('"fen": 104', '"fen": 105')
        assert data != said["files"]["data.json"]
        said["files"]["data.json"], said["digests"]["data.json"] = data, sha256(data.encode()).hexdigest()
        page = f'{before} id="pack">{json.dumps(said)}</script>{after}'
        (folder / "verify.html").write_text(page, encoding="utf-8")

        told, text = verdict(folder / "verify.html")

        assert told == "fails"
        assert "与证明不符" in text
