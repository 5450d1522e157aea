"""The digest of a roster, reckoned without the database: what anybody can do again who holds its lines."""

import json
from collections.abc import Iterable
from dataclasses import astuple, dataclass
from hashlib import sha256


@dataclass(frozen=True)
class Paid:
    """What of a line is paid, in the order the digest takes it; `account_index` in hex, `month` as 2026-11."""

    month: str
    programme: str
    region: str
    award_id: int
    decision_id: int
    household_id: int
    person_id: int | None
    payee_id: int | None
    payee_organisation_id: int | None
    payee_name: str
    account_id: int
    account_index: str
    holder_name: str
    amount_fen: int
    member_count: int
    instalment: int


def digest(lines: Iterable[Paid]) -> str:
    """Return the SHA-256, in hex, of the lines in the order of their awards: the same the database keeps."""
    ordered = sorted(lines, key=lambda line: (line.award_id, line.month, line.instalment))
    return sha256("\n".join(map(canonical, ordered)).encode()).hexdigest()


def canonical(line: Paid) -> str:
    """Return a line's one spelling: a JSON list."""
    return json.dumps(astuple(line), ensure_ascii=False)
