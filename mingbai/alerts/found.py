"""What a check found, as alerts take it, and the tasks it makes: pure, so the same findings make the same tasks."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from mingbai.alerts.causes import Cause, cause_of, worst
from mingbai.rules.rule import Severity


@dataclass(frozen=True)
class Found:
    """One finding: rule and version, whom it is about, what it says, and the digest of what it was computed from."""

    rule_id: str
    rule_version: int
    severity: Severity
    region: str
    month: date
    subject_table: str
    subject_index: bytes
    message: str
    message_en: str
    cites: str
    match_tier: str
    input_digest: str
    household_id: int | None = None
    person_id: int | None = None
    amount_fen: int | None = None
    months: int = 1
    finding_id: int | None = None  # of prechecks; none for what was found after payment

    @property
    def key(self) -> str:
        """Return whom the task is about: the household, else the person, else the subject itself."""
        if self.household_id is not None:
            return f"household/{self.household_id}"
        if self.person_id is not None:
            return f"person/{self.person_id}"
        return f"{self.subject_table}/{self.subject_index.hex()}"

    @property
    def order(self) -> tuple[str, int, str, bytes, date]:
        """Return what findings are put in order by."""
        return self.rule_id, self.rule_version, self.subject_table, self.subject_index, self.month


@dataclass(frozen=True)
class Planned:
    """A task as its findings make it."""

    key: str
    cause: Cause
    severity: Severity
    region: str
    month: date
    tier: str  # the worst match among the findings: what is certain of one is not certain of all
    amount_fen: int
    findings: tuple[Found, ...]


def planned(findings: Iterable[Found]) -> list[Planned]:
    """
    Return the tasks: one for a household (or person, or subject) and cause, in the order of their keys.

    The money at stake is the most that one finding names, not the sum: two rules may see the same money.
    """
    groups: dict[tuple[str, Cause], list[Found]] = {}
    for found in sorted(findings, key=lambda found: found.order):
        groups.setdefault((found.key, cause_of(found.rule_id)), []).append(found)
    return [_task(key, cause, group) for (key, cause), group in sorted(groups.items())]


def _task(key: str, cause: Cause, group: list[Found]) -> Planned:
    return Planned(
        key=key,
        cause=cause,
        severity=worst([found.severity for found in group]),
        region=min(found.region for found in group),
        month=min(found.month for found in group),
        tier=max(found.match_tier for found in group),
        amount_fen=max((found.amount_fen or 0 for found in group), default=0),
        findings=tuple(group),
    )
