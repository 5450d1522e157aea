"""Compares findings with the answer key: what was found, missed, and raised for nothing."""

import csv
import json
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from mingbai.simulation.key import Expectation, Expected, one_form, read_key

GOOD_RECALL_BP = 9_800
RED, BLUE = ("红", "red"), ("蓝", "blue")


@dataclass(frozen=True)
class Finding:
    """What the score reads of one finding."""

    rule_id: str
    subject: str
    severity: str
    amount_fen: int | None


@dataclass
class RuleScore:
    """How one rule did."""

    planted: int = 0
    found: int = 0
    stakes: int = 0  # found cases whose sum is known
    exact: int = 0  # of them to the fen
    extra: int = 0  # findings the key knows nothing of


@dataclass
class Score:
    """How the check did against the key."""

    rules: dict[str, RuleScore] = field(default_factory=dict)
    missed: list[Expected] = field(default_factory=list)
    false_alarms: list[Expected] = field(default_factory=list)  # findings on cases to leave alone; 蓝 is no alarm
    inexact: list[tuple[Expected, int | None]] = field(default_factory=list)  # with the sum that was said
    extra: list[Finding] = field(default_factory=list)
    clean_lines: int | None = None

    @property
    def planted(self) -> int:
        """Return how many findings the key expects."""
        return sum(rule.planted for rule in self.rules.values())

    @property
    def found(self) -> int:
        """Return how many of them there are."""
        return sum(rule.found for rule in self.rules.values())

    @property
    def recall_bp(self) -> int:
        """Return the share found, in basis points, rounded down; nothing planted counts as all found."""
        return self.found * 10_000 // self.planted if self.planted else 10_000

    @property
    def precision_bp(self) -> int:
        """Return the share of findings that the key expects, rounded down; 蓝 and either-way findings stand apart."""
        wrong = len(self.false_alarms) + sum(finding.severity not in BLUE for finding in self.extra)
        return self.found * 10_000 // (self.found + wrong) if self.found + wrong else 10_000

    @property
    def red_extra(self) -> int:
        """Return how many red findings the key knows nothing of."""
        return sum(finding.severity in RED for finding in self.extra)

    @property
    def red_per_thousand_clean(self) -> float | None:
        """Return red findings on clean lines per 1,000 of them; None where their number is unknown."""
        return round(self.red_extra * 1000 / self.clean_lines, 3) if self.clean_lines else None

    @property
    def passes(self) -> bool:
        """Return whether at least 98 % was found and no case to leave alone raised an alarm."""
        return self.recall_bp >= GOOD_RECALL_BP and not self.false_alarms


def read_findings(path: Path) -> Iterator[Finding]:
    """Yield the findings of a findings.csv."""
    with path.open(encoding="utf-8-sig", newline="") as file:
        for row in csv.DictReader(file):
            amount = row.get("amount_fen") or ""
            yield Finding(
                row["rule_id"], one_form(row["subject_id"]), row.get("severity", ""), int(amount) if amount else None
            )


def score(key: Iterable[Expected], findings: Iterable[Finding], clean_lines: int | None = None) -> Score:
    """Return how the findings compare with the key. Each finding and each line of the key counts once."""
    said = {(finding.rule_id, finding.subject): finding for finding in findings}
    known: set[tuple[str, str]] = set()
    rules: dict[str, RuleScore] = defaultdict(RuleScore)
    result = Score(rules=rules, clean_lines=clean_lines)
    for expected in unique(key):
        subjects = [(expected.rule_id, subject) for subject in expected.subjects]
        known.update(subjects)
        hit = next((said[subject] for subject in subjects if subject in said), None)
        if expected.expectation == Expectation.FIND:
            count_planted(result, rules[expected.rule_id], expected, hit)
        elif expected.expectation == Expectation.LEAVE and hit and hit.severity not in BLUE:
            result.false_alarms.append(expected)
    result.extra = [finding for subject, finding in sorted(said.items()) if subject not in known]
    for finding in result.extra:
        rules[finding.rule_id].extra += 1
    result.rules = dict(sorted(rules.items()))
    return result


def unique(key: Iterable[Expected]) -> list[Expected]:
    """Return one line for each rule and subject: what must be found outweighs what may be, and that what must not."""
    rank = {Expectation.FIND: 0, Expectation.MAY: 1, Expectation.LEAVE: 2}
    best: dict[tuple[str, str], Expected] = {}
    for row in key:
        place = (row.rule_id, row.subject_id)
        if place not in best or rank[Expectation(row.expectation)] < rank[Expectation(best[place].expectation)]:
            best[place] = row
    return list(best.values())


def count_planted(result: Score, rule: RuleScore, expected: Expected, hit: Finding | None) -> None:
    """Count one planted fault as found or missed, and its sum as exact or not."""
    rule.planted += 1
    if hit is None:
        result.missed.append(expected)
        return
    rule.found += 1
    if expected.at_stake_fen is None:
        return
    rule.stakes += 1
    if hit.amount_fen == expected.at_stake_fen:
        rule.exact += 1
    else:
        result.inexact.append((expected, hit.amount_fen))


def clean_lines_beside(key: Path) -> int | None:
    """Return how many clean lines the place has, from the `place.json` beside the key; None without one."""
    path = key.with_name("place.json")
    return int(json.loads(path.read_text(encoding="utf-8"))["clean_lines"]) if path.exists() else None


def score_files(key: Path, findings: Path) -> Score:
    """Return the score of a findings.csv against a key.csv."""
    return score(read_key(key), read_findings(findings), clean_lines_beside(key))


def as_json(result: Score) -> dict[str, object]:
    """Return the score for machines."""
    extra = Counter(finding.rule_id for finding in result.extra)
    return {
        "planted": result.planted,
        "found": result.found,
        "recall_bp": result.recall_bp,
        "precision_bp": result.precision_bp,
        "false_alarms": [[row.rule_id, row.subject_id, row.story_en] for row in result.false_alarms],
        "missed": [[row.rule_id, row.subject_id, row.story_en] for row in result.missed],
        "stakes": sum(rule.stakes for rule in result.rules.values()),
        "stakes_exact": sum(rule.exact for rule in result.rules.values()),
        "inexact": [[row.rule_id, row.subject_id, row.at_stake_fen, said] for row, said in result.inexact],
        "not_in_the_key": dict(sorted(extra.items())),
        "red_per_thousand_clean": result.red_per_thousand_clean,
        "rules": {name: vars(rule) for name, rule in result.rules.items()},
        "passes": result.passes,
    }
