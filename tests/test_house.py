"""`./dev` keeps its promises, tried on a small house of its own: from nothing, moved, broken, twice at once."""

import os
import re
import runpy
import shutil
import subprocess
import sys
import tomllib
from hashlib import sha256
from pathlib import Path
from zipfile import ZipFile

import pytest

import mingbai

ROOT = Path(__file__).resolve().parent.parent
TOOL = """#!/bin/sh
[ "$1" = --version ] && { echo v20.1.0; exit; }
mkdir -p "$BUILT"
basename "$0" >> "$BUILT/calls"
"""
SPEAKING = """
import sys

def main() -> int:
    print("mingbai", *sys.argv[1:])
    return 5
"""


class House:
    """A project with nothing to install, so that making its environment takes a moment and no network."""

    def __init__(self, root: Path, **environ: str) -> None:
        self.root, self.environ = root, {**os.environ, **environ}
        (root / "mingbai" / "cli").mkdir(parents=True)
        (root / "mingbai" / "cli" / "main.py").write_text(SPEAKING, encoding="utf-8")
        shutil.copy(ROOT / "dev", root / "dev")
        self.lock("# nothing")

    def lock(self, text: str) -> None:
        """Write the lock; a line that is a comment asks pip for nothing."""
        (self.root / "requirements.lock").write_text(text + "\n", encoding="utf-8")

    def dev(self, *words: str, folder: Path | None = None) -> subprocess.CompletedProcess[str]:
        """Do ./dev with these words, from the house or from another folder."""
        command = [sys.executable, str(self.root / "dev"), *words]
        return subprocess.run(
            command, cwd=folder or self.root, env=self.environ, capture_output=True, encoding="utf-8", timeout=120
        )

    def start(self, *words: str) -> subprocess.Popen[str]:
        """Begin ./dev and leave it to run."""
        return subprocess.Popen(
            [sys.executable, self.root / "dev", *words], env=self.environ, stdout=-1, stderr=-1, encoding="utf-8"
        )


@pytest.fixture
def house(tmp_path: Path) -> House:
    home = tmp_path / "空 home"
    home.mkdir()
    root = tmp_path / "明白 house"
    root.mkdir()
    return House(root, HOME=str(home), LC_ALL="C.UTF-8")


# ------------------------------------------------------------------ the environment


def test_first_use_makes_the_environment_and_the_second_finds_it_made(house: House) -> None:
    first, second = house.dev("run", "check", "a b"), house.dev("run")

    assert (first.stdout, first.returncode) == ("mingbai check a b\n", 5), first.stderr
    assert "Preparing .venv" in first.stderr
    assert "正在" in first.stderr
    assert (second.stdout, second.stderr, second.returncode) == ("mingbai\n", "", 5)


def test_it_works_from_any_folder_and_paths_stay_the_users(house: House, tmp_path: Path) -> None:
    main = house.root / "mingbai" / "cli" / "main.py"
    main.write_text("import os\n\ndef main() -> None:\n    print(os.getcwd())\n", encoding="utf-8")

    assert house.dev("run", folder=tmp_path).stdout.strip() == str(tmp_path)


def test_a_changed_lock_makes_it_anew(house: House) -> None:
    house.dev("run")
    left_over = house.root / ".venv" / "left-over"
    left_over.touch()

    house.lock("# something else")

    assert "Preparing" in house.dev("run").stderr
    assert not left_over.exists()


def test_a_moved_house_is_not_taken_for_the_old_one(house: House) -> None:
    house.dev("run")
    old, house.root = house.root, house.root.with_name("moved")
    old.rename(house.root)

    assert house.dev("run").stdout == "mingbai\n"


@pytest.mark.parametrize("damage", ["made-from.txt", "bin/python", "pyvenv.cfg bin/python made-from.txt", "."])
def test_half_an_environment_is_never_taken_for_a_whole_one(house: House, damage: str) -> None:
    house.dev("run")
    for name in damage.split():
        path = house.root / ".venv" / name
        shutil.rmtree(path) if path.is_dir() else path.unlink()

    mended = house.dev("run")

    assert (mended.stdout, mended.returncode) == ("mingbai\n", 5), mended.stderr


def test_two_at_once_make_it_once(house: House) -> None:
    both = [house.start("run", number) for number in "12"]
    said = [process.communicate(timeout=120) for process in both]

    assert sorted(out for out, _ in said) == ["mingbai 1\n", "mingbai 2\n"]
    assert "".join(words for _, words in said).count("Preparing") == 1


def wheel_for(house: House) -> Path:
    """Put a package of one line where pip looks, and return it."""
    wheel = house.root.with_name("box") / "nothing_at_all-1.0-py3-none-any.whl"
    wheel.parent.mkdir()
    with ZipFile(wheel, "w") as archive:
        archive.writestr("nothing_at_all.py", "SAID = 'nothing'\n")
        archive.writestr(
            "nothing_at_all-1.0.dist-info/METADATA", "Metadata-Version: 2.1\nName: nothing-at-all\nVersion: 1.0\n"
        )
        archive.writestr(
            "nothing_at_all-1.0.dist-info/WHEEL", "Wheel-Version: 1.0\nRoot-Is-Purelib: true\nTag: py3-none-any\n"
        )
        archive.writestr("nothing_at_all-1.0.dist-info/RECORD", "")
    house.environ |= {"PIP_FIND_LINKS": str(wheel.parent), "PIP_NO_INDEX": "1"}
    return wheel


def test_a_package_that_matches_its_hash_is_installed(house: House) -> None:
    house.lock(f"nothing-at-all==1.0 --hash=sha256:{sha256(wheel_for(house).read_bytes()).hexdigest()}")
    main = house.root / "mingbai" / "cli" / "main.py"
    main.write_text("from nothing_at_all import SAID\n\ndef main() -> None:\n    print(SAID)\n", encoding="utf-8")

    assert house.dev("run").stdout == "nothing\n"


@pytest.mark.parametrize(
    ("hashed", "says"),
    [(f" --hash=sha256:{'0' * 64}", "DO NOT MATCH THE HASHES"), ("", "Hashes are required in --require-hashes mode")],
)
def test_a_package_without_its_hash_is_refused_and_nothing_is_taken_for_made(
    house: House, hashed: str, says: str
) -> None:
    wheel_for(house)
    house.lock(f"nothing-at-all==1.0{hashed}")

    refused = house.dev("run")

    assert (refused.returncode, refused.stdout) == (1, "")
    assert says in refused.stderr
    assert "pip could not install requirements.lock; its words stand above." in refused.stderr
    assert not (house.root / ".venv" / "made-from.txt").exists()


def test_settings_of_the_machine_that_cannot_hold_here_do_no_harm(house: House) -> None:
    house.environ |= {"PIP_USER": "1", "PIP_REQUIRE_VIRTUALENV": "1"}

    assert house.dev("run").returncode == 5


def test_a_locale_that_cannot_spell_the_folder_does_no_harm(house: House) -> None:
    house.environ |= {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}

    made = house.dev("run", "check")

    assert (made.stdout, made.returncode) == ("mingbai check\n", 5), made.stderr


@pytest.mark.parametrize(
    ("home", "cached"), [("", False), ("/nowhere/at/all", False), (str(Path(__file__).parent), True)]
)
def test_without_a_home_pip_keeps_no_cache_in_strange_places(
    monkeypatch: pytest.MonkeyPatch, home: str, cached: bool
) -> None:
    monkeypatch.setenv("HOME", home)
    monkeypatch.delenv("PIP_NO_CACHE_DIR", raising=False)

    settings = runpy.run_path(str(ROOT / "dev"), run_name="dev")["pip_settings"]()

    assert ("PIP_NO_CACHE_DIR" not in settings) == cached


def test_a_folder_that_cannot_be_written_is_a_sentence(house: House) -> None:
    (house.root / ".venv.lock").mkdir()

    refused = house.dev("run")

    assert refused.returncode == 1
    assert refused.stderr.startswith("The system refused: ")
    assert "Traceback" not in refused.stderr


PIP = """#!/bin/sh
[ "$1" = --version ] && echo "pip {version} from nowhere" || echo "$@" > "$(dirname "$0")/asked"
"""


@pytest.mark.parametrize(("version", "asks"), [("22.2.2", "install --target="), ("22.3", "--python ")])
def test_a_pip_too_old_to_serve_another_python_is_told_the_folder(house: House, version: str, asks: str) -> None:
    door = house.root / "dev"
    own_pips = '[BASE_PYTHON, "-m", "pip"], [sys.executable, "-m", "pip"], '
    assert own_pips in door.read_text(encoding="utf-8")
    door.write_text(door.read_text(encoding="utf-8").replace(own_pips, ""), encoding="utf-8")
    pip = house.root / "bin" / "pip3"
    pip.parent.mkdir()
    pip.write_text(PIP.format(version=version), encoding="utf-8")
    pip.chmod(0o755)
    house.environ["PATH"] = f"{pip.parent}{os.pathsep}{os.environ['PATH']}"

    assert house.dev("run").returncode == 5
    assert pip.with_name("asked").read_text(encoding="utf-8").startswith(asks)


# ------------------------------------------------------------------ the door


def test_pages_are_built_once_and_anew_when_a_source_changes(house: House, tmp_path: Path) -> None:
    web, tools = house.root / "mingbai" / "web", tmp_path / "tools"
    for folder in (web / "assets", web / "locale", tools, house.root / "node_modules"):
        folder.mkdir(parents=True)
    (house.root / "package-lock.json").write_text("{}", encoding="utf-8")
    (web / "assets" / "desk.css").write_text("a{}", encoding="utf-8")
    (web / "catalogue.py").touch()
    for name in ("node", "npm"):
        (tools / name).write_text(TOOL, encoding="utf-8")
        (tools / name).chmod(0o755)
    house.environ |= {"PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", "BUILT": str(web / "built")}

    first, second = house.dev("assets"), house.dev("run")
    (web / "assets" / "desk.css").write_text("b{}", encoding="utf-8")
    third = house.dev("run")

    told = [said.stderr.count("Building what pages load") for said in (first, second, third)]
    assert told == [1, 0, 1], first.stderr
    calls = (web / "built" / "calls").read_text(encoding="utf-8").split()
    assert calls == ["npm", "node", "node"]  # what is fetched is fetched once


def test_without_a_verb_it_says_what_can_be_asked(house: House) -> None:
    asked, lost, confused = house.dev("--help"), house.dev("dmeo"), house.dev("check", "everything")

    verbs = re.findall(r"^  \./dev (\w+) ", asked.stdout, flags=re.M)
    assert verbs == ["demo", "test", "run", "check", "bench", "assets", "spark", "lock", "shell"]
    assert (asked.returncode, lost.returncode, confused.returncode) == (0, 2, 2)
    assert asked.stdout == lost.stdout == confused.stdout
    assert not (house.root / ".venv").exists()


def test_bench_lists_what_there_is_and_runs_it(house: House) -> None:
    (house.root / "bench").mkdir()
    (house.root / "bench" / "county.py").write_text("import sys\n\nprint(sys.argv[1:])\n", encoding="utf-8")

    assert house.dev("bench").stdout == "county\n"
    assert (house.dev("bench", "county", "x").stdout, house.dev("bench", "moon").returncode) == ("['x']\n", 2)


def test_an_older_python_reads_one_plain_sentence() -> None:
    text = (ROOT / "dev").read_text(encoding="utf-8")
    act = f"import sys; sys.version_info = (3, 8, 0); exec(compile({text!r}, 'dev', 'exec'))"

    refused = subprocess.run([sys.executable, "-c", act], capture_output=True, encoding="utf-8")

    assert refused.returncode == 1
    assert refused.stderr.startswith("mingbai needs Python 3.11 or newer; ")
    assert refused.stderr.count("\n") == 2


def test_ci_does_what_the_readme_says() -> None:
    script = (ROOT / ".ci" / "run").read_text(encoding="utf-8")

    assert "./dev test" in script
    assert "./dev check" in script
    assert "./dev test" in (ROOT / "README.md").read_text(encoding="utf-8")
    assert subprocess.run(["bash", "-n", ROOT / ".ci" / "run"]).returncode == 0


# ------------------------------------------------------------------ the rules of the house


def pytest_in(folder: Path, test: str, **environ: str) -> subprocess.CompletedProcess[str]:
    shutil.copy(ROOT / "conftest.py", folder)
    (folder / "test_it.py").write_text(f"import pytest\n\n{test}\n", encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-p", "no:cacheprovider", "-ra", "test_it.py"]
    return subprocess.run(command, cwd=folder, env={**os.environ, **environ}, capture_output=True, encoding="utf-8")


SKIPS = "@pytest.mark.skip(reason='no Java here')\ndef test_it(): ..."


def test_a_skip_says_why_and_fails_only_in_ci(tmp_path: Path) -> None:
    at_home, in_ci = pytest_in(tmp_path, SKIPS, CI=""), pytest_in(tmp_path, SKIPS, CI="true")

    assert "no Java here" in at_home.stdout
    assert (at_home.returncode, in_ci.returncode) == (0, 1)
    assert "In CI nothing may be skipped" in in_ci.stdout


def test_a_run_in_ci_that_skips_nothing_passes(tmp_path: Path) -> None:
    assert pytest_in(tmp_path, "def test_it(): ...", CI="true").returncode == 0


LINT = "from importlinter.cli import lint_imports_command as lint; lint()"


def lint_imports(folder: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-c", LINT, "--no-cache"]
    return subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8")


def modules_under_contract() -> set[str]:
    """Return every package that the contracts name."""
    contracts = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["tool"]["importlinter"][
        "contracts"
    ]
    layers = {
        f"mingbai.{layer.strip('() ')}"
        for contract in contracts
        for level in contract.get("layers", ())
        for layer in level.split("|")
    }
    named = {name for one in contracts for key in ("source_modules", "forbidden_modules") for name in one.get(key, ())}
    return layers | {name.replace("*", "rosters") for name in named if name.startswith("mingbai.")}


def test_imports_go_one_way() -> None:
    linted = lint_imports(ROOT)
    assert linted.returncode == 0, linted.stdout


@pytest.mark.parametrize(
    ("folder", "line"),
    [
        ("kernel", "import mingbai.law"),
        ("law", "from mingbai import rules"),
        ("rules", "import mingbai.cli"),
        ("policy", "import django"),
        ("web", "import mingbai.rosters.models"),
        ("web", "import mingbai.cli"),
        ("helpers", ""),
    ],
)
def test_an_import_against_the_flow_is_found(tmp_path: Path, folder: str, line: str) -> None:
    for name in (*modules_under_contract(), f"mingbai.{folder}"):
        package = tmp_path.joinpath(*name.split("."))
        package.mkdir(parents=True, exist_ok=True)
        (package / "__init__.py").touch()
    (tmp_path / "mingbai" / "__init__.py").touch()
    (tmp_path / "django.py").touch()
    shutil.copy(ROOT / "pyproject.toml", tmp_path)
    assert (lint_imports(tmp_path).returncode == 0) == (folder != "helpers")

    (tmp_path / "mingbai" / folder / "__init__.py").write_text(line, encoding="utf-8")

    assert lint_imports(tmp_path).returncode == 1


def test_the_version_is_said_alike() -> None:
    stated = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]["version"]
    assert stated == mingbai.__version__
