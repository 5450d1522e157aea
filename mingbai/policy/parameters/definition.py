"""What a parameter is: its kind, unit, range and names; a value that does not fit is refused."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from typing import Any

from mingbai.policy.refused import Refused

Value = Any  # an int, bool, str or Fraction, or a tuple of these or of such tuples; hashable


class BadValue(Refused):
    """A value that its parameter's definition does not allow."""

    def __init__(self, key: str, value: object, zh: str, en: str) -> None:
        self.key = key
        super().__init__(
            f"参数 {key} 的取值 {value!r} 不可用：{zh}。",
            f"The value {value!r} of parameter {key} cannot be used: {en}.",
        )


class Kind(StrEnum):
    """How a value is written and read."""

    INT = "int"
    BOOL = "bool"
    TEXT = "text"
    CHOICE = "choice"
    FRACTION = "fraction"
    LIST = "list"  # of words
    TABLE = "table"  # of numbers, words or rows of them


class Bound(StrEnum):
    """Which way a local value may leave the nation's."""

    AT_MOST = "at_most"
    AT_LEAST = "at_least"


@dataclass(frozen=True)
class Choice:
    """One of the values a parameter may take, and what people call it."""

    value: str
    title: str
    title_en: str


@dataclass(frozen=True)
class Definition:
    """One parameter, whatever its value may be in one place on one day."""

    key: str
    kind: Kind
    title: str
    title_en: str
    unit: str = ""
    least: int | None = None
    most: int | None = None
    choices: tuple[Choice, ...] = ()
    bound: Bound | None = None

    @classmethod
    def parse(cls, key: str, stored: Mapping[str, Any]) -> "Definition":
        """Return the definition of a key as definitions.yaml writes it."""
        least, most = stored.get("range", (None, None))
        return cls(
            key=key,
            kind=Kind(stored["kind"]),
            title=stored["zh"],
            title_en=stored["en"],
            unit=stored.get("unit", ""),
            least=least,
            most=most,
            choices=tuple(Choice(value, *titles) for value, titles in stored.get("choices", {}).items()),
            bound=Bound(stored["bound"]) if "bound" in stored else None,
        )

    def read(self, stored: object) -> Value:
        """Return a stored value (YAML or JSON) as it is used; raise BadValue if the definition does not allow it."""
        value = READERS[self.kind](stored)
        if value is None:
            raise BadValue(self.key, stored, f"应为{self.kind.value}类型", f"it must be of kind {self.kind.value}")
        allowed = [choice.value for choice in self.choices]
        if allowed and not set(_words_in(value)) <= set(allowed):
            raise BadValue(self.key, stored, f"只能是{'、'.join(allowed)}", f"it must be one of {', '.join(allowed)}")
        if self.least is not None and self.most is not None and not self.least <= value <= self.most:
            range_ = f"{self.least}–{self.most}"
            raise BadValue(self.key, stored, f"应在{range_}之间", f"it must lie within {range_}")
        return value

    def goes_beyond(self, local: Value, national: Value) -> bool:
        """Return whether a local value leaves the nation's on the side the bound forbids."""
        if self.bound is Bound.AT_MOST:
            return bool(local > national)
        return self.bound is Bound.AT_LEAST and bool(local < national)


def _words_in(value: Value) -> list[str]:
    """Return every word of a value, however deep it stands in a table."""
    if isinstance(value, tuple):
        return [word for cell in value for word in _words_in(cell)]
    return [value] if isinstance(value, str) else []


def _whole(stored: object) -> Value:
    return stored if isinstance(stored, int) and not isinstance(stored, bool) else None


def _flag(stored: object) -> Value:
    return stored if isinstance(stored, bool) else None


def _text(stored: object) -> Value:
    return stored if isinstance(stored, str) and stored.strip() else None


def _fraction(stored: object) -> Value:
    try:
        return Fraction(stored) if isinstance(stored, str | int) else None
    except (ValueError, ZeroDivisionError):
        return None


def _words(stored: object) -> Value:
    words = stored if isinstance(stored, list | tuple) else ()
    return tuple(words) if words and all(map(_text, words)) else None


def _table(stored: object) -> Value:
    if not isinstance(stored, list | tuple) or not stored:
        return None
    return tuple(_table(cell) if isinstance(cell, list | tuple) else cell for cell in stored)


READERS: Mapping[Kind, Callable[[object], Value]] = {
    Kind.INT: _whole,
    Kind.BOOL: _flag,
    Kind.TEXT: _text,
    Kind.CHOICE: _text,
    Kind.FRACTION: _fraction,
    Kind.LIST: _words,
    Kind.TABLE: _table,
}
