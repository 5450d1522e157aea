"""What every paper has: who issues it, its number and day, and who signs."""

from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone
from typing import Any, ClassVar

from mingbai.papers.typesetting.refused import Incomplete

SHANGHAI = timezone(timedelta(hours=8))


@dataclass(frozen=True)
class Signature:
    """A place to sign: as what, and the name and moment where the desk holds the signature already."""

    role: str
    role_en: str
    name: str = ""
    at: datetime | None = None

    def says(self) -> dict[str, Any]:
        """Return the place as templates read it."""
        return {"zh": self.role, "en": self.role_en, "name": self.name, "on": shown_day(self.at) if self.at else ""}


HANDLER, REVIEWER = Signature("经办人", "Handler"), Signature("复核人", "Reviewer")
LEADER, HEAD = Signature("分管负责人", "Leader in charge"), Signature("主要负责人", "Head of office")


@dataclass(frozen=True, kw_only=True)
class Paper(ABC):
    """A paper: its data, and the template of the same name that sets it."""

    template: ClassVar[str]
    office: str
    number: str
    made_at: datetime  # with its zone; the day printed is Shanghai's
    signatures: tuple[Signature, ...] = (HANDLER, REVIEWER, LEADER)

    def __post_init__(self) -> None:
        assert self.made_at.tzinfo is not None, "a moment has a zone"
        for value, zh, en in ((self.office, "出具单位", "who issues it"), (self.number, "编号", "its number")):
            if not value.strip():
                raise Incomplete(zh, en)

    @abstractmethod
    def says(self) -> Mapping[str, Any]:
        """Return what the template reads: texts, numbers and lists, nothing else."""

    @property
    def seals(self) -> tuple[str, ...]:
        """Return whose seals it takes, the issuing office's first."""
        return (self.office,)

    @property
    def made_on(self) -> str:
        """Return the day it is made, as it is printed."""
        return shown_day(self.made_at)


def shown_day(moment: date | datetime) -> str:
    """Return a day as papers write it: 2026年11月5日."""
    day = moment.astimezone(SHANGHAI) if isinstance(moment, datetime) else moment
    return f"{day.year}年{day.month}月{day.day}日"
