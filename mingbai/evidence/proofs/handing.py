"""What is handed to somebody who is to be convinced: the proof, whom to believe, and the script that checks it."""

import shutil
from pathlib import Path

from mingbai.evidence.proofs import verify_proof
from mingbai.evidence.proofs.proof import Proof
from mingbai.evidence.witnesses.policy import Policy, written


def hand_out(proof: Proof, policy: Policy, folder: Path) -> tuple[Path, Path, Path]:
    """Write proof, policy and script into a folder; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    paths = folder / f"{proof.index}.tlog-proof", folder / "policy.txt", folder / "verify_proof.py"
    paths[0].write_text(str(proof), encoding="utf-8", newline="")
    paths[1].write_text(written(policy), encoding="utf-8", newline="")
    shutil.copyfile(verify_proof.__file__, paths[2])
    return paths
