"""The house keeps its shape: short files, short functions, honest names, nothing of one machine. No exceptions list."""

import ast
import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from itertools import pairwise
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parent.parent
FILE_LINES, FUNCTION_LINES, FOLDER_FILES, RULE_FOLDER_FILES = 400, 60, 15, 30
CODE = {".py", ".sql", ".sh", ".js", ".css", ".html", ""}  # without an ending: dev, .ci/run
NAMELESS = {"core", "common", "utils", "util", "helpers", "helper", "manager", "processor"}
PURE = ("kernel", "law", "policy", "files", "rules", "simulation")
READMES = (ROOT / "README.md", ROOT / "README.zh-CN.md")
LOCKS = tuple(ROOT / f"requirements{name}.lock" for name in ("", "-spark", "-node"))
PAGES_LOCK = ROOT / "package-lock.json"

# In character classes, so that this file does not find itself.
HOSTS = re.compile(
    r"pypi[.]org|python[h]osted[.]org|npmjs[.]org|npm[m]irror|deb[.]debian|tuna[.]tsinghua|mirrors?[.](?:aliyun|cloud)",
    re.I,
)
MACHINE_PATHS = re.compile(r"(?<![\w.~/-])/(?:work|root|home/\w+|Users/\w+|opt/[p]ypi|opt/[w]heels|tmp/[m]b)/")
UNFINISHED = re.compile(r"\b(?:TO[D]O|FIX[M]E)\b")
CLOCK = {"today", "now", "utcnow"}


# ------------------------------------------------------------------ what each check finds in one file


def too_long(text: str) -> list[str]:
    lines = len(text.splitlines())
    return [f"{lines} lines"] if lines > FILE_LINES else []


def long_functions(text: str) -> list[str]:
    functions = (node for node in ast.walk(ast.parse(text)) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    lengths = ((node.name, (node.end_lineno or node.lineno) - node.lineno + 1) for node in functions)
    return [f"{name} has {length} lines" for name, length in lengths if length > FUNCTION_LINES]


def missing_docstring(text: str) -> list[str]:
    said = ast.get_docstring(ast.parse(text))
    return [] if said and len(said.splitlines()[0]) > 10 else ["says nowhere what it is"]


def clock_reads(text: str) -> list[str]:
    calls = (node.func for node in ast.walk(ast.parse(text)) if isinstance(node, ast.Call))
    return [f"reads the clock: {ast.unparse(func)}()" for func in calls if getattr(func, "attr", None) in CLOCK]


def registry_hosts(text: str) -> list[str]:
    return HOSTS.findall(text)


def machine_paths(text: str) -> list[str]:
    return MACHINE_PATHS.findall(text)


def unfinished(text: str) -> list[str]:
    return UNFINISHED.findall(text)


# ------------------------------------------------------------------ the files they look at


def is_ours(path: Path, ignored: list[str]) -> bool:
    parts = path.relative_to(ROOT).parts
    return ".git" not in parts and not any(fnmatch(part, pattern) for part in parts for pattern in ignored)


def our_files() -> Iterator[Path]:
    """Return every file that belongs to the project, with or without git at hand."""
    ignored = [line.strip("/") for line in (ROOT / ".gitignore").read_text(encoding="utf-8").split()]
    return (path for path in sorted(ROOT.rglob("*")) if is_ours(path, ignored) and path.is_file())


FILES = [path for path in our_files() if b"\0" not in path.read_bytes()[:4096]]
PYTHON = [path for path in FILES if path.suffix == ".py" or path.name == "dev"]
DOMAIN = [
    path
    for path in PYTHON
    if path.relative_to(ROOT / "mingbai" if (ROOT / "mingbai") in path.parents else ROOT).parts[0] in PURE
    and "tests" not in path.parts
]


def complaints(files: list[Path], check: Callable[[str], list[str]]) -> dict[str, list[str]]:
    found = {str(path.relative_to(ROOT)): check(path.read_text(encoding="utf-8")) for path in files}
    return {name: words for name, words in found.items() if words}


@pytest.mark.parametrize(
    ("files", "check"),
    [
        pytest.param(
            [path for path in FILES if path.suffix in CODE and path.name != "LICENSE"], too_long, id="files are short"
        ),
        pytest.param(PYTHON, long_functions, id="functions are short"),
        pytest.param(PYTHON, missing_docstring, id="every module says what it is"),
        pytest.param(DOMAIN, clock_reads, id="the domain is told the date, it never looks"),
        pytest.param(FILES, registry_hosts, id="no registry is named"),
        pytest.param(FILES, machine_paths, id="no path of one machine is named"),
        pytest.param(FILES, unfinished, id="nothing is left for later"),
    ],
)
def test_files(files: list[Path], check: Callable[[str], list[str]]) -> None:
    assert files
    assert complaints(files, check) == {}


def test_no_folder_is_crowded() -> None:
    assert crowded(Counter(path.parent.relative_to(ROOT) for path in FILES if path.suffix == ".py")) == []


def crowded(counts: Counter[Path]) -> list[Path]:
    return [folder for folder, count in counts.items() if count > room(folder)]


def room(folder: Path) -> int:
    return RULE_FOLDER_FILES if folder.parts[:2] == ("mingbai", "rules") else FOLDER_FILES


def test_every_name_says_something() -> None:
    names = {part for path in FILES for part in (*path.relative_to(ROOT).parts[:-1], path.stem)}
    assert names & NAMELESS == set()


# ------------------------------------------------------------------ the locks and the two READMEs


def loose_requirements(text: str) -> list[str]:
    """Return the requirements that are not exact, not hashed, or tied to a place."""
    blocks = re.split(r"\n(?=\S)", "\n".join(line for line in text.splitlines() if not line.lstrip().startswith("#")))
    exact = re.compile(r"[A-Za-z0-9._-]+==\S+.*?(\\\n\s+--hash=sha256:[0-9a-f]{64}\s*)+", re.S)
    return [block.splitlines()[0] for block in blocks if block.strip() and not exact.fullmatch(block)]


@pytest.mark.parametrize("lock", LOCKS, ids=lambda path: path.name)
def test_locks_are_exact_and_name_no_place(lock: Path) -> None:
    text = lock.read_text(encoding="utf-8")
    assert "==" in text
    assert loose_requirements(text) == []
    assert re.findall(r"://|file:|--index|--find-links| @ ", text) == []


def test_the_pages_lock_is_exact_hashed_and_names_no_place() -> None:
    lock = json.loads(PAGES_LOCK.read_text(encoding="utf-8"))
    packages = {name: told for name, told in lock["packages"].items() if name}
    assert packages
    assert [name for name, told in packages.items() if "resolved" in told or "integrity" not in told] == []
    asked = json.loads((ROOT / "package.json").read_text(encoding="utf-8"))
    assert all(
        re.fullmatch(r"\d+[.]\d+[.]\d+", told) for told in (asked["dependencies"] | asked["devDependencies"]).values()
    )


def headings(text: str) -> list[int]:
    prose = re.sub(r"^```.*?^```", "", text, flags=re.S | re.M)
    return [len(marks) for marks in re.findall(r"^(#+) ", prose, flags=re.M)]


def test_the_two_readmes_are_in_step() -> None:
    english, chinese = (headings(path.read_text(encoding="utf-8")) for path in READMES)
    assert english
    assert english == chinese


@pytest.mark.parametrize("readme", READMES, ids=lambda path: path.name)
def test_the_commands_of_the_readme_exist(readme: Path) -> None:
    text = readme.read_text(encoding="utf-8")
    verbs = set(re.findall(r"^def (\w+)\(", (ROOT / "dev").read_text(encoding="utf-8"), flags=re.M))
    named = set(re.findall(r"\./dev (\w+)", text))
    assert {"demo", "test"} <= named <= verbs


def dead_links(page: Path, text: str) -> list[str]:
    targets = re.findall(r"\]\((?!https?:|#|mailto:)([^)#\s]+)", text)
    return [target for target in targets if not (page.parent / target).exists()]


@pytest.mark.parametrize("page", [path for path in FILES if path.suffix == ".md"], ids=lambda path: path.name)
def test_links_between_pages_lead_somewhere(page: Path) -> None:
    assert dead_links(page, page.read_text(encoding="utf-8")) == []


def test_every_decision_has_its_own_number_and_is_listed() -> None:
    index = (ROOT / "docs" / "decisions" / "README.md").read_text(encoding="utf-8")
    pages = sorted(path.name for path in (ROOT / "docs" / "decisions").glob("[0-9]*.md"))
    assert re.findall(r"\]\(([0-9][^)]+)\)", index) == pages
    assert [page[:4] for page in pages] == [f"{number:04}" for number in range(1, len(pages) + 1)]


# ------------------------------------------------------------------ and each check can fail


@pytest.mark.parametrize(
    ("check", "bad", "good"),
    [
        (too_long, "x = 1\n" * 401, "x = 1\n" * 400),
        (long_functions, "def f():\n" + "    x = 1\n" * 60, "def f():\n" + "    x = 1\n" * 59),
        (missing_docstring, "x = 1\n", '"""Money in whole fen."""\n'),
        (clock_reads, "from datetime import date\nx = date.today()\n", "x = now\n"),
        (registry_hosts, "https://pypi" + ".org/simple", "the registry your pip knows"),
        (machine_paths, "cd /work" + "/main", "docs/work, homework/x"),
        (machine_paths, "/home" + "/someone/x", "https://example.cn/home"),
        (unfinished, "# TO" + "DO: later", "# done"),
        (
            loose_requirements,
            "rich>=15 \\\n    --hash=sha256:" + "a" * 64,
            "rich==15.0 \\\n    --hash=sha256:" + "a" * 64,
        ),
        (loose_requirements, "rich==15.0", "# rich"),
        (loose_requirements, "--index-url x", ""),
    ],
)
def test_each_check_finds_the_bad_and_leaves_the_good(check: Callable[[str], list[str]], bad: str, good: str) -> None:
    assert check(bad)
    assert not check(good)


def test_a_crowded_folder_is_found_and_rules_have_more_room() -> None:
    counts = Counter({Path("mingbai/law"): 16, Path("mingbai/rules/people"): 30, Path("mingbai/rules/money"): 31})
    assert crowded(counts) == [Path("mingbai/law"), Path("mingbai/rules/money")]


def test_a_missing_heading_and_a_dead_link_are_found() -> None:
    assert headings("# A\n\n```\n# not a heading\n```\n## B\n") == [1, 2]
    assert dead_links(ROOT / "README.md", "[a](dev) [b](nowhere.md) [c](https://example.cn)") == ["nowhere.md"]


def test_the_stages_in_the_contract_stand_in_the_order_of_the_money() -> None:
    text = (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    listed = re.search(r"^layers = \[(.*?)\]", text, flags=re.S | re.M)
    assert listed
    order = [listed[1].index(f'"{layer}"') for layer in ("web | cli | api", *reversed(PURE))]
    assert all(before < after for before, after in pairwise(order))
