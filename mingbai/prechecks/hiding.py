"""Findings at rest: no number of a person or account in the clear, in no column and in no sentence."""

import re
from typing import Any

from mingbai.evidence.installation import installed_ring
from mingbai.kernel.identity import is_valid_id
from mingbai.kernel.masks import IdMask, mask_account, mask_id
from mingbai.kernel.secrecy import Place, opened, seal

NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{13,29}[0-9Xx]?(?![0-9A-Za-z])")
SUBJECT = "prechecks.subject"


def hidden(sentence: str) -> str:
    """Return a sentence with every number that could be a person's or an account's masked."""
    return NUMBER.sub(lambda found: _masked(found[0]), sentence)


def subject_index(table: str, subject: str) -> bytes:
    """Return the 32 bytes by which the same subject is known again in every check."""
    return installed_ring().index(SUBJECT, f"{table}/{subject}")


def sealed_evidence(check_id: int, row: dict[str, Any], index: bytes) -> bytes:
    """Return the compared values of a finding, sealed for it."""
    return seal(installed_ring(), _place(check_id, row["rule_id"], index), str(row["evidence"]))


def opened_evidence(check_id: int, rule_id: str, index: bytes, sealed: bytes) -> str:
    """Return the compared values of a finding as JSON; whoever opens them logs it."""
    return opened(installed_ring(), _place(check_id, rule_id, index), sealed)


def _place(check_id: int, rule_id: str, index: bytes) -> Place:
    return Place("prechecks_finding", "evidence", f"{check_id}/{rule_id}/{index.hex()}")


def _masked(number: str) -> str:
    return mask_id(number, IdMask.LOW) if is_valid_id(number.upper()) else mask_account(number)
