"""What a department's data may be asked for, and how long which list counts: purpose, article, the least fields."""

from dataclasses import dataclass
from enum import StrEnum

from mingbai.files.tables import TABLES
from mingbai.files.tables.departments import DEPARTMENT_TABLES
from mingbai.law import cite


class Purpose(StrEnum):
    """Why data is asked for; there is no other reason (R-210, R-1506)."""

    MONTHLY = "monthly"
    ASSESSMENT = "assessment"
    REVIEW = "review"
    INSPECTION = "inspection"


@dataclass(frozen=True)
class About:
    """What a purpose is called, whether each person must have authorised it, and by which article it is pursued."""

    title: str
    title_en: str
    needs_authorisation: bool
    cites: tuple[str, ...]

    def __post_init__(self) -> None:
        for citation in self.cites:
            cite(citation)


PURPOSES = {
    Purpose.MONTHLY: About("按月动态管理比对", "monthly comparison of recipients", False, ("ZS-2023#2.3.3",)),
    Purpose.ASSESSMENT: About("家庭经济状况核对", "means check of an application", True, ("QY-2022-51#3.1.1.3",)),
    Purpose.REVIEW: About("定期复核核对", "means check of a review", True, ("QY-2022-51#3.1.1.3",)),
    Purpose.INSPECTION: About("监督检查", "inspection", False, ("ZS-2023#2.1",)),
}

EVENTS = {"deaths", "cremations", "prisoners", "marriages", "insurance"}  # each list adds to those before it
LEADS = {"deaths", "cremations", "prisoners", "payroll", "businesses"}  # a hit alone is to be verified
RARE = {"deaths", "cremations", "prisoners"}  # of which a first list, too, has few of our people
REACH = 36  # months back that lists of events still count, as far as former rosters reach
LASTS = 12  # months a department's newest list of what merely is so counts
NEVER_THE_SAME = EVENTS | {"payroll", "businesses", "pensions", "housing_fund"}  # two months running
REQUIRED = ("deaths", "cremations", "businesses", "insurance")  # compared every month
SCOPES = {  # list → the scope of the authorisation that covers it; any covers the others
    **dict.fromkeys(("payroll", "businesses", "insurance", "pensions"), "income"),
    **dict.fromkeys(("vehicles", "properties", "housing_fund"), "property"),
}
KINDS = {table.name: table for table in DEPARTMENT_TABLES}
TWO_PEOPLE = {  # list → the column that names the first and the second person of a row
    "marriages": ("person_id", "spouse_id"),
    "kinships": ("person_id", "other_id"),
    "relatives": ("officer_id", "relative_id"),
    "card_keepers": ("keeper_id", "person_id"),
    "proxies": ("proxy_id", "person_id"),
}


def people_of(kind: str) -> tuple[str | None, str | None]:
    """Return the columns by which a row's people are found again; None where a list names nobody."""
    if kind in TWO_PEOPLE:
        return TWO_PEOPLE[kind]
    return ("person_id" if any(column.name == "person_id" for column in TABLES[kind].columns) else None), None


def scope_of(kind: str) -> str:
    """Return the scope of authorisation that lets a kind of list be asked about somebody."""
    return SCOPES.get(kind, "all")


def least_fields(kind: str) -> tuple[str, ...]:
    """Return the fields that come back unless more are asked for: what the list cannot do without, and its date."""
    naming = {"name", *(name for name in people_of(kind) if name)}
    needed = (column.name for column in KINDS[kind].columns if column.required and column.name not in naming)
    return (*needed, "as_of")
