"""Whether a roster equals what is approved, to the person, the account, the month and the fen (R-716)."""

from dataclasses import dataclass
from typing import Any

from mingbai.config.guards import scope
from mingbai.kernel.region import Region
from mingbai.prechecks.sql import rows
from mingbai.rosters.models import Roster

COUNTY = 6  # digits
COLUMNS = (
    "programme", "region", "decision", "household", "person", "payee", "payee_name", "organisation", "account",
    "account_number", "holder_name", "member_count", "amount",
)  # fmt: skip
TITLES = {  # Chinese, English
    "missing": ("未列入名册", "not on the roster"),
    "amount": ("金额", "amount"),
    "programme": ("项目", "programme"),
    "region": ("村（社区）", "village"),
    "decision": ("审批决定", "decision"),
    "household": ("家庭", "household"),
    "person": ("对象", "person"),
    "payee": ("领款人", "payee"),
    "payee_name": ("领款人姓名", "payee's name"),
    "organisation": ("供养机构", "institution"),
    "account": ("账户", "account"),
    "account_number": ("账号", "account number"),
    "holder_name": ("户名", "holder's name"),
    "member_count": ("保障人数", "number of members"),
}
UNSAID = ("account_number",)  # only that they differ


@dataclass(frozen=True)
class Difference:
    """One column of one line that is not what is approved; a line that is missing has no id."""

    award_id: int
    line_id: int | None
    column: str
    approved: str | None
    rostered: str | None


@dataclass(frozen=True)
class Equality:
    """What was compared, and every difference."""

    approvals: int
    approved_fen: int
    lines: int
    rostered_fen: int
    differences: tuple[Difference, ...]

    @property
    def holds(self) -> bool:
        """Return whether everything is equal."""
        return not self.differences

    def proof(self, roster: Roster) -> dict[str, Any]:
        """Return what a release keeps: how much was compared in which columns, and of which roster; no name in it."""
        return {
            "approvals": self.approvals,
            "approved_fen": self.approved_fen,
            "lines": self.lines,
            "rostered_fen": self.rostered_fen,
            "columns": list(COLUMNS),
            "differences": len(self.differences),
            "digest": roster.digest,
        }


def equality(roster: Roster) -> Equality:
    """Return how a roster compares with the approvals in force, as both stand in the database now."""
    with scope(Region(roster.region[:COUNTY])):  # a payee may live in another township than the family paid for
        (first, *found) = rows("equality", roster=roster.pk, region=roster.region)
    (approvals, approved_fen), (lines, rostered_fen) = (first[side].split("/") for side in ("approved", "rostered"))
    return Equality(
        int(approvals),
        int(approved_fen),
        int(lines),
        int(rostered_fen),
        tuple(_difference(row) for row in found),
    )


def _difference(row: dict[str, Any]) -> Difference:
    seen = (None, None) if row["what"] in UNSAID else (row["approved"], row["rostered"])
    return Difference(row["award_id"], row["line_id"], row["what"], *seen)
