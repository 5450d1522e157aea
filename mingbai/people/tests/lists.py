"""Small approval registers and lists of members, as offices write them, for imports in tests."""

import csv
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from mingbai.people.tests.families import CARD, OTHER_CARD, VILLAGE, id_number

HEAD, WIFE, SON, OTHER = (id_number(serial) for serial in (101, 102, 103, 104))
APPROVAL: dict[str, str] = {
    "救助证号": "Z1", "救助类别": "农村低保", "行政区划代码": VILLAGE.code, "家庭编号": "H1", "户主身份证号": HEAD,
    "户主姓名": "赵一", "领款人身份证号": "", "领款人姓名": "", "银行账号": CARD, "户名": "赵一", "核定金额": "850.00",
    "保障人数": "3", "家庭住址": "示范县城关镇东街3组12号", "享受起始月": "2025-03", "确认日期": "2025-02-20",
}  # fmt: skip
MEMBER: dict[str, str] = {
    "家庭编号": "H1", "救助类别": "农村低保", "身份证号": HEAD, "姓名": "赵一", "与户主关系": "户主",
    "是否保障对象": "是", "残疾类别等级": "", "加发类别": "",
}  # fmt: skip
Rows = Sequence[Mapping[str, Any]]


def approval(**given: str) -> dict[str, str]:
    """Return a line of the register; keys are its headers."""
    return APPROVAL | given


def member(number: str, name: str, relation: str = "子女", **given: str) -> dict[str, str]:
    """Return a line of the list of members."""
    return MEMBER | {"身份证号": number, "姓名": name, "与户主关系": relation} | given


def family(number: str = "H1") -> list[dict[str, str]]:
    """Return a head, a wife who is disabled, and a son."""
    of = {"家庭编号": number}
    return [
        member(HEAD, "赵一", "户主", **of),
        member(WIFE, "钱二", "配偶", 残疾类别等级="肢体二级", 加发类别="重度残疾", **of),
        member(SON, "赵三", "子女", **of),
    ]


def folder(path: Path, approvals: Rows, members: Rows = ()) -> Path:
    """Write the lists into an empty folder."""
    path.mkdir(parents=True, exist_ok=True)
    for name, rows in (("审批台账", approvals), ("家庭成员", members)):
        if rows:
            with (path / f"{name}.csv").open("w", encoding="utf-8-sig", newline="") as file:
                writer = csv.DictWriter(file, list(rows[0]))
                writer.writeheader()
                writer.writerows(rows)
    return path


__all__ = ["HEAD", "OTHER", "OTHER_CARD", "SON", "WIFE", "approval", "family", "folder", "member"]
