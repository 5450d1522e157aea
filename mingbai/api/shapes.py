"""What is asked and answered is made of: money, both languages, months and divisions, and bodies without surprises."""

from datetime import date
from typing import Annotated, Any, Literal

from ninja import Schema
from pydantic import ConfigDict, Field, model_validator

from mingbai.api.problems import Problem
from mingbai.kernel.month import Month
from mingbai.kernel.region import Region
from mingbai.kernel.unreadable import Unreadable
from mingbai.offices.actor import Actor

MOST_FEN = 10**13
MONTH, CODE = r"^(19|20)\d{2}-(0[1-9]|1[0-2])$", r"^(\d{2}|\d{4}|\d{6}|\d{9}|\d{12})$"
Id = Annotated[int, Field(ge=1, le=2**63 - 1)]
Fen = Annotated[int, Field(ge=0, le=MOST_FEN)]
Words = Annotated[str, Field(min_length=1, max_length=400)]
Short = Annotated[str, Field(min_length=1, max_length=200)]
Sha256 = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$", description="签字件的 SHA-256 · of the signed paper")]
SomeFen = Annotated[int, Field(ge=1, le=MOST_FEN, description="金额（分）· whole fen", examples=[1_240_000])]
Day = Annotated[date, Field(ge=date(1990, 1, 1), le=date(2099, 12, 31))]


class Money(Schema):
    """An amount, exact: whole fen."""

    amount_fen: int
    currency: Literal["CNY"] = "CNY"

    @classmethod
    def of(cls, fen: int) -> "Money":
        """Return so many fen as money."""
        return cls(amount_fen=fen)

    @classmethod
    def maybe(cls, fen: int | None) -> "Money | None":
        """Return the same where there is an amount."""
        return None if fen is None else cls(amount_fen=fen)


class Said(Schema):
    """What something is called, in both languages."""

    zh: str
    en: str

    @classmethod
    def of(cls, pair: tuple[str, str]) -> "Said":
        """Return what two languages say."""
        return cls(zh=pair[0], en=pair[1])


class Versioned(Schema):
    """What may change: it is answered with an ETag, and acts on it name the version they mean."""


class Sent(Schema):
    """What a system sends: nothing that is not asked for, no character a database cannot keep."""

    model_config = ConfigDict(extra="forbid", str_strip_whitespace=True)

    @model_validator(mode="before")
    @classmethod
    def _can_be_kept(cls, value: Any) -> Any:
        require_writable(value)
        return value


class Logged(Schema):
    """存证回执 · one act as the evidence log has it: by its number and digest whoever did it can have it proved."""

    id: int
    type: str
    subject: str
    digest: str


class Reason(Sent):
    """Why."""

    reason: Short


def division(code: str, by: Actor) -> Region:
    """Return a division of the post's own; raise Problem where it cannot be read or is not the post's to see."""
    try:
        asked = Region.parse(code)
    except Unreadable as error:
        raise Problem("unreadable", error.in_language) from error
    if not by.region.contains(asked):
        raise Problem("elsewhere")
    return asked


def concerns(region: str, by: Actor) -> bool:
    """Return whether what holds in a division concerns a post: within its own, or in one above it."""
    there = Region(region)
    return by.region.contains(there) or there.contains(by.region)


def wrong(where: str, zh: str, en: str) -> Problem:
    """Return the problem of one thing that was sent and cannot be meant."""
    return Problem(
        "unreadable", lambda language: en if language == "en" else zh, [{"where": where, "why": f"{zh} {en}"}]
    )


class Within(Schema):
    """A division within the post's own; its own where none is named."""

    region: str = Field("", pattern=rf"^$|{CODE}", description="区划代码 · code of a division", examples=["370830"])

    def place(self, by: Actor) -> Region:
        """Return the division asked for; raise Problem where it cannot be read or is not the post's to see."""
        return division(self.region, by) if self.region else by.region


class OfMonth(Within):
    """A month of a division."""

    month: str = Field(pattern=MONTH, description="月份 · month", examples=["2026-11"])

    def when(self) -> Month:
        """Return the month asked for."""
        return Month.parse(self.month)


def require_writable(value: Any) -> None:
    """Raise ValueError for text that PostgreSQL cannot keep: NUL, or half a character."""
    if isinstance(value, str):
        if "\0" in value or any("\ud800" <= one <= "\udfff" for one in value):
            raise ValueError("text holds NUL or half a character")
    elif isinstance(value, dict):
        for name, one in value.items():
            require_writable(name)
            require_writable(one)
    elif isinstance(value, list | tuple):
        for one in value:
            require_writable(one)
