"""manifest.json: what went in and what came out, by SHA-256, rule versions and parameters; no clock, no machine."""

import hashlib
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from mingbai.rules.report.outcome import Outcome
from mingbai.rules.report.page.rule_pages import values_of
from mingbai.rules.rule import Rule

MADE_BY = "mingbai check"


def manifest(result: Outcome, outputs: Iterable[Path]) -> dict[str, Any]:
    """Return the manifest of a check and of the files it wrote."""
    checked = result.checked
    return {
        "made_by": MADE_BY,
        "month": str(checked.snapshot.month),
        "as_of": checked.snapshot.as_of.isoformat(),
        "region": result.region,
        "input_digest": checked.input_digest,
        "inputs": [
            {name: source[name] for name in ("file", "sheet", "table", "sha256", "as_of")}
            for source in checked.snapshot.sources
        ],
        "outputs": {path.name: sha256_of(path) for path in sorted(outputs)},
        "rules": {
            rule.id: {"version": rule.version, "sha256": fingerprint(rule)}
            for rule in sorted(checked.run, key=lambda rule: rule.id)
        },
        "parameters": _parameters(result),
        "parameter_set": checked.parameters.source.digest,
    }


def fingerprint(rule: Rule) -> str:
    """Return the SHA-256 of what a rule asks and says, so that a changed rule cannot pass for another."""
    parts = (
        rule.id,
        str(rule.version),
        rule.grain,
        rule.subject.value,
        rule.severity.value,
        *rule.needs,
        *rule.cites,
        *_asked(rule),
        rule.message,
        rule.message_en,
    )
    return hashlib.sha256("\n".join(parts).encode()).hexdigest()


def _asked(rule: Rule) -> tuple[str, ...]:
    return (rule.when, rule.at_stake_fen or "", rule.months, rule.tier, *rule.shows)


def _parameters(result: Outcome) -> list[dict[str, Any]]:
    used = {
        (key, entry.region): entry
        for rule in result.checked.run
        for key, entry in values_of(rule, result.checked.parameters)
    }
    return [used[place].as_json() for place in sorted(used)]


def sha256_of(path: Path) -> str:
    """Return the SHA-256 of a file's bytes, in hex."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
