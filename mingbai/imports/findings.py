"""What a look at lists finds: at which step, in which cell, whether it keeps the row out, and what to do about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

LETTERS = 26
ACROSS = frozenset({"covered", "certificate", "term", "numbers", "no_approval"})
AMOUNTS = frozenset({"differs"})
POINTS_AT = {  # code of a contradiction → the fields one of which is in doubt
    "other_name": ("head_name", "name"),
    "elsewhere": ("head_id", "person_id"),
    "died": ("head_id", "person_id"),
    "other_household": ("household_id",),
    "other_head": ("head_id", "person_id"),
    "other_village": ("region_code",),
    "outside": ("region_code",),
    "too_large": ("region_code",),
    "no_approval": ("household_id",),
    "unknown_home": ("account_name",),
    "other_account": ("account_no",),
    "other_fact": ("disability", "category"),
    "person": ("head_name",),
    "household": ("household_id",),
    "account": ("account_no",),
    "covered": ("head_id",),
    "covered_here": ("head_id",),
    "certificate": ("certificate_no",),
    "numbers": ("member_count",),
    "term": ("valid_to",),
    "kin": ("head_id",),
    "differs": ("amount_fen",),
}


class Step(StrEnum):
    """The steps of a look, in order."""

    STRUCTURE = "structure"
    FIELD = "field"
    ACROSS = "across"
    LIBRARY = "library"
    AMOUNTS = "amounts"


STEPS = {  # Chinese, English
    Step.STRUCTURE: ("结构", "Structure"),
    Step.FIELD: ("字段", "Fields"),
    Step.ACROSS: ("跨行", "Across rows"),
    Step.LIBRARY: ("与库比对", "Against records"),
    Step.AMOUNTS: ("金额合计", "Amounts"),
}


@dataclass(frozen=True)
class Finding:
    """One thing found, in both languages, and where; a row it blocks is not taken in."""

    step: str
    is_blocking: bool
    code: str
    zh: str
    en: str
    file: str = ""
    sheet: str = ""
    row: int = 0  # 0: of the whole sheet or file
    field: str = ""  # of the table
    column: int = -1  # of the sheet, from 0; -1: of no one cell
    header: str = ""
    value: str = ""

    @property
    def cell(self) -> str:
        """Return the cell as a spreadsheet names it: C17."""
        return f"{letters(self.column)}{self.row}" if self.row and self.column >= 0 else ""

    @property
    def what_and_how(self) -> tuple[tuple[str, str], tuple[str, str]]:
        """Return (what is wrong, how to mend it) in Chinese and in English; the second empty where that says both."""
        what, how = _parted(self.en, (": ",))
        english = (what, how) if how[:1].islower() and how[:1].isascii() else (self.en, "")
        return _parted(self.zh, ("；请", "，请", "；如")), english


def _parted(text: str, marks: Iterable[str]) -> tuple[str, str]:
    for mark in marks:
        what, found, how = text.rpartition(mark)
        if found and not what.endswith("”"):
            return what.rstrip("。. ") + "。" * ("请" in mark or "如" in mark), f"{mark.strip('；;，,: ')}{how}"
    return text, ""


def step_of(code: str) -> Step:
    """Return the step at which a contradiction is found."""
    return Step.ACROSS if code in ACROSS else Step.AMOUNTS if code in AMOUNTS else Step.LIBRARY


def letters(column: int) -> str:
    """Return what a spreadsheet calls a column, counted from 0: A, Z, AA."""
    name, left = "", column + 1
    while left:
        left, rest = divmod(left - 1, LETTERS)
        name = chr(ord("A") + rest) + name
    return name
