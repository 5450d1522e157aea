"""整改通知书: what was found, what is to be done until when, who is in charge and who answers for it (R-808, R-809)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any, ClassVar

from mingbai.papers.paper import Paper, Signature, shown_day
from mingbai.papers.typesetting.articles import worded
from mingbai.papers.typesetting.refused import Incomplete
from mingbai.papers.typesetting.tables import Column, Room, table

COLUMNS = (
    Column("序号", "No.", 12),
    Column("存在的问题", "Problem", 52, "left"),
    Column("整改内容和要求", "What is to be done", 43, "left"),
    Column("时限", "Deadline", 33),
    Column("责任人", "In charge", 18),
    Column("负责人", "Leader", 18),
)
ROOM = Room(170, 226)
QUESTIONS = (  # QY-2022-51:61
    ("各项整改措施是否落实到位", "Has every measure been carried out?"),
    ("列入整改的问题是否按期解决", "Was every problem solved in time?"),
    ("整改效果群众是否认可", "Do the people agree that it worked?"),
)


@dataclass(frozen=True)
class Demand:
    """One problem and what is asked: content, deadline, person in charge, leader."""

    problem: str
    content: str
    until_on: date
    in_charge: str
    leader: str

    def __post_init__(self) -> None:
        if not all(text.strip() for text in (self.problem, self.content, self.in_charge, self.leader)):
            raise Incomplete(
                "问题、整改内容、责任人、负责人", "the problem, the content, who is in charge and the leader"
            )


@dataclass(frozen=True, kw_only=True)
class RectificationNotice(Paper):
    """责令整改通知书 to one unit."""

    template: ClassVar[str] = "rectification_notice"
    signatures: tuple[Signature, ...] = (Signature("签发人", "Signed by"), Signature("签收人", "Received by"))
    unit: str
    source: str  # where it was found: 前置核对, 抽查, 预警核查 ...
    demands: Sequence[Demand]
    cites: Sequence[str]
    report_on: date
    telephone: str

    def __post_init__(self) -> None:
        super().__post_init__()
        if not self.demands:
            raise Incomplete("问题清单", "at least one problem")

    def says(self) -> dict[str, Any]:
        """Return the demands and the questions of the look-back."""
        rows = [
            (str(number), each.problem, each.content, shown_day(each.until_on), each.in_charge, each.leader)
            for number, each in enumerate(self.demands, start=1)
        ]
        return {
            "unit": self.unit,
            "source": self.source,
            "table": table(COLUMNS, rows, ROOM, size=10.5),
            "count": len(rows),
            "articles": [worded(cite) for cite in self.cites],
            "report_on": shown_day(self.report_on),
            "telephone": self.telephone,
            "questions": QUESTIONS,
        }
