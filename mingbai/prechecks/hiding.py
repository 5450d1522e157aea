"""Findings at rest: no number of a person or account in the clear and nobody named in full, in no sentence."""

import re
from collections.abc import Mapping
from functools import cache
from string import Formatter
from typing import Any

from mingbai.evidence.installation import installed_ring
from mingbai.kernel.identity import is_valid_id
from mingbai.kernel.masks import IdMask, mask_account, mask_id, mask_name
from mingbai.kernel.secrecy import Place, opened, seal
from mingbai.prechecks.rules import DeskRule, desk_rules
from mingbai.rules.catalogue import all_rules
from mingbai.rules.report.wording.labels import shown
from mingbai.rules.rule import Rule

NUMBER = re.compile(r"(?<![0-9A-Za-z])[0-9]{13,29}[0-9Xx]?(?![0-9A-Za-z])")
SUBJECT = "prechecks.subject"
SHORTEST = 2  # characters; a single one is no name to look for in a sentence


def hidden(sentence: str) -> str:
    """Return a sentence with every number that could be a person's or an account's masked."""
    return NUMBER.sub(lambda found: _masked(found[0]), sentence)


def discreet(row: Mapping[str, Any]) -> tuple[str, str]:
    """
    Return what a finding says in Chinese and English, with names, addresses and numbers masked.

    Whoever must know who is meant opens that person's page, and that is noted. What was compared is sealed, so that
    the check can be made again with every name in it.
    """
    masks, (zh, en) = _masks(row), _templates().get(row.get("rule_id", ""), ("", ""))
    return _veiled(row["message"], masks, zh), _veiled(row["message_en"], masks, en)


def subject_index(table: str, subject: str) -> bytes:
    """Return the 32 bytes by which the same subject is known again in every check."""
    return installed_ring().index(SUBJECT, f"{table}/{subject}")


def sealed_evidence(check_id: int, row: dict[str, Any], index: bytes) -> bytes:
    """Return the compared values of a finding, sealed for it."""
    return seal(installed_ring(), _place(check_id, row["rule_id"], index), str(row["evidence"]))


def opened_evidence(check_id: int, rule_id: str, index: bytes, sealed: bytes) -> str:
    """Return the compared values of a finding as JSON; whoever opens them logs it."""
    return opened(installed_ring(), _place(check_id, rule_id, index), sealed)


def _masks(row: Mapping[str, Any]) -> dict[str, str]:
    """Return what of a finding belongs to a person → as much of it as is shown; the longest first."""
    found = {one.zh: one.masked for one in shown(row["evidence"]) if one.masked is not None}
    if row.get("name"):
        found[row["name"]] = mask_name(row["name"])
    plain = (text for text in found if len(text) >= SHORTEST and not NUMBER.search(text))
    return {text: found[text] for text in sorted(plain, key=lambda text: (-len(text), text))}


def _veiled(sentence: str, masks: Mapping[str, str], template: str) -> str:
    """Return a sentence with what belongs to a person masked; the rule's own words stay, though a name be one."""
    said = (words for words, *_ in Formatter().parse(template))
    own = [words for words in said if any(text in words for text in masks)]
    kept, rest = [], sentence
    for words in own:  # somebody is called 单位, and the rule says 单位
        before, found, rest = rest.partition(words)
        kept += [_masked_in(before, masks), found]
    return hidden("".join([*kept, _masked_in(rest, masks)]))


def _masked_in(text: str, masks: Mapping[str, str]) -> str:
    for name, mask in masks.items():
        text = text.replace(name, mask)
    return text


@cache
def _templates() -> Mapping[str, tuple[str, str]]:
    """Return rule → its sentence in Chinese and English, with names for its values."""
    rules: list[Rule | DeskRule] = [*all_rules(), *desk_rules()]
    return {rule.id: (rule.message, rule.message_en) for rule in rules}


def _place(check_id: int, rule_id: str, index: bytes) -> Place:
    return Place("prechecks_finding", "evidence", f"{check_id}/{rule_id}/{index.hex()}")


def _masked(number: str) -> str:
    return mask_id(number, IdMask.LOW) if is_valid_id(number.upper()) else mask_account(number)
