"""增发、减发、停发告知书: the decision in writing, with reasons, the reckoning and the hearing (LAW-2026#48)."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, ClassVar

from mingbai.kernel.money import capitals, show_yuan
from mingbai.kernel.month import Month
from mingbai.papers.paper import Paper, Signature, shown_day
from mingbai.papers.typesetting.articles import worded
from mingbai.papers.typesetting.refused import DoesNotAdd, Incomplete, NotHeard


class Change(StrEnum):
    """What happens to the family's assistance."""

    RAISE = "raise"
    LOWER = "lower"
    STOP = "stop"
    RESUME = "resume"


TITLES = {
    Change.RAISE: ("增发", "more"),
    Change.LOWER: ("减发", "less"),
    Change.STOP: ("停发", "no more"),
    Change.RESUME: ("恢复发放", "paid again"),
}
ADVERSE = (Change.LOWER, Change.STOP)
REMEDIES = "LAW-2026#76"
HOW = {  # how a notice reaches a family
    "in_person": "当面送达",
    "left_with_family": "家属代收",
    "by_village": "村（居）代送",
    "by_post": "邮寄",
    "published": "公告",
}
Said = tuple[str, str]  # Chinese, English


@dataclass(frozen=True)
class HearingRecord:
    """听取意见记录: when and how the family was heard, by whom, about what, and what it answered."""

    held_on: date
    way: Said
    heard_by: str
    told: str
    answer: Said
    reply: str  # in the recipient's words; empty where nothing was said
    document: str  # SHA-256 of the signed record

    def __post_init__(self) -> None:
        if not all(text.strip() for text in (self.heard_by, self.told, self.document)):
            raise Incomplete("听取人、告知的事实和签字记录", "who heard the family, on what, and the signed record")


@dataclass(frozen=True, kw_only=True)
class ChangeNotice(Paper):
    """救助金调整告知书, in plain words; `large_print` for eyes that need it."""

    template: ClassVar[str] = "change_notice"
    signatures: tuple[Signature, ...] = (Signature("送达人", "Delivered by"), Signature("签收人", "Received by"))
    change: Change
    name: str
    household: str
    programme: str
    facts: str
    reasons: Sequence[Said]
    cites: Sequence[str]  # articles, like YC-2022-2#2.3.3
    reckoning: Sequence[Said]  # steps of the calculation in words and figures; none where nothing is paid
    before_fen: int
    after_fen: int
    from_month: Month
    hearing: HearingRecord | None = None
    answer_days: int  # working days to object at this office
    telephone: str
    delivered_on: date | None = None  # where the desk knows it already
    how: str = ""
    large_print: bool = False

    def __post_init__(self) -> None:
        super().__post_init__()
        if self.change in ADVERSE and self.hearing is None:
            raise NotHeard
        if not self.facts.strip() or not self.reasons or not self.cites:
            raise Incomplete("事实、理由和依据", "facts, reasons and articles")
        fits = {
            Change.RAISE: self.after_fen > self.before_fen,
            Change.LOWER: 0 < self.after_fen < self.before_fen,
            Change.STOP: self.after_fen == 0 < self.before_fen,
            Change.RESUME: self.before_fen == 0 < self.after_fen,
        }
        if not fits[self.change]:
            title, title_en = TITLES[self.change]
            amounts = f"{show_yuan(self.before_fen)}→{show_yuan(self.after_fen)}"
            raise DoesNotAdd(f"{title}告知书", f"A notice of {title_en}", amounts, title)

    def says(self) -> dict[str, Any]:
        """Return the notice part by part."""
        title, title_en = TITLES[self.change]
        return {
            "change": title,
            "change_en": title_en,
            "name": self.name,
            "household": self.household,
            "programme": self.programme,
            "facts": self.facts,
            "reasons": list(self.reasons),
            "articles": [worded(citation) for citation in self.cites],
            "reckoning": list(self.reckoning),
            "is_adverse": self.change in ADVERSE,
            "before": show_yuan(self.before_fen),
            "after": show_yuan(self.after_fen),
            "after_capitals": capitals(self.after_fen),
            "from_month": [self.from_month.year, self.from_month.month],
            "hearing": _hearing(self.hearing) if self.hearing else None,
            "answer_days": self.answer_days,
            "telephone": self.telephone,
            "remedies": worded(REMEDIES),
            "delivered": shown_day(self.delivered_on) if self.delivered_on else "",
            "ways": [[title, way == self.how] for way, title in HOW.items()],
            "large": self.large_print,
        }


def _hearing(record: HearingRecord) -> dict[str, Any]:
    return {
        "on": shown_day(record.held_on),
        "way": record.way,
        "by": record.heard_by,
        "told": record.told,
        "answer": record.answer,
        "reply": record.reply,
        "document": record.document,
    }
