"""The evidence pack: rows with a proof each, digests of all files, two ways to verify it without us or a network."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from hashlib import sha256
from pathlib import Path
from typing import Any

from mingbai.evidence.leaves.leaf import parse_leaf
from mingbai.evidence.proofs import verify_pack, verify_proof
from mingbai.evidence.proofs.handing import POLICY, SCRIPT
from mingbai.evidence.proofs.proof import Proof
from mingbai.evidence.witnesses.policy import Policy, written

FORM = "mingbai-pack/1"
DATA, TABLE, PAGE, MANIFEST, VERIFIER = "data.json", "data.csv", "verify.html", "manifest.json", "verify.py"
HERE = Path(__file__).parent
PLACE = "__PACK__"  # where the page takes what it verifies
FORMULAS = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True)
class Row:
    """One row of a pack: what it is called in both languages, and its proof."""

    zh: str
    en: str
    proof: Proof


def pack(rows: Sequence[Row], policy: Policy, about: Mapping[str, str]) -> dict[str, bytes]:
    """
    Return the files of a pack by name; the same rows, proofs and words about them give the same bytes.

    `about` says what was asked for and by whom. The manifest has the SHA-256 of every other file.
    """
    proofs = {f"proofs/{row.proof.index}.tlog-proof": str(row.proof).encode() for row in rows}
    told = [_told(row) for row in rows]
    files = {
        **proofs,
        DATA: _json({"form": FORM, "about": dict(about), "rows": told}),
        TABLE: _table(told),
        POLICY: written(policy).encode(),
        SCRIPT: Path(verify_proof.__file__).read_bytes(),
        VERIFIER: Path(verify_pack.__file__).read_bytes(),
    }
    files[PAGE] = _page(files)
    return files | {MANIFEST: _json({"form": FORM, "files": _digests(files)})}


def _told(row: Row) -> dict[str, Any]:
    """Return what a row says: of its leaf, and the fields that its proof opens."""
    leaf, place = parse_leaf(row.proof.entry)
    said = {name: text for name in ("by", "post", "organisation", "region", "month") if (text := getattr(leaf, name))}
    return {
        **{"leaf": place, "subject": leaf.subject, "type": leaf.type, "time": leaf.time, "zh": row.zh, "en": row.en},
        **said,
        "fields": {one.field: one.value for one in row.proof.openings},
        "proof": f"proofs/{row.proof.index}.tlog-proof",
    }


def _table(told: Sequence[Mapping[str, Any]]) -> bytes:
    """Return the rows for a spreadsheet: UTF-8 with its mark, nothing in a cell that would be run."""
    fields = sorted({name for row in told for name in row["fields"]})
    head = ["leaf", "subject", "zh", "en", "type", "time", "by", "post", "organisation", "region", "month", *fields]
    lines = [head, *([row["fields"].get(name, row.get(name, "")) for name in head] for row in told)]
    return ("\N{BYTE ORDER MARK}" + "".join(",".join(map(_cell, line)) + "\r\n" for line in lines)).encode()


def _cell(value: Any) -> str:
    text = value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)
    text = f"'{text}" if isinstance(value, str) and text.startswith(FORMULAS) else text
    return '"' + text.replace('"', '""') + '"' if any(mark in text for mark in ',"\r\n') else text


def _page(files: Mapping[str, bytes]) -> bytes:
    """Return the page that verifies what it carries: the files, and the digests it was given with them."""
    carried = {"digests": _digests(files), "files": {name: content.decode() for name, content in files.items()}}
    template = (HERE / "verify_pack.html").read_text(encoding="utf-8")
    assert template.count(PLACE) == 1
    return template.replace(
        PLACE, json.dumps(carried, ensure_ascii=False, sort_keys=True).replace("<", "\\u003c")
    ).encode()


def _digests(files: Mapping[str, bytes]) -> dict[str, str]:
    return {name: sha256(content).hexdigest() for name, content in sorted(files.items())}


def _json(value: Any) -> bytes:
    return (json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1) + "\n").encode()
