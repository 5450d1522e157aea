"""Parameters as SQL: the value of the row's own place, or one literal where all places of the check agree."""

from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from sqlglot import exp

from mingbai.files.snapshot.compiling import literal
from mingbai.policy.parameters import NotInForce, ParameterSet
from mingbai.policy.parameters.definition import Value
from mingbai.policy.parameters.entry import NATION


@dataclass(frozen=True)
class PlacedParameters:
    """The parameters of one check: `region` is the division all its rows lie in, or the nation."""

    source: ParameterSet
    region: str
    on: date

    def __hash__(self) -> int:
        return hash((self.source.digest, self.region, self.on))

    def __call__(self, key: str, region: exp.Expr | None) -> exp.Expr:
        """Return a parameter as SQL; NULL where no place of the check has a value in force."""
        places = self.places(key)
        default = self.value(key, self.region)
        if isinstance(default, Fraction) and places:
            return exp.null()  # a share that differs from place to place is not compared by any condition
        if region is None or isinstance(default, tuple) or all(self.value(key, place) == default for place in places):
            return as_sql(default)
        case = exp.Case()
        for place in places:
            case = case.when(
                exp.Like(this=region.copy(), expression=exp.Literal.string(f"{place}%")), as_sql(self.value(key, place))
            )
        return case.else_(as_sql(default))

    def places(self, key: str) -> list[str]:
        """Return the divisions inside the check's own that have a value of their own, the smallest first."""
        within = "" if self.region == NATION else self.region
        inside = {
            entry.region
            for entry in self.source.entries
            if entry.key == key and entry.is_in_force(self.on)
            and entry.region.startswith(within) and len(entry.region) > len(within)
            and entry.region.isdigit()
        }  # fmt: skip
        return sorted(inside, key=lambda region: (-len(region), region))

    def value(self, key: str, region: str) -> Value:
        """Return a parameter's value in a division, None where none is in force."""
        try:
            return self.source.origin(key, region, self.on).value
        except NotInForce:
            return None

    def is_in_force(self, key: str) -> bool:
        """Return whether any place of the check has a value."""
        return self.value(key, self.region) is not None or bool(self.places(key))


def as_sql(value: Value) -> exp.Expr:
    """Return a parameter's value as SQL: a literal, or a tuple of literals (of a fraction: its two numbers)."""
    if value is None:
        return exp.null()
    if isinstance(value, Fraction):
        value = (value.numerator, value.denominator)
    if isinstance(value, tuple):
        return exp.Tuple(expressions=[as_sql(item) for item in value])
    if isinstance(value, (bool, int, str)):
        return literal(value)
    raise TypeError(f"{value!r} has no place in a condition; multiply instead of dividing")
