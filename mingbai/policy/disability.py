"""A disability card, as calculations look at it."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Disability:
    """A disability card: kind (intellect, mind, limb, sight ...) and level, 1 the most severe."""

    kind: str
    level: int
