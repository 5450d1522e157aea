"""What awards take from the approval register and the list of members, as people's stock has typed them."""

from collections import defaultdict
from collections.abc import Sequence
from datetime import date
from typing import NamedTuple

from mingbai.awards.reckoning import Facts
from mingbai.people.stock import Stock

LINES = """
SELECT source, row_no, coalesce(certificate_no, '')[:64], programme, region_code, household_id, head_id, head_name,
       payee_id, payee_name, account_no, amount_fen, member_count, priority_member_count, annual_income_fen,
       coalesce(case_kind, ''), coalesce(reason_code, '')[:100], grace_until, publicity_ended_on, standard_fen,
       coalesce(supply_mode, ''), coalesce(care_level, ''), valid_from, valid_to, confirmed_on
FROM approvals SEMI JOIN (SELECT household_id FROM parts WHERE part = $part) USING (household_id)
WHERE refused IS NULL ORDER BY source, row_no
"""
COUNTED = """
SELECT household_id, programme, person_id FROM members SEMI JOIN (SELECT household_id FROM parts WHERE part = $part)
USING (household_id) WHERE refused IS NULL AND counted AND coalesce(exclusion, '') = '' ORDER BY source, row_no
"""
WHOLE_HOUSEHOLD = ("dibao_urban", "dibao_rural", "bianyuan", "gangxing")


class Listed(NamedTuple):
    """One line of the approval register."""

    source: int
    row_no: int
    certificate: str
    programme: str
    region: str
    household: str
    head: str
    head_name: str
    payee: str
    payee_name: str
    account: str
    amount_fen: int
    member_count: int
    priority_member_count: int | None
    annual_income_fen: int | None
    case_kind: str
    reason_code: str
    grace_until: date | None
    publicity_ended_on: date | None
    standard_fen: int | None
    supply_mode: str
    care_level: str
    valid_from: date
    valid_to: date | None
    confirmed_on: date

    @property
    def is_of_a_person(self) -> bool:
        """Return whether the benefit is a person's: all but the households' programmes, and single cases of dibao."""
        return self.programme not in WHOLE_HOUSEHOLD or self.case_kind == "single"

    @property
    def until_month(self) -> date | None:
        """Return the last month; relief without one is for the month it begins in."""
        return self.valid_to or (self.valid_from if self.programme == "linshi" else None)

    @property
    def facts(self) -> Facts:
        """Return what decides the amount."""
        return Facts(
            self.member_count, self.priority_member_count, self.annual_income_fen, self.case_kind, self.supply_mode,
            self.care_level,
        )  # fmt: skip


def listed(stock: Stock, part: int) -> list[Listed]:
    """Return the good lines of a part of the approval register in the order of the files."""
    return [Listed(*row) for row in stock.con.execute(LINES, {"part": part}).fetchall()]


def counted(stock: Stock, part: int) -> dict[tuple[str, str], Sequence[str]]:
    """Return (household, programme) → ID numbers of the members of a part that are counted."""
    families: dict[tuple[str, str], list[str]] = defaultdict(list)
    for household, programme, person in stock.con.execute(COUNTED, {"part": part}).fetchall():
        families[household, programme].append(person)
    return dict(families)
