"""What an export is for decides what it holds: the fewest fields that serve (R-1505, R-1506)."""

from dataclasses import dataclass
from enum import StrEnum


class Purpose(StrEnum):
    """What people's data is handed out for."""

    VISIT = "visit"
    PAYMENT = "payment"
    STATISTICS = "statistics"


@dataclass(frozen=True)
class About:
    """A purpose in words, and the columns it needs."""

    title: str
    title_en: str
    columns: tuple[str, ...]


COLUMNS = {  # key → header; numbers are masked in every one of them
    "village": "区划代码",
    "household": "家庭编号",
    "name": "姓名",
    "relation": "与户主关系",
    "hint": "身份证号",
    "sex": "性别",
    "born_in": "出生年",
    "account": "账户",
    "holder": "户名",
    "state": "账户状态",
}
PURPOSES = {
    Purpose.VISIT: About("入户核查", "visiting families", ("village", "household", "name", "relation", "hint")),
    Purpose.PAYMENT: About(
        "账户核对", "comparing accounts", ("village", "household", "name", "hint", "account", "holder", "state")
    ),
    Purpose.STATISTICS: About("统计", "statistics", ("village", "sex", "born_in")),
}
