"""The exit code of a check: several may hold, the first of 1, 2, 3, 4, 5 wins, and all are told."""

from dataclasses import dataclass
from enum import IntEnum
from typing import Any

from mingbai.files.problems import Problem
from mingbai.rules.report.outcome import Outcome


class Code(IntEnum):
    """What a program that ran the check should know at once."""

    NOTHING = 0
    FAULT = 1
    USAGE = 2
    NOTHING_TO_CHECK = 3
    REFUSED = 4
    FINDINGS = 5


NO_LIST = ("unknown_table", "not_text", "link", "not_a_file", "empty", "empty_archive")

WORDS: dict[Code, tuple[str, str]] = {
    Code.NOTHING: ("没有发现需要核实的问题", "nothing to verify was found"),
    Code.NOTHING_TO_CHECK: ("审批台账和发放名册都没有读成，无法检查", "neither approvals nor a roster could be read"),
    Code.REFUSED: ("有文件或行没有读成，其余的已检查", "files or rows were refused, all others were checked"),
    Code.FINDINGS: ("发现了需要核实的问题", "there are findings to verify"),
}


@dataclass(frozen=True)
class Verdict:
    """Every code that holds, the one that wins first."""

    holds: tuple[Code, ...]

    @property
    def code(self) -> Code:
        """Return the exit code."""
        return self.holds[0] if self.holds else Code.NOTHING

    def as_json(self) -> dict[str, Any]:
        """Return the code and all that hold, in words."""
        told = self.holds or (Code.NOTHING,)
        return {
            "code": int(self.code),
            "holds": [{"code": int(code), "zh": WORDS[code][0], "en": WORDS[code][1]} for code in told],
        }


def is_a_loss(problem: Problem) -> bool:
    """Return whether a file that was not read may have held rows of a list; a photograph lying about has none."""
    return problem.code not in NO_LIST


def verdict(result: Outcome) -> Verdict:
    """Return what holds of a check that ran."""
    found = {
        Code.REFUSED: any(result.checked.snapshot.refused.values()) or any(map(is_a_loss, result.intake.unread)),
        Code.FINDINGS: result.totals.all.count > 0,
    }
    return Verdict(tuple(code for code, holds in sorted(found.items()) if holds))
