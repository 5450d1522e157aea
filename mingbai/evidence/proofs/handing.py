"""What is handed to somebody who is to be convinced: the proof, whom to believe, and the script that checks it."""

from collections.abc import Mapping
from io import BytesIO
from pathlib import Path
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from mingbai.evidence.proofs import verify_proof
from mingbai.evidence.proofs.proof import Proof
from mingbai.evidence.witnesses.policy import Policy, written

POLICY, SCRIPT = "policy.txt", "verify_proof.py"
FIRST_DAY = (1980, 1, 1, 0, 0, 0)  # the earliest that the format can say: the same files give the same bytes


def handed(proof: Proof, policy: Policy) -> dict[str, bytes]:
    """Return proof, policy and script by their names."""
    return {
        f"{proof.index}.tlog-proof": str(proof).encode(),
        POLICY: written(policy).encode(),
        SCRIPT: Path(verify_proof.__file__).read_bytes(),
    }


def hand_out(proof: Proof, policy: Policy, folder: Path) -> tuple[Path, ...]:
    """Write proof, policy and script into a folder; return their paths."""
    folder.mkdir(parents=True, exist_ok=True)
    files = {folder / name: content for name, content in handed(proof, policy).items()}
    for path, content in files.items():
        path.write_bytes(content)
    return tuple(files)


def zipped(files: Mapping[str, bytes]) -> bytes:
    """Return files as one archive, in the order of their names; the same files give the same bytes."""
    made = BytesIO()
    with ZipFile(made, "w", ZIP_STORED) as archive:
        for name, content in sorted(files.items()):
            entry = ZipInfo(name, FIRST_DAY)
            entry.create_system, entry.external_attr = 3, 0o100644 << 16
            archive.writestr(entry, content)
    return made.getvalue()
