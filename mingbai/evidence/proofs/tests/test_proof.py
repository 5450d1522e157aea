"""The proof file, and the script that needs nothing but Python: what holds is proven, what was touched is not."""

import json
import random
import subprocess
import sys
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from mingbai.evidence.leaves.commitments import Opening, opened
from mingbai.evidence.proofs import verify_proof
from mingbai.evidence.proofs.proof import Proof, ProofRefused, parse_proof, proven
from mingbai.evidence.proofs.tests.proof_made import KEY, LOG, POLICY, POLICY_TEXT, leaf_of, made_proof

PROOF = made_proof()
SCRIPT = Path(verify_proof.__file__)


def by_script(text: bytes, folder: Path, *flags: str) -> "subprocess.CompletedProcess[str]":
    (folder / "a.tlog-proof").write_bytes(text)
    (folder / "policy").write_text(POLICY_TEXT, encoding="utf-8")
    command = [sys.executable, "-I", *flags, str(SCRIPT), "a.tlog-proof", "policy"]
    return subprocess.run(command, capture_output=True, encoding="utf-8", cwd=folder)


def is_proven(text: bytes) -> bool:
    try:
        return bool(proven(parse_proof(text.decode()), POLICY))
    except (ProofRefused, UnicodeDecodeError):
        return False


def is_proven_by_script(text: bytes) -> bool:
    try:
        return bool(verify_proof.check(text.decode(), POLICY_TEXT))
    except Exception:
        return False


@pytest.mark.parametrize(("index", "size"), [(0, 1), (0, 2), (1, 2), (2, 3), (5, 11), (10, 11), (255, 300), (299, 300)])
def test_a_proof_is_written_read_and_proves_for_us_and_for_the_script(index: int, size: int) -> None:
    proof = made_proof(index, size)
    assert parse_proof(str(proof)) == proof
    found = proven(proof, POLICY)
    assert found.leaf == leaf_of(index)
    assert found.fields == {"fen": 65_000, "month": "2026-11"}
    assert set(found.witnesses) == {"财政", "审计"}
    said = verify_proof.check(str(proof), POLICY_TEXT)
    assert said["fields"] == found.fields
    assert said["signed_by"] == sorted([f"log {LOG.name}", "财政", "审计"])


@pytest.mark.parametrize("flags", [(), ("-O",)], ids=["plain", "optimised"])
def test_the_script_runs_alone_and_says_what_is_proven(tmp_path: Path, flags: tuple[str, ...]) -> None:
    done = by_script(str(PROOF).encode(), tmp_path, *flags)
    assert done.returncode == 0, done.stderr
    said = json.loads(done.stdout)
    assert said["proven"] is True
    assert said["fields"] == {"fen": 65_000, "month": "2026-11"}
    forged = by_script(str(PROOF).replace("index 5", "index 4").encode(), tmp_path, *flags)
    assert forged.returncode == 1
    assert forged.stdout == ""
    assert "核验未通过" in forged.stderr


def test_a_proof_tells_nothing_of_the_fields_that_stay_closed() -> None:
    text = str(PROOF) + PROOF.entry.decode()
    assert "6217000000000000000" not in text
    assert KEY.hex() not in text
    assert opened(KEY, "account", "6217000000000000000").key.hex() not in text


@settings(max_examples=40, deadline=None)
@given(st.randoms(use_true_random=False))
def test_no_changed_bit_leaves_another_story_proven(chance: random.Random) -> None:
    raw = str(PROOF).encode()
    bit = chance.randrange(len(raw) * 8)
    changed = bytearray(raw)
    changed[bit // 8] ^= 1 << bit % 8
    if is_proven(bytes(changed)):  # only what nobody vouches for may differ: the name of a signature line
        assert proven(parse_proof(bytes(changed).decode()), POLICY) == proven(PROOF, POLICY)
    if is_proven_by_script(bytes(changed)):
        said = verify_proof.check(bytes(changed).decode(), POLICY_TEXT)
        assert said == verify_proof.check(str(PROOF), POLICY_TEXT)


FORGED = {
    "another leaf": replace(PROOF, entry=leaf_of(6).entry(5)),
    "the leaf of another place": replace(PROOF, entry=leaf_of(6).entry(6)),
    "another place": replace(PROOF, index=4),
    "a place beyond the log": replace(PROOF, index=11),
    "a step too many": replace(PROOF, steps=(*PROOF.steps, bytes(32))),
    "a step too few": replace(PROOF, steps=PROOF.steps[:-1]),
    "steps in another order": replace(PROOF, steps=PROOF.steps[::-1]),
    "another amount": replace(PROOF, openings=(replace(PROOF.openings[0], value=65_001),)),
    "an amount under another name": replace(PROOF, openings=(replace(PROOF.openings[0], field="month"),)),
    "a field that was never logged": replace(PROOF, openings=(Opening("bonus", 1, bytes(32)),)),
    "a key too long": replace(PROOF, openings=(replace(PROOF.openings[0], key=PROOF.openings[0].key + b"\0"),)),
    "one side only": made_proof(offices=("民政", "财政")),
    "no witness": made_proof(offices=()),
    "no log": replace(PROOF, checkpoint=replace(PROOF.checkpoint, signatures=PROOF.checkpoint.signatures[1:])),
    "signatures of another checkpoint": replace(
        PROOF, checkpoint=replace(PROOF.checkpoint, signatures=made_proof(size=12).checkpoint.signatures)
    ),
    "another size": replace(
        PROOF, checkpoint=replace(PROOF.checkpoint, text=PROOF.checkpoint.text.replace("\n11\n", "\n12\n"))
    ),
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_forgeries_are_refused_by_us_and_by_the_script(forged: Proof) -> None:
    assert is_proven(str(PROOF).encode())
    assert is_proven_by_script(str(PROOF).encode())
    assert not is_proven(str(forged).encode())
    assert not is_proven_by_script(str(forged).encode())


@given(st.text(max_size=80))
def test_whatever_text_comes_is_refused_or_written_back(text: str) -> None:
    for tried in (text, str(PROOF) + text, str(PROOF).replace("index 5\n", f"index 5\n{text}"), text + str(PROOF)):
        try:
            assert str(parse_proof(tried)) == tried
        except ProofRefused:
            continue
