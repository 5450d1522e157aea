"""Check an evidence pack offline: python3 verify.py [POLICY]. Needs Python 3.9, nothing else. 离线核验取证包"""

from __future__ import annotations

import hashlib
import json
import runpy
import sys
from pathlib import Path
from typing import Any

HERE = Path(__file__).resolve().parent


def require(holds: object, reason: str) -> None:
    """Stop unless something holds. No `assert`, which python -O leaves out."""
    if not holds:
        raise ValueError(reason)


def check_files() -> int:
    """Return how many files are as the manifest says; raise an exception for the first that is not."""
    files = json.loads((HERE / "manifest.json").read_bytes())["files"]
    for name, digest in files.items():
        path = (HERE / name).resolve()
        require(HERE in path.parents, f"a name leads out of the pack 文件名越界: {name}")
        require(path.is_file(), f"missing 缺少文件: {name}")
        require(hashlib.sha256(path.read_bytes()).hexdigest() == digest, f"changed 文件被改动: {name}")
    return len(files)


def check_rows(policy: str) -> tuple[int, set[str]]:
    """Return how many rows are proven, and by whom; raise an exception for the first that says what no proof says."""
    check = runpy.run_path(str(HERE / "verify_proof.py"))["check"]
    rows: list[dict[str, Any]] = json.loads((HERE / "data.json").read_bytes())["rows"]
    signed: set[str] = set()
    for row in rows:
        found = check((HERE / row["proof"]).read_bytes().decode(), policy)
        leaf = found["leaf"]
        said = (row["leaf"], row["subject"], row["type"], row["time"], row["fields"])
        proven = (leaf["sequence"], leaf["subject"], leaf["type"], leaf["time"], found["fields"])
        require(said == proven, f"the row is not what is proven 数据与证明不符: {row['subject']}")
        signed = signed & set(found["signed_by"]) if signed else set(found["signed_by"])
    return len(rows), signed


if __name__ == "__main__":
    try:
        whom = Path(sys.argv[1]) if len(sys.argv) > 1 else HERE / "policy.txt"
        counted = check_files()
        proven_rows, signers = check_rows(whom.read_bytes().decode())
    except Exception as error:
        sys.exit(f"REFUSED 核验未通过: {error}")
    print(
        json.dumps(
            {"proven": True, "files": counted, "rows": proven_rows, "signed_by": sorted(signers)}, ensure_ascii=False
        )
    )
