"""One dated value of one parameter in one place, and what it rests on."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import lru_cache
from typing import Any

from mingbai.kernel.region import Region
from mingbai.law import named
from mingbai.policy.parameters.definition import Value

NATION = "nation"


class Basis(StrEnum):
    """What a value rests on."""

    ARTICLE = "article"  # a text of the library; `cite` names the article
    DESIGN = "design"  # no text gives it: our own, with a reason
    GIVEN = "given"  # a file or an office gave it


@dataclass(frozen=True)
class Entry:
    """A value in force in a place from a day, to a day (inclusive) or until replaced."""

    key: str
    region: str  # the nation, or a division code without trailing zeros
    from_on: date
    to_on: date | None
    value: Value
    basis: Basis
    cite: str = ""
    reason: str = ""
    reason_en: str = ""
    prevails: bool = False  # law that a place nearer by cannot change

    def is_in_force(self, on: date) -> bool:
        """Return whether the value holds on a day."""
        return self.from_on <= on and (self.to_on is None or on <= self.to_on)

    def overlaps(self, other: "Entry") -> bool:
        """Return whether two values of one parameter in one place share a day."""
        return self.is_in_force(other.from_on) or other.is_in_force(self.from_on)

    def ground(self, lang: str) -> str:
        """Return what the value rests on, in the language: the article as people cite it, or the reason."""
        return named(self.cite, lang) if self.cite else {"zh": self.reason, "en": self.reason_en}[lang]

    def as_json(self) -> dict[str, Any]:
        """Return the entry as plain JSON values, with empty fields left out."""
        stored = {
            "key": self.key,
            "region": self.region,
            "from": self.from_on.isoformat(),
            "to": self.to_on.isoformat() if self.to_on else None,
            "value": plain(self.value),
            "basis": self.basis.value,
            "cite": self.cite,
            "zh": self.reason,
            "en": self.reason_en,
            "prevails": self.prevails or None,
        }
        return {name: value for name, value in stored.items() if value not in ("", None)}


def plain(value: Value) -> Any:
    """Return a value as JSON can hold it: fractions as text, tuples as lists."""
    if isinstance(value, Fraction):
        return str(value)
    return [plain(cell) for cell in value] if isinstance(value, tuple) else value


def trimmed(region: str) -> str:
    """Return the shortest code of a division (230700 is the prefecture 2307), or the nation; raise BadRegion."""
    return region if region == NATION else Region.parse(region).code


@lru_cache(maxsize=100_000)
def tiers(region: str) -> tuple[str, ...]:
    """Return the places whose values count for a division, the nearest first and the nation last; raise BadRegion."""
    if region == NATION:
        return (NATION,)
    own = Region.parse(region)
    return (own.code, *(place.code for place in own.ancestors), NATION)


def read_stored(key: str, region: str, stored: Mapping[str, Any], value: Value) -> Entry:
    """Return an entry as a pack or a manifest writes it; `value` has been read by the definition already."""
    return Entry(
        key=key,
        region=trimmed(region),
        from_on=_day(stored["from"]),
        to_on=_day(stored["to"]) if stored.get("to") else None,
        value=value,
        basis=Basis(stored.get("basis", "article")),
        cite=stored.get("cite", ""),
        reason=stored.get("zh", ""),
        reason_en=stored.get("en", ""),
        prevails=stored.get("prevails", False),
    )


def _day(stored: object) -> date:
    return stored if isinstance(stored, date) else date.fromisoformat(str(stored))
