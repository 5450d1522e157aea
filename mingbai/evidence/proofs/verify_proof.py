"""Check a proof offline: python3 verify_proof.py PROOF POLICY. Needs Python 3.9, nothing else. 离线核验一份证明"""

from __future__ import annotations

import hashlib
import hmac
import json
import sys
from base64 import b64decode
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

P, L = 2**255 - 19, 2**252 + 27742317777372353535851937790883648493  # Ed25519, RFC 8032
D, BASE_Y = -121665 * pow(121666, -1, P) % P, 4 * pow(5, -1, P) % P


def require(holds: object, reason: str) -> None:
    """Stop unless something holds. No `assert`, which python -O leaves out."""
    if not holds:
        raise ValueError(reason)


def point(raw: bytes) -> tuple[int, int]:
    """Return a point of the curve from its one spelling: y, and which of the two x."""
    require(len(raw) == 32, "a key or signature is cut off 密钥或签名不完整")
    y, sign = int.from_bytes(raw, "little") & (2**255 - 1), raw[31] >> 7
    square = (y * y - 1) * pow(D * y * y + 1, -1, P) % P
    x = pow(square, (P + 3) // 8, P)
    x = x if x * x % P == square else x * pow(2, (P - 1) // 4, P) % P
    require(y < P and x * x % P == square and (x or not sign), "not a point of the curve 密钥或签名不在曲线上")
    return (x if x % 2 == sign else P - x), y


def add(a: tuple[int, int], b: tuple[int, int]) -> tuple[int, int]:
    """Return the sum of two points."""
    k = D * a[0] * b[0] * a[1] * b[1]
    return (a[0] * b[1] + b[0] * a[1]) * pow(1 + k, -1, P) % P, (a[1] * b[1] + a[0] * b[0]) * pow(1 - k, -1, P) % P


def times(number: int, a: tuple[int, int]) -> tuple[int, int]:
    """Return a point added to itself so many times."""
    total = (0, 1)
    while number:
        total, a, number = add(total, a) if number & 1 else total, add(a, a), number >> 1
    return total


@lru_cache(1_000)  # a thousand proofs rest on one checkpoint
def is_signed(public: bytes, signature: bytes, text: bytes) -> bool:
    """Return whether an Ed25519 signature of a text is the key's."""
    r, s = signature[:32], int.from_bytes(signature[32:], "little")
    k = int.from_bytes(hashlib.sha512(r + public + text).digest(), "little") % L
    is_whole = len(signature) == 64 and s < L
    return is_whole and times(s, point(BASE_Y.to_bytes(32, "little"))) == add(point(r), times(k, point(public)))


def signers(keys: dict[str, Any], text: bytes, lines: list[str]) -> Iterator[str]:
    """Return whose keys signed; one false signature by a known key ends everything."""
    for name, raw in ((name, b64decode(value, validate=True)) for _, name, value in map(str.split, lines)):
        for who, (key_name, key_id, kind, public) in keys.items():
            if (key_name, key_id) == (name, raw[:4]):
                head = b"cosignature/v1\ntime %d\n" % int.from_bytes(raw[4:12], "big") if kind == 4 else b""
                holds = is_signed(public, raw[12 if kind == 4 else 4 :], head + text)
                require(holds, f"false signature 签名不符: {name}")
                yield who


def read_policy(text: str) -> tuple[dict[str, Any], dict[str, Any], str]:
    """Return who is believed: keys by name, groups by name, and the name that must be met."""
    keys, groups, quorum = {}, {}, ""
    for word, *rest in (line.split() for line in text.splitlines() if line.strip() and line.strip()[0] != "#"):
        if word in ("log", "witness"):
            name, _, value = rest[word == "witness"].split("+", 2)
            raw = b64decode(value, validate=True)
            key_id = hashlib.sha256(name.encode() + b"\n" + raw).digest()[:4]
            keys[f"log {name}" if word == "log" else rest[0]] = (name, key_id, raw[0], raw[1:])
        elif word == "group":
            groups[rest[0]] = ({"any": 1, "all": len(rest) - 2}.get(rest[1]) or int(rest[1]), rest[2:])
        elif word == "quorum":
            quorum = rest[0]
    return keys, groups, quorum


def is_met(name: str, groups: dict[str, Any], found: set[str]) -> bool:
    """Return whether those found are enough for a name of the policy."""
    needed, members = groups.get(name, (1, []))
    return name == "none" or name in found or sum(is_met(one, groups, found) for one in members) >= needed


def root_from(at: int, last: int, reached: bytes, steps: list[bytes]) -> bytes:
    """Return the root that the steps lead to (RFC 9162 §2.1.3.2)."""
    for step in steps:
        require(last, "the way to the root is too long 路径过长")
        from_left = at & 1 or at == last
        reached = hashlib.sha256(b"\1" + (step + reached if from_left else reached + step)).digest()
        while from_left and at and not at & 1:
            at, last = at >> 1, last >> 1
        at, last = at >> 1, last >> 1
    require(not last, "the way to the root is too short 路径过短")
    return reached


def check(proof: str, policy: str) -> dict[str, Any]:
    """Return what a proof proves to who believes the policy; raise an exception when it proves nothing."""
    head, note = proof.split("\n\n", 1)
    form, extra, index, *steps = head.split("\n")
    text, signatures = note.rsplit("\n\n", 1)
    origin, size, root = (text + "\n").split("\n")[:3]
    said, at = json.loads(b64decode(extra[6:], validate=True)), int(index[6:])
    keys, groups, quorum = read_policy(policy)
    found = set(signers(keys, (text + "\n").encode(), signatures.splitlines()))
    require(form == "c2sp.org/tlog-proof@v1" and f"log {origin}" in found, "not signed by the log 未经该日志签名")
    require(is_met(quorum, groups, found), "too few witnesses 见证不足")
    leaf, entry = json.loads(said["leaf"]), hashlib.sha256(b"\0" + said["leaf"].encode()).digest()
    require(0 <= at < int(size) and leaf["sequence"] == at, "not the leaf at this place 位置不符")
    reached = root_from(at, int(size) - 1, entry, [b64decode(step, validate=True) for step in steps])
    require(reached == b64decode(root), "does not lead to the root 与根不符")
    for one in said["openings"]:
        spelt = json.dumps([one["field"], one["value"]], ensure_ascii=False, sort_keys=True, separators=(",", ":"))
        made = hmac.new(bytes.fromhex(one["key"]), spelt.encode(), "sha256").hexdigest()
        holds = len(one["key"]) == 64 and made == leaf["commitments"].get(one["field"])
        require(holds, f"not the value logged 与记录不符: {one['field']}")
    fields = {one["field"]: one["value"] for one in said["openings"]}
    return {"proven": True, "leaf": leaf, "fields": fields, "signed_by": sorted(found)}


if __name__ == "__main__":
    try:
        result = check(*(Path(name).read_bytes().decode() for name in sys.argv[1:3]))
    except Exception as error:
        sys.exit(f"REFUSED 核验未通过: {error}")
    print(json.dumps(result, ensure_ascii=False, indent=1))
