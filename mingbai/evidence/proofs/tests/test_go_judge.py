"""Go's golang.org/x/mod/sumdb, which guards Go's own packages, judges our trees and notes as we do."""

import json
import os
import shutil
import subprocess
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest

from mingbai.evidence.notes.base64_text import encoded
from mingbai.evidence.proofs.tests.proof_made import LOG, WITNESSES, made_proof
from mingbai.evidence.tree.consistency import consistency_proof
from mingbai.evidence.tree.hashing import leaf_hash, root_of
from mingbai.evidence.tree.inclusion import inclusion_proof
from mingbai.evidence.tree.nodes import MemoryNodes

GO_PATH = Path("/usr/share/gocode")  # where Debian's golang-golang-x-mod-dev lies
MOST = 24
LEAVES = [leaf_hash(b"entry %d" % number) for number in range(MOST)]
ROOTS = [root_of(LEAVES[:size]) for size in range(MOST + 1)]
TREE = MemoryNodes()
TREE.append(LEAVES)

pytestmark = pytest.mark.skipif(
    not shutil.which("go") or not (GO_PATH / "src/golang.org/x/mod/sumdb").exists(),
    reason="Go or its x/mod is not here (Debian: golang-go, golang-golang-x-mod-dev); CI has both",
)


@pytest.fixture(scope="module")
def judge(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("judge")
    environment = os.environ | {"GOPATH": str(GO_PATH), "GO111MODULE": "off", "GOCACHE": str(folder / "cache")}
    source = Path(__file__).with_name("judge.go")
    subprocess.run(["go", "build", "-o", folder / "judge", source], check=True, env=environment)
    return folder / "judge"


def verdicts(judge: Path, questions: Iterable[dict[str, Any]]) -> list[bool]:
    lines = "".join(json.dumps(question) + "\n" for question in questions)
    done = subprocess.run([judge], input=lines, capture_output=True, text=True, check=True)
    return [line == "true" for line in done.stdout.split()]


def inclusion(index: int, size: int, steps: list[bytes]) -> dict[str, Any]:
    proof = [encoded(step) for step in steps]
    return {"Kind": "inclusion", "Size": size, "Index": index, "Proof": proof} | {
        "Root": encoded(ROOTS[size]),
        "Leaf": encoded(LEAVES[index]),
    }


def consistency(old: int, size: int, steps: list[bytes]) -> dict[str, Any]:
    proof = [encoded(step) for step in steps]
    return {"Kind": "consistency", "Size": size, "Index": old, "Proof": proof} | {
        "Root": encoded(ROOTS[size]),
        "Old": encoded(ROOTS[old]),
    }


def flipped(steps: list[bytes]) -> list[bytes]:
    return [*steps[:-1], bytes([steps[-1][0] ^ 1]) + steps[-1][1:]]


def test_go_accepts_our_inclusion_proofs_and_rejects_them_tampered(judge: Path) -> None:
    places = [(index, size) for size in range(2, MOST + 1) for index in range(size)]
    proofs = [(index, size, inclusion_proof(index, size, TREE)) for index, size in places]
    assert all(verdicts(judge, (inclusion(*proof) for proof in proofs)))
    assert not any(verdicts(judge, (inclusion(index, size, flipped(steps)) for index, size, steps in proofs)))


def test_go_accepts_our_consistency_proofs_and_rejects_them_tampered(judge: Path) -> None:
    proofs = [(old, size, consistency_proof(old, size, TREE)) for size in range(2, MOST + 1) for old in range(1, size)]
    assert all(verdicts(judge, (consistency(*proof) for proof in proofs)))
    assert not any(verdicts(judge, (consistency(old, size, flipped(steps)) for old, size, steps in proofs)))


def test_go_opens_our_checkpoints_with_their_cosignatures_and_rejects_them_tampered(judge: Path) -> None:
    note = bytes(made_proof().checkpoint).decode()
    key, stranger = str(LOG.verifier), str(WITNESSES["民政"].verifier)
    questions = [(note, key), (note.replace("\n11\n", "\n12\n"), key), (note, stranger)]
    assert verdicts(judge, ({"Kind": "note", "Note": text, "Key": by} for text, by in questions)) == [
        True,
        False,
        False,
    ]
